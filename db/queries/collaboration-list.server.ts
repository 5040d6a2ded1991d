import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { COLLABORATION_STATUSES } from '#app/domain/collaboration.ts';
import type { RecordedCost } from '#app/domain/finance/collaboration-money.ts';
import { standingMinor } from '#app/domain/finance/collaboration-money.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import type { DaySpan } from '#app/domain/relative-period.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { Span } from './condition.server.ts';
import { onDays, within } from './condition.server.ts';
import type { FacetCounts } from './facet-counts.server.ts';
import { countFacets } from './facet-counts.server.ts';
import type { KeysetColumn, KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import { inPinyinOrder } from './name-order.server.ts';
import { among, chosen, dayColumn, filterConditions, numberColumn, requiredColumn, textColumn } from './row-filter.server.ts';

type Db = Kysely<Database>;

/** Values by column, for conditions that can be turned round. */
interface CollaborationChoice {
  /** Slugs. */
  readonly campaigns?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly platforms?: readonly string[] | undefined;
  readonly lights?: readonly string[] | undefined;
}

export interface CollaborationQuestion extends CollaborationChoice {
  readonly model: AttributionModel;
  /** Revenue, orders and light as of the end of this day. */
  readonly asOf: CalendarDay;
  readonly search: string;
  /** None of these. */
  readonly not?: CollaborationChoice | undefined;
  /** First and last day of the flight. */
  readonly startsOn?: DaySpan | undefined;
  readonly endsOn?: DaySpan | undefined;
  /** Clicks of people, credited orders, and revenue in minor units of the reporting currency. */
  readonly clicks?: Span | undefined;
  readonly orders?: Span | undefined;
  readonly revenueMinor?: Span | undefined;
  /** Groups of conditions, on the columns of `COLUMNS`. */
  readonly where?: AskedFilter | undefined;
}

export interface CollaborationRow {
  readonly id: string;
  readonly kolName: string;
  readonly handle: string;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly tier: Tier;
  readonly platform: Platform;
  readonly status: CollaborationStatus;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  /** Counts changes: an edit in the table states the version it read. */
  readonly version: number;
  readonly trackingCode: string;
  readonly coupon: string;
  readonly light: Light;
  /** Of people; automated ones apart. */
  readonly clicks: number;
  readonly automated: number;
  readonly orders: number;
  readonly revenueMinor: number;
}

export const COLLABORATION_SORTS = ['name', 'campaign', 'start', 'clicks', 'revenue', 'orders'] as const;
export type CollaborationSort = (typeof COLLABORATION_SORTS)[number];

const SORT_KEYS: Record<CollaborationSort, Omit<KeysetColumn, 'descending'>> = {
  name: { name: 'kolName', type: 'text' },
  campaign: { name: 'campaignName', type: 'text' },
  start: { name: 'startsOn', type: 'date' },
  clicks: { name: 'clicks', type: 'bigint' },
  revenue: { name: 'revenueMinor', type: 'bigint' },
  orders: { name: 'orders', type: 'bigint' },
};

export const COLLABORATION_GROUPINGS = ['campaign', 'tier', 'platform', 'status', 'light'] as const;
export type CollaborationGrouping = (typeof COLLABORATION_GROUPINGS)[number];

interface Grouping {
  /** The column that names a group. */
  readonly value: keyof CollaborationRow;
  /** The order of the groups, which comes before that of the rows: a campaign's by its name, others by their place among all values. */
  readonly keys: readonly KeysetColumn[];
  readonly places: readonly string[];
}

const BY_PLACE: readonly KeysetColumn[] = [{ name: 'groupPlace', type: 'bigint', descending: false }];

const GROUPINGS: Record<CollaborationGrouping, Grouping> = {
  campaign: { value: 'campaignSlug', keys: [{ name: 'campaignName', type: 'text', descending: false }, { name: 'campaignSlug', type: 'text', descending: false }], places: [] },
  tier: { value: 'tier', keys: BY_PLACE, places: TIERS },
  platform: { value: 'platform', keys: BY_PLACE, places: PLATFORMS },
  status: { value: 'status', keys: BY_PLACE, places: COLLABORATION_STATUSES },
  light: { value: 'light', keys: BY_PLACE, places: LIGHTS_BEST_FIRST },
};

interface CollaborationPlace {
  readonly sort: { readonly column: CollaborationSort; readonly descending: boolean };
  readonly group?: { readonly by: CollaborationGrouping; /** Values whose rows are left out. */ readonly closed: readonly string[] } | null;
  readonly page: KeysetQuestion['page'];
  readonly limit: number;
}

/** A page of collaborations with what each sold. */
export async function listCollaborationRows(db: Db, workspaceId: string, question: CollaborationQuestion, { sort, group, page, limit }: CollaborationPlace): Promise<KeysetPage<CollaborationRow>> {
  const order: KeysetColumn[] = [{ ...SORT_KEYS[sort.column], descending: sort.descending }, { name: 'id', type: 'uuid', descending: true }];
  if (!group) return await readKeysetPage<CollaborationRow>(db, { rows: matching(workspaceId, question), keys: order, page, limit });
  const grouping = GROUPINGS[group.by];
  // A campaign's name orders its group and may be what its rows are ordered by; once is enough.
  const keys = [...grouping.keys, ...order.filter(({ name }) => !grouping.keys.some((key) => key.name === name))];
  const found = await readKeysetPage<CollaborationRow & { groupPlace: number | null }>(db, { rows: grouped(matching(workspaceId, question), grouping, group.closed), keys, page, limit });
  return { ...found, rows: found.rows.map(({ groupPlace: _place, ...row }) => row) };
}

function grouped(rows: RawBuilder<unknown>, { value, places }: Grouping, closed: readonly string[] = []): RawBuilder<unknown> {
  const column = sql.ref(`each.${value}`);
  return sql`select each.*, array_position(${arrayLiteral(places)}::text[], ${column})::bigint as "groupPlace" from (${rows}) as each where ${column} <> all(${arrayLiteral(closed)}::text[])`;
}

export interface CollaborationGroup {
  readonly value: string;
  readonly count: number;
  readonly clicks: number;
  readonly orders: number;
  readonly revenueMinor: number;
}

/** The groups of all matching collaborations in their order, with what each comes to: they add up to `sumCollaborations`. */
export async function sumCollaborationGroups(db: Db, workspaceId: string, question: CollaborationQuestion, by: CollaborationGrouping): Promise<CollaborationGroup[]> {
  const grouping = GROUPINGS[by];
  const order = sql.join(grouping.keys.map(({ name }) => sql.ref(`matching.${name}`)));
  const { rows } = await sql<{ value: string; count: number; clicks: string; orders: string; revenue: string }>`
    select ${sql.ref(`matching.${grouping.value}`)} as value, count(*) as count, sum(clicks)::text as clicks, sum(orders)::text as orders, sum("revenueMinor")::text as revenue
    from (${grouped(matching(workspaceId, question), grouping)}) as matching group by ${sql.ref(`matching.${grouping.value}`)}, ${order} order by ${order}`.execute(db);
  return rows.map((row) => ({ value: row.value, count: Number(row.count), clicks: Number(row.clicks), orders: Number(row.orders), revenueMinor: Number(row.revenue) }));
}

/** Counts beside the filters, each under the others. */
export async function countCollaborationFacets(db: Db, workspaceId: string, question: CollaborationQuestion): Promise<FacetCounts<CollaborationGrouping>> {
  const { campaigns, statuses, tiers, platforms, lights, not, ...rest } = question;
  const facet = (name: CollaborationGrouping, wanted: readonly string[] | undefined, excluded: readonly string[] | undefined) => {
    const value = sql.ref(`o.${GROUPINGS[name].value}`);
    return { name, value, conditions: among(value, wanted, excluded) };
  };
  return await countFacets(db, {
    base: matching(workspaceId, rest),
    facets: [
      facet('campaign', campaigns, not?.campaigns), facet('tier', tiers, not?.tiers), facet('platform', platforms, not?.platforms), facet('status', statuses, not?.statuses), facet('light', lights, not?.lights),
    ],
  });
}

/** Count and sums of all matching collaborations: the rows of `listCollaborationRows` add up to them. */
export async function sumCollaborations(db: Db, workspaceId: string, question: CollaborationQuestion) {
  const { rows } = await sql<{ count: number; clicks: string | null; automated: string | null; orders: string | null; revenue: string | null }>`
    select count(*) as count, sum(clicks)::text as clicks, sum(automated)::text as automated, sum(orders)::text as orders, sum("revenueMinor")::text as revenue from (${matching(workspaceId, question)}) as matching`.execute(db);
  const [row] = rows;
  return {
    count: row?.count ?? 0, clicks: Number(row?.clicks ?? 0), automated: Number(row?.automated ?? 0), orders: Number(row?.orders ?? 0), revenueMinor: Number(row?.revenue ?? 0),
  };
}

function matching(workspaceId: string, question: CollaborationQuestion): RawBuilder<unknown> {
  return sql`
    select c.id, k.name ${inPinyinOrder} as "kolName", a.handle, ca.slug as "campaignSlug", ca.name ${inPinyinOrder} as "campaignName", c.tier, a.platform, c.status, c.starts_on as "startsOn", c.ends_on as "endsOn", c.version,
      c.tracking_code as "trackingCode", c.coupon, coalesce(r.light, 'grey') as light, coalesce(v.clicks, 0) as clicks, coalesce(v.automated, 0) as automated, coalesce(s.orders, 0) as orders, coalesce(s.revenue, 0) as "revenueMinor"
    from collaboration c
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    left join lateral (
      select r.light from collaboration_review r
      where r.workspace_id = c.workspace_id and r.collaboration_id = c.id and r.as_of <= ${question.asOf}::date order by r.as_of desc limit 1
    ) r on true
    left join (
      select collaboration_id, sum(orders) as orders, sum(revenue_minor)::bigint as revenue from credit_day
      where workspace_id = ${workspaceId} and model = ${question.model} and day <= ${question.asOf}::date group by collaboration_id
    ) s on s.collaboration_id = c.id
    left join (
      select collaboration_id, sum(clicks) as clicks, sum(automated) as automated from click_day
      where workspace_id = ${workspaceId} and day <= ${question.asOf}::date group by collaboration_id
    ) v on v.collaboration_id = c.id
    where ${sql.join(conditions(workspaceId, question), sql` and `)}`;
}

const CHOICES = {
  campaigns: requiredColumn(sql`ca.slug`), statuses: requiredColumn(sql`c.status`), tiers: requiredColumn(sql`c.tier`), platforms: requiredColumn(sql`a.platform`), lights: requiredColumn(sql`coalesce(r.light, 'grey')`),
};
const [CLICKS, ORDERS, REVENUE] = [sql`coalesce(v.clicks, 0)`, sql`coalesce(s.orders, 0)`, sql`coalesce(s.revenue, 0)`];

/** The columns that conditions are about; revenue in minor units of the reporting currency. */
const COLUMNS = {
  campaign: CHOICES.campaigns, status: CHOICES.statuses, tier: CHOICES.tiers, platform: CHOICES.platforms, light: CHOICES.lights, start: dayColumn(sql`c.starts_on`), end: dayColumn(sql`c.ends_on`),
  clicks: numberColumn(CLICKS), orders: numberColumn(ORDERS), revenue: numberColumn(REVENUE), name: textColumn(sql`k.name`), coupon: textColumn(sql`c.coupon`),
};

function conditions(workspaceId: string, question: CollaborationQuestion): RawBuilder<unknown>[] {
  return [
    sql`c.workspace_id = ${workspaceId}`, ...searched(question.search), ...chosen(CHOICES, question, question.not), ...onDays(sql`c.starts_on`, question.startsOn), ...onDays(sql`c.ends_on`, question.endsOn),
    ...within(CLICKS, question.clicks), ...within(ORDERS, question.orders), ...within(REVENUE, question.revenueMinor), ...filterConditions(question.where, COLUMNS),
  ];
}

function searched(text: string): RawBuilder<unknown>[] {
  if (text === '') return [];
  const pattern = likePattern(text);
  return [sql`(k.name ilike ${pattern} or a.handle ilike ${pattern} or c.tracking_code ilike ${pattern} or c.coupon ilike ${pattern} or ca.name ilike ${pattern})`];
}

/** What stands of the fees of some collaborations, in the reporting currency; null where one has no rate. */
export async function listStandingFees(db: Db, workspaceId: string, collaborationIds: readonly string[], reportingCurrency: string): Promise<Map<string, number | null>> {
  const rows = await listRecordedCosts(db, workspaceId, collaborationIds);
  const fees = new Map<string, number | null>();
  for (const row of rows) {
    if (row.kind !== 'fee') continue;
    const known = fees.get(row.collaborationId);
    const fee = standingMinor(row, reportingCurrency);
    fees.set(row.collaborationId, fee === null || known === null ? null : (known ?? 0) + fee);
  }
  return fees;
}

/** The cost items of some collaborations, as money is worked out from them. */
export async function listRecordedCosts(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<(RecordedCost & { readonly collaborationId: string })[]> {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('cost_item')
    .select([
      'collaboration_id as collaborationId', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'rate',
      'commission_basis_points as commissionBasisPoints', 'incurred_on as incurredOn',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .execute();
}

/** Credits of some collaborations by day, under one model. */
export async function listCreditsByDay(db: Db, workspaceId: string, collaborationIds: readonly string[], model: AttributionModel) {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('credit_day')
    .select(['collaboration_id as collaborationId', 'day', 'orders', 'refunded_orders as refundedOrders', 'revenue_minor as revenueMinor', 'gross_minor as grossMinor'])
    .where('workspace_id', '=', workspaceId)
    .where('model', '=', model)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .orderBy('day')
    .execute();
}
