import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { lockCampaign, upsertCampaigns, upsertCampaignTiers } from '#db/queries/campaign.server.ts';
import { lockCollaborations } from '#db/queries/collaboration.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { replaceMatrixPlaces } from '#db/queries/matrix-board.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { PlanProblem } from '#app/domain/matrix-plan.ts';
import { judgePlan } from '#app/domain/matrix-plan.ts';
import { arrangeSlots } from '#app/domain/matrix-slots.ts';
import { BASIS_POINTS } from '#app/domain/ratio.ts';
import { newId } from '#app/lib/ids.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import { readMatrixBoard } from './read-matrix-board.server.ts';
import type { BudgetMoveNeeded } from './require-sign-off.server.ts';
import { reviseBudget } from './revise-budget.server.ts';

const tierPlan = z.strictObject({ slots: z.int().min(0).max(10_000), shareBasisPoints: z.int().min(0).max(BASIS_POINTS) });

export const matrixPlanSchema = z.strictObject({
  /** The version of the campaign that the person saw. */
  version: z.int().positive(),
  reserveBasisPoints: z.int().min(0).max(BASIS_POINTS),
  plan: z.strictObject({ top: tierPlan, mid: tierPlan, emerging: tierPlan }),
});
export type MatrixPlanInput = z.infer<typeof matrixPlanSchema>;

export type ChangeMatrixPlanOutcome =
  | { readonly status: 'saved' | 'unchanged'; readonly version: number }
  | { readonly status: 'campaign-unknown' }
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'refused'; readonly problems: readonly PlanProblem[] }
  /** More would be moved within the quarter than may be without three people (product.md section 9). */
  | BudgetMoveNeeded;

/** Changes slots, shares and reserve of a campaign's matrix. Who sat in a slot that goes moves into the lowest that is free. */
export async function changeMatrixPlan(
  db: Kysely<Database>, input: MatrixPlanInput & { readonly workspaceId: string; readonly slug: string }, { now, actor }: Doing,
): Promise<ChangeMatrixPlanOutcome> {
  const { workspaceId, slug, plan, reserveBasisPoints } = input;
  return await inTransaction(db, async (trx) => {
    await lockCollaborations(trx, workspaceId);
    await lockLedger(trx, workspaceId);
    const campaign = await findCampaignDetail(trx, workspaceId, slug);
    const record = campaign && (await lockCampaign(trx, workspaceId, campaign.id));
    if (!campaign || !record) return { status: 'campaign-unknown' };
    if (record.version !== input.version || campaign.version !== input.version) return { status: 'stale', version: record.version };
    const before = { reserveBasisPoints: campaign.reserveBasisPoints, plan: campaign.plan };
    const same = TIERS.every((tier) => plan[tier].slots === campaign.plan[tier].slots && plan[tier].shareBasisPoints === campaign.plan[tier].shareBasisPoints);
    if (same && reserveBasisPoints === campaign.reserveBasisPoints) return { status: 'unchanged', version: record.version };
    const books = await openBooks(trx, workspaceId, now);
    const { board, people } = await readMatrixBoard(trx, books, campaign);
    const problems = judgePlan(board, { plan, reserveBasisPoints });
    if (problems.length > 0) return { status: 'refused', problems };

    const version = record.version + 1;
    const after = { ...record, reserve_basis_points: reserveBasisPoints, updated_at: now, version };
    const needed = await reviseBudget(trx, books, { before: { campaign: record, plan: campaign.plan }, after: { campaign: after, plan } }, { now, actor });
    if (needed) return needed;
    await upsertCampaigns(trx, [after]);
    await upsertCampaignTiers(trx, workspaceId, new Map([[campaign.id, plan]]));
    const kept = new Map(board.seats.flatMap(({ collaborationId, tier, slot }) => (slot === null || slot > plan[tier].slots ? [] : [[collaborationId, { tier, slot }] as const])));
    const arranged = arrangeSlots(people.map(({ card }) => card), kept);
    await replaceMatrixPlaces(trx, workspaceId, campaign.id, board.seats.flatMap(({ collaborationId, tier }) => {
      const slot = arranged.get(collaborationId) ?? null;
      return slot === null ? [] : [{ collaborationId, tier, slot }];
    }));
    const facts = ({ top, mid, emerging }: typeof plan) => ({ top: { ...top }, mid: { ...mid }, emerging: { ...emerging } });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'matrix.plan', subjectKind: 'campaign', subjectId: campaign.id,
      before: { reserveBasisPoints: before.reserveBasisPoints, plan: facts(before.plan) }, after: { reserveBasisPoints, plan: facts(plan) },
    }]);
    return { status: 'saved', version };
  });
}
