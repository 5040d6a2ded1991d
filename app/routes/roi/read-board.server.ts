import type { Kysely } from 'kysely';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listReviewDays, ROI_SORTS } from '#db/queries/roi-board.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay, Period } from '#app/domain/period.ts';
import { addDays, earlierDay, isCalendarDay } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { roiGroupingSchema } from '#app/domain/scoring/roi-grouping.ts';
import { askedPeriod, monthChoices, reviewPeriodChoices } from '#app/domain/scoring/roi-period.ts';
import type { BoardQuestion } from '#app/services/read-roi-board.server.ts';
import type { TableQuery, TableSpec } from '#app/table/url-state.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { roiSpec } from './question.ts';

const MONTHS = 12;
/** Campaigns whose review periods can be chosen: the latest that have begun. */
const CAMPAIGNS = 4;

/** What an address of the board, of its files and of its rows asks for. */
export interface AskedBoard {
  readonly by: RoiGrouping;
  readonly spec: TableSpec;
  readonly query: TableQuery;
  readonly policy: Policy;
  readonly days: readonly CalendarDay[];
  /** Null before the first review and with no day asked for. */
  readonly asOf: CalendarDay | null;
  readonly period: Period | null;
  readonly periods: PeriodOptions;
  readonly filter: NonNullable<BoardQuestion['filter']>;
  readonly sort: NonNullable<BoardQuestion['sort']>;
}

export interface PeriodOptions {
  readonly months: readonly string[];
  readonly campaigns: readonly { readonly name: string; readonly periods: readonly { readonly key: string; readonly index: number; readonly startDay: CalendarDay; readonly lastDay: CalendarDay }[] }[];
}

export async function readAskedBoard(db: Kysely<Database>, { workspaceId, today, url, seesCosts }: { workspaceId: string; today: CalendarDay; url: URL; seesCosts: boolean }): Promise<AskedBoard> {
  const [{ policy }, days, campaigns] = await Promise.all([getPolicy(db, workspaceId), listReviewDays(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const by = roiGroupingSchema.catch('collaboration').parse(url.searchParams.get('by'));
  const spec = roiSpec(by, seesCosts);
  const query = parseTableQuery(url.searchParams, spec);
  const months = monthChoices(today, MONTHS);
  const reviews = campaigns.filter((campaign) => campaign.startsOn <= today).slice(0, CAMPAIGNS).map((campaign) => ({ name: campaign.name, periods: reviewPeriodChoices(campaign, today, policy.review) }));
  const { period: choice, from, to, as_of: asked } = query.kept ?? {};
  const period = askedPeriod({ choice, from, to }, [...months, ...reviews.flatMap((one) => one.periods)]);
  const { campaign, kol, collaboration, tier, light } = query.filters;
  return {
    by, spec, query, policy, days, period,
    asOf: period ? earlierDay(today, addDays(period.endDay, -1)) : pastDay(asked, today) ?? days[0] ?? null,
    periods: {
      months: months.map(({ key }) => key),
      campaigns: reviews.map(({ name, periods }) => ({ name, periods: periods.map(({ key, index, period: days }) => ({ key, index, startDay: days.startDay, lastDay: addDays(days.endDay, -1) })) })),
    },
    filter: { campaignSlugs: campaign, kolIds: kol, collaborationIds: collaboration, tiers: tier, lights: light },
    sort: query.sort.flatMap(({ column, descending }) => ROI_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending }))),
  };
}

/** A day up to today; what is none, or still to come, is left out. */
function pastDay(text: string | undefined, today: CalendarDay): CalendarDay | null {
  return text !== undefined && isCalendarDay(text) && text <= today ? text : null;
}
