import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CalendarDay } from '#app/domain/period.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { effectiveMetrics } from './content-effective.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export type CollaborationDetail = NonNullable<Awaited<ReturnType<typeof findCollaborationDetail>>>;

/** A collaboration with its campaign and KOL. */
export async function findCollaborationDetail(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .select([
      'c.id', 'c.tier', 'c.status', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'c.tracking_code as trackingCode', 'c.coupon', 'c.landing_url as landingUrl',
      'c.link_expires_at as linkExpiresAt', 'c.link_fallback_url as linkFallbackUrl', 'c.published_at as publishedAt', 'c.replaces_id as replacesId', 'c.version', 'ca.id as campaignId', 'ca.slug as campaignSlug', 'ca.name as campaignName', 'k.id as kolId', 'k.name as kolName',
      'a.platform', 'a.handle', 'a.profile_url as profileUrl',
    ])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.id', '=', collaborationId)
    .executeTakeFirst();
}

/** What the latest review up to a day found of a collaboration. */
export async function findLatestReview(db: Db, workspaceId: string, collaborationId: string, asOf: CalendarDay) {
  return await db
    .selectFrom('collaboration_review as r')
    .leftJoin('scorecard as s', (join) => join.onRef('s.workspace_id', '=', 'r.workspace_id').onRef('s.collaboration_id', '=', 'r.collaboration_id').onRef('s.as_of', '=', 'r.as_of'))
    .select([
      'r.as_of as asOf', 'r.light', 'r.fuse', 'r.verdict', 'r.roi_at_close as roiAtClose', 'r.interval_low as low', 'r.interval_high as high',
      's.score_tenths as scoreTenths', 's.grade', 's.coverage_basis_points as coverageBasisPoints',
    ])
    .where('r.workspace_id', '=', workspaceId)
    .where('r.collaboration_id', '=', collaborationId)
    .where('r.as_of', '<=', asOf)
    .orderBy('r.as_of', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A collaboration's clicks by day. */
export async function listClicksByDay(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('click_day')
    .select(['day', 'clicks', 'visitors', 'automated', 'crawlers', 'previews', 'prefetches', 'heads'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('day')
    .limit(1000)
    .execute();
}

/** A collaboration's cost items as recorded, oldest first. */
export async function listCostLines(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('cost_item')
    .select([
      'id', 'kind', 'amount_minor as amountMinor', 'released_minor as releasedMinor', 'currency', 'rate', 'commission_basis_points as commissionBasisPoints',
      'incurred_on as incurredOn', 'cancellable', 'note',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** A collaboration's payments by stage, voided ones last. */
export async function listPaymentLines(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('payment')
    .select(['id', 'stage', 'amount_minor as amountMinor', 'currency', 'status', 'paid_on as paidOn', 'reference'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy(sql`(status = 'voided')`)
    .orderBy(sql`array_position(array['agreement', 'publication', 'review'], stage)`)
    .orderBy('created_at')
    .execute();
}

export type PostLine = Awaited<ReturnType<typeof listPostSnapshots>>[number];

/** A collaboration's posts with every snapshot of their counts as it stands, posts and snapshots oldest first. Null counts were not reported. */
export async function listPostSnapshots(db: Db, workspaceId: string, collaborationId: string, now: Date) {
  return await db
    .selectFrom('content as x')
    .leftJoin(effectiveMetrics(db, workspaceId, now).as('m'), (join) => join.onRef('m.content_id', '=', 'x.id'))
    .select([
      'x.id', 'x.url', 'x.platform', 'x.published_at as publishedAt', 'x.unavailable_at as unavailableAt', 'm.captured_at as capturedAt', 'm.source', 'm.impressions', 'm.views', 'm.likes', 'm.comments',
      'm.shares', 'm.saves', 'm.follows', 'm.positive_comments as positiveComments', 'm.neutral_comments as neutralComments', 'm.negative_comments as negativeComments',
    ])
    .where('x.workspace_id', '=', workspaceId)
    .where('x.collaboration_id', '=', collaborationId)
    .orderBy('x.published_at')
    .orderBy('x.id')
    .orderBy('m.captured_at')
    .limit(2000)
    .execute();
}

/** The proposals made for a collaboration, newest first. */
export async function listProposalsOf(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('proposal')
    .select(['id', 'kind', 'status', 'as_of as asOf'])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('as_of', 'desc')
    .orderBy('created_at', 'desc')
    .limit(5)
    .execute();
}

/** What was done to a collaboration, from the audit log; newest first. */
export async function listAuditOf(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name as actorName', 'action', 'before', 'after', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('subject_kind', '=', 'collaboration')
    .where('subject_id', '=', collaborationId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** Accounts that a collaboration can be made with: of everybody who is neither blocked nor archived. */
export async function listAccountChoices(db: Db, workspaceId: string) {
  return await db
    .selectFrom('kol_account as a')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'a.workspace_id').onRef('k.id', '=', 'a.kol_id'))
    .select(['a.id', 'a.kol_id as kolId', 'a.platform', 'a.handle', 'k.name', 'k.tier'])
    .where('a.workspace_id', '=', workspaceId)
    .where('k.status', 'not in', ['blocked', 'archived'])
    .orderBy(sql`k.name ${inPinyinOrder}`)
    .orderBy('a.platform')
    .orderBy('a.id')
    .limit(5000)
    .execute();
}

/** How to name some collaborations to people. */
export async function listCollaborationNames(db: Db, workspaceId: string, collaborationIds: readonly string[]) {
  if (collaborationIds.length === 0) return [];
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .select(['c.id', 'k.name as kolName', 'ca.name as campaignName', 'c.tracking_code as trackingCode'])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.id', '=', sql<string>`any(${arrayLiteral(collaborationIds)}::uuid[])`)
    .execute();
}
