import type { Row, TableName } from './sample-rows.ts';

type NullableKeys<R> = { [C in keyof R]-?: null extends R[C] ? C : never }[keyof R];

/**
 * The columns that may be null: exactly those whose type in db/schema.ts says so, or this does not compile. A runtime list, because types
 * are gone when the database is asked.
 */
export const NULLABLE_COLUMNS = {
  workspace: { fallback_url: true },
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
  collaboration: { link_expires_at: true, link_fallback_url: true, published_at: true, replaces_id: true },
  tracking_code: {},
  collaboration_event: { from_status: true },
  cost_item: { rate: true, commission_basis_points: true, incurred_on: true },
  payment: { rate: true, paid_on: true },
  content: { unavailable_at: true },
  content_metric: {
    impressions: true, views: true, likes: true, comments: true, shares: true, saves: true, follows: true, positive_comments: true, neutral_comments: true,
    negative_comments: true,
  },
  content_correction: {
    corrected_by: true, undoes: true, impressions: true, views: true, likes: true, comments: true, shares: true, saves: true, follows: true, positive_comments: true,
    neutral_comments: true, negative_comments: true,
  },
  content_capture: { stated_published_at: true },
  content_source: { last_run_at: true, last_problem: true, paused_until: true, quota_day: true },
  click: { referrer_host: true, country: true, automation: true },
  shop: { connection_id: true, secret_sealed: true, previous_secret_sealed: true, secret_changed_at: true, disconnected_at: true },
  shop_order: {
    click_id: true, utm_content: true, customer_hash: true, is_new_customer: true, rate: true, net_reporting_minor: true, source_updated_at: true, import_id: true,
    changed_at: true,
  },
  order_refund: {},
  order_touch: {},
  order_credit: {},
  order_claim: {},
  webhook_delivery: { delivery_id: true, order_id: true, payload: true, error: true, processed_at: true },
  dirty_day: {},
  click_day: {},
  credit_day: {},
  coupon_day: {},
  credit_exclusion: { until_day: true, created_by: true, lifted_at: true, lifted_by: true, lifted_by_name: true },
  scorecard: { score_tenths: true, grade: true },
  collaboration_review: {
    roi_at_close: true, interval_low: true, interval_high: true, probability_below_1: true, probability_below_15: true, probability_at_least_3: true,
  },
  fuse_step: {},
  kol_standing: { score_tenths: true, grade: true, roi_hundredths: true },
  proposal: { roi: true, new_amount_minor: true, decided_at: true, decided_by: true, decision_reason: true, replacement_collaboration_id: true },
  proposal_candidate: { second_kol_id: true },
  import_run: {
    user_id: true, look: true, queued_at: true, begun_at: true, heartbeat_at: true, problem_code: true, problem_message: true, finished_at: true, undone_at: true, undone_by: true,
  },
  import_reject: {},
  import_change: { before: true },
  import_image: { before: true },
  import_reject_file: {},
  import_reject_row: { edited_cells: true },
  import_mapping: { date_order: true, number_style: true },
} satisfies { [T in TableName]: Record<NullableKeys<Row<T>>, true> };
