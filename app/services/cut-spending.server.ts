import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { lockCampaign } from '#db/queries/campaign.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { insertSpendingCuts } from '#db/queries/spending-cut.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { PartnerCut } from '#app/domain/finance/cut-plan.ts';
import { chooseCuts } from '#app/domain/finance/cut-plan.ts';
import { amountText, sumMinor } from '#app/domain/money.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { releaseMoney } from './release-money.server.ts';
import { reportBudget } from './report-budget.server.ts';
import type { BudgetMoveNeeded } from './require-sign-off.server.ts';
import { requireBudgetMove } from './require-sign-off.server.ts';

export const cutSpendingSchema = z.strictObject({
  /** `<collaboration>:<minor units>` of each cut that the person saw and ticked. */
  cuts: z.array(z.string().regex(/^[0-9a-f-]{36}:\d{1,15}$/)).min(1).max(1_000),
  reason: z.string().trim().min(1).max(1000),
});
export type CutSpendingInput = z.infer<typeof cutSpendingSchema>;

export type CutSpendingOutcome =
  | { readonly status: 'cut'; readonly releasedMinor: number; readonly partners: number }
  /** Spending is not, or no more, at the share of its plan from which cuts are made; or another cut came first: nothing was released. */
  | { readonly status: 'not-due' | 'changed' }
  | { readonly status: 'unknown-campaign' }
  /** More would be moved within the quarter than the campaign may without sign-off. */
  | BudgetMoveNeeded;

/**
 * Makes the cuts of a campaign's cut plan (product.md section 9): releases from each chosen partner what the plan takes from them, in one transaction, the best partners
 * never. The plan is worked out again; a cut that is not as the person saw it refuses all of them.
 */
export async function cutSpending(
  db: Kysely<Database>, input: CutSpendingInput & { readonly workspaceId: string; readonly campaignId: string }, doing: Doing,
): Promise<CutSpendingOutcome> {
  const { workspaceId, campaignId } = input;
  return await inTransaction(db, async (trx) => {
    // In the order of every writer of collaborations and money.
    await lockCollaborations(trx, workspaceId);
    await lockLedger(trx, workspaceId);
    if (!(await lockCampaign(trx, workspaceId, campaignId))) return { status: 'unknown-campaign' };
    const report = await reportBudget(trx, { workspaceId, campaignId }, doing);
    if (report.status !== 'reported' || report.cuts === null) return { status: 'not-due' };
    const cuts = chooseCuts(report.cuts, seen(input.cuts));
    if (cuts === null) return { status: 'changed' };
    const books = await openBooks(trx, workspaceId, doing.now);
    const allowed = await requireBudgetMove(trx, books, campaignId, sumMinor(cuts.map((cut) => cut.cutMinor)), doing.now);
    if (allowed && 'status' in allowed) return allowed;
    return await release(trx, books, { ...input, cuts, requestId: allowed?.usedId ?? null }, doing);
  });
}

function seen(cuts: readonly string[]): { readonly id: string; readonly cutMinor: number }[] {
  return cuts.map((cut) => ({ id: cut.slice(0, 36), cutMinor: Number(cut.slice(37)) }));
}

interface ToRelease {
  readonly campaignId: string;
  readonly cuts: readonly PartnerCut[];
  readonly reason: string;
  readonly requestId: string | null;
}

/** One partner after the other, as each has payments of its own to plan anew; a campaign has a few dozen of them. */
async function release(trx: Transaction<Database>, books: Books, { campaignId, cuts, reason, requestId }: ToRelease, doing: Doing): Promise<CutSpendingOutcome> {
  const { now, actor } = doing;
  const { id: workspaceId, currency } = books.workspace;
  const released: { readonly id: string; readonly minor: number }[] = [];
  for (const { id, cutMinor } of cuts) {
    const { releasedMinor } = await releaseMoney(trx, books, id, () => cutMinor, doing);
    if (releasedMinor > 0) released.push({ id, minor: releasedMinor });
  }
  await insertSpendingCuts(trx, released.map(({ id, minor }) => ({
    workspace_id: workspaceId, id: newId(), campaign_id: campaignId, collaboration_id: id, released_minor: minor, request_id: requestId, reason, cut_at: now,
    cut_by: actor.kind === 'user' ? actor.id : null, cut_by_name: actor.name,
  })));
  await insertAuditEntries(trx, workspaceId, released.map(({ id, minor }) => ({
    id: newId(), at: now, actor, action: 'spending.cut', subjectKind: 'collaboration', subjectId: id, after: { campaignId, released: `${amountText(minor, currency)} ${currency}` }, reason,
  })));
  await markReviewDue(trx, workspaceId, { day: books.today, id: newId() });
  return { status: 'cut', releasedMinor: sumMinor(released.map(({ minor }) => minor)), partners: released.length };
}
