import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { kolQuestion } from '#app/domain/kol-search.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import type { Span } from './condition.server.ts';
import { foundKols } from './kol-search.server.ts';
import type { ConditionColumn } from './row-filter.server.ts';
import { chosen, columnOfRows, filterConditions, numberColumn, requiredColumn, textColumn, valueColumn } from './row-filter.server.ts';

/** What narrows the roster. A list that is given asks for any of its values. */
export interface RosterFilter {
  /** Part of a name, of a handle, of its pinyin, or initials (app/domain/kol-search.ts). */
  readonly search: string;
  readonly tier?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  /** KOLs with an account there. */
  readonly platform?: readonly string[] | undefined;
  readonly light?: readonly string[] | undefined;
  readonly vertical?: readonly string[] | undefined;
  /** None of these: a KOL without a light is not a red one. */
  readonly not?: Partial<Record<RosterFacet, readonly string[] | undefined>> | undefined;
  /** Score in tenths of a point, and followers of the largest account; a KOL without the figure is in no span. */
  readonly scoreTenths?: Span | undefined;
  readonly followers?: Span | undefined;
  /** ROI in hundredths, for those who see costs. */
  readonly roiHundredths?: Span | undefined;
  /** Groups of conditions, on the columns of `ROSTER_COLUMNS`. */
  readonly where?: AskedFilter | undefined;
  /** One group of a grouped roster; `value` is empty for KOLs that have none. */
  readonly group?: { readonly by: RosterGrouping; readonly value: string } | undefined;
}

/** What the roster can be grouped by: each as its column shows it, so the platform is that of the largest account. */
export const ROSTER_GROUPINGS = ['tier', 'status', 'platform', 'light'] as const;
export type RosterGrouping = (typeof ROSTER_GROUPINGS)[number];

export const ROSTER_FACETS = ['tier', 'status', 'platform', 'light', 'vertical'] as const;
export type RosterFacet = (typeof ROSTER_FACETS)[number];

type Condition = RawBuilder<unknown>;

const ofAccounts = (condition: Condition) => sql`exists (select from kol_account p where p.workspace_id = k.workspace_id and p.kol_id = k.id and ${condition})`;
const ofStanding = (condition: Condition) => sql`exists (select from kol_standing l where l.workspace_id = k.workspace_id and l.kol_id = k.id and ${condition})`;

const FACETS: Record<RosterFacet, ConditionColumn> = {
  tier: requiredColumn(sql`k.tier`), status: requiredColumn(sql`k.status`), platform: columnOfRows(ofAccounts, valueColumn(sql`p.platform`)), light: columnOfRows(ofStanding, valueColumn(sql`l.light`)),
  vertical: { is: (values) => sql`k.verticals && ${values}`, filled: sql`cardinality(k.verticals) > 0`, isCertain: true },
};

/** The columns of a roster that conditions are about: scores in tenths, ROI in hundredths, followers of the largest account. */
const ROSTER_COLUMNS = {
  ...FACETS, name: textColumn(sql`k.name`), score: columnOfRows(ofStanding, numberColumn(sql`l.score_tenths`)), roi: columnOfRows(ofStanding, numberColumn(sql`l.roi_hundredths`)),
  followers: { in: followersWithin, filled: ofAccounts(sql`p.followers is not null`) },
} satisfies Record<string, ConditionColumn>;

/** The largest account lies in the span when one account reaches its lower end and none is beyond its upper end. */
function followersWithin({ from, to }: Span): Condition {
  return sql`(${ofAccounts(sql`p.followers >= ${from ?? 0}::bigint`)} and not ${to === null ? sql`false` : ofAccounts(sql`p.followers > ${to}::bigint`)})`;
}

/** Conditions on `k`, the KOLs of a workspace; `without` leaves one filter out, to count what else it could be. */
export function rosterConditions(workspaceId: string, filter: RosterFilter, without?: RosterFacet): Condition {
  const question = kolQuestion(filter.search);
  const search = question === null ? [] : [sql`k.id in (${foundKols(workspaceId, question.contains)})`];
  const present = without === 'status' || asksForArchived(filter) ? [] : [sql`k.status <> 'archived'`];
  const group = filter.group ? [GROUP_CONDITIONS[filter.group.by](filter.group.value)] : [];
  return sql.join([
    sql`k.workspace_id = ${workspaceId}`, ...present, ...group, ...chosen(FACETS, filter, filter.not, without), ...spans(filter), ...filterConditions(filter.where, ROSTER_COLUMNS), ...search,
  ], sql` and `);
}

/** Archived ones are shown to those who ask for them; counting what the state could be counts them too. */
export function asksForArchived({ status, where }: RosterFilter): boolean {
  return status !== undefined || (where?.groups.some(({ conditions }) => conditions.some((one) => one.column === 'status' && one.operator === 'is' && one.values.includes('archived'))) ?? false);
}

/** The value that a KOL is grouped by; empty where it has none. */
export const ROSTER_GROUP_VALUES: Record<RosterGrouping, Condition> = {
  tier: sql`k.tier`,
  status: sql`k.status`,
  platform: sql`coalesce((select m.platform from kol_account m where m.workspace_id = k.workspace_id and m.kol_id = k.id order by m.followers desc nulls last, m.id limit 1), '')`,
  light: sql`coalesce((select m.light from kol_standing m where m.workspace_id = k.workspace_id and m.kol_id = k.id), '')`,
};

/** The same as a condition that finds a rare group, or an empty one, by its index. */
const GROUP_CONDITIONS: Record<RosterGrouping, (value: string) => Condition> = {
  tier: (value) => sql`k.tier = ${value}`,
  status: (value) => sql`k.status = ${value}`,
  platform: (value) => (value === ''
    ? sql`not exists (select from kol_account g where g.workspace_id = k.workspace_id and g.kol_id = k.id)`
    : sql`exists (select from kol_account g where g.workspace_id = k.workspace_id and g.kol_id = k.id and g.platform = ${value}) and ${ROSTER_GROUP_VALUES.platform} = ${value}`),
  light: (value) => (value === ''
    ? sql`not exists (select from kol_standing g where g.workspace_id = k.workspace_id and g.kol_id = k.id)`
    : sql`exists (select from kol_standing g where g.workspace_id = k.workspace_id and g.kol_id = k.id and g.light = ${value})`),
};

function spans({ scoreTenths, roiHundredths, followers }: RosterFilter): Condition[] {
  const { score, roi, followers: largest } = ROSTER_COLUMNS;
  return [...(scoreTenths ? [score.in?.(scoreTenths)] : []), ...(roiHundredths ? [roi.in?.(roiHundredths)] : []), ...(followers ? [largest.in(followers)] : [])].flatMap((condition) => condition ?? []);
}
