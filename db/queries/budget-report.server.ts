import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';

export type BudgetCollaboration = Awaited<ReturnType<typeof listBudgetCollaborations>>[number];

/**
 * The collaborations of a campaign with what they sold and were paid, and what the latest review expects of their ROI at close. Revenue and payments in the reporting
 * currency; payments without a rate are left out.
 */
export async function listBudgetCollaborations(db: Kysely<Database>, workspaceId: string, campaignId: string, model: AttributionModel) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .leftJoinLateral(
      (eb) => eb.selectFrom('collaboration_review as r').select(['r.roi_at_close', 'r.as_of']).whereRef('r.workspace_id', '=', 'c.workspace_id').whereRef('r.collaboration_id', '=', 'c.id')
        .orderBy('r.as_of', 'desc').limit(1).as('review'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'c.id', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'k.id as kolId', 'k.name as kolName', 'review.roi_at_close as roiAtClose',
      eb.selectFrom('credit_day as d').select(sql<number>`coalesce(sum(d.revenue_minor), 0)::bigint`.as('minor')).whereRef('d.workspace_id', '=', 'c.workspace_id')
        .whereRef('d.collaboration_id', '=', 'c.id').where('d.model', '=', model).as('revenueMinor'),
      eb.selectFrom('ledger_posting as p').select(sql<number>`coalesce(-sum(p.reporting_minor), 0)::bigint`.as('minor')).whereRef('p.workspace_id', '=', 'c.workspace_id')
        .whereRef('p.collaboration_id', '=', 'c.id').where('p.account', '=', 'bank').as('paidMinor'),
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.campaign_id', '=', campaignId)
    .orderBy('c.id')
    .execute();
}
