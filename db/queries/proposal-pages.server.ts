import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { CandidateReason } from '#app/domain/proposals/candidates.ts';
import type { StoredEvidence } from '#app/domain/proposals/evidence-changes.ts';
import type { Flip } from '#app/domain/proposals/model-verdicts.ts';
import type { ProposalKind, ProposalStatus } from '#app/domain/proposals/proposal.ts';
import type { VerdictReason } from '#app/domain/proposals/verdict.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { andAmong } from './condition.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export const PROPOSAL_SORTS = ['name', 'kind', 'age', 'freed', 'gain', 'below1', 'below15', 'atLeast3', 'roi', 'decided'] as const;
export type ProposalSort = (typeof PROPOSAL_SORTS)[number];

export interface ProposalListQuestion {
  readonly statuses: readonly ProposalStatus[];
  readonly kinds?: readonly string[] | undefined;
  readonly campaignSlugs?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly kolIds?: readonly string[] | undefined;
  readonly sort: readonly { readonly column: ProposalSort; readonly descending: boolean }[];
  readonly page: { readonly offset: number; readonly limit: number };
}

export interface ProposalListRow {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly status: ProposalStatus;
  readonly kolName: string;
  readonly tier: Tier;
  readonly campaignName: string;
  /** Attribution models under which it would be another; null where they were not looked at. */
  readonly flips: readonly Flip[] | null;
  readonly roi: string | null;
  readonly roiAtClose: number | null;
  readonly intervalLow: number;
  readonly intervalHigh: number;
  readonly below1: number;
  readonly below15: number;
  readonly atLeast3: number;
  readonly freedMinor: number;
  readonly candidateName: string | null;
  readonly secondCandidateName: string | null;
  readonly expectedGainMinor: number | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly allRows: number;
}

const ORDERS: Record<ProposalSort, RawBuilder<unknown>> = {
  name: sql`k.name ${inPinyinOrder}`, kind: sql`array_position(array['replace', 'reduce', 'extend', 'wait', 'keep'], p.kind)`, age: sql`p.created_at`,
  freed: sql`p.freed_minor`, gain: sql`pc.expected_gain_minor`, below1: sql`p.probability_below_1`, below15: sql`p.probability_below_15`,
  atLeast3: sql`p.probability_at_least_3`, roi: sql`p.roi::numeric`, decided: sql`p.decided_at`,
};

/** A page of the proposals of some states, each with its best candidate. */
export async function listProposalRows(db: Db, workspaceId: string, question: ProposalListQuestion): Promise<ProposalListRow[]> {
  const keys = question.sort.map(({ column, descending }) => (descending ? sql`${ORDERS[column]} desc nulls last` : sql`${ORDERS[column]} asc nulls last`));
  const { rows } = await sql<ProposalListRow>`
    select p.id, p.kind, p.status, k.name as "kolName", c.tier, ca.name as "campaignName", p.roi, r.roi_at_close as "roiAtClose",
      case when r.detail -> 'otherModels' <> 'null' then coalesce(p.evidence -> 'flips', '[]') end as flips,
      p.interval_low as "intervalLow", p.interval_high as "intervalHigh", p.probability_below_1 as below1, p.probability_below_15 as below15,
      p.probability_at_least_3 as "atLeast3", p.freed_minor as "freedMinor", one.name as "candidateName", two.name as "secondCandidateName",
      pc.expected_gain_minor as "expectedGainMinor", p.created_at as "createdAt", p.decided_at as "decidedAt", p.decided_by as "decidedBy", count(*) over () as "allRows"
    from proposal p
    join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    join campaign ca on ca.workspace_id = p.workspace_id and ca.id = p.campaign_id
    left join collaboration_review r on r.workspace_id = p.workspace_id and r.collaboration_id = p.collaboration_id and r.as_of = p.as_of
    left join proposal_candidate pc on pc.workspace_id = p.workspace_id and pc.proposal_id = p.id and pc.rank = 1
    left join kol one on one.workspace_id = pc.workspace_id and one.id = pc.kol_id
    left join kol two on two.workspace_id = pc.workspace_id and two.id = pc.second_kol_id
    where p.workspace_id = ${workspaceId} and p.status = any(${arrayLiteral(question.statuses)}::text[])
      ${andAmong(sql`p.kind`, question.kinds)} ${andAmong(sql`ca.slug`, question.campaignSlugs)} ${andAmong(sql`c.tier`, question.tiers)} ${andAmong(sql`k.id::text`, question.kolIds)}
    order by ${sql.join([...keys, sql`p.freed_minor desc`, sql`p.id`])}
    limit ${question.page.limit} offset ${question.page.offset}`.execute(db);
  return rows;
}

/** How many proposals wait, and how many were decided. */
export async function countProposals(db: Db, workspaceId: string): Promise<{ open: number; decided: number }> {
  const row = await db
    .selectFrom('proposal')
    .select([
      sql<number>`count(*) filter (where status = 'open')`.as('open'), sql<number>`count(*) filter (where status in ('accepted', 'rejected'))`.as('decided'),
    ])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return row;
}

/** Campaigns that have proposals, for the filter. */
export async function listProposalCampaigns(db: Db, workspaceId: string) {
  return await db
    .selectFrom('campaign as ca')
    .select(['ca.slug', 'ca.name'])
    .where('ca.workspace_id', '=', workspaceId)
    .where('ca.id', 'in', (eb) => eb.selectFrom('proposal as p').select('p.campaign_id').where('p.workspace_id', '=', workspaceId))
    .orderBy('ca.starts_on', 'desc')
    .orderBy('ca.slug')
    .limit(200)
    .execute();
}

/** A reason as a review stores it: the verdict's, and for `wait` how many orders are expected to settle it. */
export type StoredReason = VerdictReason | { readonly code: 'more_orders_expected'; readonly orders: number };

export type ProposalDetail = NonNullable<Awaited<ReturnType<typeof findProposalDetail>>>;

export async function findProposalDetail(db: Db, workspaceId: string, proposalId: string) {
  return await db
    .selectFrom('proposal as p')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'p.workspace_id').onRef('c.id', '=', 'p.collaboration_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'p.workspace_id').onRef('ca.id', '=', 'p.campaign_id'))
    .leftJoin('collaboration_review as r', (join) =>
      join.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.collaboration_id', '=', 'p.collaboration_id').onRef('r.as_of', '=', 'p.as_of'),
    )
    .select((eb) => [
      'p.id', 'p.kind', 'p.status', 'p.as_of as asOf', 'p.policy_version as policyVersion', 'p.roi', 'p.interval_low as intervalLow', 'p.interval_high as intervalHigh',
      'p.probability_below_1 as below1', 'p.probability_below_15 as below15', 'p.probability_at_least_3 as atLeast3', 'p.freed_minor as freedMinor',
      'p.new_amount_minor as newAmountMinor', 'p.created_at as createdAt', 'p.decided_at as decidedAt', 'p.decided_by as decidedBy', 'p.decision_reason as decisionReason',
      sql<StoredReason[]>`p.reasons`.as('reasons'), sql<StoredEvidence>`p.evidence`.as('evidence'), 'p.terms', 'r.roi_at_close as roiAtClose', 'r.light',
      'c.id as collaborationId', 'c.status as collaborationStatus', 'c.tier', 'c.starts_on as startsOn', 'c.ends_on as endsOn', 'k.id as kolId', 'k.name as kolName',
      'a.platform', 'a.handle', 'ca.slug as campaignSlug', 'ca.name as campaignName',
      eb
        .selectFrom('audit_event as e')
        .whereRef('e.workspace_id', '=', 'p.workspace_id')
        .where('e.subject_kind', '=', 'proposal')
        .where('e.subject_id', '=', proposalId)
        .where('e.action', '=', 'proposal.accept')
        .select(sql<number>`(e.after ->> 'releasedMinor')::bigint`.as('released'))
        .limit(1)
        .as('releasedMinor'),
    ])
    .where('p.workspace_id', '=', workspaceId)
    .where('p.id', '=', proposalId)
    .executeTakeFirst();
}

export type ProposalCandidateRow = Awaited<ReturnType<typeof listCandidateDetails>>[number];

/** The candidates of a proposal, best first. */
export async function listCandidateDetails(db: Db, workspaceId: string, proposalId: string) {
  return await db
    .selectFrom('proposal_candidate as pc')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'pc.workspace_id').onRef('k.id', '=', 'pc.kol_id'))
    .leftJoin('kol as second', (join) => join.onRef('second.workspace_id', '=', 'pc.workspace_id').onRef('second.id', '=', 'pc.second_kol_id'))
    .select([
      'pc.rank', 'pc.kol_id as kolId', 'k.name', 'k.tier', 'k.status', 'pc.second_kol_id as secondKolId', 'second.name as secondName', 'pc.price_minor as priceMinor',
      'pc.expected_gain_minor as expectedGainMinor', 'pc.probability_better as probabilityBetter', 'pc.interval_low as intervalLow',
      'pc.interval_high as intervalHigh', sql<CandidateReason[]>`pc.reasons`.as('reasons'), 'pc.terms',
    ])
    .where('pc.workspace_id', '=', workspaceId)
    .where('pc.proposal_id', '=', proposalId)
    .orderBy('pc.rank')
    .execute();
}

/** The reviewed periods of a collaboration, first to last: the evidence of its fuse. */
export async function listFuseSteps(db: Db, workspaceId: string, collaborationId: string) {
  return await db
    .selectFrom('fuse_step')
    .select([
      'period_number as periodNumber', 'start_day as startDay', sql<string>`(end_day - 1)::date`.as('lastDay'), 'revenue_minor as revenueMinor',
      'cost_minor as costMinor', 'state_after as stateAfter',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('collaboration_id', '=', collaborationId)
    .orderBy('period_number')
    .limit(100)
    .execute();
}

export interface DraftedReplacement {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly platform: Platform;
  readonly trackingCode: string;
  readonly coupon: string;
}

/** The collaborations that accepting a proposal drafted: made in the same transaction, so at the same instant. */
export async function listDraftedReplacements(db: Db, workspaceId: string, at: { collaborationId: string; decidedAt: Date }): Promise<DraftedReplacement[]> {
  return await db
    .selectFrom('collaboration as c')
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .innerJoin('kol_account as a', (join) => join.onRef('a.workspace_id', '=', 'c.workspace_id').onRef('a.id', '=', 'c.account_id'))
    .select(['c.id as collaborationId', 'k.name as kolName', 'a.platform', 'c.tracking_code as trackingCode', 'c.coupon'])
    .where('c.workspace_id', '=', workspaceId)
    .where('c.replaces_id', '=', at.collaborationId)
    .where('c.created_at', '=', at.decidedAt)
    .orderBy('c.id')
    .execute();
}
