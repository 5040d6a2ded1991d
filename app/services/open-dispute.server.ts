import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findOpenDispute, insertDispute } from '#db/queries/dispute.server.ts';
import { findScorecardDetail } from '#db/queries/scorecard-pages.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { OpenDisputeInput } from '#app/domain/dispute.ts';
import { disputeDueAt } from '#app/domain/dispute.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { figureOnCard } from '#app/domain/scoring/card-figures.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export type OpenDisputeOutcome =
  | { readonly status: 'opened'; readonly disputeId: string; readonly dueAt: Date }
  /** Somebody doubts the same figure already: say it there. */
  | { readonly status: 'already-open'; readonly disputeId: string }
  /** There is no card of that day, or it does not have this figure. */
  | { readonly status: 'no-card' | 'no-figure' };

/** Doubts a figure of a scorecard (ux.md 3.6): keeps what the card said, why it is doubted and until when somebody answers. */
export async function openDispute(
  db: Kysely<Database>, input: OpenDisputeInput & { readonly workspaceId: string; readonly collaborationId: string; readonly asOf: CalendarDay | null }, { now, actor }: Doing,
): Promise<OpenDisputeOutcome> {
  const { workspaceId, collaborationId, figure, reason } = input;
  return await inTransaction(db, async (trx) => {
    const detail = await findScorecardDetail(trx, workspaceId, collaborationId, input.asOf);
    if (!detail) return { status: 'no-card' };
    const shown = figureOnCard(detail.card, figure);
    if (shown === undefined) return { status: 'no-figure' };
    const { timeZone } = await getWorkspace(trx, workspaceId);
    const [disputeId, dueAt] = [newId(), disputeDueAt(now, timeZone)];
    const isNew = await insertDispute(trx, {
      workspace_id: workspaceId, id: disputeId, collaboration_id: collaborationId, as_of: detail.asOf, figure, shown_value: shown, reason, evidence_url: input.evidenceUrl === '' ? null : input.evidenceUrl,
      status: 'open', opened_at: now, opened_by: actor.kind === 'user' ? actor.id : null, opened_by_name: actor.name, due_at: dueAt, answered_at: null, answered_by_name: null, answer: null, remedy: null,
    });
    if (!isNew) return { status: 'already-open', disputeId: (await findOpenDispute(trx, workspaceId, { collaborationId, figure })) ?? '' };
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(), at: now, actor, action: 'dispute.open', subjectKind: 'collaboration', subjectId: collaborationId, after: { disputeId, figure, asOf: detail.asOf, dueAt: dueAt.toISOString() }, reason },
    ]);
    return { status: 'opened', disputeId, dueAt };
  });
}
