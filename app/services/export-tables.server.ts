import type { Kysely } from 'kysely';
import { listCollaborationsForExport, listRosterForExport } from '#db/queries/export.server.ts';
import type { Database } from '#db/schema.ts';
import { amountText } from '#app/domain/money.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { ExportTable } from '#app/lib/file-writing/write-table.server.ts';

/** What whoever asks may see (product.md section 14); the command line of the machine sees all. */
export interface ExportSight {
  readonly contacts: boolean;
  readonly costs: boolean;
}

const percentText = (basisPoints: number | null) => (basisPoints === null ? null : `${scaledIntegerText(BigInt(basisPoints), 2)}%`);
const moneyText = (minor: number | null, currency: string | null) => (minor === null || currency === null ? null : amountText(minor, currency));

/** The roster under its own headings, so that it can be imported again unchanged. */
export async function rosterTable(db: Kysely<Database>, workspaceId: string, sight: ExportSight): Promise<ExportTable> {
  const rows = await listRosterForExport(db, workspaceId);
  const headings = [
    'name', 'tier', 'status', 'platform', 'handle', 'profile_url', 'followers', 'engagement_rate', 'verticals', ...(sight.costs ? ['price', 'currency'] : []),
    'audience_female_pct', 'audience_18_24_pct', 'city_tier', ...(sight.contacts ? ['contact_email'] : []), 'exclusive_with', 'available_from', 'notes',
  ];
  return {
    name: 'roster',
    headings,
    rows: rows.map((row) => [
      row.name, row.tier, row.status, row.platform, row.handle, row.profile_url, row.followers, percentText(row.engagement_basis_points),
      row.verticals.join(';'), ...(sight.costs ? [moneyText(row.price_minor, row.price_currency), row.price_currency] : []),
      percentText(row.audience_female_basis_points), percentText(row.audience_18_24_basis_points), row.city_tier,
      ...(sight.contacts ? [row.contact_email] : []), row.exclusive_with, row.available_from, row.notes,
    ]),
  };
}

/** The collaborations under their own headings, then what only the portal knows: the tracking code. */
export async function collaborationsTable(db: Kysely<Database>, workspaceId: string, sight: ExportSight): Promise<ExportTable> {
  const rows = await listCollaborationsForExport(db, workspaceId);
  return {
    name: 'collaborations',
    headings: [
      'campaign', 'platform', 'handle', 'tier', ...(sight.costs ? ['fee', 'currency'] : []), 'starts_on', 'ends_on', 'coupon', 'landing_url', 'published_at',
      'content_url', 'status', 'tracking_code', 'id',
    ],
    rows: rows.map((row) => [
      row.campaign, row.platform, row.handle, row.tier, ...(sight.costs ? [moneyText(row.fee_minor, row.fee_currency), row.fee_currency] : []),
      row.starts_on, row.ends_on, row.coupon, row.landing_url, (row.published_at ?? row.posted_at)?.toISOString() ?? null, row.content_url, row.status,
      row.tracking_code, row.id,
    ]),
  };
}
