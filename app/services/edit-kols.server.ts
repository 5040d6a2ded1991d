import type { Kysely } from 'kysely';
import type { AuditEntry } from '#db/queries/audit.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertEditRun, storeEditImages } from '#db/queries/edit-run.server.ts';
import { readImages } from '#db/queries/import-image.server.ts';
import { allowLongStatements } from '#db/queries/import-undo.server.ts';
import { lockEditableKols, updateEditedKols } from '#db/queries/kol-edit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { EditKind, SkippedRow } from '#app/domain/edit-run.ts';
import type { EditableKol, KolEdit, PlannedKol } from '#app/domain/kol-edit.ts';
import { planKolEdits } from '#app/domain/kol-edit.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from './changed-fields.ts';
import type { Doing } from './doing.ts';
import { refreshKolWords } from './kol-words.server.ts';

export interface EditKolsInput {
  readonly workspaceId: string;
  readonly kind: Exclude<EditKind, 'delete'>;
  /** A KOL comes once at most. */
  readonly edits: readonly KolEdit[];
  /** Needed where a KOL is blocked. */
  readonly reason: string;
  /** Rows that were asked for and left out before, to be kept with the edit. */
  readonly leftOut?: readonly SkippedRow[];
}

export interface EditKolsOutcome {
  /** The edit by which it can be taken back; null when nothing was changed. */
  readonly runId: string | null;
  readonly changed: readonly { readonly id: string; readonly label: string; readonly version: number }[];
  readonly skipped: readonly SkippedRow[];
}

/**
 * Changes KOLs from the roster: one cell, a choice of rows or a pasted block, in one transaction. Those that cannot be changed are left as
 * they are and told, each with its reason. What every row was is kept, so that the edit can be taken back as a whole.
 */
export async function editKols(db: Kysely<Database>, { workspaceId, kind, edits, reason, leftOut = [] }: EditKolsInput, doing: Doing): Promise<EditKolsOutcome> {
  return await inTransaction(db, async (trx) => {
    if (edits.length > 1) await allowLongStatements(trx);
    const kols = await lockEditableKols(trx, workspaceId, edits.map(({ id }) => id));
    const { changes, skipped } = planKolEdits(kols, edits, reason);
    if (changes.length === 0) return { runId: null, changed: [], skipped };

    const runId = newId();
    const ids = changes.map(({ before }) => before.id);
    const images = await readImages(trx, workspaceId, 'kol', ids);
    await updateEditedKols(trx, workspaceId, changes.map(({ after }) => after), doing.now);
    await refreshKolWords(trx, workspaceId, changes.filter(({ fields }) => fields.includes('name')).map(({ after }) => after.id));
    const [only] = changes;
    await insertEditRun(trx, workspaceId, {
      id: runId, kind, subjectKind: 'kol', label: changes.length === 1 ? (only?.before.name ?? '') : '', changed: changes.length, skipped: [...leftOut, ...skipped], at: doing.now, by: doing.actor,
    });
    await storeEditImages(trx, { workspaceId, runId }, 'kol', images);
    await insertAuditEntries(trx, workspaceId, changes.map((change) => entryOf(change, reason, doing)));
    return { runId, changed: changes.map(({ before, after }) => ({ id: before.id, label: after.name, version: before.version + 1 })), skipped };
  });
}

function entryOf({ before, after }: PlannedKol, reason: string, { now, actor }: Doing): AuditEntry {
  const { previous, next } = changedFields(columnsOf(before), columnsOf(after));
  return { id: newId(), at: now, actor, action: 'kol.change', subjectKind: 'kol', subjectId: before.id, before: previous, after: next, ...(reason === '' ? {} : { reason }) };
}

/** The columns by their names in the table, as the audit log has them from every other way of changing a KOL. */
function columnsOf({ name, tier, status, price, verticals, notes }: EditableKol) {
  return { name, tier, status, verticals, price_minor: price?.minor ?? null, price_currency: price?.currency ?? null, notes };
}
