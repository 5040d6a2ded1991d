import type { Kysely } from 'kysely';
import type { AssetQuestion } from '#db/queries/asset-conditions.server.ts';
import { ASSET_FILTERS } from '#db/queries/asset-conditions.server.ts';
import type { AssetRow, FacetCount } from '#db/queries/asset-list.server.ts';
import { ASSET_SORTS, countAssetFacets, findAssetPage } from '#db/queries/asset-list.server.ts';
import type { Database } from '#db/schema.ts';
import { isId } from '#app/lib/ids.server.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import { rightsStanding } from '#app/domain/usage-rights.ts';
import { thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';
import type { TableQuery } from '#app/table/url-state.ts';

const PAGE_ASSETS = 48;
/** Beyond this the total is told as "more than": counting on costs more than it tells. */
const COUNTED = 1_000;

export type LibraryData = Awaited<ReturnType<typeof loadLibrary>>;
export type LibraryCard = LibraryData['cards'][number];

/** A page of the library with the counts beside its filters. */
export async function loadLibrary(db: Kysely<Database>, { workspaceId, query, today, now }: { workspaceId: string; query: TableQuery; today: string; now: Date }) {
  const question = questionOf(query, today);
  const sort = ASSET_SORTS.find((one) => one === query.sort[0]?.column) ?? 'created';
  const [found, facets] = await Promise.all([
    findAssetPage(db, workspaceId, question, { sort, page: query.page, limit: PAGE_ASSETS, counted: COUNTED }), facetsOf(db, workspaceId, question, now),
  ]);
  return { cards: found.rows.map((row) => cardOf(row, workspaceId, today, now)), before: found.before, after: found.after, total: found.total, facets, sort };
}

function questionOf(query: TableQuery, today: string): AssetQuestion {
  const { channel, territory, on, bin } = query.kept ?? {};
  const filters = Object.fromEntries(ASSET_FILTERS.flatMap((name) => {
    // A KOL is named by an id: what is none finds nobody, and must not become an error of the database.
    const values = (query.filters[name] ?? []).filter((value) => name !== 'kol' || isId(value));
    return values.length > 0 ? [[name, values]] : [];
  }));
  const day = on !== undefined && isCalendarDay(on) ? on : today;
  return { search: query.search, filters, where: askFilter(query.where, {}), usable: channel === undefined ? null : { channel, territory: territory ?? 'CN', on: day }, isDeleted: bin === '1', today };
}

/** An asset as a card shows it: links instead of hashes, the standing of its rights instead of the rights. */
function cardOf({ hash, thumbnails, rights, ...row }: AssetRow, workspaceId: string, today: string, now: Date) {
  const width = thumbnails?.[0];
  return { ...row, standing: rightsStanding(rights, today), thumbnail: hash && width !== undefined ? thumbnailLink({ workspaceId, hash }, width, now) : null };
}

const KEPT_MS = 10_000;
const MAX_KEPT = 200;
const kept = new Map<string, { readonly until: number; readonly facets: Promise<FacetCount[]> }>();

/** The counts beside the filters, up to ten seconds old: they only help to choose. The assets and their total are always of now. */
async function facetsOf(db: Kysely<Database>, workspaceId: string, question: AssetQuestion, now: Date): Promise<FacetCount[]> {
  const key = JSON.stringify([workspaceId, question]);
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return await known.facets;
  const facets = countAssetFacets(db, workspaceId, question);
  kept.delete(key);
  kept.set(key, { until: now.getTime() + KEPT_MS, facets });
  facets.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return await facets;
}
