import type { CampaignRecord } from '#db/queries/campaign.server.ts';
import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import type { ContentRecord, SnapshotRecord } from '#db/queries/content.server.ts';
import type { CostItemRecord } from '#db/queries/cost.server.ts';
import type { KolAccountRecord, KolRecord } from '#db/queries/kol.server.ts';
import type { PaymentRecord } from '#db/queries/payment.server.ts';
import type { MatrixPlan } from '#app/domain/campaign.ts';
import type { ShownFields, ShownValue } from '#app/domain/ingestion/import-change.ts';
import type { OrderFact } from '#app/domain/order.ts';

/** What things look like to people who check an import: stored values under the names that the fields have in files. */

const money = (minor: number | null | undefined, currency: string | null | undefined): ShownValue => (typeof minor === 'number' && currency ? { minor, currency } : null);
const share = (basisPoints: number | null | undefined): ShownValue => (typeof basisPoints === 'number' ? { basisPoints } : null);
const at = (instant: Date | null | undefined): ShownValue => (instant ? { at: instant.toISOString() } : null);
const day = (date: string | null | undefined): ShownValue => (date ? { day: date } : null);

export function shownKol(kol: KolRecord, account: KolAccountRecord): ShownFields {
  return {
    name: kol.name, platform: account.platform, handle: account.handle, tier: kol.tier, status: kol.status, followers: account.followers,
    engagement_rate: share(account.engagement_basis_points), price: money(kol.price_minor, kol.price_currency), verticals: kol.verticals,
    profile_url: account.profile_url, audience_female_pct: share(kol.audience_female_basis_points), audience_18_24_pct: share(kol.audience_18_24_basis_points),
    city_tier: kol.city_tier, contact_email: kol.contact_email, exclusive_with: kol.exclusive_with, available_from: day(kol.available_from), notes: kol.notes,
  };
}

export function shownCampaign(campaign: CampaignRecord, plan: MatrixPlan | null): ShownFields {
  return {
    slug: campaign.slug, name: campaign.name, status: campaign.status, starts_on: day(campaign.starts_on), ends_on: day(campaign.ends_on),
    budget: money(campaign.budget_minor, campaign.currency), reserve_pct: share(campaign.reserve_basis_points), top_pct: share(plan?.top.shareBasisPoints),
    mid_pct: share(plan?.mid.shareBasisPoints), emerging_pct: share(plan?.emerging.shareBasisPoints), landing_url: campaign.landing_url,
  };
}

/** With the fee that was agreed, where there is one. */
export function shownCollaboration(row: CollaborationRecord, fee: { readonly minor: number; readonly currency: string } | null): ShownFields {
  return {
    tier: row.tier, status: row.status, fee: money(fee?.minor, fee?.currency), starts_on: day(row.starts_on), ends_on: day(row.ends_on), coupon: row.coupon,
    landing_url: row.landing_url, published_at: at(row.published_at),
  };
}

/** A post with what was counted at an instant, where it was counted. */
export function shownContent(post: ContentRecord | null, counts: SnapshotRecord | null): ShownFields {
  return {
    ...(post ? { platform: post.platform, published_at: at(post.published_at) } : {}),
    ...(counts
      ? {
        captured_at: at(counts.captured_at), impressions: counts.impressions, views: counts.views, likes: counts.likes, comments: counts.comments,
        shares: counts.shares, saves: counts.saves, follows: counts.follows, positive_comments: counts.positive_comments,
        neutral_comments: counts.neutral_comments, negative_comments: counts.negative_comments,
      }
      : {}),
  };
}

export function shownCost(row: CostItemRecord): ShownFields {
  return {
    kind: row.kind, amount: money(row.amount_minor, row.currency), incurred_on: day(row.incurred_on), cancellable: row.cancellable, note: row.note,
  };
}

export function shownPayment(row: PaymentRecord): ShownFields {
  return { stage: row.stage, status: row.status, amount: money(row.amount_minor, row.currency), paid_on: day(row.paid_on), reference: row.reference };
}

/** Of the buyer nothing but whether there is one. */
export function shownOrder(order: OrderFact): ShownFields {
  return {
    placed_at: at(order.placedAt), status: order.status, merchandise: money(order.merchandiseMinor, order.currency),
    refunded: money(order.refundedMinor, order.currency), discount_codes: [...order.discountCodes], utm_content: order.utmContent, click_id: order.clickId,
    customer: order.customerHash === null ? null : { hidden: true },
  };
}
