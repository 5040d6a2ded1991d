import type { Kysely } from 'kysely';
import type { ClaimedImport } from '#db/queries/import-queue.server.ts';
import { claimImport, failLostImports, releaseImport } from '#db/queries/import-queue.server.ts';
import { listRowEdits } from '#db/queries/import-reject.server.ts';
import { updateImportLook } from '#db/queries/import.server.ts';
import type { Database } from '#db/schema.ts';
import { importKindSchema, MAX_ATTEMPTS } from '#app/domain/ingestion/import-run.ts';
import { editedFile, rowEditsOf } from '#app/lib/file-reading/edited-file.ts';
import { openTabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { dropImportFile, hasImportFile, importFilePath, saveImportSamples } from '#app/lib/import-files.server.ts';
import { log } from '#app/lib/log.server.ts';
import type { Doing } from './doing.ts';
import { importTable } from './importing/import-table.server.ts';
import { ImportWatch, WorkerStoppingError } from './importing/import-watch.server.ts';
import { HoldLostError } from './importing/record-run.server.ts';
import { lookAtImport } from './look-at-import.server.ts';

export interface QueueLane {
  /** The largest file this lane takes, so that small files need not wait for large ones; null takes any. */
  readonly maxBytes: number | null;
  readonly clock: () => Date;
  /** When set off, a running import is put back into the queue at once: its worker is about to end. */
  readonly signal?: AbortSignal;
}

/** What became of the import that was taken from the queue; `again` has been put back. */
export type QueueTurn = 'idle' | 'previewed' | 'applied' | 'refused' | 'failed' | 'cancelled' | 'lost' | 'again';

/**
 * Takes the import that has waited longest and does what is asked for it. An import is one transaction and the run's row is written in it,
 * so a worker that is killed leaves nothing behind and the next one begins anew; one that comes back to life finds that it has lost it.
 */
export async function runQueuedImport(db: Kysely<Database>, { maxBytes, clock, signal }: QueueLane): Promise<QueueTurn> {
  await failLostImports(db, clock());
  const run = await claimImport(db, { now: clock(), maxBytes });
  if (!run) return 'idle';
  const watch = new ImportWatch(db, run, { clock, signal });
  try {
    const turn = await watch.whileBeating(() => doImport(db, run, watch, clock));
    if (turn === 'applied') await dropImportFile(run.importId);
    return turn;
  } catch (error) {
    return await endOf(db, run, error, clock());
  }
}

async function doImport(db: Kysely<Database>, run: ClaimedImport, watch: ImportWatch, clock: () => Date): Promise<'previewed' | 'applied' | 'refused'> {
  if (run.cancelRequested) throw new HoldLostError();
  const { workspaceId, importId, fileName, purpose, options } = run;
  if (!(await hasImportFile(importId))) throw new UnreadableFileError('file_gone', 'the file is not there any more: it is kept for a day');
  const kind = importKindSchema.parse(run.kind);
  const source = { path: await importFilePath(importId) };
  const file = await openTabularFile(source, { onBytes: watch.onBytes });
  if (purpose === 'check') {
    const { look, samples } = await lookAtImport(db, file, { workspaceId, kind, format: options.format, mapping: options.mapping });
    await saveImportSamples(importId, samples);
    await updateImportLook(db, run, look);
  }
  const { platform, campaign, shop, dateOrder, numberStyle } = options;
  const request = {
    workspaceId, kind, fileName, format: options.format, mapping: options.mapping, defaults: { platform, campaign, shop, dateOrder, numberStyle }, dryRun: purpose === 'check',
    skipBadRows: options.skipBadRows, mayAllowHosts: options.mayAllowHosts, onProgress: watch.onRows, hold: run,
  };
  const edited = editedFile(file, rowEditsOf(await listRowEdits(db, workspaceId, importId)));
  const { status } = await importTable(db, edited, request, { now: clock(), actor: actorOf(run) });
  return status;
}

function actorOf({ userId, actorName }: ClaimedImport): Doing['actor'] {
  return { kind: userId === null ? 'system' : 'user', id: userId, name: actorName };
}

/** An import that broke off has left nothing behind; what becomes of its run. */
async function endOf(db: Kysely<Database>, run: ClaimedImport, error: unknown, now: Date): Promise<QueueTurn> {
  if (error instanceof HoldLostError) {
    if (!(await releaseImport(db, run, { status: 'cancelled', now }))) return 'lost';
    await dropImportFile(run.importId);
    return 'cancelled';
  }
  if (error instanceof WorkerStoppingError || isBusy(error)) return (await releaseImport(db, run, { status: 'queued', now, countsAttempt: false })) ? 'again' : 'lost';
  if (error instanceof UnreadableFileError) {
    return (await releaseImport(db, run, { status: 'failed', now, code: error.code, message: error.message })) ? 'failed' : 'lost';
  }
  log.error({ err: error, import: run.importId, attempt: run.attempt }, 'an import broke off');
  if (run.attempt < MAX_ATTEMPTS) return (await releaseImport(db, run, { status: 'queued', now, countsAttempt: true })) ? 'again' : 'lost';
  return (await releaseImport(db, run, { status: 'failed', now, code: 'internal_error', message: 'the import broke off because of a fault of the portal; nothing was written' })) ? 'failed' : 'lost';
}

/** Another import of the kind is running: each waits for its turn. */
function isBusy(error: unknown): boolean {
  return error instanceof UnreadableFileError && error.code === 'import_running';
}
