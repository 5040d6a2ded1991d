import type { Rendition } from '#app/domain/asset-rendition.ts';

/** Where a workspace's stored bytes lie: named by what they are. */
export function fileKey(workspaceId: string, hash: Buffer): string {
  return `${workspaceId}/${hash.toString('hex')}`;
}

/** A small picture of them. */
export function thumbnailKey(workspaceId: string, hash: Buffer, width: number): string {
  return `${fileKey(workspaceId, hash)}-${width}`;
}

/** The same picture in another size, crop or format; made again when it is gone, and gone with the file it was made of. */
export function renditionKey(workspaceId: string, hash: Buffer, { size, crop, format }: Rendition): string {
  return `${fileKey(workspaceId, hash)}-${size}-${crop}-${format}`;
}

/** The workspace and hash (hexadecimal) of a key; null for one that is not ours. */
export function readFileKey(key: string): { readonly workspaceId: string; readonly hash: string } | null {
  const [, workspaceId, hash] = /^([0-9a-f-]{36})\/([0-9a-f]{64})(?:-\d+(?:-[a-z]+-[a-z]+)?)?$/.exec(key) ?? [];
  return workspaceId === undefined || hash === undefined ? null : { workspaceId, hash };
}
