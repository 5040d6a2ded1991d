import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { CampaignRecord } from '#db/queries/campaign.server.ts';
import { listCampaignTiers, lockCampaign, lockCampaignsBySlug, upsertCampaigns, upsertCampaignTiers } from '#db/queries/campaign.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { campaignStatusSchema } from '#app/domain/campaign.ts';
import { TIERS } from '#app/domain/kol.ts';
import { isCurrencyCode } from '#app/domain/money.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { BASIS_POINTS } from '#app/domain/ratio.ts';
import type { TierLocked } from '#app/domain/tier-lock.ts';
import { refusePlan } from '#app/domain/tier-lock.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from './changed-fields.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import type { LandingProblem } from './landing-check.ts';
import { landingProblem } from './landing-check.ts';
import { matrixPlanOf } from './matrix-plan-of.ts';
import type { BudgetMoveNeeded } from './require-sign-off.server.ts';
import { plannedMoney, reviseBudget } from './revise-budget.server.ts';
import { readTierStandings } from './tier-locks.server.ts';

const day = z.string().refine(isCalendarDay, { error: 'a day such as 2026-07-02' });
const target = z.int().min(0).nullable();
const tierPlan = z.strictObject({ slots: z.int().min(0).max(10_000), shareBasisPoints: z.int().min(0).max(BASIS_POINTS) });

export const saveCampaignSchema = z.strictObject({
  /** null makes a new campaign. */
  campaignId: z.uuid().nullable(),
  /** The version the person saw; not needed for a new campaign. */
  version: z.int().positive().nullable(),
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'letters a-z, digits and hyphens, such as summer-2026' }).max(80),
  name: z.string().trim().min(1).max(200),
  status: campaignStatusSchema,
  startsOn: day,
  /** Last day, inclusive. */
  endsOn: day,
  budgetMinor: z.int().min(0),
  currency: z.string().refine(isCurrencyCode, { error: 'an ISO 4217 code such as CNY' }),
  reserveBasisPoints: z.int().min(0).max(BASIS_POINTS),
  plan: z.strictObject({ top: tierPlan, mid: tierPlan, emerging: tierPlan }),
  landingUrl: z.url().max(2000).nullable(),
  targetSearchUplift: target,
  targetUgcItems: target,
  targetInteractions: target,
  targetSalesUpliftBasisPoints: target,
});
export type SaveCampaignInput = z.infer<typeof saveCampaignSchema>;

export type SaveCampaignOutcome =
  | { readonly status: 'created' | 'saved'; readonly campaignId: string; readonly slug: string; readonly version: number }
  | { readonly status: 'not-found' | 'ends-before-start' }
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'slug-taken'; readonly campaignId: string }
  | { readonly status: 'shares-not-whole'; readonly totalBasisPoints: number }
  /** Finance keeps the money of that tier as it is. */
  | TierLocked
  | BudgetMoveNeeded
  | LandingProblem;

/** Makes or changes a campaign and its matrix plan; the tiers' shares must sum to 100 % (product.md section 3), and more than 15 % of a budget is moved in a quarter only by three people (section 9). */
export async function saveCampaign(
  db: Kysely<Database>, input: SaveCampaignInput & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<SaveCampaignOutcome> {
  const { workspaceId, plan } = input;
  const totalBasisPoints = TIERS.reduce((sum, tier) => sum + plan[tier].shareBasisPoints, 0);
  if (totalBasisPoints !== BASIS_POINTS) return { status: 'shares-not-whole', totalBasisPoints };
  if (input.endsOn < input.startsOn) return { status: 'ends-before-start' };
  return await inTransaction(db, async (trx) => {
    // Before the campaign's row, as everybody does who promises money in it.
    if (input.campaignId !== null) await lockLedger(trx, workspaceId);
    const before = input.campaignId === null ? undefined : await lockCampaign(trx, workspaceId, input.campaignId);
    if (input.campaignId !== null && !before) return { status: 'not-found' };
    if (before && before.version !== input.version) return { status: 'stale', version: before.version };
    const [sameSlug] = await lockCampaignsBySlug(trx, workspaceId, [input.slug]);
    if (sameSlug && sameSlug.id !== before?.id) return { status: 'slug-taken', campaignId: sameSlug.id };
    const { allowedHosts } = await getWorkspace(trx, workspaceId);
    const problem = input.landingUrl === null ? null : landingProblem(input.landingUrl, allowedHosts);
    if (problem) return problem;

    const after = recordOf(input, before, now);
    const tiersBefore = before ? await listCampaignTiers(trx, workspaceId, [before.id]) : [];
    if (before) {
      const standingOf = await readTierStandings(trx, workspaceId, [before.id]);
      const revision = { before: { campaign: before, plan: matrixPlanOf(tiersBefore) }, after: { campaign: after, plan } };
      const locked = refusePlan(standingOf(before.id), plannedMoney(revision.before), plannedMoney(revision.after));
      if (locked) return locked;
      const needed = await reviseBudget(trx, await openBooks(trx, workspaceId, now), revision, { now, actor });
      if (needed) return needed;
    }
    await upsertCampaigns(trx, [after]);
    await upsertCampaignTiers(trx, workspaceId, new Map([[after.id, plan]]));
    const { previous, next } = changedFields(before, after);
    const planBefore = Object.fromEntries(tiersBefore.map((row) => [row.tier, { slots: row.slots, shareBasisPoints: row.share_basis_points }]));
    await insertAuditEntries(trx, workspaceId, [
      {
        id: newId(), at: now, actor, action: before ? 'campaign.change' : 'campaign.create', subjectKind: 'campaign', subjectId: after.id,
        ...(before ? { before: { ...previous, plan: planBefore } } : {}), after: { ...next, plan: { ...plan } },
      },
    ]);
    return { status: before ? 'saved' : 'created', campaignId: after.id, slug: after.slug, version: after.version };
  });
}

function recordOf(input: SaveCampaignInput & { readonly workspaceId: string }, before: CampaignRecord | undefined, now: Date): CampaignRecord {
  return {
    workspace_id: input.workspaceId, id: before?.id ?? newId(), slug: input.slug, name: input.name, status: input.status,
    starts_on: input.startsOn, ends_on: input.endsOn, budget_minor: input.budgetMinor, currency: input.currency,
    reserve_basis_points: input.reserveBasisPoints, landing_url: input.landingUrl, target_search_uplift: input.targetSearchUplift,
    target_ugc_items: input.targetUgcItems, target_interactions: input.targetInteractions,
    target_sales_uplift_basis_points: input.targetSalesUpliftBasisPoints, created_at: before?.created_at ?? now, updated_at: now,
    version: (before?.version ?? 0) + 1,
  };
}
