import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Platform, Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** What a collaboration's brief is for: whose audience, where, from when to when. */
export interface BriefFit {
  readonly kolName: string;
  readonly campaignName: string;
  readonly tier: Tier;
  readonly platform: Platform;
  readonly verticals: string[];
  readonly startsOn: string;
  readonly endsOn: string;
}

export async function findBriefFit(db: Db, workspaceId: string, collaborationId: string): Promise<BriefFit | undefined> {
  const { rows } = await sql<BriefFit>`
    select k.name as "kolName", ca.name as "campaignName", c.tier, a.platform, k.verticals, c.starts_on as "startsOn", c.ends_on as "endsOn"
    from collaboration c join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    where c.workspace_id = ${workspaceId} and c.id = ${collaborationId}`.execute(db);
  return rows[0];
}

export interface BestQuestion extends Pick<BriefFit, 'tier' | 'platform' | 'verticals'> {
  readonly channel: string;
  readonly territory: string;
  /** Both inclusive: one right must hold from the first to the last day. */
  readonly fromDay: string;
  readonly throughDay: string;
}

export interface BestRow {
  readonly id: string;
  readonly engagementBasisPoints: number | null;
  readonly sameTier: boolean;
  readonly samePlatform: boolean;
  readonly sameVertical: boolean;
  readonly creditLine: string;
}

/**
 * Living assets that did well and may be used so for all of those days: of the same platform, tier or vertical, those that share most first,
 * among them the better band, then engagement, then views. Money plays no part in it.
 */
export async function listBestAssets(db: Db, workspaceId: string, question: BestQuestion, limit: number): Promise<BestRow[]> {
  const { tier, platform, channel, territory, fromDay, throughDay } = question;
  const verticals = arrayLiteral(question.verticals);
  const { rows } = await sql<BestRow>`
    select a.id, a.engagement_basis_points as "engagementBasisPoints", f.tier as "sameTier", f.platform as "samePlatform", f.vertical as "sameVertical", r.credit_line as "creditLine"
    from asset a
    cross join lateral (select coalesce(a.tier = ${tier}, false) as tier, coalesce(a.platform = ${platform}, false) as platform, a.verticals && ${verticals}::text[] as vertical) f
    cross join lateral (
      select r.credit_line from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id and ${channel} = any(r.channels) and (${territory} = any(r.territories) or 'WW' = any(r.territories))
        and r.from_day <= ${fromDay}::date and (r.until_day is null or r.until_day >= ${throughDay}::date) order by r.until_day desc nulls first, r.id limit 1
    ) r
    where a.workspace_id = ${workspaceId} and a.status = 'active' and a.performance_band in ('high', 'middle') and (f.tier or f.platform or f.vertical)
    order by f.tier::int + f.platform::int + f.vertical::int desc, a.performance_band = 'high' desc, a.engagement_basis_points desc nulls last, a.views desc nulls last, a.id
    limit ${limit}`.execute(db);
  return rows;
}
