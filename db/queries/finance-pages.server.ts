import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface FinanceFilter {
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly kolId?: string | undefined;
  readonly collaborationId?: string | undefined;
  /** The collaboration's own, as it stands on the matrix. */
  readonly tiers?: readonly Tier[] | undefined;
}

/** The collaborations whose money is asked for, with their KOL and campaign. */
function collaborations(db: Db, workspaceId: string, { campaignSlugs, kolId, collaborationId, tiers }: FinanceFilter) {
  return db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .where('c.workspace_id', '=', workspaceId)
    .$if(campaignSlugs !== undefined, (query) => query.where('ca.slug', 'in', [...(campaignSlugs ?? [])]))
    .$if(kolId !== undefined, (query) => query.where('c.kol_id', '=', kolId ?? ''))
    .$if(collaborationId !== undefined, (query) => query.where('c.id', '=', collaborationId ?? ''))
    .$if(tiers !== undefined, (query) => query.where('c.tier', 'in', [...(tiers ?? [])]));
}

export async function listFinanceCollaborations(db: Db, workspaceId: string, filter: FinanceFilter) {
  return await collaborations(db, workspaceId, filter)
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .select([
      'c.id', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'c.kol_id as kolId', 'k.name as kolName', 'k.tier as kolTier', 'c.tier', 'a.platform', 'a.handle',
      'ca.slug as campaignSlug', 'ca.name as campaignName',
    ])
    .orderBy(sql`k.name ${inPinyinOrder}`)
    .orderBy('k.id')
    .orderBy('ca.starts_on', 'desc')
    .orderBy('c.id')
    .execute();
}

export async function listFinanceCosts(db: Db, workspaceId: string, filter: FinanceFilter) {
  return await collaborations(db, workspaceId, filter)
    .innerJoin('cost_item as i', (join) => join.onRef('i.workspace_id', '=', 'c.workspace_id').onRef('i.collaboration_id', '=', 'c.id'))
    .select([
      'i.id', 'i.collaboration_id as collaborationId', 'i.kind', 'i.amount_minor as amountMinor', 'i.released_minor as releasedMinor', 'i.currency', 'i.rate',
      'i.commission_basis_points as commissionBasisPoints', 'i.incurred_on as incurredOn', 'i.note',
    ])
    .orderBy('i.created_at')
    .orderBy('i.id')
    .execute();
}

export async function listFinancePayments(db: Db, workspaceId: string, filter: FinanceFilter) {
  return await collaborations(db, workspaceId, filter)
    .innerJoin('payment as p', (join) => join.onRef('p.workspace_id', '=', 'c.workspace_id').onRef('p.collaboration_id', '=', 'c.id'))
    .select([
      'p.id', 'p.collaboration_id as collaborationId', 'p.stage', 'p.amount_minor as amountMinor', 'p.currency', 'p.rate', 'p.status', 'p.paid_on as paidOn', 'p.reference',
    ])
    .orderBy(sql`array_position(array['agreement', 'publication', 'review'], p.stage)`)
    .orderBy('p.created_at')
    .orderBy('p.id')
    .execute();
}

/** Invoices that stand; those struck out are history. */
export async function listFinanceInvoices(db: Db, workspaceId: string, filter: FinanceFilter) {
  return await collaborations(db, workspaceId, filter)
    .innerJoin('invoice as i', (join) => join.onRef('i.workspace_id', '=', 'c.workspace_id').onRef('i.collaboration_id', '=', 'c.id'))
    .where('i.voided_at', 'is', null)
    .select(['i.id', 'i.collaboration_id as collaborationId', 'i.number', 'i.amount_minor as amountMinor', 'i.currency', 'i.rate', 'i.issued_on as issuedOn', 'i.received_on as receivedOn'])
    .orderBy('i.issued_on')
    .orderBy('i.id')
    .execute();
}

/**
 * Revenue credited from a day on, before a day, by collaboration, and what was credited before the first day. Where everything is asked for, nothing is joined:
 * the key is read from end to end and holds all that is added.
 */
export async function listFinanceCredits(
  db: Db, workspaceId: string, filter: FinanceFilter, span: { readonly model: AttributionModel; readonly startDay: CalendarDay; readonly endDay: CalendarDay },
) {
  const isWhole = Object.values(filter).every((value) => value === undefined);
  return await db
    .selectFrom('credit_day as d')
    .where('d.workspace_id', '=', workspaceId)
    .where('d.model', '=', span.model)
    .where('d.day', '<', span.endDay)
    .$if(!isWhole, (query) => query.where('d.collaboration_id', 'in', collaborations(db, workspaceId, filter).select('c.id')))
    .select([
      'd.collaboration_id as collaborationId',
      sql<number>`coalesce(sum(d.revenue_minor) filter (where d.day < ${span.startDay}::date), 0)::bigint`.as('beforeMinor'),
      sql<number>`coalesce(sum(d.revenue_minor) filter (where d.day >= ${span.startDay}::date), 0)::bigint`.as('revenueMinor'),
      sql<number>`coalesce(sum(d.gross_minor) filter (where d.day >= ${span.startDay}::date), 0)::bigint`.as('grossMinor'),
      sql<number>`coalesce(sum(d.orders) filter (where d.day >= ${span.startDay}::date), 0)::bigint`.as('orders'),
    ])
    .groupBy('d.collaboration_id')
    .execute();
}

/** Campaigns for the filter, latest first. */
export async function listFinanceCampaigns(db: Db, workspaceId: string) {
  return await db.selectFrom('campaign').select(['slug', 'name']).where('workspace_id', '=', workspaceId).orderBy('starts_on', 'desc').orderBy('slug').limit(500).execute();
}

/** Campaigns with their budgets, latest first. */
export async function listCampaignBudgets(db: Db, workspaceId: string) {
  return await db
    .selectFrom('campaign')
    .select(['id', 'slug', 'name', 'budget_minor as budgetMinor', 'currency', 'ends_on as endsOn'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('starts_on', 'desc')
    .orderBy('slug')
    .limit(500)
    .execute();
}

export async function findFinanceKol(db: Db, workspaceId: string, kolId: string) {
  return await db.selectFrom('kol').select(['id', 'name', 'tier']).where('workspace_id', '=', workspaceId).where('id', '=', kolId).executeTakeFirst();
}
