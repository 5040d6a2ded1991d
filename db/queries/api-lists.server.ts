import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import type { OrderStatus } from '#app/domain/order.ts';
import type { ProposalKind, ProposalStatus } from '#app/domain/proposals/proposal.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { isExcluded } from './counted-credit.server.ts';

/** The lists of the API: keyset-paged by id, which is the order in which things were made; one row more than asked for tells of a next page. */
type Db = Kysely<Database>;

export interface ListPage {
  readonly limit: number;
  /** Id of the last item of the page before. */
  readonly after: string | null;
}

export async function listApiKols(db: Db, workspaceId: string, page: ListPage, filter: { tier?: Tier | undefined; status?: KolStatus | undefined; platform?: Platform | undefined }) {
  return await db
    .selectFrom('kol as k')
    .select((eb) => [
      'k.id', 'k.name', 'k.tier', 'k.status', 'k.verticals', 'k.price_minor as priceMinor', 'k.price_currency as priceCurrency',
      'k.contact_email as contactEmail', 'k.exclusive_with as exclusiveWith', 'k.available_from as availableFrom',
      sql<{ platform: Platform; handle: string; followers: number | null }[]>`coalesce((${eb
        .selectFrom('kol_account as a')
        .select(sql`json_agg(json_build_object('platform', a.platform, 'handle', a.handle, 'followers', a.followers) order by a.id)`.as('accounts'))
        .whereRef('a.workspace_id', '=', 'k.workspace_id')
        .whereRef('a.kol_id', '=', 'k.id')}), '[]')`.as('accounts'),
    ])
    .where('k.workspace_id', '=', workspaceId)
    .$if(page.after !== null, (q) => q.where('k.id', '>', page.after ?? ''))
    .$if(filter.tier !== undefined, (q) => q.where('k.tier', '=', filter.tier ?? 'top'))
    .$if(filter.status !== undefined, (q) => q.where('k.status', '=', filter.status ?? 'active'))
    .$if(filter.platform !== undefined, (q) =>
      q.where((eb) =>
        eb.exists(
          eb.selectFrom('kol_account as p').select('p.id').whereRef('p.workspace_id', '=', 'k.workspace_id').whereRef('p.kol_id', '=', 'k.id')
            .where('p.platform', '=', filter.platform ?? 'other'),
        ),
      ),
    )
    .orderBy('k.id')
    .limit(page.limit + 1)
    .execute();
}

export async function listApiCampaigns(db: Db, workspaceId: string, page: ListPage, filter: { status?: CampaignStatus | undefined }) {
  return await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name', 'status', 'starts_on as startsOn', 'ends_on as endsOn', 'budget_minor as budgetMinor', 'currency', 'reserve_basis_points as reserveBasisPoints'])
    .where('workspace_id', '=', workspaceId)
    .$if(page.after !== null, (q) => q.where('id', '>', page.after ?? ''))
    .$if(filter.status !== undefined, (q) => q.where('status', '=', filter.status ?? 'active'))
    .orderBy('id')
    .limit(page.limit + 1)
    .execute();
}

function collaborationsWithNames(db: Db, workspaceId: string) {
  return db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .where('c.workspace_id', '=', workspaceId);
}

export async function listApiCollaborations(
  db: Db, workspaceId: string, page: ListPage, filter: { campaign?: string | undefined; status?: CollaborationStatus | undefined; tier?: Tier | undefined },
) {
  return await collaborationsWithNames(db, workspaceId)
    .select([
      'c.id', 'ca.slug as campaign', 'c.kol_id as kolId', 'a.platform', 'a.handle', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn',
      'c.tracking_code as trackingCode', 'c.coupon', 'c.landing_url as landingUrl', 'c.replaces_id as replacesId',
    ])
    .$if(page.after !== null, (q) => q.where('c.id', '>', page.after ?? ''))
    .$if(filter.campaign !== undefined, (q) => q.where('ca.slug', '=', filter.campaign ?? ''))
    .$if(filter.status !== undefined, (q) => q.where('c.status', '=', filter.status ?? 'live'))
    .$if(filter.tier !== undefined, (q) => q.where('c.tier', '=', filter.tier ?? 'top'))
    .orderBy('c.id')
    .limit(page.limit + 1)
    .execute();
}

/** Orders in the order of (shop, order id). */
export async function listApiOrders(
  db: Db, workspaceId: string, page: { limit: number; after: { shop: string; orderId: string } | null }, filter: { status?: OrderStatus | undefined; shop?: string | undefined },
) {
  return await db
    .selectFrom('shop_order')
    .select([
      'shop', 'order_id as orderId', 'placed_at as placedAt', 'currency', 'merchandise_minor as merchandiseMinor', 'refunded_minor as refundedMinor',
      'net_minor as netMinor', 'status', 'method', 'discount_codes as discountCodes', 'click_id as clickId', 'utm_content as utmContent',
      'is_new_customer as isNewCustomer', 'net_reporting_minor as netReportingMinor',
    ])
    .where('workspace_id', '=', workspaceId)
    .$if(page.after !== null, (q) => q.where(sql<boolean>`(shop, order_id) > (${page.after?.shop ?? ''}, ${page.after?.orderId ?? ''})`))
    .$if(filter.status !== undefined, (q) => q.where('status', '=', filter.status ?? 'paid'))
    .$if(filter.shop !== undefined, (q) => q.where('shop', '=', filter.shop ?? ''))
    .orderBy('shop')
    .orderBy('order_id')
    .limit(page.limit + 1)
    .execute();
}

export type ApiProposalRow = Awaited<ReturnType<typeof listApiProposals>>[number];

export async function listApiProposals(
  db: Db, workspaceId: string, page: ListPage,
  filter: { campaign?: string | undefined; kind?: ProposalKind | undefined; status?: ProposalStatus | undefined; id?: string | undefined },
) {
  return await db
    .selectFrom('proposal as p')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'p.workspace_id').onRef('ca.id', '=', 'p.campaign_id'))
    .select([
      'p.id', 'p.kind', 'ca.slug as campaign', 'p.collaboration_id as collaborationId', 'p.roi', 'p.interval_low as intervalLow', 'p.interval_high as intervalHigh',
      'p.probability_below_1 as probabilityBelow1', 'p.probability_below_15 as probabilityBelow15', 'p.probability_at_least_3 as probabilityAtLeast3',
      'p.reasons', 'p.freed_minor as freedMinor', 'p.new_amount_minor as newAmountMinor', 'p.status', 'p.evidence_hash as evidenceHash', 'p.as_of as asOf',
      'p.replacement_collaboration_id as replacementCollaborationId', 'p.terms',
    ])
    .where('p.workspace_id', '=', workspaceId)
    .$if(page.after !== null, (q) => q.where('p.id', '>', page.after ?? ''))
    .$if(filter.id !== undefined, (q) => q.where('p.id', '=', filter.id ?? ''))
    .$if(filter.campaign !== undefined, (q) => q.where('ca.slug', '=', filter.campaign ?? ''))
    .$if(filter.kind !== undefined, (q) => q.where('p.kind', '=', filter.kind ?? 'keep'))
    .$if(filter.status !== undefined, (q) => q.where('p.status', '=', filter.status ?? 'open'))
    .orderBy('p.id')
    .limit(page.limit + 1)
    .execute();
}

/** The candidates of several proposals, each proposal's in rank order. */
export async function listApiCandidates(db: Db, workspaceId: string, proposalIds: readonly string[]) {
  return await db
    .selectFrom('proposal_candidate')
    .select([
      'proposal_id as proposalId', 'rank', 'kol_id as kolId', 'second_kol_id as secondKolId', 'price_minor as priceMinor', 'expected_gain_minor as expectedGainMinor',
      'probability_better as probabilityBetter', 'interval_low as intervalLow', 'interval_high as intervalHigh', 'reasons', 'terms',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('proposal_id', '=', sql<string>`any(${[...proposalIds]}::uuid[])`)
    .orderBy('proposal_id')
    .orderBy('rank')
    .execute();
}

/** The orders behind a collaboration's revenue under a model, newest day first. */
export async function listApiCredits(
  db: Db, workspaceId: string, collaborationId: string, model: AttributionModel, page: { limit: number; after: { shop: string; orderId: string } | null },
) {
  const credit = sql.ref<number>(`oc.${model}_minor`);
  return await db
    .selectFrom('order_credit as oc')
    .innerJoin('shop_order as o', (join) =>
      join.onRef('o.workspace_id', '=', 'oc.workspace_id').onRef('o.shop', '=', 'oc.shop').onRef('o.order_id', '=', 'oc.order_id'),
    )
    .select(['oc.shop', 'oc.order_id as orderId', 'o.placed_at as placedAt', 'o.method', 'o.status', 'o.net_reporting_minor as netMinor', credit.as('creditMinor')])
    .where('oc.workspace_id', '=', workspaceId)
    .where('oc.collaboration_id', '=', collaborationId)
    .where((eb) => eb.not(isExcluded('oc', 'o')))
    .$if(page.after !== null, (q) => q.where(sql<boolean>`(oc.shop, oc.order_id) > (${page.after?.shop ?? ''}, ${page.after?.orderId ?? ''})`))
    .orderBy('oc.shop')
    .orderBy('oc.order_id')
    .limit(page.limit + 1)
    .execute();
}

export async function findApiScorecard(db: Db, workspaceId: string, collaborationId: string, asOf: string | null) {
  return await db
    .selectFrom('scorecard')
    .select(['as_of as asOf', 'card'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .$if(asOf !== null, (q) => q.where('as_of', '=', asOf ?? ''))
    .orderBy('as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function collaborationExists(db: Db, workspaceId: string, collaborationId: string): Promise<boolean> {
  const row = await db.selectFrom('collaboration').select('id').where('workspace_id', '=', workspaceId).where('id', '=', collaborationId).executeTakeFirst();
  return row !== undefined;
}

/** Cost items and payments of a collaboration, each with what it is in its own currency. */
export async function listStatementLines(db: Db, workspaceId: string, collaborationId: string) {
  const costs = await db
    .selectFrom('cost_item')
    .select(['id', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'rate', 'incurred_on as incurredOn', 'cancellable', 'note'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('created_at').orderBy('id')
    .execute();
  const payments = await db
    .selectFrom('payment')
    .select(['id', 'stage', 'amount_minor as amountMinor', 'currency', 'rate', 'status', 'paid_on as paidOn', 'reference'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('created_at').orderBy('id')
    .execute();
  return { costs, payments };
}
