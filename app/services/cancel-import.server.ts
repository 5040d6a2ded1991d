import type { Kysely } from 'kysely';
import { cancelImport as markCancelled } from '#db/queries/import-queue.server.ts';
import type { Database } from '#db/schema.ts';
import { dropImportFile } from '#app/lib/import-files.server.ts';
import type { Doing } from './doing.ts';

/**
 * Gives an import up and forgets its file. One that is running stops between two pieces of its file (`stopping`) and leaves nothing behind;
 * once somebody was told so, nothing of it is written any more. `too-late` when it has finished or was given up before.
 */
export async function cancelImport(
  db: Kysely<Database>, { workspaceId, importId }: { readonly workspaceId: string; readonly importId: string }, { now }: Doing,
): Promise<{ readonly status: 'cancelled' | 'stopping' | 'too-late' }> {
  const status = await markCancelled(db, { workspaceId, importId, now });
  if (status === undefined) return { status: 'too-late' };
  if (status === 'running') return { status: 'stopping' };
  await dropImportFile(importId);
  return { status: 'cancelled' };
}
