import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { searchTerms, termGrams } from '#app/domain/asset-search.ts';
import { likePattern } from '#app/domain/like-pattern.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { ConditionColumn } from './row-filter.server.ts';
import { chosen, filterConditions, requiredColumn, textColumn, valueColumn } from './row-filter.server.ts';

/** Filters of the library by name; each with the values of which a row must have one. */
export const ASSET_FILTERS = ['kind', 'tier', 'vertical', 'platform', 'orientation', 'language', 'band', 'rights', 'ending', 'colour', 'kol', 'campaign'] as const;
export type AssetFilter = (typeof ASSET_FILTERS)[number];

export interface AssetQuestion {
  readonly search: string;
  readonly filters: Readonly<Partial<Record<AssetFilter, readonly string[]>>>;
  /** Groups of conditions, on the columns of `assetColumns`. */
  readonly where?: AskedFilter | undefined;
  /** Only those that may be used so on that day. */
  readonly usable: { readonly channel: string; readonly territory: string; readonly on: string } | null;
  readonly isDeleted: boolean;
  readonly today: string;
}

export interface ConditionOptions {
  /** Leaves a filter out, whose values are then counted. */
  readonly without?: AssetFilter | null;
  /** Words are known to be in many assets: rows are read in their order until a page is full, instead of all that the grams name. */
  readonly isFrequent?: boolean;
  /** Only so many rows are wanted, in any order. */
  readonly isBounded?: boolean;
}

/** The conditions of a question on `asset a`. */
export function assetConditions(workspaceId: string, question: AssetQuestion, { without = null, isFrequent = false, isBounded = false }: ConditionOptions = {}): RawBuilder<unknown> {
  const parts = [sql`a.workspace_id = ${workspaceId}`, sql`a.status = ${question.isDeleted ? 'deleted' : 'active'}`];
  const terms = searchTerms(question.search);
  if (terms.length > 0) parts.push(isFrequent ? frequentWords(terms) : rareWords(terms));
  const columns = assetColumns(question.today);
  parts.push(...chosen(columns, question.filters, undefined, without ?? undefined), ...filterConditions(question.where, { ...columns, title: textColumn(sql`a.title`) }));
  // Rights are looked up for one asset after another, as long as it takes, where words left some of the assets; else all are compared at once.
  if (question.usable) parts.push(isBounded && terms.length > 0 ? sql`(select true ${usableRight(question.usable)} limit 1)` : sql`exists (select ${usableRight(question.usable)})`);
  return sql.join(parts, sql` and `);
}

/** The text decides and is cheaper to compare than a list of hundreds of grams, which only have to lead there. */
function rareWords(terms: readonly string[]): RawBuilder<unknown> {
  return sql.join(terms.map((term) => {
    const grams = termGrams(term);
    return grams.length === 0 ? inText(term) : sql`${inText(term)} and a.search_grams @> ${arrayLiteral(grams)}::text[]`;
  }), sql` and `);
}

/** In a case, as PostgreSQL takes any longer pattern to be rare, and would sort all assets instead of reading them in order. */
function frequentWords(terms: readonly string[]): RawBuilder<unknown> {
  return sql`case when ${sql.join(terms.map(inText), sql` and `)} then true else false end`;
}

function inText(term: string): RawBuilder<unknown> {
  return sql`a.search_text like ${likePattern(term)}`;
}

function assetColumns(today: string): Record<AssetFilter, ConditionColumn> {
  return {
    kind: requiredColumn(sql`a.kind`), tier: valueColumn(sql`a.tier`), vertical: { is: (values) => sql`a.verticals && ${values}`, filled: sql`cardinality(a.verticals) > 0`, isCertain: true },
    platform: valueColumn(sql`a.platform`), orientation: valueColumn(sql`a.orientation`), language: valueColumn(sql`a.language`), band: valueColumn(sql`a.performance_band`),
    rights: requiredColumn(rightsStateOn(today)), ending: { is: (values) => endsWithin(sql`(select max(day::int) from unnest(${values}) as day)`, today) }, colour: valueColumn(sql`a.colour`),
    kol: valueColumn(sql`a.kol_id::text`), campaign: valueColumn(sql`a.campaign_slug`),
  };
}

/** One right must hold all of channel, territory and day, as `rightsAllow` of the domain says; a test compares them. */
function usableRight({ channel, territory, on }: NonNullable<AssetQuestion['usable']>): RawBuilder<unknown> {
  return sql`from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id and ${channel} = any(r.channels)
    and (${territory} = any(r.territories) or 'WW' = any(r.territories)) and r.from_day <= ${on}::date and (r.until_day is null or r.until_day >= ${on}::date)`;
}

/** `rightsStanding` of the domain in SQL, for filters and counts; a test compares them. */
export function rightsStateOn(today: string): RawBuilder<string> {
  return sql<string>`(select ${stateOfRights(today)} from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id)`;
}

/** Whether the last of an asset's rights ends within so many days (`rightsEnding` of the domain). */
function endsWithin(days: RawBuilder<unknown>, today: string): RawBuilder<boolean> {
  return sql<boolean>`(select ${stateOfRights(today)} = 'ends' and max(r.until_day) filter (where r.from_day <= ${today}::date) <= ${today}::date + ${days}
    from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id)`;
}

/** The same for all assets that have rights, `(asset_id, state)`. */
export function rightsStates(workspaceId: string, today: string): RawBuilder<unknown> {
  return sql`select r.asset_id, ${stateOfRights(today)} as state from asset_right r where r.workspace_id = ${workspaceId} group by r.asset_id`;
}

/** The best of an asset's rights decides. */
function stateOfRights(today: string): RawBuilder<string> {
  return sql<string>`coalesce((array['ended', 'not_yet', 'ends', 'ok'])[max(case
    when r.from_day > ${today}::date then 2
    when r.until_day is null or r.until_day > ${today}::date + 30 then 4
    when r.until_day >= ${today}::date then 3 else 1 end)], 'none')`;
}
