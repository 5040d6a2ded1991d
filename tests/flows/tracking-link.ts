import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { issueTrackingCode, TRACKING_CODE_PAYLOADS } from '#app/domain/tracking-code.ts';
import { newId } from '#app/lib/ids.server.ts';

export interface TrackingWorld {
  readonly workspaceId: string;
  readonly campaignId: string;
  readonly kolId: string;
}

export interface TrackingLink {
  readonly code: string;
  readonly collaborationId: string;
}

/** A workspace with one campaign `summer` and one KOL on Douyin, straight into the tables: all that a tracking link hangs on. */
export async function aTrackingWorld(db: Kysely<Database>, { allowedHosts = ['shop.example.com'] } = {}): Promise<TrackingWorld> {
  const now = new Date();
  const world = { workspaceId: newId(), campaignId: newId(), kolId: newId() };
  const at = { workspace_id: world.workspaceId, created_at: now };
  await db
    .insertInto('workspace')
    .values({ id: world.workspaceId, slug: world.workspaceId, name: 'Brand', reporting_currency: 'CNY', time_zone: 'Asia/Shanghai', allowed_hosts: allowedHosts, created_at: now })
    .execute();
  await insertPolicyVersion(db, { workspaceId: world.workspaceId, version: 1, policy: DEFAULT_POLICY, note: 'Defaults', publishedBy: null, now });
  await db
    .insertInto('kol')
    .values({
      ...at, id: world.kolId, name: 'Lily', tier: 'mid', status: 'active', updated_at: now, price_minor: null, price_currency: null,
      audience_female_basis_points: null, audience_18_24_basis_points: null, city_tier: null, contact_email: null, exclusive_with: null, available_from: null,
    })
    .execute();
  await db
    .insertInto('campaign')
    .values({
      ...at, id: world.campaignId, slug: 'summer', name: 'Summer', status: 'active', starts_on: '2026-06-01', ends_on: '2026-12-31',
      budget_minor: 0, currency: 'CNY', reserve_basis_points: 0, landing_url: null, updated_at: now,
      target_search_uplift: null, target_ugc_items: null, target_interactions: null, target_sales_uplift_basis_points: null,
    })
    .execute();
  return world;
}

/** Collaborations of the world's KOL, each with a code of its own; in one statement, so that thousands are quick. */
export async function addTrackingLinks(db: Kysely<Database>, world: TrackingWorld, landingUrls: readonly string[]): Promise<TrackingLink[]> {
  const now = new Date();
  const links = landingUrls.map((landingUrl) => ({ landingUrl, code: issueTrackingCode(randomInt(TRACKING_CODE_PAYLOADS)), collaborationId: newId(), accountId: newId() }));
  for (let start = 0; start < links.length; start += 500) {
    const page = links.slice(start, start + 500);
    await db
      .insertInto('kol_account')
      .values(page.map((link) => ({
        workspace_id: world.workspaceId, id: link.accountId, kol_id: world.kolId, platform: 'douyin' as const, handle: link.code,
        profile_url: null, followers: null, engagement_basis_points: null, created_at: now,
      })))
      .execute();
    await db
      .insertInto('collaboration')
      .values(page.map((link) => ({
        workspace_id: world.workspaceId, id: link.collaborationId, campaign_id: world.campaignId, kol_id: world.kolId, account_id: link.accountId,
        tier: 'mid' as const, status: 'live' as const, starts_on: '2026-06-01', ends_on: '2026-12-31', tracking_code: link.code, coupon: link.code,
        landing_url: link.landingUrl, published_at: null, replaces_id: null, created_at: now, updated_at: now,
      })))
      .execute();
    await db
      .insertInto('tracking_code')
      .values(page.map((link) => ({ code: link.code, workspace_id: world.workspaceId, collaboration_id: link.collaborationId, issued_at: now })))
      .execute();
  }
  return links.map(({ code, collaborationId }) => ({ code, collaborationId }));
}

export async function addTrackingLink(db: Kysely<Database>, world: TrackingWorld, landingUrl = 'https://shop.example.com/p'): Promise<TrackingLink> {
  const [link] = await addTrackingLinks(db, world, [landingUrl]);
  if (!link) throw new Error('no link was added');
  return link;
}
