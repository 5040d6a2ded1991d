import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { listCollaborations, lockCollaborations } from '#db/queries/collaboration.server.ts';
import type { EditRunRow } from '#db/queries/edit-run.server.ts';
import { listEditedTables, lockEditedRows, lockEditRun, markEditUndone, restoreEditedRows } from '#db/queries/edit-run.server.ts';
import { lockEditSubjects } from '#db/queries/edit-subjects.server.ts';
import { allowLongStatements } from '#db/queries/import-undo.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { Database } from '#db/schema.ts';
import type { UndoStanding } from '#app/domain/edit-run.ts';
import { editUndoStanding } from '#app/domain/edit-run.ts';
import type { RestoreConflict } from '#app/domain/recycle-bin.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { refreshKolWords } from './kol-words.server.ts';
import { markAttributionOf } from './mark-attribution.server.ts';
import { restoreFromBin } from './restore-from-bin.server.ts';
import { unlessLocked, withTierLocks } from './tier-locks.server.ts';

export type UndoEditOutcome =
  | { readonly status: 'undone'; readonly restored: number }
  /** Rows were changed since by somebody: nothing was taken back. */
  | { readonly status: 'changed-since'; readonly rows: readonly { readonly id: string; readonly label: string }[] }
  | { readonly status: 'conflict'; readonly conflicts: readonly (RestoreConflict & { readonly label: string })[] }
  /** Taken back, it would bring money into a tier that finance has locked. */
  | TierLocked
  | { readonly status: 'not-found' | Exclude<UndoStanding, 'possible'> };

interface Place {
  readonly workspaceId: string;
  readonly runId: string;
}

/** Takes an edit of a table back as a whole: rows are as they were, byte for byte but for the count of changes; what was deleted is back. */
export async function undoEdit(db: Kysely<Database>, place: Place, doing: Doing): Promise<UndoEditOutcome> {
  return await unlessLocked(db, async (trx) => await undo(trx, place, doing));
}

async function undo(trx: Transaction<Database>, place: Place, doing: Doing): Promise<UndoEditOutcome> {
  await allowLongStatements(trx);
  // In the order of every writer of collaborations and money: the rows come after both.
  await lockCollaborations(trx, place.workspaceId);
  await lockLedger(trx, place.workspaceId);
  const run = await lockEditRun(trx, place.workspaceId, place.runId);
  if (!run) return { status: 'not-found' };
  const standing = editUndoStanding(run, doing.actor.id, doing.now);
  if (standing !== 'possible') return { status: standing };
  const outcome = run.kind === 'delete' ? await undelete(trx, place, doing) : await restoreRows(trx, place, run, doing);
  if (outcome.status !== 'undone') return outcome;
  await markEditUndone(trx, place.workspaceId, place.runId, { by: doing.actor.name, now: doing.now });
  return outcome;
}

async function undelete(trx: Transaction<Database>, place: Place, doing: Doing): Promise<UndoEditOutcome> {
  const outcome = await restoreFromBin(trx, place, doing);
  // Somebody put it back by hand: what was asked for is so.
  if (outcome.status === 'not-found') return { status: 'already-undone' };
  if (outcome.status === 'tier-locked') return outcome;
  return outcome.status === 'restored' ? { status: 'undone', restored: outcome.items.length } : outcome;
}

async function restoreRows(trx: Transaction<Database>, place: Place, run: EditRunRow, { now, actor }: Doing): Promise<UndoEditOutcome> {
  const table = run.subjectKind;
  if (!(await listEditedTables(trx, place.workspaceId, place.runId)).includes(table)) return { status: 'not-found' };
  const rows = await lockEditedRows(trx, place, table);
  const changed = rows.filter((row) => !row.isSame).map(({ key }) => key);
  if (changed.length > 0) return { status: 'changed-since', rows: await named(trx, place.workspaceId, table, changed) };
  const ids = rows.map(({ key }) => key);
  const flights = table === 'collaboration' ? await listCollaborations(trx, place.workspaceId, ids) : [];
  const books = await openBooks(trx, place.workspaceId, now);
  let restored = 0;
  await withTierLocks(trx, books.workspace, async () => { restored = await restoreEditedRows(trx, place, table); });
  if (table === 'kol') await refreshKolWords(trx, place.workspaceId, ids);
  if (table === 'collaboration') {
    await markAttributionOf(trx, books, [...flights, ...(await listCollaborations(trx, place.workspaceId, ids))], now);
  }
  await insertAuditEntries(trx, place.workspaceId, ids.map((id) => ({
    id: newId(), at: now, actor, action: `${table}.undo`, subjectKind: table, subjectId: id, after: { edit: place.runId },
  })));
  return { status: 'undone', restored };
}

async function named(trx: Transaction<Database>, workspaceId: string, table: EditRunRow['subjectKind'], ids: readonly string[]) {
  const names = new Map((await lockEditSubjects(trx, workspaceId, table, ids)).map(({ id, label }) => [id, label]));
  return ids.map((id) => ({ id, label: names.get(id) ?? id }));
}
