import type { Kysely } from 'kysely';
import { listCampaignChoices, findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listRecordedCosts } from '#db/queries/collaboration-list.server.ts';
import { countOpenProposals, countWaitingPayments, getOrderCoverage, listCampaignFlights } from '#db/queries/dashboard.server.ts';
import type { ClickSum } from '#db/queries/day-sums.server.ts';
import { sumClicksThrough, sumCreditsThrough } from '#db/queries/day-sums.server.ts';
import { countSuspectedCoupons } from '#db/queries/coupon-pages.server.ts';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { countWaitingScripts } from '#db/queries/script-pages.server.ts';
import { listReviewDays, listRoi } from '#db/queries/roi-board.server.ts';
import { listRoiOutlooks } from '#db/queries/roi-trend.server.ts';
import type { RoiLine } from '#app/domain/proposals/roi-groups.ts';
import type { Database } from '#db/schema.ts';
import { exchangeRateOn, toReportingMinor } from '#app/domain/exchange-rate.ts';
import { budgetTotal, campaignBudget } from '#app/domain/finance/campaign-budget.ts';
import { collaborationMoney, moneyByWeek, weeksOf } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { Span } from '#app/domain/movement.ts';
import { spanDays } from '#app/domain/movement.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, earlierDay } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { compareSpans, endsOf, loadLooseEnds, worstAtRisk } from './load-span.server.ts';

type Choice = Awaited<ReturnType<typeof listCampaignChoices>>[number];

/** The campaign that a person most likely comes for: the running one that began last, else the active one, else the latest. */
export function defaultCampaign(campaigns: readonly Choice[], today: CalendarDay): Choice | null {
  const isRunning = (one: Choice) => one.startsOn <= today && today <= one.endsOn;
  return (
    campaigns.find((one) => one.status === 'active' && isRunning(one)) ?? campaigns.find((one) => one.status === 'active') ?? campaigns.find(isRunning) ?? campaigns[0] ?? null
  );
}

export interface DashboardQuestion {
  readonly workspaceId: string;
  readonly currency: string;
  readonly slug: string;
  readonly asOf: CalendarDay;
  readonly span: Span;
  readonly now: Date;
  readonly importKinds: readonly ImportKind[];
  readonly policy: Policy;
  /** Whether costs and what follows from them may be sent. */
  readonly seesCosts: boolean;
}

const LISTED_MOVERS = 5;
const DEFAULT_MOVES: Span = '14';

/** Everything the dashboard shows of a campaign as of a day. Without the right to costs it holds neither cost nor ROI. */
export async function loadDashboard(db: Kysely<Database>, question: DashboardQuestion) {
  const { workspaceId, currency, asOf, policy, seesCosts, now, importKinds } = question;
  const campaign = await findCampaignDetail(db, workspaceId, question.slug);
  if (!campaign) return null;
  const [flights, days] = await Promise.all([listCampaignFlights(db, workspaceId, campaign.id), listReviewDays(db, workspaceId)]);
  const reviewDay = days.find((day) => day <= asOf) ?? null;
  const ids = flights.map((flight) => flight.id);
  const orderDays = { from: campaign.startsOn, through: earlierDay(asOf, campaign.endsOn) };
  // What moved is shown also beside the figures of the whole campaign.
  const compared = spanDays(question.span === 'campaign' ? DEFAULT_MOVES : question.span, asOf, campaign.startsOn);
  const series = { from: campaign.startsOn, through: earlierDay(asOf, addDays(campaign.endsOn, policy.attribution.couponGraceDays)) };
  const ends = [...endsOf(compared), asOf];
  const [credits, costs, rates, clicks, board, proposals, payments, orders, suspectedCoupons, scripts, loose, outlooks] = await Promise.all([
    sumCreditsThrough(db, workspaceId, { campaignId: campaign.id }, policy.attribution.model, [...ends, addDays(series.from, -1), ...weeksOf(series).map(({ through }) => through)]),
    seesCosts ? listRecordedCosts(db, workspaceId, ids) : [],
    listExchangeRates(db, workspaceId),
    sumClicksThrough(db, workspaceId, { campaignId: campaign.id }, ends),
    reviewDay === null ? null : listRoi(db, workspaceId, { asOf: reviewDay, by: 'collaboration', filter: { campaignSlugs: [campaign.slug] } }, policy.roi),
    countOpenProposals(db, workspaceId, campaign.id),
    seesCosts ? countWaitingPayments(db, workspaceId) : null,
    getOrderCoverage(db, workspaceId, orderDays),
    reviewDay === null ? 0 : countSuspectedCoupons(db, workspaceId, { campaignId: campaign.id, asOf: reviewDay }),
    countWaitingScripts(db, workspaceId, { today: asOf, campaignId: campaign.id }),
    loadLooseEnds(db, { workspaceId, campaignId: campaign.id, today: asOf, now, importKinds }),
    seesCosts && reviewDay !== null ? listRoiOutlooks(db, workspaceId, { campaignId: campaign.id, days: weeksOf(series).map(({ through }) => through) }, policy.roi) : [],
  ]);
  const creditsOf = groupBy(credits, (credit) => credit.collaborationId);
  const costsOf = groupBy(costs, (cost) => cost.collaborationId);
  const facts = flights.map((flight) => ({ ...flight, credits: creditsOf.get(flight.id) ?? [], costs: flight.status === 'cancelled' ? [] : (costsOf.get(flight.id) ?? []) }));
  const moved = compareSpans(facts, clicks, compared, currency);
  const money = facts.map((one) => ({ tier: one.tier, status: one.status, ...collaborationMoney(one, currency, asOf) }));
  const budgetMinor = toReportingMinor(campaign.budgetMinor, campaign.currency, currency, exchangeRateOn(rates, campaign.currency, currency, campaign.startsOn));
  const budget = campaignBudget({ ...campaign, budgetMinor: budgetMinor ?? 0 }, money);
  const weeks = moneyByWeek(facts, currency, series);
  const outlookOf = new Map(outlooks.map(({ day, atClose: { median, interval90 } }) => [day, { median, ...interval90 }]));
  const rows = board?.rows ?? [];
  const total = budgetTotal(budget);
  return {
    campaign: { slug: campaign.slug, name: campaign.name, status: campaign.status, startsOn: campaign.startsOn, endsOn: campaign.endsOn },
    reviewDay, clicks: clicksThrough(clicks, asOf), proposals, payments, suspectedCoupons, scripts,
    revenueMinor: money.reduce((sum, one) => sum + one.revenueMinor, 0),
    orderCount: credits.reduce((sum, credit) => sum + (credit.day <= asOf ? credit.orders : 0), 0),
    orders, orderDays,
    spend: seesCosts
      ? {
          policy: { overspendCutBasisPoints: policy.money.overspendCutBasisPoints }, accruedMinor: total.accruedMinor, committedMinor: total.committedMinor, budgetMinor, uncountedCosts: money.reduce((sum, one) => sum + one.uncountedCosts, 0),
          tiers: budgetMinor === null ? null : budget.flatMap((row) => (row.row === 'reserve' ? [] : [{ tier: row.row, plannedMinor: row.plannedMinor, committedMinor: row.committedMinor, spentMinor: row.accruedMinor, shareBasisPoints: row.shareBasisPoints }])),
        }
      : null,
    roi: seesCosts && board ? { soFar: board.totals.roi, atClose: board.totals.atClose } : null,
    weeks: weeks.map(({ startDay, endDay, revenueMinor, revenueSoFarMinor, standingSoFarMinor }) => ({
      startDay, endDay, revenueMinor, revenueSoFarMinor,
      ...(seesCosts ? { roi: roiOf(revenueSoFarMinor, standingSoFarMinor).value, atClose: outlookOf.get(endDay) ?? null } : {}),
    })),
    thresholds: seesCosts ? [policy.roi.amberFrom, policy.roi.greenFrom, policy.roi.starFrom] : [],
    lights: LIGHTS.map((light) => ({ light, count: rows.filter((row) => row.light === light).length })),
    span: { choice: question.span, ...withoutCosts(moved, seesCosts) }, loose, atRisk: seesCosts ? worstAtRisk(facts, rows, currency, asOf) : null,
    trippedFuses: rows.filter((row) => row.fuse === 'tripped').length,
    ...movers(rows, seesCosts),
  };
}

function clicksThrough(clicks: readonly ClickSum[], asOf: CalendarDay): { people: number; automated: number } {
  const total = { people: 0, automated: 0 };
  for (const { day, people, automated } of clicks) {
    if (day > asOf) continue;
    total.people += people;
    total.automated += automated;
  }
  return total;
}

/** Without the right to costs no accrued cost is sent. */
function withoutCosts(moved: ReturnType<typeof compareSpans>, seesCosts: boolean) {
  const sent = <Total extends { readonly accruedMinor: number }>({ accruedMinor, ...total }: Total) => ({ ...total, accruedMinor: seesCosts ? accruedMinor : null });
  return { ...moved, total: sent(moved.total), totalBefore: moved.totalBefore && sent(moved.totalBefore) };
}

/** The best and the worst collaborations: by ROI expected at close, or by revenue for those who may not know ROIs. Too early ones stay out. */
function movers(rows: readonly RoiLine[], seesCosts: boolean) {
  const rank = (row: RoiLine) => (seesCosts ? (row.atClose?.median ?? 0) : row.revenueMinor);
  const ranked = rows.filter((row) => row.light !== 'grey').sort((a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1));
  const shown = (row: RoiLine) => ({
    collaborationId: row.key, kolName: row.kolName, platform: row.platform, light: row.light, revenueMinor: row.revenueMinor,
    ...(seesCosts ? { roi: row.roi, atClose: row.atClose?.median ?? null } : {}),
  });
  const half = Math.min(LISTED_MOVERS, Math.ceil(ranked.length / 2));
  return { best: ranked.slice(0, half).map(shown), worst: ranked.slice(half).slice(-LISTED_MOVERS).reverse().map(shown) };
}

export type DashboardData = NonNullable<Awaited<ReturnType<typeof loadDashboard>>>;
export type Mover = DashboardData['best'][number];
