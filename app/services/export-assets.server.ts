import type { Kysely } from 'kysely';
import type { ApiAssetRow } from '#db/queries/asset-api.server.ts';
import { listApiAssets } from '#db/queries/asset-api.server.ts';
import type { Database } from '#db/schema.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { ExportTable } from '#app/lib/file-writing/write-table.server.ts';

const PART = 1_000;
const HEADINGS = [
  'number', 'title', 'kind', 'language', 'tags', 'caption', 'kol', 'campaign', 'platform', 'tier', 'views', 'engagement_rate', 'performance', 'media_type', 'bytes', 'width', 'height', 'sha256', 'rights',
  'reused', 'added_at', 'id',
];

/** Every living asset as a line, its rights in one cell: "own_social+email CN+HK 2026-01-01..2026-12-31 exclusive; ...". */
export async function assetsTable(db: Kysely<Database>, workspaceId: string): Promise<ExportTable> {
  const question = { search: '', filters: {}, usable: null, isDeleted: false, today: '1970-01-01' };
  const all: ApiAssetRow[] = [];
  for (let after: string | null = null, more = true; more;) {
    const rows: ApiAssetRow[] = await listApiAssets(db, workspaceId, { limit: PART, after }, question);
    more = rows.length > PART;
    all.push(...rows.slice(0, PART));
    after = all.at(-1)?.id ?? null;
  }
  return { name: 'assets', headings: HEADINGS, rows: all.map(lineOf) };
}

function lineOf(asset: ApiAssetRow) {
  return [
    `A-${asset.number}`, asset.title, asset.kind, asset.language, asset.tags.join(';'), asset.caption, asset.kolName, asset.campaign, asset.platform, asset.tier, asset.views,
    asset.engagementBasisPoints === null ? null : `${scaledIntegerText(BigInt(asset.engagementBasisPoints), 2)}%`, asset.performanceBand, asset.mediaType, asset.bytes, asset.width, asset.height, asset.sha256,
    asset.rights.map((right) => `${right.channels.join('+')} ${right.territories.join('+')} ${right.from}..${right.until ?? ''}${right.exclusive ? ' exclusive' : ''}`).join('; '), asset.uses,
    asset.createdAt.toISOString(), asset.id,
  ];
}
