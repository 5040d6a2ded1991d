import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { likePattern, searchTerms, termGrams } from '#app/domain/asset-search.ts';
import { arrayLiteral } from './array-literal.server.ts';

/** Filters of the library by name; each with the values of which a row must have one. */
export const ASSET_FILTERS = ['kind', 'tier', 'vertical', 'platform', 'orientation', 'language', 'band', 'rights', 'kol', 'campaign'] as const;
export type AssetFilter = (typeof ASSET_FILTERS)[number];

export interface AssetQuestion {
  readonly search: string;
  readonly filters: Readonly<Partial<Record<AssetFilter, readonly string[]>>>;
  /** Only those that may be used so on that day. */
  readonly usable: { readonly channel: string; readonly territory: string; readonly on: string } | null;
  readonly isDeleted: boolean;
  readonly today: string;
}

/** The conditions of a question on `asset a`; `without` leaves a filter out, whose values are then counted. */
export function assetConditions(workspaceId: string, question: AssetQuestion, without: AssetFilter | null = null): RawBuilder<unknown> {
  const parts = [sql`a.workspace_id = ${workspaceId}`, sql`a.status = ${question.isDeleted ? 'deleted' : 'active'}`];
  for (const term of searchTerms(question.search)) {
    const grams = termGrams(term);
    if (grams.length > 0) parts.push(sql`a.search_grams @> ${arrayLiteral(grams)}::text[]`);
    // A term that is one gram is found where its gram is; longer ones may have their grams in other places.
    if (grams.length !== 1 || grams[0] !== term) parts.push(sql`a.search_text like ${likePattern(term)}`);
  }
  for (const name of ASSET_FILTERS) {
    const values = question.filters[name];
    if (values && values.length > 0 && name !== without) parts.push(filterOf(name, values, question.today));
  }
  if (question.usable) parts.push(usableRight(question.usable));
  return sql.join(parts, sql` and `);
}

function filterOf(name: AssetFilter, values: readonly string[], today: string): RawBuilder<unknown> {
  const list = arrayLiteral(values);
  switch (name) {
    case 'kind':
      return sql`a.kind = any(${list}::text[])`;
    case 'tier':
      return sql`a.tier = any(${list}::text[])`;
    case 'vertical':
      return sql`a.verticals && ${list}::text[]`;
    case 'platform':
      return sql`a.platform = any(${list}::text[])`;
    case 'orientation':
      return sql`a.orientation = any(${list}::text[])`;
    case 'language':
      return sql`a.language = any(${list}::text[])`;
    case 'band':
      return sql`a.performance_band = any(${list}::text[])`;
    case 'rights':
      return sql`${rightsStateOn(today)} = any(${list}::text[])`;
    case 'kol':
      return sql`a.kol_id::text = any(${list}::text[])`;
    case 'campaign':
      return sql`a.campaign_slug = any(${list}::text[])`;
  }
}

/** One right must hold all of channel, territory and day, as `rightsAllow` of the domain says; a test compares them. */
function usableRight({ channel, territory, on }: NonNullable<AssetQuestion['usable']>): RawBuilder<unknown> {
  return sql`exists (select from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id and ${channel} = any(r.channels)
    and (${territory} = any(r.territories) or 'WW' = any(r.territories)) and r.from_day <= ${on}::date and (r.until_day is null or r.until_day >= ${on}::date))`;
}

/** `rightsStanding` of the domain in SQL, for filters and counts; a test compares them. */
export function rightsStateOn(today: string): RawBuilder<string> {
  return sql<string>`(select ${stateOfRights(today)} from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id)`;
}

/** The same for all assets that have rights, `(asset_id, state)`. */
export function rightsStates(workspaceId: string, today: string): RawBuilder<unknown> {
  return sql`select r.asset_id, ${stateOfRights(today)} as state from asset_right r where r.workspace_id = ${workspaceId} group by r.asset_id`;
}

function stateOfRights(today: string): RawBuilder<string> {
  return sql<string>`case
    when bool_or(r.from_day <= ${today}::date and (r.until_day is null or r.until_day > ${today}::date + 30)) then 'ok'
    when bool_or(r.from_day <= ${today}::date and r.until_day >= ${today}::date) then 'ends'
    when bool_or(r.from_day > ${today}::date) then 'not_yet'
    when count(*) > 0 then 'ended' else 'none' end`;
}
