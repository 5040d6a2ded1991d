import type { Kysely } from 'kysely';
import { insertQueuedImport, queueImport } from '#db/queries/import-queue.server.ts';
import type { Database } from '#db/schema.ts';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind, ImportPurpose } from '#app/domain/ingestion/import-run.ts';
import { newId } from '#app/lib/ids.server.ts';
import { dropImportFile, keepImportFile } from '#app/lib/import-files.server.ts';
import type { Doing } from './doing.ts';

export interface NewImport {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  /** The uploaded file; it is moved. */
  readonly file: { readonly path: string; readonly name: string; readonly bytes: number };
  readonly options: ImportOptions;
}

/** Keeps an uploaded file and queues its check. Returns the import's id. */
export async function startImport(db: Kysely<Database>, { workspaceId, kind, file, options }: NewImport, { now, actor }: Doing): Promise<string> {
  const importId = newId();
  await keepImportFile(importId, file);
  try {
    await insertQueuedImport(db, {
      workspace_id: workspaceId, id: importId, kind, file_name: file.name.slice(0, 300), user_id: actor.id, actor_name: actor.name, bytes_total: file.bytes, options, now,
    });
  } catch (error) {
    await dropImportFile(importId);
    throw error;
  }
  return importId;
}

export interface AskedImport {
  readonly workspaceId: string;
  readonly importId: string;
  readonly purpose: ImportPurpose;
  readonly options: ImportOptions;
}

/** Queues an import that waits for a person: to be checked again, or to be carried out. `not-waiting` when it has gone on meanwhile, or its file is gone. */
export async function askForImport(db: Kysely<Database>, asked: AskedImport, { now, actor }: Doing): Promise<{ readonly status: 'queued' | 'not-waiting' }> {
  const queued = await queueImport(db, { ...asked, userId: actor.id, actorName: actor.name, now });
  return { status: queued ? 'queued' : 'not-waiting' };
}
