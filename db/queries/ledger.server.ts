import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { CostFacts, LiveEntry, MoneyFacts, PaymentFacts } from '#app/domain/finance/ledger-plan.ts';
import type { LedgerEntry, LedgerPosting, LedgerSource } from '#app/domain/finance/ledger.ts';
import { GENESIS_HASH } from '#app/domain/finance/ledger.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { lockWorkspace } from './transaction.server.ts';

type Trx = Transaction<Database>;

/** Costs and payments by their ids. */
export interface MoneyIds {
  readonly costIds: readonly string[];
  readonly paymentIds: readonly string[];
}

/**
 * Takes the ledger's turn until the transaction ends: entries follow each other one at a time. Whoever writes money takes it before the rows of
 * costs and payments, so that two who write money never wait for each other.
 */
export async function lockLedger(trx: Trx, workspaceId: string): Promise<void> {
  await lockWorkspace(trx, workspaceId, 'ledger');
}

export interface LedgerHead {
  readonly sequence: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** The last entry of a chain, or what the first one follows. Stable only under `lockLedger`. */
export async function findLedgerHead(db: Kysely<Database>, workspaceId: string): Promise<LedgerHead> {
  const row = await db
    .selectFrom('ledger_entry')
    .select(['sequence', sql<string>`encode(hash, 'hex')`.as('hash')])
    .where('workspace_id', '=', workspaceId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { sequence: 0, hash: GENESIS_HASH };
}

/** What the tables say of costs and payments, each with its place; those that are gone are left out. `all` for everything of the workspace. */
export async function listMoneyFacts(trx: Trx, workspaceId: string, ids: MoneyIds | 'all'): Promise<MoneyFacts[]> {
  const only = (column: string, wanted: readonly string[] | null) => (wanted === null ? sql`true` : sql`${sql.ref(column)} = any(${arrayLiteral(wanted)}::uuid[])`);
  const costs = await sql<Omit<CostFacts, 'place' | 'sourceKind'> & CostFacts['place']>`
    select i.id as "sourceId", i.kind, i.amount_minor as "amountMinor", i.released_minor as "releasedMinor", i.currency, i.rate, c.status as "collaborationStatus",
      c.kol_id as "kolId", c.id as "collaborationId", c.campaign_id as "campaignId", c.tier
    from cost_item i join collaboration c on c.workspace_id = i.workspace_id and c.id = i.collaboration_id
    where i.workspace_id = ${workspaceId} and ${only('i.id', ids === 'all' ? null : ids.costIds)}
    order by i.created_at, i.id`.execute(trx);
  const payments = await sql<Omit<PaymentFacts, 'place' | 'sourceKind'> & PaymentFacts['place']>`
    select p.id as "sourceId", p.status, p.amount_minor as "amountMinor", p.currency, p.rate, c.kol_id as "kolId", c.id as "collaborationId",
      c.campaign_id as "campaignId", c.tier
    from payment p join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
    where p.workspace_id = ${workspaceId} and ${only('p.id', ids === 'all' ? null : ids.paymentIds)}
    order by p.created_at, p.id`.execute(trx);
  return [
    ...costs.rows.map(({ kolId, collaborationId, campaignId, tier, ...facts }): CostFacts => ({ ...facts, sourceKind: 'cost', place: { kolId, collaborationId, campaignId, tier } })),
    ...payments.rows.map(({ kolId, collaborationId, campaignId, tier, ...facts }): PaymentFacts => ({ ...facts, sourceKind: 'payment', place: { kolId, collaborationId, campaignId, tier } })),
  ];
}

/** The entries of costs and payments that no reversal took back, oldest first, by "<kind> <id>". */
export async function listLiveEntries(trx: Trx, workspaceId: string, ids: MoneyIds): Promise<Map<string, LiveEntry[]>> {
  const { rows } = await sql<LiveEntry & { sourceKind: LedgerSource; sourceId: string }>`
    select e.source_kind as "sourceKind", e.source_id as "sourceId", e.sequence, e.kind, p.postings
    from (
      select 'cost' as kind, unnest(${arrayLiteral(ids.costIds)}::uuid[]) as id union all select 'payment', unnest(${arrayLiteral(ids.paymentIds)}::uuid[])
    ) wanted
    join ledger_entry e on e.workspace_id = ${workspaceId} and e.source_kind = wanted.kind and e.source_id = wanted.id
    cross join lateral (
      select jsonb_agg(jsonb_build_object('account', l.account, 'kolId', l.kol_id, 'collaborationId', l.collaboration_id, 'campaignId', l.campaign_id, 'tier', l.tier,
        'amountMinor', l.amount_minor, 'currency', l.currency, 'rate', l.rate::text, 'reportingMinor', l.reporting_minor) order by l.line) as postings
      from ledger_posting l where l.workspace_id = e.workspace_id and l.sequence = e.sequence
    ) p
    where e.kind <> 'reversal' and not exists (select from ledger_entry r where r.workspace_id = e.workspace_id and r.reverses = e.sequence)
    order by e.sequence`.execute(trx);
  const live = new Map<string, LiveEntry[]>();
  for (const { sourceKind, sourceId, ...entry } of rows) {
    const key = `${sourceKind} ${sourceId}`;
    live.set(key, [...(live.get(key) ?? []), entry]);
  }
  return live;
}

/** An entry with its code, hexadecimal, ready to be stored. */
export type SealedEntry = LedgerEntry & { readonly hash: string };

const SLICE_ENTRIES = 2_000;

/** Appends sealed entries with their postings. */
export async function insertLedgerEntries(trx: Trx, workspaceId: string, entries: readonly SealedEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += SLICE_ENTRIES) await insertSlice(trx, workspaceId, entries.slice(start, start + SLICE_ENTRIES));
}

async function insertSlice(trx: Trx, workspaceId: string, entries: readonly SealedEntry[]): Promise<void> {
  const column = (value: (entry: SealedEntry) => string | number | null) => arrayLiteral(entries.map(value));
  await sql`
    insert into ledger_entry (workspace_id, sequence, at, kind, source_kind, source_id, actor_kind, actor_id, actor_name, reason, reverses, previous_hash, hash)
    select ${workspaceId}::uuid, e.sequence, timestamptz 'epoch' + e.micros * interval '1 microsecond', e.kind, e.source_kind, e.source_id, e.actor_kind, e.actor_id,
      e.actor_name, e.reason, e.reverses, decode(e.previous_hash, 'hex'), decode(e.hash, 'hex')
    from unnest(${column((e) => e.sequence)}::bigint[], ${column((e) => e.atMicros)}::bigint[], ${column((e) => e.kind)}::text[], ${column((e) => e.sourceKind)}::text[],
      ${column((e) => e.sourceId)}::uuid[], ${column((e) => e.actorKind)}::text[], ${column((e) => e.actorId)}::uuid[], ${column((e) => e.actorName)}::text[],
      ${column((e) => e.reason)}::text[], ${column((e) => e.reverses)}::bigint[], ${column((e) => e.previousHash)}::text[], ${column((e) => e.hash)}::text[])
      as e(sequence, micros, kind, source_kind, source_id, actor_kind, actor_id, actor_name, reason, reverses, previous_hash, hash)`.execute(trx);
  const lines = entries.flatMap(({ sequence, postings }) => postings.map((posting, index) => ({ ...posting, sequence, line: index + 1 })));
  const field = (value: (line: LedgerPosting & { sequence: number; line: number }) => string | number | null) => arrayLiteral(lines.map(value));
  await sql`
    insert into ledger_posting (workspace_id, sequence, line, account, kol_id, collaboration_id, campaign_id, tier, amount_minor, currency, rate, reporting_minor)
    select ${workspaceId}::uuid, p.* from unnest(${field((p) => p.sequence)}::bigint[], ${field((p) => p.line)}::integer[], ${field((p) => p.account)}::text[],
      ${field((p) => p.kolId)}::uuid[], ${field((p) => p.collaborationId)}::uuid[], ${field((p) => p.campaignId)}::uuid[], ${field((p) => p.tier)}::text[],
      ${field((p) => p.amountMinor)}::bigint[], ${field((p) => p.currency)}::text[], ${field((p) => p.rate)}::numeric[], ${field((p) => p.reportingMinor)}::bigint[])
      as p(sequence, line, account, kol_id, collaboration_id, campaign_id, tier, amount_minor, currency, rate, reporting_minor)`.execute(trx);
}
