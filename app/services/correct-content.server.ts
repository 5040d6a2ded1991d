import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { SnapshotPlace } from '#db/queries/content-correction.server.ts';
import { insertCorrection, listCorrections, lockSnapshot } from '#db/queries/content-correction.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { AllCounts } from '#app/domain/ingestion/content-counts.ts';
import { changedCounts, countsFromJson } from '#app/domain/ingestion/content-counts.ts';
import type { JsonObject } from '#app/domain/json.ts';
import { dayOf } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface CorrectContentInput extends SnapshotPlace {
  readonly workspaceId: string;
  /** The revision that the person saw: a correction made since is not overwritten unseen. */
  readonly revision: number;
  /** What the snapshot says from now on, all of it; null is "not reported". */
  readonly counts: AllCounts;
  readonly reason: string;
}

export type CorrectContentOutcome =
  | { readonly status: 'corrected'; readonly revision: number }
  | { readonly status: 'unchanged' }
  | { readonly status: 'stale'; readonly revision: number }
  | { readonly status: 'not-found' };

/**
 * Corrects the counts of a snapshot. The correction is one more row, the source's own figures and every earlier correction stay; a review
 * is due. Cards computed before keep what they were computed from.
 */
export async function correctContent(db: Kysely<Database>, input: CorrectContentInput, doing: Doing): Promise<CorrectContentOutcome> {
  return await inTransaction(db, async (trx) => {
    const standing = await lockSnapshot(trx, input.workspaceId, input);
    if (!standing) return { status: 'not-found' };
    if (standing.revision !== input.revision) return { status: 'stale', revision: standing.revision };
    return await supersede(trx, input, { standing, undoes: null }, doing);
  });
}

export type UndoCorrectionInput = Omit<CorrectContentInput, 'counts'>;

/** Takes the latest correction of a snapshot back: the counts that stood before it stand again, by a correction of their own. */
export async function undoCorrection(db: Kysely<Database>, input: UndoCorrectionInput, doing: Doing): Promise<CorrectContentOutcome> {
  return await inTransaction(db, async (trx) => {
    const standing = await lockSnapshot(trx, input.workspaceId, input);
    if (!standing || standing.revision === 0) return { status: 'not-found' };
    if (standing.revision !== input.revision) return { status: 'stale', revision: standing.revision };
    const corrections = await listCorrections(trx, input.workspaceId, input.contentId);
    const latest = corrections.find((one) => one.sequence === standing.revision && one.source === input.source && one.capturedAt.getTime() === input.capturedAt.getTime());
    if (!latest) return { status: 'not-found' };
    return await supersede(trx, { ...input, counts: countsFromJson(latest.previous) }, { standing, undoes: latest.sequence }, doing);
  });
}

interface Superseded {
  readonly standing: { readonly revision: number; readonly counts: AllCounts };
  readonly undoes: number | null;
}

async function supersede(trx: Transaction<Database>, input: CorrectContentInput, { standing, undoes }: Superseded, { now, actor }: Doing): Promise<CorrectContentOutcome> {
  const { workspaceId, contentId, capturedAt, source, counts, reason } = input;
  const changed = changedCounts(standing.counts, counts);
  if (changed.length === 0) return { status: 'unchanged' };
  const sequence = standing.revision + 1;
  await insertCorrection(trx, workspaceId, {
    contentId, capturedAt, source, sequence, correctedAt: now, correctedBy: actor.kind === 'user' ? actor.id : null, correctedByName: actor.name, reason, undoes,
    previous: standing.counts, counts,
  });
  const only = (all: AllCounts): JsonObject => Object.fromEntries(changed.map((count) => [count, all[count]]));
  await insertAuditEntries(trx, workspaceId, [{
    id: newId(), at: now, actor, action: undoes === null ? 'content.correct' : 'content.undo-correction', subjectKind: 'content', subjectId: contentId,
    before: only(standing.counts), after: { ...only(counts), capturedAt: capturedAt.toISOString(), source }, reason,
  }]);
  const { timeZone } = await getWorkspace(trx, workspaceId);
  await markReviewDue(trx, workspaceId, { day: dayOf(now, timeZone), id: newId() });
  return { status: 'corrected', revision: sequence };
}
