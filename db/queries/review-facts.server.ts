import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AttributionModel } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';
import { effectiveMetrics } from './content-effective.server.ts';

/**
 * What a review reads, for a whole workspace at once: peers, priors and candidates come from every campaign. Each function is one
 * set-based query; `throughDay` is the last day that counts.
 */
type Db = Kysely<Database>;

export type ReviewedCollaboration = Awaited<ReturnType<typeof listCollaborationsForReview>>[number];

export async function listCollaborationsForReview(db: Db, workspaceId: string) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .select((eb) => [
      'c.id', 'c.campaign_id as campaignId', 'ca.slug as campaignSlug', 'ca.starts_on as campaignStartsOn', 'ca.ends_on as campaignEndsOn',
      'c.kol_id as kolId', 'k.name as kolName', 'k.verticals', 'a.platform', 'a.handle', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn',
      'c.created_at as recordedAt',
      eb
        .selectFrom('content as x')
        .whereRef('x.workspace_id', '=', 'c.workspace_id')
        .whereRef('x.collaboration_id', '=', 'c.id')
        .select((inner) => inner.fn.min('x.published_at').as('first'))
        .as('contentPublishedAt'),
      'c.published_at as statedPublishedAt',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.status', '<>', 'cancelled')
    .orderBy('c.id')
    .execute();
}

/** Credits by collaboration and day under one model, up to a day. */
export async function listCreditDays(db: Db, workspaceId: string, at: { model: AttributionModel; throughDay: string }) {
  return await db
    .selectFrom('credit_day')
    .select([
      'collaboration_id as collaborationId', 'day', 'orders', 'new_customer_orders as newCustomerOrders',
      'known_customer_orders as knownCustomerOrders', 'revenue_minor as revenueMinor', 'gross_minor as grossMinor',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('model', '=', at.model)
    .where('day', '<=', at.throughDay)
    .orderBy('collaboration_id')
    .orderBy('day')
    .execute();
}

/** Clicks of people by collaboration and day, up to a day. */
export async function listClickDays(db: Db, workspaceId: string, throughDay: string) {
  return await db
    .selectFrom('click_day')
    .select(['collaboration_id as collaborationId', 'day', 'clicks'])
    .where('workspace_id', '=', workspaceId)
    .where('day', '<=', throughDay)
    .orderBy('collaboration_id')
    .orderBy('day')
    .execute();
}

/** Cost items that stand, with their rate. Those without a rate are flagged, not counted. */
export async function listCostItems(db: Db, workspaceId: string) {
  return await db
    .selectFrom('cost_item')
    .select([
      'id', 'collaboration_id as collaborationId', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'rate',
      'commission_basis_points as commissionBasisPoints', 'incurred_on as incurredOn', 'cancellable', 'created_at as recordedAt',
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('collaboration_id')
    .orderBy('id')
    .execute();
}

/** What was paid, by collaboration and currency. */
export async function listPayments(db: Db, workspaceId: string) {
  return await db
    .selectFrom('payment')
    .select(['collaboration_id as collaborationId', 'amount_minor as amountMinor', 'currency', 'rate', 'status'])
    .where('workspace_id', '=', workspaceId)
    .where('status', '<>', 'voided')
    .execute();
}

/** Every metric snapshot of every post captured up to an instant, as corrected by then, posts in order. */
export async function listContentSnapshots(db: Db, workspaceId: string, until: Date) {
  return await db
    .selectFrom('content as x')
    .innerJoin(effectiveMetrics(db, workspaceId, until).as('m'), (join) => join.onRef('m.content_id', '=', 'x.id'))
    .select([
      'x.collaboration_id as collaborationId', 'x.id as contentId', 'x.published_at as publishedAt', 'm.captured_at as capturedAt', 'm.source',
      'm.definition_version as definitionVersion', 'm.impressions', 'm.views', 'm.likes', 'm.comments', 'm.shares', 'm.saves', 'm.follows',
      'm.positive_comments as positiveComments', 'm.neutral_comments as neutralComments', 'm.negative_comments as negativeComments',
    ])
    .where('x.workspace_id', '=', workspaceId)
    .where('m.captured_at', '<=', until)
    .orderBy('x.collaboration_id')
    .orderBy('x.id')
    .orderBy('m.captured_at')
    .execute();
}

/** KOLs on the bench with the account each would work with (the one with most followers), and what they ask. */
export async function listBench(db: Db, workspaceId: string) {
  return await db
    .selectFrom('kol as k')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('kol_account as a')
          .select(['a.id as accountId', 'a.platform', 'a.handle', 'a.followers', 'a.engagement_basis_points as engagementBasisPoints'])
          .whereRef('a.workspace_id', '=', 'k.workspace_id')
          .whereRef('a.kol_id', '=', 'k.id')
          .orderBy(sql`a.followers desc nulls last`)
          .orderBy('a.id')
          .limit(1)
          .as('account'),
      (join) => join.onTrue(),
    )
    .select([
      'k.id as kolId', 'k.name', 'k.tier', 'k.status', 'k.verticals', 'k.price_minor as priceMinor', 'k.price_currency as priceCurrency',
      'k.exclusive_with as exclusiveWith', 'k.available_from as availableFrom', 'account.accountId', 'account.platform', 'account.handle',
      'account.followers', 'account.engagementBasisPoints',
    ])
    .where('k.workspace_id', '=', workspaceId)
    .where('k.status', '=', 'bench')
    .orderBy('k.id')
    .execute();
}
