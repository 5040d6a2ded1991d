import type { Kysely } from 'kysely';
import { listRunningCampaigns } from '#db/queries/notice-facts-matrix.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Workspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { FoundNotice } from '#app/domain/notice-facts.ts';
import { noticeKey } from '#app/domain/notice-facts.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, startOfDay } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import { completedReviewPeriods } from '#app/domain/scoring/review-period.ts';
import type { BudgetReport } from './report-budget.server.ts';
import { reportBudget } from './report-budget.server.ts';

type Db = Kysely<Database>;
type Campaign = Awaited<ReturnType<typeof listRunningCampaigns>>[number];

/** How long a review that has fallen due is told of, and how long after its end a campaign's money is watched. */
const REVIEW_DAYS = 7;
const WATCHED_DAYS = 30;

/** What holds of campaigns today: reviews that are due, and budgets that are reached or gone beyond. */
export async function findCampaignNotices(db: Db, workspace: Workspace, today: CalendarDay, now: Date): Promise<FoundNotice[]> {
  const [campaigns, { policy }] = await Promise.all([listRunningCampaigns(db, workspace.id, addDays(today, -WATCHED_DAYS)), getPolicy(db, workspace.id)]);
  const found: FoundNotice[] = [];
  for (const campaign of campaigns) {
    found.push(...reviewNotices(campaign, workspace, today, policy));
    const report = await reportBudget(db, { workspaceId: workspace.id, campaignId: campaign.id }, { now });
    if (report.status !== 'reported') continue;
    found.push(...budgetNotices(campaign, report, now));
  }
  return found;
}

/** What a campaign's money calls for (product.md section 9): a cut plan, a review of the plan, both or neither; each by its own setting. */
function budgetNotices(campaign: Campaign, { plannedMinor, forecastMinor, cuts, triggers, expectedRevenueMinor, revenueMinor, currency }: BudgetReport, now: Date): FoundNotice[] {
  const named = { slug: campaign.slug, campaignName: campaign.name };
  const budget = { ...named, plannedMinor, forecastMinor, currency };
  const found: FoundNotice[] = [];
  const tell = (facts: FoundNotice['facts']) => found.push({ key: noticeKey(facts.kind, campaign.id, plannedMinor), happenedAt: now, seats: null, facts });
  if (cuts) tell({ kind: 'budget_over', ...budget, cutMinor: cuts.neededMinor - cuts.missingMinor, partners: cuts.cuts.filter((cut) => cut.cutMinor > 0).length });
  else if (forecastMinor > 0 && forecastMinor >= plannedMinor) tell({ kind: 'budget_full', ...budget });
  if (triggers.includes('cost-overrun')) tell({ kind: 'cost_overrun', ...budget });
  if (triggers.includes('revenue-swing')) tell({ kind: 'revenue_swing', ...named, expectedMinor: expectedRevenueMinor, revenueMinor, currency });
  return found;
}

/** The last period that was completed, for a week. */
function reviewNotices(campaign: Campaign, { timeZone }: Workspace, today: CalendarDay, policy: Policy): FoundNotice[] {
  const last = completedReviewPeriods(campaign.startsOn, today, policy.review).findLast(({ period }) => period.startDay <= campaign.endsOn);
  if (!last || addDays(last.period.endDay, REVIEW_DAYS) <= today) return [];
  const { startDay, endDay } = last.period;
  return [{
    key: noticeKey('review_due', campaign.id, last.index), happenedAt: startOfDay(endDay, timeZone), seats: null,
    facts: { kind: 'review_due', slug: campaign.slug, campaignName: campaign.name, periodNumber: last.index, startDay, lastDay: addDays(endDay, -1) },
  }];
}
