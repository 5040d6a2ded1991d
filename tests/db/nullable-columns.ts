import type { Row, TableName } from './sample-rows.ts';

type NullableKeys<R> = { [C in keyof R]-?: null extends R[C] ? C : never }[keyof R];

/**
 * The columns that may be null: exactly those whose type in db/schema.ts says so, or this does not compile. A runtime list, because types
 * are gone when the database is asked.
 */
export const NULLABLE_COLUMNS = {
  workspace: {},
  app_user: { disabled_at: true },
  membership: { seat: true },
  session: {},
  sign_in_attempt: {},
  api_token: { created_by: true, last_used_at: true, expires_at: true, revoked_at: true },
  idempotency_key: { response_status: true, response_body: true },
  policy_version: { published_by: true },
  exchange_rate: {},
  audit_event: { actor_id: true, before: true, after: true, reason: true },
  kol: {
    price_minor: true, price_currency: true, audience_female_basis_points: true, audience_18_24_basis_points: true, city_tier: true, contact_email: true,
    exclusive_with: true, available_from: true,
  },
  kol_account: { profile_url: true, followers: true, engagement_basis_points: true },
  campaign: { landing_url: true, target_search_uplift: true, target_ugc_items: true, target_interactions: true, target_sales_uplift_basis_points: true },
  campaign_tier: {},
  collaboration: { published_at: true, replaces_id: true },
  tracking_code: {},
  collaboration_event: { from_status: true },
  cost_item: { rate: true, commission_basis_points: true, incurred_on: true },
  payment: { rate: true, paid_on: true },
  content: {},
  content_metric: {
    impressions: true, views: true, likes: true, comments: true, shares: true, saves: true, follows: true, positive_comments: true, neutral_comments: true,
    negative_comments: true,
  },
  click: { referrer_host: true, country: true, automation: true },
  shop: { connection_id: true, secret_sealed: true, previous_secret_sealed: true },
  shop_order: {
    click_id: true, utm_content: true, customer_hash: true, is_new_customer: true, rate: true, net_reporting_minor: true, source_updated_at: true, import_id: true,
  },
  order_refund: {},
  order_touch: {},
  order_credit: {},
  order_claim: {},
  webhook_delivery: {},
  dirty_day: {},
  click_day: {},
  credit_day: {},
  scorecard: { score_tenths: true, grade: true },
  collaboration_review: {
    roi_at_close: true, interval_low: true, interval_high: true, probability_below_1: true, probability_below_15: true, probability_at_least_3: true,
  },
  fuse_step: {},
  kol_standing: { score_tenths: true, grade: true, roi_hundredths: true },
  proposal: { roi: true, new_amount_minor: true, decided_at: true, decided_by: true, decision_reason: true, replacement_collaboration_id: true },
  proposal_candidate: { second_kol_id: true },
  import_run: {},
  import_reject: {},
  import_mapping: {},
} satisfies { [T in TableName]: Record<NullableKeys<Row<T>>, true> };
