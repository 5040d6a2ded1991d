import type { Kysely } from 'kysely';
import type { RosterFilter } from '#db/queries/roster-conditions.server.ts';
import type { RosterFacetCounts } from '#db/queries/roster-list.server.ts';
import { countRosterFacets } from '#db/queries/roster-list.server.ts';
import type { RosterTotals } from '#db/queries/roster-totals.server.ts';
import { sumRoster } from '#db/queries/roster-totals.server.ts';
import type { Database } from '#db/schema.ts';

const KEPT_MS = 10_000;
const MAX_KEPT = 500;

/** Answers by question, up to ten seconds old. */
function remembering<T>() {
  const kept = new Map<string, { readonly until: number; readonly answer: T }>();
  return async (question: readonly unknown[], now: Date, ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question);
    const known = kept.get(key);
    if (known && known.until > now.getTime()) return known.answer;
    const answer = await ask();
    kept.delete(key);
    kept.set(key, { until: now.getTime() + KEPT_MS, answer });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}

const facets = remembering<RosterFacetCounts>();
const totals = remembering<RosterTotals>();

/**
 * The counts beside the filters, up to ten seconds old: counting a roster of 100,000 five ways costs more than everything else on
 * the page, and the numbers only help to choose (performance.md 5 D). The rows are always of now.
 */
export async function rosterFacets(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, now: Date): Promise<RosterFacetCounts> {
  return await facets([workspaceId, filter], now, () => countRosterFacets(db, workspaceId, filter));
}

/** What all matching KOLs come to, as old as the counts beside the filters for the same reason. */
export async function rosterTotals(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, seesCosts: boolean, now: Date): Promise<RosterTotals> {
  return await totals([workspaceId, filter, seesCosts], now, () => sumRoster(db, workspaceId, filter, seesCosts));
}
