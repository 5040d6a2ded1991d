import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CampaignStatus } from '#app/domain/campaign.ts';
import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import { TIERS } from '#app/domain/kol.ts';
import { issueTrackingCode } from '#app/domain/tracking-code.ts';
import { newId } from '#app/lib/ids.server.ts';
import { refreshKolWords } from '#app/services/kol-words.server.ts';
import { NOON } from './workspace.ts';

type Db = Kysely<Database>;

let made = 0;

export interface KolWishes {
  readonly workspaceId: string;
  readonly name?: string;
  readonly tier?: Tier;
  readonly status?: KolStatus;
  readonly platform?: Platform;
  readonly handle?: string;
  readonly followers?: number;
  readonly priceMinor?: number | null;
  readonly verticals?: string[];
}

/** A KOL with one account. */
export async function aKol(db: Db, wishes: KolWishes): Promise<{ kolId: string; accountId: string; handle: string; platform: Platform }> {
  made += 1;
  const [kolId, accountId] = [newId(), newId()];
  const handle = wishes.handle ?? `creator-${made}`;
  const platform = wishes.platform ?? 'douyin';
  const priceMinor = wishes.priceMinor === undefined ? 1_000_000 : wishes.priceMinor;
  await db
    .insertInto('kol')
    .values({
      workspace_id: wishes.workspaceId, id: kolId, name: wishes.name ?? `Creator ${made}`, tier: wishes.tier ?? 'mid', status: wishes.status ?? 'active',
      verticals: wishes.verticals ?? [], price_minor: priceMinor, price_currency: priceMinor === null ? null : 'CNY', audience_female_basis_points: null,
      audience_18_24_basis_points: null, city_tier: null, contact_email: null, exclusive_with: null, available_from: null, created_at: NOON, updated_at: NOON,
    })
    .execute();
  await db
    .insertInto('kol_account')
    .values({
      workspace_id: wishes.workspaceId, id: accountId, kol_id: kolId, platform, handle, profile_url: null, followers: wishes.followers ?? 250_000,
      engagement_basis_points: null, created_at: NOON,
    })
    .execute();
  await refreshKolWords(db, wishes.workspaceId, [kolId]);
  return { kolId, accountId, handle, platform };
}

export interface CampaignWishes {
  readonly workspaceId: string;
  readonly slug?: string;
  readonly name?: string;
  readonly status?: CampaignStatus;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly budgetMinor?: number;
}

/** A running campaign with the default matrix; returns its id. */
export async function aCampaign(db: Db, wishes: CampaignWishes): Promise<string> {
  made += 1;
  const id = newId();
  await db
    .insertInto('campaign')
    .values({
      workspace_id: wishes.workspaceId, id, slug: wishes.slug ?? `campaign-${made}`, name: wishes.name ?? `Campaign ${made}`, status: wishes.status ?? 'active',
      starts_on: wishes.startsOn ?? '2026-06-15', ends_on: wishes.endsOn ?? '2026-07-30', budget_minor: wishes.budgetMinor ?? 100_000_000, currency: 'CNY',
      reserve_basis_points: 1000, landing_url: 'https://shop.example/summer', target_search_uplift: null, target_ugc_items: null, target_interactions: null,
      target_sales_uplift_basis_points: null, created_at: NOON, updated_at: NOON,
    })
    .execute();
  await db
    .insertInto('campaign_tier')
    .values(TIERS.map((tier) => ({
      workspace_id: wishes.workspaceId, campaign_id: id, tier, slots: DEFAULT_MATRIX_PLAN[tier].slots, share_basis_points: DEFAULT_MATRIX_PLAN[tier].shareBasisPoints,
    })))
    .execute();
  return id;
}

export interface CollaborationWishes {
  readonly workspaceId: string;
  readonly campaignId?: string;
  readonly kol?: { readonly kolId: string; readonly accountId: string };
  readonly tier?: Tier;
  readonly status?: CollaborationStatus;
  readonly startsOn?: string;
  readonly endsOn?: string;
  /** Upper case; the tracking code where absent. */
  readonly coupon?: string;
  readonly feeMinor?: number;
  readonly publishedAt?: Date | null;
}

export interface MadeCollaboration {
  readonly collaborationId: string;
  readonly campaignId: string;
  readonly kolId: string;
  readonly code: string;
  readonly coupon: string;
}

/** A live collaboration from 15 June to 30 July 2026 with a fee, making its campaign and KOL where none are given. */
export async function aCollaboration(db: Db, wishes: CollaborationWishes): Promise<MadeCollaboration> {
  const { workspaceId } = wishes;
  const campaignId = wishes.campaignId ?? (await aCampaign(db, { workspaceId }));
  const kol = wishes.kol ?? (await aKol(db, { workspaceId, tier: wishes.tier ?? 'mid' }));
  const collaborationId = newId();
  const code = issueTrackingCode(randomInt(2 ** 35));
  const coupon = wishes.coupon ?? code;
  await db
    .insertInto('collaboration')
    .values({
      workspace_id: workspaceId, id: collaborationId, campaign_id: campaignId, kol_id: kol.kolId, account_id: kol.accountId, tier: wishes.tier ?? 'mid',
      status: wishes.status ?? 'live', starts_on: wishes.startsOn ?? '2026-06-15', ends_on: wishes.endsOn ?? '2026-07-30', tracking_code: code, coupon,
      landing_url: 'https://shop.example/summer', published_at: wishes.publishedAt === undefined ? new Date('2026-06-16T02:00:00Z') : wishes.publishedAt,
      replaces_id: null, created_at: NOON, updated_at: NOON,
    })
    .execute();
  await db.insertInto('tracking_code').values({ code, workspace_id: workspaceId, collaboration_id: collaborationId, issued_at: NOON }).execute();
  const feeMinor = wishes.feeMinor ?? 1_000_000;
  if (feeMinor > 0) {
    await db
      .insertInto('cost_item')
      .values({
        workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, kind: 'fee', amount_minor: feeMinor, currency: 'CNY', rate: '1',
        commission_basis_points: null, incurred_on: null, identity: 'fee', created_at: NOON,
      })
      .execute();
  }
  return { collaborationId, campaignId, kolId: kol.kolId, code, coupon };
}
