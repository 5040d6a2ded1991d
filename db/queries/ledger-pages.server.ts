import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { PaymentStage, PaymentStatus } from '#app/domain/cost.ts';
import type { EntryKind, LedgerAccount, LedgerPosting, LedgerSource } from '#app/domain/finance/ledger.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { AuditActorKind } from '#app/domain/permission.ts';
import type { AskedFilter } from '#app/domain/row-filter.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { FacetCounts } from './facet-counts.server.ts';
import { countFacets } from './facet-counts.server.ts';
import type { KeysetPage, KeysetQuestion } from './keyset-page.server.ts';
import { readKeysetPage } from './keyset-page.server.ts';
import { inPinyinOrder } from './name-order.server.ts';
import type { ConditionColumn } from './row-filter.server.ts';
import { among, chosen, columnOfRows, filterConditions, instantColumn, requiredColumn, textColumn } from './row-filter.server.ts';

type Db = Kysely<Database>;

/** Entries of a ledger: those of which a posting meets every condition on postings. */
export interface LedgerQuestion {
  readonly kinds?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly kolIds?: readonly string[] | undefined;
  readonly collaborationIds?: readonly string[] | undefined;
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  /** Half-open. */
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
  /** Groups of conditions, on the columns of `COLUMNS`. */
  readonly where?: AskedFilter | undefined;
}

export interface LedgerEntryRow {
  readonly sequence: number;
  readonly at: Date;
  readonly kind: EntryKind;
  readonly sourceKind: LedgerSource;
  readonly sourceId: string;
  readonly actorName: string;
  readonly reason: string;
  readonly reverses: number | null;
  /** The reversal that took it back. */
  readonly reversedBy: number | null;
  readonly kolName: string | null;
  readonly campaignName: string | null;
  readonly collaborationId: string | null;
  readonly debitAccount: LedgerAccount | null;
  readonly creditAccount: LedgerAccount | null;
  /** What moves from the credit to the debit account. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
  /** Null without a rate. */
  readonly reportingMinor: number | null;
  /** Hexadecimal. */
  readonly hash: string;
}

/** Entries are pairs, so the line of the debit says the amount of both. */
const ROW = sql`
  e.sequence, e.at, e.kind, e.source_kind as "sourceKind", e.source_id as "sourceId", e.actor_name as "actorName", e.reason, e.reverses,
  (select r.sequence from ledger_entry r where r.workspace_id = e.workspace_id and r.reverses = e.sequence) as "reversedBy",
  k.name as "kolName", ca.name as "campaignName", debit.collaboration_id as "collaborationId", debit.account as "debitAccount", credit.account as "creditAccount",
  coalesce(debit.amount_minor, 0) as "amountMinor", coalesce(debit.currency, '') as currency, debit.rate::text as rate, debit.reporting_minor as "reportingMinor",
  encode(e.hash, 'hex') as hash`;

const FROM = sql`
  from ledger_entry e
  left join lateral (select * from ledger_posting p where p.workspace_id = e.workspace_id and p.sequence = e.sequence and p.amount_minor >= 0 order by p.line limit 1) debit on true
  left join lateral (select * from ledger_posting p where p.workspace_id = e.workspace_id and p.sequence = e.sequence and p.amount_minor < 0 order by p.line limit 1) credit on true
  left join kol k on k.workspace_id = e.workspace_id and k.id = debit.kol_id
  left join campaign ca on ca.workspace_id = e.workspace_id and ca.id = debit.campaign_id`;

/** A page of entries, latest first. */
export async function listLedgerEntries(db: Db, workspaceId: string, question: LedgerQuestion, { page, limit }: Pick<KeysetQuestion, 'page' | 'limit'>): Promise<KeysetPage<LedgerEntryRow>> {
  const rows = sql`select ${ROW} ${FROM} where ${conditions(workspaceId, question)}`;
  return await readKeysetPage<LedgerEntryRow>(db, { rows, keys: [{ name: 'sequence', type: 'bigint', descending: true }], page, limit });
}

/** The entries after a number, oldest first, up to a number: a slice of an export that is written while it is read. */
export async function listLedgerSlice(db: Db, workspaceId: string, question: LedgerQuestion, span: { readonly after: number; readonly through: number; readonly limit: number }): Promise<LedgerEntryRow[]> {
  const { rows } = await sql<LedgerEntryRow>`
    select ${ROW} ${FROM} where ${conditions(workspaceId, question)} and e.sequence > ${span.after} and e.sequence <= ${span.through} order by e.sequence limit ${span.limit}`.execute(db);
  return rows;
}

export interface LedgerTotals {
  readonly entries: number;
  /** Both in the reporting currency; equal in a ledger that balances. */
  readonly debitMinor: number;
  readonly creditMinor: number;
  readonly committedMinor: number;
  readonly payableMinor: number;
  readonly paidMinor: number;
  /** Entries in a currency without a rate: listed, and in no sum. */
  readonly withoutRate: number;
}

/** What all matching entries come to. */
export async function sumLedgerEntries(db: Db, workspaceId: string, question: LedgerQuestion): Promise<LedgerTotals> {
  const sum = (condition: RawBuilder<unknown>) => sql`coalesce(sum(p.reporting_minor) filter (where ${condition}), 0)::bigint`;
  const { rows } = await sql<LedgerTotals>`
    select count(distinct e.sequence)::bigint as entries, ${sum(sql`p.amount_minor >= 0`)} as "debitMinor", (-${sum(sql`p.amount_minor < 0`)})::bigint as "creditMinor",
      ${sum(sql`p.account like 'expense\\_%'`)} as "committedMinor", (-${sum(sql`p.account = 'payable'`)})::bigint as "payableMinor", (-${sum(sql`p.account = 'bank'`)})::bigint as "paidMinor",
      count(distinct e.sequence) filter (where p.reporting_minor is null)::bigint as "withoutRate"
    from ledger_entry e join ledger_posting p on p.workspace_id = e.workspace_id and p.sequence = e.sequence
    where ${conditions(workspaceId, question)}`.execute(db);
  return rows[0] ?? { entries: 0, debitMinor: 0, creditMinor: 0, committedMinor: 0, payableMinor: 0, paidMinor: 0, withoutRate: 0 };
}

export type LedgerFacet = 'kind' | 'account' | 'source' | 'tier' | 'campaign' | 'kol';

/** Counts of entries beside the filters, each under the others: an entry counts by the posting that meets all of them. */
export async function countLedgerFacets(db: Db, workspaceId: string, { from, before, where, ...asked }: LedgerQuestion): Promise<FacetCounts<LedgerFacet>> {
  const { kinds, sources, accounts, kolIds, collaborationIds, campaignSlugs, tiers } = asked;
  const kol = kolIds ? [sql`o.kol_id = any(${arrayLiteral(kolIds)}::uuid[])`] : [];
  return await countFacets(db, {
    base: sql`
      select e.sequence, e.kind, e.source_kind, x.account, x.tier, x.kol_id, ca.slug from ledger_entry e
      join ledger_posting x on x.workspace_id = e.workspace_id and x.sequence = e.sequence left join campaign ca on ca.workspace_id = x.workspace_id and ca.id = x.campaign_id
      where ${conditions(workspaceId, { from, before, where })} ${collaborationIds ? sql`and x.collaboration_id = any(${arrayLiteral(collaborationIds)}::uuid[])` : sql``}`,
    facets: [
      { name: 'kind', value: sql`o.kind`, conditions: among(sql`o.kind`, kinds) }, { name: 'source', value: sql`o.source_kind`, conditions: among(sql`o.source_kind`, sources) },
      { name: 'account', value: sql`o.account`, conditions: among(sql`o.account`, accounts) }, { name: 'tier', value: sql`o.tier`, conditions: among(sql`o.tier`, tiers) },
      { name: 'campaign', value: sql`o.slug`, conditions: among(sql`o.slug`, campaignSlugs) }, { name: 'kol', value: sql`o.kol_id`, conditions: kol },
    ],
    counted: sql`count(distinct o.sequence)`,
  });
}

/** What filters ask of an entry, and of one of its postings `x`. */
const OF_ENTRY = { kinds: requiredColumn(sql`e.kind`), sources: requiredColumn(sql`e.source_kind`) };
const OF_POSTING = { accounts: requiredColumn(sql`x.account`), tiers: requiredColumn(sql`x.tier`), campaignSlugs: requiredColumn(sql`(select c.slug from campaign c where c.workspace_id = x.workspace_id and c.id = x.campaign_id)`) };

const ofPostings = (condition: RawBuilder<unknown>) => sql`exists (select from ledger_posting x where x.workspace_id = e.workspace_id and x.sequence = e.sequence and ${condition})`;

/** The columns that conditions are about: an entry has what one of its postings has. */
const COLUMNS: Record<string, ConditionColumn> = {
  kind: OF_ENTRY.kinds, source: OF_ENTRY.sources, account: columnOfRows(ofPostings, OF_POSTING.accounts), tier: columnOfRows(ofPostings, OF_POSTING.tiers), campaign: columnOfRows(ofPostings, OF_POSTING.campaignSlugs),
  kol: columnOfRows(ofPostings, requiredColumn(sql`x.kol_id::text`)), collaboration: columnOfRows(ofPostings, requiredColumn(sql`x.collaboration_id::text`)), at: instantColumn(sql`e.at`), reason: textColumn(sql`e.reason`), by: textColumn(sql`e.actor_name`),
};

function conditions(workspaceId: string, question: LedgerQuestion): RawBuilder<unknown> {
  const { from, before, kolIds, collaborationIds, campaignSlugs, where } = question;
  const onPostings = [
    ...chosen({ accounts: OF_POSTING.accounts, tiers: OF_POSTING.tiers }, question, undefined), ...(kolIds ? [sql`x.kol_id = any(${arrayLiteral(kolIds)}::uuid[])`] : []),
    ...(collaborationIds ? [sql`x.collaboration_id = any(${arrayLiteral(collaborationIds)}::uuid[])`] : []),
    ...(campaignSlugs ? [sql`x.campaign_id in (select c.id from campaign c where c.workspace_id = ${workspaceId} and c.slug = any(${arrayLiteral(campaignSlugs)}::text[]))`] : []),
  ];
  return sql.join([
    sql`e.workspace_id = ${workspaceId}`, ...chosen(OF_ENTRY, question, undefined), ...(from ? [sql`e.at >= ${from}`] : []), ...(before ? [sql`e.at < ${before}`] : []),
    ...(onPostings.length > 0 ? [ofPostings(sql.join(onPostings, sql` and `))] : []), ...filterConditions(where, COLUMNS),
  ], sql` and `);
}

export type LedgerEntryDetail = NonNullable<Awaited<ReturnType<typeof findLedgerEntry>>>;

/** One entry as it stands in the chain, with its postings. */
export async function findLedgerEntry(db: Db, workspaceId: string, sequence: number) {
  const entry = await sql<LedgerEntryRow & { previousHash: string; actorKind: AuditActorKind; last: number }>`
    select ${ROW}, encode(e.previous_hash, 'hex') as "previousHash", e.actor_kind as "actorKind", (select max(h.sequence) from ledger_entry h where h.workspace_id = e.workspace_id) as last
    ${FROM} where e.workspace_id = ${workspaceId} and e.sequence = ${sequence}`.execute(db);
  const found = entry.rows[0];
  if (!found) return null;
  const { rows: postings } = await sql<Pick<LedgerPosting, 'account' | 'amountMinor' | 'currency' | 'rate' | 'reportingMinor'> & { line: number; tier: Tier }>`
    select line, account, tier, amount_minor as "amountMinor", currency, rate::text as rate, reporting_minor as "reportingMinor"
    from ledger_posting where workspace_id = ${workspaceId} and sequence = ${sequence} order by line`.execute(db);
  return { ...found, postings };
}

/** What an entry tells of, as it is now: a cost item or a payment; null when it is gone (an import was undone). */
export async function findLedgerSource(db: Db, workspaceId: string, source: { readonly kind: LedgerSource; readonly id: string }) {
  if (source.kind === 'cost') {
    const cost = await db
      .selectFrom('cost_item')
      .select(['id', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'note', 'collaboration_id as collaborationId'])
      .where('workspace_id', '=', workspaceId).where('id', '=', source.id).executeTakeFirst();
    return cost ? { is: 'cost' as const, ...cost } : null;
  }
  const payment = await db
    .selectFrom('payment')
    .select([
      'id', 'stage', 'status', 'amount_minor as amountMinor', 'currency', 'reference', 'paid_on as paidOn', 'collaboration_id as collaborationId', 'requested_by_name as requestedBy',
      'requested_at as requestedAt', 'approved_by_name as approvedBy', 'approved_at as approvedAt', 'paid_by_name as paidBy',
    ])
    .where('workspace_id', '=', workspaceId).where('id', '=', source.id).executeTakeFirst();
  return payment ? { is: 'payment' as const, ...(payment satisfies { stage: PaymentStage; status: PaymentStatus }) } : null;
}

/** The entries of one cost or payment, oldest first: how it came to what it is. */
export async function listEntriesOfSource(db: Db, workspaceId: string, source: { readonly kind: LedgerSource; readonly id: string }): Promise<LedgerEntryRow[]> {
  const { rows } = await sql<LedgerEntryRow>`
    select ${ROW} ${FROM} where e.workspace_id = ${workspaceId} and e.source_kind = ${source.kind} and e.source_id = ${source.id} order by e.sequence limit 200`.execute(db);
  return rows;
}

/** Names for the filters: the KOLs that have postings, and the collaborations of an address. */
export async function listLedgerNames(db: Db, workspaceId: string, collaborationIds: readonly string[]) {
  const kols = await sql<{ id: string; name: string }>`
    select k.id, k.name from kol k where k.workspace_id = ${workspaceId} and exists (select from ledger_posting p where p.workspace_id = k.workspace_id and p.kol_id = k.id)
    order by k.name ${inPinyinOrder}, k.id limit 500`.execute(db);
  const collaborations = await sql<{ id: string; name: string }>`
    select c.id, k.name || ' · ' || ca.name as name from collaboration c join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    where c.workspace_id = ${workspaceId} and c.id = any(${arrayLiteral(collaborationIds)}::uuid[])`.execute(db);
  return { kols: kols.rows, collaborations: collaborations.rows };
}
