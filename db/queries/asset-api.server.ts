import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AssetKind, AssetLanguage, Orientation, PerformanceBand } from '#app/domain/asset.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { RightsChannel, Territory } from '#app/domain/usage-rights.ts';
import type { Database } from '../schema.ts';
import type { AssetQuestion } from './asset-conditions.server.ts';
import { assetConditions } from './asset-conditions.server.ts';

/** An asset as programs and files get it. */
export interface ApiAssetRow {
  readonly id: string; readonly number: number; readonly kind: AssetKind; readonly title: string; readonly caption: string; readonly tags: string[]; readonly language: AssetLanguage;
  readonly kolId: string | null; readonly kolName: string; readonly collaborationId: string | null; readonly contentId: string | null; readonly campaign: string | null;
  readonly tier: Tier | null; readonly platform: string | null; readonly views: number | null; readonly engagementBasisPoints: number | null; readonly performanceBand: PerformanceBand;
  readonly mediaType: string | null; readonly bytes: number | null; readonly width: number | null; readonly height: number | null; readonly durationMs: number | null;
  readonly orientation: Orientation | null; readonly sha256: string | null; readonly createdAt: Date; readonly uses: number;
  readonly rights: {
    readonly channels: RightsChannel[]; readonly territories: Territory[]; readonly from: string; readonly until: string | null; readonly exclusive: boolean; readonly creditLine: string;
    readonly contractPage: string;
  }[];
}

/** Assets by id, which is the order in which they came; one more than asked for tells of a next page. */
export async function listApiAssets(db: Kysely<Database>, workspaceId: string, { limit, after }: { limit: number; after: string | null }, question: AssetQuestion): Promise<ApiAssetRow[]> {
  const { rows } = await sql<ApiAssetRow>`
    select a.id, a.number, a.kind, a.title, a.caption, a.tags, a.language, a.kol_id as "kolId", a.kol_name as "kolName", a.collaboration_id as "collaborationId", a.content_id as "contentId",
      a.campaign_slug as campaign, a.tier, a.platform, a.views, a.engagement_basis_points as "engagementBasisPoints", a.performance_band as "performanceBand", f.media_type as "mediaType",
      f.bytes, f.width, f.height, f.duration_ms as "durationMs", a.orientation, encode(f.hash, 'hex') as sha256, a.created_at as "createdAt",
      (select count(*)::int from asset_use u where u.workspace_id = a.workspace_id and u.asset_id = a.id) as uses,
      coalesce((select jsonb_agg(jsonb_build_object('channels', r.channels, 'territories', r.territories, 'from', r.from_day, 'until', r.until_day, 'exclusive', r.is_exclusive,
        'creditLine', r.credit_line, 'contractPage', r.contract_page) order by r.from_day, r.id) from asset_right r where r.workspace_id = a.workspace_id and r.asset_id = a.id), '[]') as rights
    from asset a left join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash
    where ${assetConditions(workspaceId, question)} ${after === null ? sql`` : sql`and a.id > ${after}::uuid`}
    order by a.id limit ${limit + 1}`.execute(db);
  return rows;
}
