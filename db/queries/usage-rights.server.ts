import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { EndingRight, UsageGrant } from '#app/domain/usage-rights.ts';
import { rightsEnding } from '#app/domain/usage-rights.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

/** A living asset whose last right ends within 30 days, with what a message about it says. */
export interface EndingRightRow extends EndingRight {
  readonly number: number;
  readonly title: string;
  readonly kolId: string | null;
  readonly kolName: string;
  readonly collaborationId: string | null;
  readonly campaignSlug: string | null;
}

/** What was granted for each of some assets; those without a grant have no entry. */
export async function listGrants(db: Kysely<Database>, workspaceId: string, assetIds: readonly string[]): Promise<Map<string, UsageGrant[]>> {
  if (assetIds.length === 0) return new Map();
  const { rows } = await sql<UsageGrant & { assetId: string }>`
    select asset_id as "assetId", id, channels, territories, from_day as "fromDay", until_day as "untilDay", is_exclusive as "isExclusive", credit_line as "creditLine", contract_page as "contractPage"
    from asset_right where workspace_id = ${workspaceId} and asset_id = any(${arrayLiteral(assetIds)}::uuid[]) order by from_day, id`.execute(db);
  const granted = new Map<string, UsageGrant[]>();
  for (const { assetId, ...grant } of rows) granted.set(assetId, [...(granted.get(assetId) ?? []), grant]);
  return granted;
}

/** Living assets that lose their last right within 30 days of `today` (a day of the workspace's zone), soonest first, at most 1,000. */
export async function listRightsEnding(db: Kysely<Database>, workspaceId: string, today: string): Promise<EndingRightRow[]> {
  const { rows } = await sql<Omit<EndingRightRow, 'untilDay' | 'daysLeft' | 'step'> & { rights: { fromDay: string; untilDay: string | null }[] }>`
    select a.id as "assetId", a.number, a.title, a.kol_id as "kolId", a.kol_name as "kolName", a.collaboration_id as "collaborationId", a.campaign_slug as "campaignSlug", r.rights
    from (
      select asset_id, jsonb_agg(jsonb_build_object('fromDay', from_day, 'untilDay', until_day)) as rights, max(until_day) filter (where from_day <= ${today}::date) as last_day
      from asset_right where workspace_id = ${workspaceId}
        and asset_id in (select asset_id from asset_right where workspace_id = ${workspaceId} and until_day between ${today}::date and ${today}::date + 30)
      group by asset_id
      having max(until_day) filter (where from_day <= ${today}::date) between ${today}::date and ${today}::date + 30 and not bool_or(until_day is null and from_day <= ${today}::date)
    ) r join asset a on a.workspace_id = ${workspaceId} and a.id = r.asset_id and a.status = 'active'
    order by r.last_day, a.number limit 1000`.execute(db);
  const byId = new Map(rows.map(({ rights: _rights, ...asset }) => [asset.assetId, asset]));
  // The domain decides which of them end; the database only leaves out those that cannot.
  return rightsEnding(rows, today).flatMap((ending) => {
    const asset = byId.get(ending.assetId);
    return asset ? [{ ...asset, ...ending }] : [];
  });
}
