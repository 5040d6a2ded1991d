import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { MoveTerms } from '#app/domain/proposals/move-terms.ts';
import type { Database } from '../schema.ts';

export interface SwapQuestion {
  /** What reviews had found by the end of this day counts. */
  readonly asOf: CalendarDay;
  readonly campaignSlug?: string | undefined;
  /** Only moves that this collaboration is part of, on either side. */
  readonly collaborationId?: string | undefined;
  /** Only moves decided before this instant. */
  readonly decidedBefore?: Date | undefined;
}

/** A collaboration on one side of a move, as the latest review up to the day found it; null figures where none had. */
export interface SwapMember {
  readonly collaborationId: string;
  readonly kolId: string;
  readonly kolName: string;
  readonly status: CollaborationStatus;
  readonly startsOn: CalendarDay;
  readonly publishedDaysAgo: number | null;
  readonly revenueMinor: number | null;
  readonly costMinor: number | null;
  readonly tooEarly: boolean | null;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly arrivedShare: number | null;
}

export interface AcceptedSwap {
  readonly proposalId: string;
  readonly kind: 'replace' | 'reduce' | 'extend';
  readonly tier: Tier;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly asOf: CalendarDay;
  readonly decidedAt: Date;
  readonly decidedBy: string | null;
  /** Of the proposal itself. */
  readonly terms: MoveTerms | null;
  readonly releasedMinor: number | null;
  readonly old: SwapMember;
  /** Whoever took over, or followed an extension. */
  readonly fresh: readonly SwapMember[];
  /** The candidate that was chosen; null where nobody was. */
  readonly candidate: { readonly priceMinor: number; readonly expectedGainMinor: number; readonly probabilityBetter: number; readonly low: number; readonly high: number; readonly terms: MoveTerms | null } | null;
}

/** Accepted proposals that moved money or asked for more, newest first, with both sides as reviews have found them since. */
export async function listAcceptedSwaps(db: Kysely<Database>, workspaceId: string, question: SwapQuestion): Promise<AcceptedSwap[]> {
  const { asOf, campaignSlug, collaborationId, decidedBefore } = question;
  const { rows } = await sql<AcceptedSwap>`
    with member as (
      select c.workspace_id, c.id, c.created_at, c.replaces_id, c.kol_id, c.status as state, jsonb_build_object(
        'collaborationId', c.id, 'kolId', c.kol_id, 'kolName', k.name, 'status', c.status, 'startsOn', c.starts_on,
        'publishedDaysAgo', ${asOf}::date - coalesce(c.published_at, (
          select min(x.published_at) from content x where x.workspace_id = c.workspace_id and x.collaboration_id = c.id
        ))::date,
        'revenueMinor', r.revenue_minor, 'costMinor', r.cost_minor, 'tooEarly', r.too_early, 'median', r.roi_at_close, 'low', r.interval_low, 'high', r.interval_high,
        'arrivedShare', (r.detail ->> 'arrivedShare')::float8
      ) as shown
      from collaboration c
      join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
      left join lateral (
        select * from collaboration_review r
        where r.workspace_id = c.workspace_id and r.collaboration_id = c.id and r.as_of <= ${asOf}::date
        -- Of a partner whose whole cost was released there is no ROI any more: the last review that still had a cost tells what they brought for it.
        order by r.cost_minor > 0 desc, r.as_of desc limit 1
      ) r on true
      where c.workspace_id = ${workspaceId}
    )
    select p.id as "proposalId", p.kind, c.tier, ca.slug as "campaignSlug", ca.name as "campaignName", p.as_of as "asOf", p.decided_at as "decidedAt", p.decided_by as "decidedBy",
      p.terms, p.released_minor as "releasedMinor",
      old.shown as old, coalesce(fresh.shown, '[]') as fresh,
      case when pc.rank is not null then jsonb_build_object(
        'priceMinor', pc.price_minor, 'expectedGainMinor', pc.expected_gain_minor, 'probabilityBetter', pc.probability_better, 'low', pc.interval_low, 'high', pc.interval_high, 'terms', pc.terms
      ) end as candidate
    from proposal p
    join collaboration c on c.workspace_id = p.workspace_id and c.id = p.collaboration_id
    join campaign ca on ca.workspace_id = p.workspace_id and ca.id = p.campaign_id
    join member old on old.id = p.collaboration_id
    left join lateral (
      select jsonb_agg(m.shown order by m.id) as shown, array_agg(m.id) as ids, array_agg(m.kol_id) as kol_ids from member m
      where case p.kind
        when 'replace' then m.replaces_id = p.collaboration_id and m.created_at = p.decided_at
        -- An extension is a further collaboration of the same KOL: the first that was made after the decision.
        when 'extend' then m.id = (
          select n.id from collaboration n
          where n.workspace_id = p.workspace_id and n.kol_id = c.kol_id and n.created_at > p.decided_at and n.status <> 'cancelled' order by n.created_at, n.id limit 1
        )
        else false end
    ) fresh on true
    left join lateral (
      select * from proposal_candidate pc
      where pc.workspace_id = p.workspace_id and pc.proposal_id = p.id and p.kind = 'replace'
        and pc.kol_id = any(fresh.kol_ids) and coalesce(pc.second_kol_id, pc.kol_id) = any(fresh.kol_ids) and (pc.second_kol_id is not null) = (cardinality(fresh.kol_ids) = 2)
      order by pc.rank limit 1
    ) pc on true
    where p.workspace_id = ${workspaceId} and p.status = 'accepted' and p.kind in ('replace', 'reduce', 'extend')
      ${campaignSlug === undefined ? sql`` : sql`and ca.slug = ${campaignSlug}`}
      ${decidedBefore === undefined ? sql`` : sql`and p.decided_at < ${decidedBefore}`}
      ${collaborationId === undefined ? sql`` : sql`and (p.collaboration_id = ${collaborationId}::uuid or ${collaborationId}::uuid = any(fresh.ids))`}
    order by p.decided_at desc, p.id limit 500`.execute(db);
  return rows;
}
