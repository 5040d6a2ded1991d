import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { kolQuestion } from '#app/domain/kol-search.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { Span } from './condition.server.ts';
import { within } from './condition.server.ts';
import { foundKols } from './kol-search.server.ts';

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
  /** One group of a grouped roster; `value` is empty for KOLs that have none. */
  readonly group?: { readonly by: RosterGrouping; readonly value: string } | undefined;
}

/** What the roster can be grouped by: each as its column shows it, so the platform is that of the largest account. */
export const ROSTER_GROUPINGS = ['tier', 'status', 'platform', 'light'] as const;
export type RosterGrouping = (typeof ROSTER_GROUPINGS)[number];

export const ROSTER_FACETS = ['tier', 'status', 'platform', 'light', 'vertical'] as const;
export type RosterFacet = (typeof ROSTER_FACETS)[number];

type Condition = RawBuilder<unknown>;

/** Conditions on `k`, the KOLs of a workspace; `without` leaves one filter out, to count what else it could be. */
export function rosterConditions(workspaceId: string, filter: RosterFilter, without?: RosterFacet): Condition {
  const facets = ROSTER_FACETS.flatMap((facet) => {
    const values = filter[facet];
    return values === undefined || facet === without ? [] : [FACET_CONDITIONS[facet](sql`${arrayLiteral(values)}::text[]`)];
  });
  const others = ROSTER_FACETS.flatMap((facet) => {
    const values = filter.not?.[facet];
    return values === undefined || facet === without ? [] : [sql`not ${FACET_CONDITIONS[facet](sql`${arrayLiteral(values)}::text[]`)}`];
  });
  const question = kolQuestion(filter.search);
  const search = question === null ? [] : [sql`k.id in (${foundKols(workspaceId, question.contains)})`];
  // Archived ones are shown to those who ask for them; counting what the state could be counts them too.
  const present = filter.status === undefined && without !== 'status' ? [sql`k.status <> 'archived'`] : [];
  const group = filter.group ? [GROUP_CONDITIONS[filter.group.by](filter.group.value)] : [];
  return sql.join([sql`k.workspace_id = ${workspaceId}`, ...present, ...group, ...facets, ...others, ...spans(filter), ...search], sql` and `);
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
  const standing = [...within(sql`f.score_tenths`, scoreTenths), ...within(sql`f.roi_hundredths`, roiHundredths)];
  const account = sql`from kol_account f where f.workspace_id = k.workspace_id and f.kol_id = k.id`;
  return [
    ...(standing.length > 0 ? [sql`exists (select from kol_standing f where f.workspace_id = k.workspace_id and f.kol_id = k.id and ${sql.join(standing, sql` and `)})`] : []),
    // The largest account lies in the span when one account reaches its lower end and none is beyond its upper end.
    ...(followers ? [sql`exists (select ${account} and f.followers >= ${followers.from ?? 0}::bigint)`] : []),
    ...(followers && followers.to !== null ? [sql`not exists (select ${account} and f.followers > ${followers.to}::bigint)`] : []),
  ];
}

const FACET_CONDITIONS: Record<RosterFacet, (values: Condition) => Condition> = {
  tier: (values) => sql`k.tier = any(${values})`,
  status: (values) => sql`k.status = any(${values})`,
  vertical: (values) => sql`k.verticals && ${values}`,
  platform: (values) => sql`exists (select from kol_account p where p.workspace_id = k.workspace_id and p.kol_id = k.id and p.platform = any(${values}))`,
  light: (values) => sql`exists (select from kol_standing l where l.workspace_id = k.workspace_id and l.kol_id = k.id and l.light = any(${values}))`,
};
