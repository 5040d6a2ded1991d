import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AuditAction } from '#app/domain/audit-action.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays } from '#app/domain/period.ts';
import type { ProposalKind } from '#app/domain/proposals/proposal.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Which of the first steps a workspace has taken. */
export async function getFirstSteps(db: Db, workspaceId: string) {
  const { rows } = await sql<{ hosts: boolean; kols: boolean; campaigns: boolean; collaborations: boolean; orders: boolean; clicks: boolean; reviews: boolean; isDemo: boolean }>`
    select cardinality(w.allowed_hosts) > 0 as hosts,
      exists (select 1 from kol where workspace_id = w.id) as kols, exists (select 1 from campaign where workspace_id = w.id) as campaigns,
      exists (select 1 from collaboration where workspace_id = w.id) as collaborations, exists (select 1 from shop_order where workspace_id = w.id) as orders,
      exists (select 1 from click where workspace_id = w.id) as clicks, exists (select 1 from collaboration_review where workspace_id = w.id) as reviews, w.is_demo as "isDemo"
    from workspace w where w.id = ${workspaceId}`.execute(db);
  const [steps] = rows;
  if (!steps) throw new Error(`workspace ${workspaceId} does not exist`);
  return steps;
}

/** Which of these actions a person has done. The whole audit log of a workspace is read, so it is asked of the demo only. */
export async function listOwnActions(db: Db, workspaceId: string, { userId, actions }: { readonly userId: string; readonly actions: readonly AuditAction[] }): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_event')
    .select('action')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('actor_kind', '=', 'user')
    .where('actor_id', '=', userId)
    .where('action', 'in', actions)
    .execute();
  return rows.map(({ action }) => action);
}

export type FirstSteps = Awaited<ReturnType<typeof getFirstSteps>>;

export interface CampaignFlight {
  readonly id: string;
  readonly tier: Tier;
  readonly status: CollaborationStatus;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay;
  readonly kolName: string;
  readonly platform: Platform;
}

/** Flights of a campaign's collaborations, which their money accrues over, and whose they are. */
export async function listCampaignFlights(db: Db, workspaceId: string, campaignId: string): Promise<CampaignFlight[]> {
  const { rows } = await sql<CampaignFlight>`
    select c.id, c.tier, c.status, c.starts_on as "startsOn", c.ends_on as "endsOn", k.name as "kolName", a.platform
    from collaboration c
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    where c.workspace_id = ${workspaceId} and c.campaign_id = ${campaignId} order by c.id`.execute(db);
  return rows;
}

export interface OpenProposalCount {
  readonly kind: ProposalKind;
  readonly count: number;
}

/** Open proposals of a campaign that ask for a decision, by kind. */
export async function countOpenProposals(db: Db, workspaceId: string, campaignId: string): Promise<OpenProposalCount[]> {
  return await db
    .selectFrom('proposal')
    .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('campaign_id', '=', campaignId)
    .where('status', '=', 'open')
    .groupBy('kind')
    .orderBy('kind')
    .execute();
}

/** Payments that wait for somebody in finance: requested, and approved but not paid. */
export async function countWaitingPayments(db: Db, workspaceId: string) {
  const row = await db
    .selectFrom('payment')
    .select((eb) => [eb.fn.countAll<number>().filterWhere('status', '=', 'requested').as('requested'), eb.fn.countAll<number>().filterWhere('status', '=', 'approved').as('approved')])
    .where('workspace_id', '=', workspaceId)
    .where('status', 'in', ['requested', 'approved'])
    .executeTakeFirstOrThrow();
  return row;
}

/** Orders of a period: how many there are, how many no collaboration brought, and how many have no exchange rate. */
export async function getOrderCoverage(db: Db, workspaceId: string, period: { readonly from: CalendarDay; readonly through: CalendarDay }) {
  return await db
    .selectFrom('shop_order')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('method', '=', 'none').as('unattributed'),
      eb.fn.countAll<number>().filterWhere('rate', 'is', null).as('withoutRate'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('placed_day', '>=', period.from)
    .where('placed_day', '<', addDays(period.through, 1))
    .executeTakeFirstOrThrow();
}
