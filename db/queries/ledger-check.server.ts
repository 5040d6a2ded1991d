import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { StoredEntry } from '#app/domain/finance/ledger-chain.ts';
import type { LedgerEntry, LedgerPosting } from '#app/domain/finance/ledger.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Entries after a sequence number with their postings, in order: a slice of the chain as it is stored, to be checked. */
export async function listChainSlice(db: Db, workspaceId: string, after: number, limit: number): Promise<StoredEntry[]> {
  const entries = await sql<Omit<LedgerEntry, 'postings'> & { hash: string }>`
    select sequence, ((extract(epoch from at) * 1000000)::bigint)::text as "atMicros", kind, source_kind as "sourceKind", source_id as "sourceId", actor_kind as "actorKind",
      actor_id as "actorId", actor_name as "actorName", reason, reverses, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash
    from ledger_entry where workspace_id = ${workspaceId} and sequence > ${after} order by sequence limit ${limit}`.execute(db);
  const last = entries.rows.at(-1);
  if (!last) return [];
  const postings = await sql<LedgerPosting & { sequence: number; line: number }>`
    select sequence, line, account, kol_id as "kolId", collaboration_id as "collaborationId", campaign_id as "campaignId", tier, amount_minor as "amountMinor", currency, rate,
      reporting_minor as "reportingMinor"
    from ledger_posting where workspace_id = ${workspaceId} and sequence > ${after} and sequence <= ${last.sequence} order by sequence, line`.execute(db);
  let next = 0;
  return entries.rows.map((entry) => {
    const own: LedgerPosting[] = [];
    const lines: number[] = [];
    for (let row = postings.rows[next]; row && row.sequence <= entry.sequence; row = postings.rows[(next += 1)]) {
      if (row.sequence < entry.sequence) continue; // Its entry is gone; the number missing tells.
      const { sequence: _sequence, line, ...posting } = row;
      own.push(posting);
      lines.push(line);
    }
    return { ...entry, postings: own, lines };
  });
}

/** The highest number that a posting names: above the last entry, entries were cut off. */
export async function findLastPosting(db: Db, workspaceId: string): Promise<number> {
  const row = await db.selectFrom('ledger_posting').select((eb) => eb.fn.max('sequence').as('last')).where('workspace_id', '=', workspaceId).executeTakeFirst();
  return Number(row?.last ?? 0);
}

/** The earliest reversal that is not the exact negative of what it takes back; null when all are. */
export async function findWrongReversal(db: Db, workspaceId: string): Promise<number | null> {
  const { rows } = await sql<{ sequence: number }>`
    select r.sequence from ledger_entry r where r.workspace_id = ${workspaceId} and r.kind = 'reversal' and exists (
      select from (select * from ledger_posting where workspace_id = ${workspaceId} and sequence = r.sequence) n
      full join (select * from ledger_posting where workspace_id = ${workspaceId} and sequence = r.reverses) o on o.line = n.line
      where (o.account, o.amount_minor, o.currency, o.reporting_minor) is distinct from (n.account, -n.amount_minor, n.currency, -n.reporting_minor)
    ) order by r.sequence limit 1`.execute(db);
  return rows[0]?.sequence ?? null;
}

export type MoneyMismatch = Awaited<ReturnType<typeof listMoneyMismatches>>[number];

/**
 * Costs and payments whose postings do not sum to what the tables say of them, by account: an amount that was altered past the portal, or a row that was slipped in
 * or taken away. `expectedMinor` is the tables', `postedMinor` the ledger's; a rate that differs from the frozen one counts too.
 */
export async function listMoneyMismatches(db: Db, workspaceId: string, limit = 100) {
  const { rows } = await sql<{ sourceKind: 'cost' | 'payment'; sourceId: string; account: string; currency: string; expectedMinor: number; postedMinor: number }>`
    with held as (
      select e.source_kind, e.source_id, p.account, p.currency, sum(p.amount_minor)::bigint as minor, max(p.rate) filter (where e.kind <> 'reversal' and r.reverses is null) as rate
      from ledger_entry e join ledger_posting p on p.workspace_id = e.workspace_id and p.sequence = e.sequence
      left join (select reverses from ledger_entry where workspace_id = ${workspaceId} and reverses is not null) r on r.reverses = e.sequence
      where e.workspace_id = ${workspaceId} and (p.account in ('payable', 'bank') or p.account like 'expense\\_%') group by 1, 2, 3, 4 having sum(p.amount_minor) <> 0
    ), meant as (
      select 'cost' as source_kind, i.id as source_id, 'expense_' || i.kind as account, i.currency, i.amount_minor - i.released_minor as minor, i.rate
      from cost_item i join collaboration c on c.workspace_id = i.workspace_id and c.id = i.collaboration_id
      where i.workspace_id = ${workspaceId} and c.status not in ('draft', 'offered', 'cancelled') and i.amount_minor > i.released_minor
      union all
      select 'payment', p.id, case p.status when 'paid' then 'bank' else 'payable' end, p.currency, -p.amount_minor, p.rate
      from payment p where p.workspace_id = ${workspaceId} and p.status in ('approved', 'paid') and p.amount_minor > 0
    )
    select source_kind as "sourceKind", source_id as "sourceId", account, currency, coalesce(meant.minor, 0)::bigint as "expectedMinor", coalesce(held.minor, 0)::bigint as "postedMinor"
    from meant full join held using (source_kind, source_id, account, currency)
    where meant.minor is distinct from held.minor or meant.rate is distinct from held.rate
    order by 1, 2, 3 limit ${limit}`.execute(db);
  return rows;
}
