import type { Kysely } from 'kysely';
import type { RosterFilter } from '#db/queries/roster-conditions.server.ts';
import type { RosterFacetCounts } from '#db/queries/roster-list.server.ts';
import { countRosterFacets } from '#db/queries/roster-list.server.ts';
import type { Database } from '#db/schema.ts';

const KEPT_MS = 10_000;
const MAX_KEPT = 500;

const kept = new Map<string, { readonly until: number; readonly counts: RosterFacetCounts }>();

/**
 * The counts beside the filters, up to ten seconds old: counting a roster of 100,000 five ways costs more than everything else on
 * the page, and the numbers only help to choose (performance.md 5 D). The rows and their total are always of now.
 */
export async function rosterFacets(db: Kysely<Database>, workspaceId: string, filter: RosterFilter, now: Date): Promise<RosterFacetCounts> {
  const key = JSON.stringify([workspaceId, filter]);
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return known.counts;
  const counts = await countRosterFacets(db, workspaceId, filter);
  kept.delete(key);
  kept.set(key, { until: now.getTime() + KEPT_MS, counts });
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return counts;
}
