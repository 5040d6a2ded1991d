import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CostPast, PostedCost } from '#app/domain/finance/cost-history.ts';
import { groupBy } from '#app/domain/group.ts';
import type { Database } from '../schema.ts';

interface PostedRow extends Omit<PostedCost, 'standingMinor'> {
  readonly costId: string;
  readonly beforeMinor: number | null;
  readonly firstMinor: number | null;
}

/**
 * What the ledger says of the costs that it has entries of since an instant, by cost: what stood then, and what they first said. Nothing has been posted after the end of
 * today, so that of a live board this is one look into an index.
 */
export async function listCostPasts(db: Kysely<Database>, workspaceId: string, since: Date): Promise<ReadonlyMap<string, CostPast>> {
  const { rows } = await sql<PostedRow>`
    with touched as (
      select distinct source_id from ledger_entry where workspace_id = ${workspaceId} and at >= ${since} and source_kind = 'cost'
    )
    select t.source_id as "costId", p.currency, p.rate,
      (sum(p.amount_minor) filter (where e.at < ${since}))::bigint as "beforeMinor", (sum(p.amount_minor) filter (where e.at = f.first_at))::bigint as "firstMinor"
    from touched t
    cross join lateral (
      select min(x.at) as first_at from ledger_entry x where x.workspace_id = ${workspaceId} and x.source_kind = 'cost' and x.source_id = t.source_id
    ) f
    join ledger_entry e on e.workspace_id = ${workspaceId} and e.source_kind = 'cost' and e.source_id = t.source_id
    join ledger_posting p on p.workspace_id = e.workspace_id and p.sequence = e.sequence and p.account like 'expense%'
    group by t.source_id, p.currency, p.rate order by t.source_id, p.currency, p.rate`.execute(db);
  return new Map([...groupBy(rows, (row) => row.costId)].flatMap(([costId, own]): [string, CostPast][] => {
    const first = standing(own, (row) => row.firstMinor);
    return first ? [[costId, { before: standing(own, (row) => row.beforeMinor), first }]] : [];
  }));
}

/** Of the sums by currency and rate the one that is not taken back; 0 where all of it was, null where there was none. */
function standing(rows: readonly PostedRow[], minorOf: (row: PostedRow) => number | null): PostedCost | null {
  const known = rows.flatMap((row) => {
    const standingMinor = minorOf(row);
    return standingMinor === null ? [] : [{ standingMinor, currency: row.currency, rate: row.rate }];
  });
  return known.find(({ standingMinor }) => standingMinor !== 0) ?? known[0] ?? null;
}
