import * as z from 'zod';
import { findImportRun } from '#db/queries/import.server.ts';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { importKindSchema } from '#app/domain/ingestion/import-run.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';

/** The import of the address, for whoever may import its kind. @throws Response 404 */
export async function requireImportRun({ db, workspaceId, params, can }: RequestContext) {
  const id = z.uuid().safeParse(params.importId);
  const run = id.success ? await findImportRun(db, workspaceId, id.data) : undefined;
  const kind = importKindSchema.safeParse(run?.kind);
  if (!run || !kind.success || !mayImport(kind.data, can)) throw new Response('There is no such import.', { status: 404 });
  return { ...run, kind: kind.data };
}
