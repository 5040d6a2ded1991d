import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import type { SlotAddress } from '#app/domain/matrix-board.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** The slots that people chose for collaborations of a campaign. */
export async function listMatrixPlaces(db: Db, workspaceId: string, campaignId: string): Promise<Map<string, SlotAddress>> {
  const rows = await db
    .selectFrom('matrix_place')
    .select(['collaboration_id as collaborationId', 'tier', 'slot'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .orderBy('collaboration_id')
    .execute();
  return new Map(rows.map(({ collaborationId, tier, slot }) => [collaborationId, { tier, slot }]));
}

/** Puts every collaboration of a campaign where it stands now, so that nobody is shifted by who comes and goes after. */
export async function replaceMatrixPlaces(
  trx: Trx, workspaceId: string, campaignId: string, places: readonly (SlotAddress & { readonly collaborationId: string })[],
): Promise<void> {
  await trx.deleteFrom('matrix_place').where('workspace_id', '=', workspaceId).where('campaign_id', '=', campaignId).execute();
  if (places.length === 0) return;
  await trx
    .insertInto('matrix_place')
    .values(places.map(({ collaborationId, tier, slot }) => ({ workspace_id: workspaceId, campaign_id: campaignId, collaboration_id: collaborationId, tier, slot })))
    .execute();
}

/** Tiers of a campaign whose money finance has locked. */
export async function listMatrixLocks(db: Db, workspaceId: string, campaignId: string) {
  return await db
    .selectFrom('matrix_lock')
    .select(['tier', 'locked_at as at', 'locked_by_name as by', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .execute();
}

export interface NewLock {
  readonly campaignId: string;
  readonly tier: Tier;
  readonly at: Date;
  readonly by: { readonly id: string | null; readonly name: string };
  readonly reason: string;
}

/** Locks a tier; false where it was locked already. */
export async function insertMatrixLock(trx: Trx, workspaceId: string, lock: NewLock): Promise<boolean> {
  const inserted = await trx
    .insertInto('matrix_lock')
    .values({ workspace_id: workspaceId, campaign_id: lock.campaignId, tier: lock.tier, locked_at: lock.at, locked_by: lock.by.id, locked_by_name: lock.by.name, reason: lock.reason })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'campaign_id', 'tier']).doNothing())
    .returning('tier')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Takes a lock away; the reason that it had, or null where there was none. */
export async function deleteMatrixLock(trx: Trx, workspaceId: string, campaignId: string, tier: Tier): Promise<string | null> {
  const row = await trx
    .deleteFrom('matrix_lock')
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .where('tier', '=', tier)
    .returning('reason')
    .executeTakeFirst();
  return row?.reason ?? null;
}

/** The cost items of some collaborations with what tells the agreed fee from others. */
export async function listSeatCosts(db: Db, workspaceId: string, collaborationIds: readonly string[]) {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('cost_item')
    .select([
      'collaboration_id as collaborationId', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'rate',
      'commission_basis_points as commissionBasisPoints', 'incurred_on as incurredOn', 'note',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .orderBy('id')
    .execute();
}

/** What of the payments of some collaborations was requested, approved or paid, by collaboration: no fee falls below it. */
export async function sumBoundPayments(db: Db, workspaceId: string, collaborationIds: readonly string[]): Promise<Map<string, number>> {
  if (collaborationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('payment')
    .select(['collaboration_id as collaborationId', sql<number>`sum(amount_minor)::bigint`.as('minor')])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .where('status', 'in', ['requested', 'approved', 'paid'])
    .groupBy('collaboration_id')
    .execute();
  return new Map(rows.map(({ collaborationId, minor }) => [collaborationId, minor]));
}

/** What three people have allowed above tier shares and nobody has used, in minor units of a currency, by collaboration. */
export async function listGrantedShares(db: Db, workspaceId: string, collaborationIds: readonly string[], currency: string): Promise<Map<string, number>> {
  if (collaborationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('sign_off_request')
    .select(['subject_id as collaborationId', 'amount_minor as minor'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'tier_share')
    .where('status', '=', 'approved')
    .where('currency', '=', currency)
    .where('subject_id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  return new Map(rows.flatMap(({ collaborationId, minor }) => (minor === null ? [] : [[collaborationId, minor] as const])));
}

/** Somebody who might come into a campaign. */
export interface CandidateRow {
  readonly kolId: string;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  /** The account that would be worked with: the one with most followers. */
  readonly platform: Platform | null;
  readonly followers: number | null;
  readonly verticals: readonly string[];
  readonly priceMinor: number | null;
  readonly priceCurrency: string | null;
  readonly exclusiveWith: string | null;
  readonly availableFrom: CalendarDay | null;
  readonly scoreTenths: number | null;
  readonly light: Light | null;
}

const candidateColumns = sql`
  k.id as "kolId", k.name, k.tier, k.status, a.platform, a.followers, k.verticals, k.price_minor as "priceMinor", k.price_currency as "priceCurrency",
  k.exclusive_with as "exclusiveWith", k.available_from as "availableFrom", s.score_tenths as "scoreTenths", s.light`;
const candidateParts = sql`
  left join lateral (
    select a.platform, a.followers from kol_account a where a.workspace_id = k.workspace_id and a.kol_id = k.id order by a.followers desc nulls last, a.id limit 1
  ) a on true
  left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id`;

/** The bench by tier, best score first, so many of each; without those who are in the campaign. `all` counts a tier's bench. */
export async function listBench(db: Db, workspaceId: string, campaignId: string, perTier: number): Promise<(CandidateRow & { readonly place: number; readonly all: number })[]> {
  const { rows } = await sql<CandidateRow & { place: number; all: number }>`
    select * from (
      select ${candidateColumns}, row_number() over (partition by k.tier order by s.score_tenths desc nulls last, k.name ${inPinyinOrder}, k.id) as place, count(*) over (partition by k.tier) as all
      from kol k ${candidateParts}
      where k.workspace_id = ${workspaceId} and k.status = 'bench'
        and not exists (select 1 from collaboration c where c.workspace_id = k.workspace_id and c.kol_id = k.id and c.campaign_id = ${campaignId} and c.status <> 'cancelled')
    ) as bench where place <= ${perTier} order by tier, place`.execute(db);
  return rows.map((row) => ({ ...row, place: Number(row.place), all: Number(row.all) }));
}

/** The named KOLs as candidates, in the order of the ids; whoever is in the campaign is left out. */
export async function listCandidateRows(db: Db, workspaceId: string, campaignId: string, kolIds: readonly string[]): Promise<CandidateRow[]> {
  if (kolIds.length === 0) return [];
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns}
    from unnest(${arrayLiteral(kolIds)}::uuid[]) with ordinality as wanted (id, place)
    join kol k on k.workspace_id = ${workspaceId} and k.id = wanted.id ${candidateParts}
    where not exists (select 1 from collaboration c where c.workspace_id = k.workspace_id and c.kol_id = k.id and c.campaign_id = ${campaignId} and c.status <> 'cancelled')
    order by wanted.place`.execute(db);
  return rows;
}

/** One KOL as a candidate, in the campaign or not. */
export async function findCandidateRow(db: Db, workspaceId: string, kolId: string): Promise<CandidateRow | null> {
  const { rows } = await sql<CandidateRow>`select ${candidateColumns} from kol k ${candidateParts} where k.workspace_id = ${workspaceId} and k.id = ${kolId}`.execute(db);
  return rows[0] ?? null;
}

/** KOLs that work in some other campaign still, of those named. */
export async function listBusyKols(db: Db, workspaceId: string, kolIds: readonly string[], exceptId: string): Promise<Set<string>> {
  if (kolIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('collaboration')
    .select('kol_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('kol_id', '=', sql<string>`any(${arrayLiteral(kolIds)}::uuid[])`)
    .where('id', '<>', exceptId)
    .where('status', 'not in', ['ended', 'cancelled'])
    .execute();
  return new Set(rows.map((row) => row.kol_id));
}
