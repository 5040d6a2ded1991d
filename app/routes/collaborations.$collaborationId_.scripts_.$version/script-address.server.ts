import * as z from 'zod';

const versionSchema = z.coerce.number().int().min(1).max(1_000_000);

/** Which version of which script an address means, and which one it is to be compared with; null for an address of nothing. */
export function scriptAddress(params: Readonly<Record<string, string | undefined>>, url: URL): { collaborationId: string; version: number; against: number | null } | null {
  const id = z.uuid().safeParse(params.collaborationId);
  const version = versionSchema.safeParse(params.version);
  const against = versionSchema.safeParse(url.searchParams.get('against') ?? undefined);
  return id.success && version.success ? { collaborationId: id.data, version: version.data, against: against.success ? against.data : null } : null;
}
