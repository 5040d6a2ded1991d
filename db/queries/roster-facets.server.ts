import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { RosterFacet, RosterFilter } from './roster-conditions.server.ts';
import { asksForArchived, rosterConditions } from './roster-conditions.server.ts';
import { chosen } from './row-filter.server.ts';

type Db = Kysely<Database>;

export type RosterFacetCounts = Readonly<Record<RosterFacet, readonly { readonly value: string; readonly count: number }[]>>;
type Counted = RosterFacetCounts[RosterFacet];

const MAX_VERTICALS = 40;
const WORD_FACETS = ['tier', 'status', 'light', 'platform'] as const satisfies readonly RosterFacet[];
type WordFacet = (typeof WORD_FACETS)[number];

/** KOLs that are alike in tier, status, light and platforms: as the database keeps it in one word (migration 0033), and taken apart. */
interface AlikeKols extends Readonly<Record<WordFacet, readonly string[]>> {
  readonly word: string;
  readonly count: number;
}

/**
 * For each filter, its values and how many KOLs have each under the other conditions; the commonest verticals only. KOLs are grouped by the words
 * they are alike in, of which there are few, and what each filter would leave is added up from those; a test holds this to `rosterConditions`.
 */
export async function countRosterFacets(db: Db, workspaceId: string, filter: RosterFilter): Promise<RosterFacetCounts> {
  const kols = kolsUnder(workspaceId, filter);
  const all = await groupAlike(db, kols);
  const verticals = chosen({ vertical: { is: (values: RawBuilder<unknown>) => sql`f.verticals && ${values}`, isCertain: true } }, filter, filter.not);
  const words = all.filter((alike) => WORD_FACETS.every((name) => passes(alike, name, filter))).map(({ word }) => word);
  const [alike, vertical] = await Promise.all([
    verticals.length === 0 ? all : groupAlike(db, sql`${kols} and ${sql.join(verticals, sql` and `)}`),
    countVerticals(db, words.length === all.length ? kols : sql`${kols} and f.facets = any(${arrayLiteral(words)}::text[])`),
  ]);
  const [tier = [], status = [], light = [], platform = []] = WORD_FACETS.map((name) => countValues(alike, name, filter));
  return { tier, status, platform, light, vertical };
}

/** The KOLs under all conditions but those of the filters that are counted. */
function kolsUnder(workspaceId: string, { search, scoreTenths, roiHundredths, followers, where, group }: RosterFilter): RawBuilder<unknown> {
  const isOpen = search === '' && !scoreTenths && !roiHundredths && !followers && !where && !group;
  if (isOpen) return sql`from derived.kol_facet f where f.workspace_id = ${workspaceId}`;
  return sql`from kol k join derived.kol_facet f on f.workspace_id = k.workspace_id and f.kol_id = k.id
    where ${rosterConditions(workspaceId, { search, scoreTenths, roiHundredths, followers, where, group }, 'status')}`;
}

async function groupAlike(db: Db, kols: RawBuilder<unknown>): Promise<AlikeKols[]> {
  const { rows } = await sql<{ facets: string; count: number }>`select f.facets, count(*) as count ${kols} group by f.facets`.execute(db);
  return rows.map(({ facets, count }) => {
    const [tier = '', status = '', light = '', platforms = ''] = facets.split('|');
    const several = (text: string) => (text === '' ? [] : text.split(','));
    return { word: facets, count: Number(count), tier: [tier], status: [status], light: several(light), platform: several(platforms) };
  });
}

async function countVerticals(db: Db, kols: RawBuilder<unknown>): Promise<Counted> {
  // Lists that are the same are counted before they are taken apart: there are fewer of them than of KOLs.
  const { rows } = await sql<{ value: string; count: number }>`
    select value, sum(n)::bigint as count from (select f.verticals, count(*) as n ${kols} group by f.verticals) as alike cross join unnest(alike.verticals) as value
    group by value order by count desc, value limit ${MAX_VERTICALS}`.execute(db);
  return rows.map(({ value, count }) => ({ value, count: Number(count) }));
}

/** The values of a filter over the KOLs that pass the others. */
function countValues(alike: readonly AlikeKols[], name: WordFacet, filter: RosterFilter): Counted {
  const others = WORD_FACETS.filter((other) => other !== name);
  const sums = new Map<string, number>();
  for (const each of alike) {
    if (!others.every((other) => passes(each, other, filter))) continue;
    for (const value of each[name]) sums.set(value, (sums.get(value) ?? 0) + each.count);
  }
  return [...sums].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

/** Whether KOLs pass a filter, as `rosterConditions` asks it. */
function passes(alike: AlikeKols, name: WordFacet, filter: RosterFilter): boolean {
  const has = (values: readonly string[]) => alike[name].some((value) => values.includes(value));
  const [wanted, unwanted] = [filter[name], filter.not?.[name]];
  if (name === 'status' && !asksForArchived(filter) && has(['archived'])) return false;
  return (wanted === undefined || has(wanted)) && !(unwanted !== undefined && has(unwanted));
}
