import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { countBinObstacles } from '#db/queries/bin-obstacles.server.ts';
import { listBinFlights, moveToBin } from '#db/queries/bin.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { insertEditRun } from '#db/queries/edit-run.server.ts';
import type { EditSubjectRow } from '#db/queries/edit-subjects.server.ts';
import { lockEditSubjects } from '#db/queries/edit-subjects.server.ts';
import { allowLongStatements } from '#db/queries/import-undo.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { EditSubject, SkippedRow } from '#app/domain/edit-run.ts';
import { binReasons } from '#app/domain/recycle-bin.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { markAttributionOf } from './mark-attribution.server.ts';

export interface DeleteToBinInput {
  readonly workspaceId: string;
  readonly kind: EditSubject;
  /** What is to go, each with the version the person saw; null where they chose by a condition. */
  readonly items: readonly { readonly id: string; readonly version: number | null }[];
  /** Things that were asked for and left out before, to be kept with the edit. */
  readonly leftOut?: readonly SkippedRow[];
}

export interface DeleteToBinOutcome {
  /** The edit by which it can be taken back; null when nothing was deleted. */
  readonly runId: string | null;
  readonly deleted: readonly { readonly id: string; readonly label: string }[];
  /** What stays, each with the reason: what has history is archived instead of deleted. */
  readonly skipped: readonly SkippedRow[];
}

/** Moves things into the recycle bin, those of them that nothing depends on. They can be put back for 30 days. */
export async function deleteToBin(db: Kysely<Database>, { workspaceId, kind, items, leftOut = [] }: DeleteToBinInput, { now, actor }: Doing): Promise<DeleteToBinOutcome> {
  return await inTransaction(db, async (trx) => {
    if (items.length > 1) await allowLongStatements(trx);
    // Whoever makes a collaboration takes the same lock, so none comes to depend on what is being deleted.
    await lockCollaborations(trx, workspaceId);
    const subjects = new Map((await lockEditSubjects(trx, workspaceId, kind, items.map(({ id }) => id))).map((subject) => [subject.id, subject]));
    const findings = await countBinObstacles(trx, workspaceId, kind, [...subjects.keys()]);
    const skipped: SkippedRow[] = [];
    const going: EditSubjectRow[] = [];
    for (const { id, version } of items) {
      const subject = subjects.get(id);
      const reasons = binReasons(findings.get(id) ?? {});
      if (!subject) skipped.push({ id, label: '', problem: 'not-found' });
      else if (version !== null && version !== subject.version) skipped.push({ id, label: subject.label, problem: 'stale' });
      else if (reasons.length > 0) skipped.push({ id, label: subject.label, problem: 'in-use', reasons });
      else going.push(subject);
    }
    if (going.length === 0) return { runId: null, deleted: [], skipped };

    const runId = newId();
    const [only] = going;
    await insertEditRun(trx, workspaceId, {
      id: runId, kind: 'delete', subjectKind: kind, label: going.length === 1 ? (only?.label ?? '') : '', changed: going.length, skipped: [...leftOut, ...skipped], at: now, by: actor,
    });
    const entries = going.map((subject) => ({ itemId: newId(), subjectId: subject.id, label: subject.label, detail: subject.detail }));
    await moveToBin(trx, { workspaceId, kind, runId, now, by: actor }, entries);
    if (kind !== 'campaign') {
      const flights = await listBinFlights(trx, workspaceId, entries.map(({ itemId }) => itemId));
      if (flights.length > 0) await markAttributionOf(trx, await openBooks(trx, workspaceId, now), flights, now);
    }
    await insertAuditEntries(trx, workspaceId, going.map((subject) => ({
      id: newId(), at: now, actor, action: `${kind}.delete`, subjectKind: kind, subjectId: subject.id, before: { name: subject.label, detail: subject.detail },
    })));
    return { runId, deleted: going.map(({ id, label }) => ({ id, label })), skipped };
  });
}
