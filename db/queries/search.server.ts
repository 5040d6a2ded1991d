import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind } from '#app/domain/asset.ts';
import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { PaymentStage, PaymentStatus } from '#app/domain/cost.ts';
import type { WordCondition } from '#app/domain/kol-search.ts';
import { escapeLike } from '#app/domain/like-pattern.ts';
import type { OrderStatus } from '#app/domain/order.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { FoundKol } from './kol-search.server.ts';
import { foundKols } from './kol-search.server.ts';

type Db = Kysely<Database>;

export interface CollaborationQuestion {
  /** The code that was asked for, or null. */
  readonly code: string | null;
  /** What a code and a coupon begin with, in capitals; null where nothing like them was asked. */
  readonly beginning: { readonly code: string; readonly coupon: string } | null;
  /** Each word must be one of the KOL or of the campaign. */
  readonly words: readonly { readonly ofKol: WordCondition; readonly campaignIds: readonly string[] }[];
}

export interface FoundCollaboration {
  readonly id: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly status: CollaborationStatus;
  readonly code: string;
  readonly coupon: string;
}

/** Collaborations by code, coupon, or the words of KOL and campaign; codes and coupons first, then those that changed last. */
export async function findCollaborations(db: Db, workspaceId: string, question: CollaborationQuestion, limit: number): Promise<FoundCollaboration[]> {
  const { code, beginning, words } = question;
  const own = sql`select c.id, c.updated_at`;
  const parts = [
    ...(code === null ? [] : [sql`(${own}, 0 as rank from collaboration c where c.workspace_id = ${workspaceId} and c.tracking_code = ${code})`]),
    ...(beginning === null ? [] : [
      sql`(${own}, 1 as rank from collaboration c where c.workspace_id = ${workspaceId} and c.coupon like ${`${escapeLike(beginning.coupon)}%`} limit ${limit})`,
      sql`(${own}, 1 as rank from collaboration c where c.workspace_id = ${workspaceId} and c.tracking_code like ${`${escapeLike(beginning.code)}%`} limit ${limit})`,
    ]),
    ...(words.length === 0 ? [] : [sql`(${own}, 2 as rank from collaboration c where c.workspace_id = ${workspaceId} and ${sql.join(words.map((word) => ofKolOrCampaign(workspaceId, word)), sql` and `)}
      order by c.updated_at desc, c.id limit ${limit})`]),
  ];
  if (parts.length === 0) return [];
  const { rows } = await sql<FoundCollaboration>`
    with found as (select id, min(rank) as rank, max(updated_at) as updated_at from (${sql.join(parts, sql` union all `)}) as each group by id)
    select c.id, k.name as "kolName", ca.name as "campaignName", c.status, c.tracking_code as code, c.coupon
    from found f join collaboration c on c.workspace_id = ${workspaceId} and c.id = f.id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    order by f.rank, f.updated_at desc, c.id limit ${limit}`.execute(db);
  return rows;
}

function ofKolOrCampaign(workspaceId: string, { ofKol, campaignIds }: CollaborationQuestion['words'][number]): RawBuilder<unknown> {
  const ofCampaign = campaignIds.length === 0 ? sql`` : sql`c.campaign_id = any(${arrayLiteral(campaignIds)}::uuid[]) or`;
  return sql`(${ofCampaign} c.kol_id in (${foundKols(workspaceId, ofKol)}))`;
}

export interface FoundOrder {
  readonly shop: string;
  readonly orderId: string;
  readonly placedAt: Date;
  readonly status: OrderStatus;
}

/**
 * Orders of any shop by their number in any of the spellings given, then by its beginning. The key is walked from the beginning on and no further
 * than the list is long, so that the first digits of a hundred thousand orders cost no more than those of ten.
 */
export async function findOrdersByNumber(db: Db, workspaceId: string, { spellings, isBeginning }: { readonly spellings: readonly string[]; readonly isBeginning: boolean }, limit: number): Promise<FoundOrder[]> {
  if (spellings.length === 0) return [];
  const columns = sql`o.shop, o.order_id as "orderId", o.placed_at as "placedAt", o.status`;
  const of = sql`o.workspace_id = s.workspace_id and o.shop = s.slug`;
  const exact = sql`select ${columns}, 0 as rank from shop s join shop_order o on ${of} and o.order_id = any(${arrayLiteral(spellings)}::text[]) where s.workspace_id = ${workspaceId}`;
  const beginnings = isBeginning ? spellings.map((spelling) => sql`
    union all (
      select o.*, 1 as rank from shop s cross join lateral (
        select ${columns} from shop_order o where ${of} and o.order_id like ${`${escapeLike(spelling)}_%`} order by o.order_id limit ${limit}
      ) o where s.workspace_id = ${workspaceId}
    )`) : [];
  const { rows } = await sql<FoundOrder & { rank: number }>`
    select shop, "orderId", "placedAt", status from (${exact} ${sql.join(beginnings, sql` `)}) as found order by rank, "placedAt" desc, shop, "orderId" limit ${limit}`.execute(db);
  return rows;
}

export interface FoundPayment {
  readonly id: string;
  readonly kolName: string;
  readonly campaignName: string;
  readonly stage: PaymentStage;
  readonly status: PaymentStatus;
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Payments by the beginning of their number, which is the bank's or the file's reference. For those who may see costs. */
export async function findPaymentsByNumber(db: Db, workspaceId: string, beginning: string, limit: number): Promise<FoundPayment[]> {
  const { rows } = await sql<FoundPayment>`
    select p.id, k.name as "kolName", ca.name as "campaignName", p.stage, p.status, p.reference, p.amount_minor as "amountMinor", p.currency
    from payment p join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    where p.workspace_id = ${workspaceId} and p.reference <> '' and lower(p.reference) like ${`${escapeLike(beginning.toLowerCase())}%`}
    order by lower(p.reference), p.id limit ${limit}`.execute(db);
  return rows;
}

export interface FoundAsset {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly kind: AssetKind;
}

/** The asset of a number. */
export async function findAssetByNumber(db: Db, workspaceId: string, number: number): Promise<FoundAsset[]> {
  return await db.selectFrom('asset').select(['id', 'number', 'title', 'kind']).where('workspace_id', '=', workspaceId).where('number', '=', number).where('status', '=', 'active').execute();
}

/** What was found, each kind the closest first. */
export interface SearchFindings {
  readonly kols: readonly FoundKol[];
  readonly campaigns: readonly { readonly slug: string; readonly name: string; readonly status: CampaignStatus; readonly startsOn: CalendarDay; readonly endsOn: CalendarDay }[];
  readonly collaborations: readonly FoundCollaboration[];
  readonly orders: readonly FoundOrder[];
  readonly assets: readonly FoundAsset[];
  /** Empty for those who may not see costs. */
  readonly payments: readonly FoundPayment[];
}
