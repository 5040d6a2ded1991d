import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { gradeOf } from '#app/domain/kol.ts';
import { ratioText } from '#app/domain/ratio.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Which guarded fields a reader may have; the others are not read at all. */
export interface KolRights {
  readonly costs: boolean;
  readonly contacts: boolean;
}

export type KolDetail = NonNullable<Awaited<ReturnType<typeof findKolDetail>>>;

/** A KOL with accounts and standing, for its page and its form. `price` and `contactEmail` are null for those who may not see them. */
export async function findKolDetail(db: Db, workspaceId: string, kolId: string, rights: KolRights) {
  const kol = await db
    .selectFrom('kol')
    .select([
      'id', 'name', 'tier', 'status', 'verticals', 'audience_female_basis_points as audienceFemaleBasisPoints', 'audience_18_24_basis_points as audience18To24BasisPoints',
      'city_tier as cityTier', 'exclusive_with as exclusiveWith', 'available_from as availableFrom', 'notes', 'version',
    ])
    .$if(rights.costs, (query) => query.select(['price_minor as priceMinor', 'price_currency as priceCurrency']))
    .$if(rights.contacts, (query) => query.select('contact_email as contactEmail'))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', kolId)
    .executeTakeFirst();
  if (!kol) return null;
  const { priceMinor = null, priceCurrency = null, contactEmail = null, ...open } = kol;
  const accounts = await db
    .selectFrom('kol_account')
    .select(['id', 'platform', 'handle', 'profile_url as profileUrl', 'followers', 'engagement_basis_points as engagementBasisPoints'])
    .where('workspace_id', '=', workspaceId)
    .where('kol_id', '=', kolId)
    .orderBy(sql`followers desc nulls last`)
    .orderBy('id')
    .limit(100)
    .execute();
  const price = priceMinor === null || priceCurrency === null ? null : { minor: priceMinor, currency: priceCurrency };
  return {
    ...open, price, contactEmail,
    accounts: accounts.map((account) => ({ ...account, band: account.followers === null ? null : gradeOf(account.followers) })),
  };
}

export type KolStandingDetail = NonNullable<Awaited<ReturnType<typeof findKolStanding>>>;

/** What the last review found; cost and ROI only for those who may see costs. */
export async function findKolStanding(db: Db, workspaceId: string, kolId: string, seesCosts: boolean) {
  const standing = await db
    .selectFrom('kol_standing')
    .select(['as_of as asOf', 'score_tenths as scoreTenths', 'grade', 'revenue_minor as revenueMinor', 'cost_minor as costMinor', 'light', 'long_term as longTerm'])
    .where('workspace_id', '=', workspaceId)
    .where('kol_id', '=', kolId)
    .executeTakeFirst();
  if (!standing) return null;
  const { costMinor, ...open } = standing;
  return { ...open, money: seesCosts ? { costMinor, roi: ratioText(standing.revenueMinor, costMinor) } : null };
}

export type KolCollaborationRow = Awaited<ReturnType<typeof listKolCollaborations>>[number];

interface FoundCollaboration {
  id: string; code: string; status: CollaborationStatus; starts_on: string; ends_on: string; slug: string; campaign: string; light: Light | null;
  revenue_minor: number | null; cost_minor: number | null; roi_at_close: number | null; interval_low: number | null; interval_high: number | null;
  score_tenths: number | null; grade: 'S' | 'A' | 'B' | 'C' | 'D' | null;
}

/** A KOL's collaborations, latest first, each with what its last review found. */
export async function listKolCollaborations(db: Db, workspaceId: string, kolId: string, seesCosts: boolean) {
  const { rows } = await sql<FoundCollaboration>`
    select c.id, c.tracking_code as code, c.status, c.starts_on, c.ends_on, p.slug, p.name as campaign,
      r.light, r.revenue_minor, r.cost_minor, r.roi_at_close, r.interval_low, r.interval_high, s.score_tenths, s.grade
    from collaboration c
    join campaign p on p.workspace_id = c.workspace_id and p.id = c.campaign_id
    left join lateral (
      select * from collaboration_review where workspace_id = c.workspace_id and collaboration_id = c.id order by as_of desc limit 1
    ) r on true
    left join scorecard s on s.workspace_id = c.workspace_id and s.collaboration_id = c.id and s.as_of = r.as_of
    where c.workspace_id = ${workspaceId} and c.kol_id = ${kolId}
    order by c.starts_on desc, c.id limit 200`.execute(db);
  return rows.map((row) => ({
    id: row.id, code: row.code, status: row.status, startsOn: row.starts_on, endsOn: row.ends_on, campaignSlug: row.slug, campaignName: row.campaign,
    light: row.light, revenueMinor: row.revenue_minor, scoreTenths: row.score_tenths, grade: row.grade,
    money: seesCosts ? moneyOf(row) : null,
  }));
}

function moneyOf({ revenue_minor: revenue, cost_minor: cost, roi_at_close: median, interval_low: low, interval_high: high }: FoundCollaboration) {
  return {
    costMinor: cost, roi: revenue === null || cost === null ? null : ratioText(revenue, cost),
    atClose: median === null || low === null || high === null ? null : { median, low, high },
  };
}
