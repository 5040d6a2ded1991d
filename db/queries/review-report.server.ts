import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { ProposalKind, ProposalStatus } from '#app/domain/proposals/proposal.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { Database } from '../schema.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

export interface PeriodFuseStep {
  readonly collaborationId: string;
  readonly kolName: string;
  readonly tier: Tier;
  readonly periodNumber: number;
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly stateBefore: FuseState;
  readonly stateAfter: FuseState;
}

/** What a review period did to the fuses of a campaign's collaborations: their evidence rows, with the state before. */
export async function listPeriodFuseSteps(db: Db, workspaceId: string, at: { readonly campaignSlug: string; readonly startDay: CalendarDay }): Promise<PeriodFuseStep[]> {
  const { rows } = await sql<PeriodFuseStep>`
    select * from (
      select f.collaboration_id as "collaborationId", k.name as "kolName", c.tier, f.period_number as "periodNumber", f.start_day, f.revenue_minor as "revenueMinor", f.cost_minor as "costMinor",
        coalesce(lag(f.state_after) over (partition by f.collaboration_id order by f.period_number), 'closed') as "stateBefore", f.state_after as "stateAfter"
      from fuse_step f
      join collaboration c on c.workspace_id = f.workspace_id and c.id = f.collaboration_id
      join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
      join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
      where f.workspace_id = ${workspaceId} and ca.slug = ${at.campaignSlug}
    ) as step
    where start_day = ${at.startDay}::date
    order by array_position(array['tripped', 'warned_2', 'warned_1', 'closed'], "stateAfter"), "kolName" ${inPinyinOrder}, "collaborationId"`.execute(db);
  return rows;
}

export interface PeriodProposal {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly status: ProposalStatus;
  readonly kolName: string;
  readonly tier: Tier;
  readonly asOf: CalendarDay;
  readonly roi: string | null;
  readonly freedMinor: number;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decisionReason: string | null;
}

/** Proposals of a campaign that were made in some days or decided in them; those that a later review replaced are left out. */
export async function listPeriodProposals(
  db: Db, workspaceId: string, at: { readonly campaignSlug: string; readonly startDay: CalendarDay; readonly endDay: CalendarDay; readonly from: Date; readonly until: Date },
): Promise<PeriodProposal[]> {
  const { rows } = await sql<PeriodProposal>`
    select p.id, p.kind, p.status, k.name as "kolName", c.tier, p.as_of as "asOf", p.roi, p.freed_minor as "freedMinor", p.decided_at as "decidedAt", p.decided_by as "decidedBy",
      p.decision_reason as "decisionReason"
    from proposal p
    join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
    join campaign ca on ca.workspace_id = p.workspace_id and ca.id = p.campaign_id
    join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    where p.workspace_id = ${workspaceId} and ca.slug = ${at.campaignSlug} and p.status <> 'superseded'
      and ((p.as_of >= ${at.startDay}::date and p.as_of < ${at.endDay}::date) or (p.decided_at >= ${at.from} and p.decided_at < ${at.until}))
    order by array_position(array['replace', 'reduce', 'extend', 'wait', 'keep'], p.kind), k.name ${inPinyinOrder}, p.id limit 500`.execute(db);
  return rows;
}
