import type { Selectable } from 'kysely';
import type { Database } from '#db/schema.ts';
import { EMPTY_PLAN } from '#app/domain/brief.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';

export type TableName = keyof Database;
export type Row<T extends TableName> = Selectable<Database[T]>;
type FullRow<T extends TableName> = { [C in keyof Row<T>]-?: NonNullable<Row<T>[C]> };

const instant = new Date('2026-07-10T04:00:00.000Z');
const day = '2026-07-10';
const hash = Buffer.alloc(32, 7);
const id = (last: number) => `0197f1a0-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [workspace, user, kol, account, campaign, collaboration, content, proposal, importRun] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(id) as [
  string, string, string, string, string, string, string, string, string,
];
const interval = { interval_low: 0.5, interval_high: 2.5 };
const probabilities = { probability_below_1: 0.25, probability_below_15: 0.5, probability_at_least_3: 0.125 };
const money = { revenue_minor: 120_000, cost_minor: 100_000 };
const order = { workspace_id: workspace, shop: 'main', order_id: '1001' };
const changes = { created_at: instant, updated_at: instant, version: 1 };

/**
 * One row a table with every column filled. The type makes it exhaustive: a column added to db/schema.ts and not here, or the other way
 * round, does not compile. The rows fit each other, in the order in which they stand.
 */
export const SAMPLE_ROWS = {
  workspace: { id: workspace, slug: 'brand', name: 'Brand', reporting_currency: 'CNY', time_zone: 'Asia/Shanghai', allowed_hosts: ['shop.example'], fallback_url: 'https://shop.example/', is_demo: false, created_at: instant },
  app_user: { id: user, email: 'lily@brand.example', name: 'Lily', password_hash: '$argon2id$', created_at: instant, disabled_at: instant },
  membership: { workspace_id: workspace, user_id: user, role: 'manager', seat: 'marketing', reviews_legal: true, created_at: instant },
  session: { token_hash: hash, user_id: user, workspace_id: workspace, created_at: instant, last_seen_at: instant, expires_at: instant, stepped_up_at: instant },
  sign_in_attempt: { id: id(20), email_hash: hash, address_hash: hash, attempted_at: instant },
  api_token: {
    workspace_id: workspace, id: id(21), name: 'shop', prefix: 'kol_abcdef', token_hash: hash, scopes: ['read'], created_by: user, created_at: instant,
    last_used_at: instant, expires_at: instant, revoked_at: instant,
  },
  saved_view: { workspace_id: workspace, id: id(80), list: 'roster', name: 'Red', owner_id: user, visibility: 'team', query: 'f.light=red', position: 1, ...changes },
  saved_view_default: { workspace_id: workspace, list: 'roster', holder: 'manager', view_id: id(80) },
  idempotency_key: { workspace_id: workspace, key: 'k', route: 'orders', body_hash: hash, response_status: 200, response_body: { created: 1 }, created_at: instant },
  policy_version: {
    workspace_id: workspace, version: 1, body: DEFAULT_POLICY, note: 'Defaults', published_at: instant, published_by: user, published_by_name: 'Wang', drafted_by_name: 'Mei',
  },
  policy_draft: {
    workspace_id: workspace, based_on: 1, body: DEFAULT_POLICY, revision: 1, begun_at: instant, begun_by: user, begun_by_name: 'Mei', changed_at: instant, changed_by: user,
    changed_by_name: 'Wang',
  },
  exchange_rate: { workspace_id: workspace, currency: 'USD', valid_from: day, rate: '7.1800000000' },
  audit_event: {
    workspace_id: workspace, id: id(22), at: instant, actor_kind: 'user', actor_id: user, actor_name: 'Lily', action: 'proposal.accept', subject_kind: 'proposal',
    subject_id: proposal, before: { status: 'open' }, after: { status: 'accepted' }, reason: 'agreed',
  },
  kol: {
    workspace_id: workspace, id: kol, name: '林澜', tier: 'top', status: 'active', verticals: ['beauty'], price_minor: 8_333_300, price_currency: 'CNY',
    audience_female_basis_points: 7200, audience_18_24_basis_points: 3100, city_tier: '1', contact_email: 'agent@kol.example', exclusive_with: 'Rival',
    available_from: day, notes: 'none', ...changes,
  },
  kol_account: {
    workspace_id: workspace, id: account, kol_id: kol, platform: 'douyin', handle: 'linlan', profile_url: 'https://douyin.example/linlan', followers: 5_100_000,
    engagement_basis_points: 139, created_at: instant,
  },
  kol_search: { workspace_id: workspace, kol_id: kol, source: '林岚\nlinlan', search_text: ' 林岚 linlan ll ', grams: ['^林', '林岚', '^l', '^li', 'lin'], pairs_due: true },
  kol_pair: {
    workspace_id: workspace, first_id: kol, second_id: id(260), same_name: true, same_handle: false, same_contact: false, found_at: instant, dismissed_at: instant, dismissed_by_name: 'Lily',
  },
  campaign: {
    workspace_id: workspace, id: campaign, slug: 'summer', name: '夏日焕新', status: 'active', starts_on: day, ends_on: day, budget_minor: 850_000_000, currency: 'CNY',
    reserve_basis_points: 1000, landing_url: 'https://shop.example/', target_search_uplift: 3_000_000, target_ugc_items: 2000, target_interactions: 500_000,
    target_sales_uplift_basis_points: 1500, ...changes,
  },
  campaign_tier: { workspace_id: workspace, campaign_id: campaign, tier: 'top', slots: 2, share_basis_points: 4000 },
  collaboration: {
    workspace_id: workspace, id: collaboration, campaign_id: campaign, kol_id: kol, account_id: account, tier: 'top', status: 'live', starts_on: day, ends_on: day,
    tracking_code: '0123456S', coupon: 'LILY15', landing_url: 'https://shop.example/', link_expires_at: instant, link_fallback_url: 'https://shop.example/', published_at: instant, replaces_id: collaboration, ...changes,
  },
  matrix_place: { workspace_id: workspace, campaign_id: campaign, tier: 'top', slot: 1, collaboration_id: collaboration },
  matrix_lock: { workspace_id: workspace, campaign_id: campaign, tier: 'top', locked_at: instant, locked_by: user, locked_by_name: 'Mei', reason: 'the quarter is closed' },
  matrix_snapshot: {
    workspace_id: workspace, id: id(221), campaign_id: campaign, week: '2026-07-06', taken_at: instant, taken_by_name: 'portal', note: 'weekly',
    body: { currency: 'CNY', reserveMinor: 1_000, revenueMinor: 0, tiers: [], seats: [], targets: [] },
  },
  target_actual: {
    workspace_id: workspace, id: id(222), campaign_id: campaign, target: 'search_uplift', value: 2_100_000, measured_on: day, source: 'Douyin index', reason: 'weekly report', stated_at: instant,
    stated_by: user, stated_by_name: 'Lily',
  },
  tracking_code: { code: '0123456S', workspace_id: workspace, collaboration_id: collaboration, issued_at: instant },
  brief_template: { workspace_id: workspace, id: id(91), name: 'Launch', plan: { ...EMPTY_PLAN, goal: 'Sell' }, campaign_id: campaign, ...changes },
  brief_version: {
    workspace_id: workspace, collaboration_id: collaboration, version: 2, body: { ...EMPTY_PLAN, goal: 'Sell', scriptDueOn: day, publishOn: day }, written_at: instant, written_by: user,
    written_by_name: 'Mei', copied_from: collaboration,
  },
  script: {
    workspace_id: workspace, collaboration_id: collaboration, status: 'ready', latest_version: 2, round: 1, legal_approved_version: 2, since: instant, due_on: day, version: 4,
  },
  script_version: {
    workspace_id: workspace, collaboration_id: collaboration, version: 2, body: '【广告】', note: 'shorter', written_at: instant, author_id: user, author_name: 'Mei',
  },
  script_event: {
    workspace_id: workspace, id: id(92), collaboration_id: collaboration, at: instant, actor_id: user, actor_name: 'Mei', step: 'approve_legal', from_status: 'content_approved',
    to_status: 'ready', script_version: 2, brief_version: 2, round: 1, reason: 'fine', was_due_on: day, findings: { missing: [], forbidden: [], adMark: 'present', nearCopies: [] },
  },
  collaboration_event: { workspace_id: workspace, id: id(23), collaboration_id: collaboration, at: instant, actor_name: 'Lily', from_status: 'agreed', to_status: 'live', reason: 'published' },
  cost_item: {
    workspace_id: workspace, id: id(24), collaboration_id: collaboration, kind: 'fee', amount_minor: 8_333_300, released_minor: 0, currency: 'CNY', rate: '1.0000000000',
    commission_basis_points: 500, incurred_on: day, cancellable: true, note: '', identity: 'fee', created_at: instant,
  },
  payment: {
    workspace_id: workspace, id: id(25), collaboration_id: collaboration, stage: 'agreement', amount_minor: 2_500_000, currency: 'CNY', rate: '1.0000000000',
    status: 'paid', paid_on: day, reference: 'bank', created_at: instant, updated_at: instant, requested_by: user, requested_by_name: 'Lily', requested_at: instant,
    approved_by: id(94), approved_by_name: 'Heng', approved_at: instant, paid_by: id(94), paid_by_name: 'Heng',
  },
  ledger_entry: {
    workspace_id: workspace, sequence: 2, at: instant, kind: 'reversal', source_kind: 'payment', source_id: id(25), actor_kind: 'user', actor_id: user, actor_name: 'Heng',
    reason: 'paid twice', reverses: 1, previous_hash: hash, hash,
  },
  ledger_posting: {
    workspace_id: workspace, sequence: 2, line: 1, account: 'bank', kol_id: kol, collaboration_id: collaboration, campaign_id: campaign, tier: 'top', amount_minor: 0,
    currency: 'USD', rate: '7.1800000000', reporting_minor: 0,
  },
  invoice: {
    workspace_id: workspace, id: id(95), collaboration_id: collaboration, number: 'INV-7', amount_minor: 2_500_000, currency: 'CNY', rate: '1.0000000000', issued_on: day,
    received_on: day, file_name: 'inv-7.pdf', created_at: instant, created_by_name: 'Heng', voided_at: instant, voided_by_name: 'Heng', void_reason: 'sent twice',
  },
  collaboration_contract: {
    workspace_id: workspace, collaboration_id: collaboration, amount_minor: 8_333_300, currency: 'CNY', signed_on: day, file_name: 'contract.pdf', updated_at: instant,
    updated_by_name: 'Lily',
  },
  sign_off_request: {
    workspace_id: workspace, id: id(96), kind: 'fuse_reset', subject_id: collaboration, amount_minor: 400_000, currency: 'CNY', reason: 'a new script', status: 'used',
    requested_at: instant, requested_by: user, requested_by_name: 'Lily', deadline_at: instant, decided_at: instant, used_at: instant,
  },
  variance_note: {
    workspace_id: workspace, id: id(99), subject_kind: 'tier', subject_id: campaign, tier: 'top', month: '2026-07', planned_minor: 400_000, actual_minor: 440_000, currency: 'CNY', basis_points: 1_000,
    reason: 'a second video', written_at: instant, written_by: user, written_by_name: 'Lily',
  },
  budget_revision: {
    workspace_id: workspace, id: id(95), campaign_id: campaign, before: { top: 36, mid: 31, emerging: 23, reserve: 10 }, after: { top: 30, mid: 37, emerging: 23, reserve: 10 }, moved_minor: 6,
    request_id: id(96), revised_at: instant, revised_by: user, revised_by_name: 'Lily',
  },
  spending_cut: {
    workspace_id: workspace, id: id(120), campaign_id: campaign, collaboration_id: collaboration, released_minor: 70_000, request_id: id(96), reason: 'far above the plan', cut_at: instant, cut_by: user,
    cut_by_name: 'Lily',
  },
  dispute: {
    workspace_id: workspace, id: id(121), collaboration_id: collaboration, as_of: day, figure: 'engagement_rate', shown_value: 0.031, reason: 'the platform says 4.2 %', evidence_url: 'https://x.example/report',
    status: 'upheld', opened_at: instant, opened_by: user, opened_by_name: 'Heng', due_at: new Date(instant.getTime() + 86_400_000), answered_at: instant, answered_by_name: 'Lily', answer: 'a report was missing', remedy: 'correction',
  },
  dispute_comment: { workspace_id: workspace, id: id(122), dispute_id: id(121), said_at: instant, said_by: user, said_by_name: 'Lily', words: 'which report?' },
  period_close: {
    workspace_id: workspace, id: id(98), month: '2026-06', closed_at: instant, closed_by: user, closed_by_name: 'Heng', note: 'checked with the bank', ledger_sequence: 2, ledger_hash: 'ab'.repeat(32),
    currency: 'CNY', committed_minor: 400_000, invoiced_minor: 300_000, paid_minor: 200_000, revenue_minor: 900_000, refunded_minor: 10_000, uncounted: 1, statement_rows: 12,
    statement_sha256: 'cd'.repeat(32), reopened_at: instant, reopened_by: user, reopened_by_name: 'Heng', reopen_reason: 'a bill was missing',
  },
  sign_off_vote: {
    workspace_id: workspace, request_id: id(96), seat: 'finance', user_id: user, user_name: 'Heng', decision: 'approve', reason: 'fine', voted_at: instant,
  },
  fuse_reset: {
    workspace_id: workspace, id: id(97), collaboration_id: collaboration, reset_on: day, pilot_minor: 400_000, request_id: id(96), reset_at: instant, reset_by_name: 'Lily',
  },
  content: { workspace_id: workspace, id: content, collaboration_id: collaboration, platform: 'douyin', url: 'https://douyin.example/v/1', published_at: instant, created_at: instant, unavailable_at: instant },
  content_metric: {
    workspace_id: workspace, content_id: content, captured_at: instant, source: 'import', definition_version: '1', impressions: 6_000_000, views: 5_000_000, likes: 9,
    comments: 8, shares: 7, saves: 6, follows: 5, positive_comments: 4, neutral_comments: 3, negative_comments: 1,
  },
  content_correction: {
    workspace_id: workspace, content_id: content, captured_at: instant, source: 'import', sequence: 2, corrected_at: instant, corrected_by: user, corrected_by_name: 'Lily',
    reason: 'read from the screenshot', undoes: 1, previous: { views: 5_000_000 }, impressions: 6_000_000, views: 500_000, likes: 9, comments: 8, shares: 7, saves: 6,
    follows: 5, positive_comments: 4, neutral_comments: 3, negative_comments: 1,
  },
  content_capture: {
    workspace_id: workspace, content_id: content, source: 'youtube-api', slot_hours: 24, asked_at: instant, outcome: 'captured', stated_published_at: instant,
  },
  content_source: {
    workspace_id: workspace, kind: 'youtube', key_sealed: 'sealed', is_on: true, connected_at: instant, last_run_at: instant, last_asked: 50, last_captured: 49,
    last_problem: 'quota-exceeded', failures: 1, paused_until: instant, quota_day: day, quota_used: 12,
  },
  click: {
    workspace_id: workspace, clicked_at: instant, id: id(26), collaboration_id: collaboration, visitor_id: id(27), address_hash: 123_456_789, referrer_host: 'douyin.example',
    device: 'mobile', country: 'CN', automation: 'crawler',
  },
  shop: { workspace_id: workspace, slug: 'main', kind: 'shopify', connection_id: id(28), secret_sealed: 'sealed', previous_secret_sealed: 'sealed', created_at: instant, secret_changed_at: instant, disconnected_at: instant },
  shop_order: {
    ...order, placed_at: instant, placed_day: day, currency: 'CNY', merchandise_minor: 19_900, stated_refunded_minor: 0, refunded_minor: 0, status: 'paid',
    discount_codes: ['LILY15'], click_id: id(26), utm_content: '0123456S', customer_hash: hash, is_new_customer: true, net_minor: 19_900, rate: '1.0000000000',
    net_reporting_minor: 19_900, method: 'coupon', source: 'api', source_updated_at: instant, import_id: importRun, received_at: instant,
    changed_at: instant,
  },
  order_refund: { ...order, refund_id: 'r1', amount_minor: 100, currency: 'CNY', refunded_at: instant, received_at: instant },
  order_touch: { ...order, click_id: id(26), collaboration_id: collaboration, clicked_at: instant },
  order_credit: {
    ...order, collaboration_id: collaboration, placed_day: day, last_click_minor: 19_900, first_click_minor: 19_900, linear_minor: 19_900, time_decay_minor: 19_900,
    position_minor: 19_900,
  },
  order_claim: { ...order, collaboration_id: collaboration, method: 'click' },
  webhook_delivery: {
    workspace_id: workspace, shop: 'main', event_id: 'e1', topic: 'orders/paid', outcome: 'taken_in', received_at: instant, id: id(90), delivery_id: 'w1', signed_with: 'current',
    order_id: '1001', payload: { id: '1001' }, error: 'id: expected an id', attempts: 1, processed_at: instant,
  },
  dirty_day: { workspace_id: workspace, kind: 'click', day, id: id(29) },
  click_day: { workspace_id: workspace, collaboration_id: collaboration, day, clicks: 3, visitors: 2, automated: 1, crawlers: 1, previews: 1, prefetches: 1, heads: 1 },
  credit_day: {
    workspace_id: workspace, model: 'last_click', collaboration_id: collaboration, day, orders: 1, refunded_orders: 0, new_customer_orders: 1, known_customer_orders: 1,
    revenue_minor: 19_900, gross_minor: 19_900, coupon_orders: 1, utm_orders: 0,
  },
  coupon_day: { workspace_id: workspace, collaboration_id: collaboration, day, orders: 3, clickless_orders: 2, new_customer_orders: 1, excluded_orders: 1, excluded_minor: 19_900 },
  rolled_month: { workspace_id: workspace, before_month: '2026-05-01' },
  credit_month: { workspace_id: workspace, model: 'last_click', collaboration_id: collaboration, month: '2026-04-01', orders: 3, revenue_minor: 59_700 },
  click_month: { workspace_id: workspace, collaboration_id: collaboration, month: '2026-04-01', clicks: 30, automated: 2 },
  credit_exclusion: {
    workspace_id: workspace, id: id(90), collaboration_id: collaboration, coupon: 'LILY15', from_day: day, until_day: day, reason: 'on a coupon site', created_at: instant,
    created_by: user, created_by_name: 'Mei', lifted_at: instant, lifted_by: user, lifted_by_name: 'Mei',
  },
  scorecard: {
    workspace_id: workspace, collaboration_id: collaboration, as_of: day, policy_version: 1, score_tenths: 715, grade: 'A', coverage_basis_points: 9000, card: { score: 71.5 },
  },
  collaboration_review: {
    workspace_id: workspace, collaboration_id: collaboration, as_of: day, policy_version: 1, ...money, orders: 4, too_early: false, roi_at_close: 1.25, ...interval,
    ...probabilities, light: 'amber', fuse: 'closed', verdict: 'wait', detail: { terms: [] },
  },
  fuse_step: { workspace_id: workspace, collaboration_id: collaboration, period_number: 1, start_day: day, end_day: day, ...money, state_after: 'warned_1', policy_version: 1 },
  kol_standing: {
    workspace_id: workspace, kol_id: kol, as_of: day, score_tenths: 715, grade: 'A', ...money, roi_hundredths: 120, light: 'amber', long_term: true,
  },
  proposal: {
    workspace_id: workspace, id: proposal, collaboration_id: collaboration, campaign_id: campaign, kind: 'reduce', status: 'open', as_of: day, policy_version: 1,
    evidence_hash: 'hash', evidence: { orders: 4 }, reasons: [{ code: 'below' }], roi: '1.20', ...interval, ...probabilities, freed_minor: 100, new_amount_minor: 50,
    terms: { moneyMinor: 100, targetRoi: 1.5, gain: { expectedMinor: 50, lowMinor: -10, highMinor: 90, level: 0.9 }, regret: { ofMovingMinor: 5, ofStayingMinor: 55 }, waiting: null },
    created_at: instant, decided_at: instant, decided_by: 'Lily', decision_reason: 'agreed', replacement_collaboration_id: collaboration, released_minor: 50,
  },
  proposal_candidate: {
    workspace_id: workspace, proposal_id: proposal, rank: 1, kol_id: kol, second_kol_id: kol, price_minor: 100, expected_gain_minor: 50, probability_better: 0.75,
    ...interval, reasons: [{ code: 'same_tier' }],
    terms: { moneyMinor: 100, targetRoi: null, gain: { expectedMinor: 50, lowMinor: -10, highMinor: 90, level: 0.9 }, regret: { ofMovingMinor: 5, ofStayingMinor: 55 }, waiting: null },
  },
  import_run: {
    workspace_id: workspace, id: importRun, kind: 'orders', file_name: 'orders.csv', format: 'generic', status: 'applied', created_count: 1, updated_count: 0,
    unchanged_count: 0, rejected_count: 1, user_id: user, actor_name: 'Lily', purpose: 'apply',
    options: { format: 'auto', platform: null, campaign: 'summer', shop: null, dateOrder: 'dmy', numberStyle: null, skipBadRows: true, mapping: null, mayAllowHosts: false },
    look: {
      format: 'generic', signature: 'hash', headings: ['Order'], mapping: { order_id: 'Order' }, confidence: { order_id: 0.9 }, missing: [], unused: [],
      recognised: 'orders', isRemembered: false, rememberedDateOrder: null, rememberedNumberStyle: null,
    },
    has_file: true, bytes_total: 4096, bytes_done: 4096, rows_done: 2, started_at: instant, queued_at: instant, begun_at: instant, heartbeat_at: instant, attempts: 1,
    cancel_requested: false, unchecked_edits: true, problem_code: 'empty_file', problem_message: 'the file is empty', finished_at: instant, undone_at: instant, undone_by: 'Lily',
  },
  import_reject: { workspace_id: workspace, import_id: importRun, number: 1, line: 14, column_name: 'coupon', value: 'SPR1NG', code: 'unknown', message: 'no such code' },
  import_change: {
    workspace_id: workspace, import_id: importRun, number: 1, line: 2, action: 'updated', subject_kind: 'kol', subject_id: kol, label: 'Lily',
    before: { followers: 100 }, after: { followers: 200 },
  },
  import_image: { workspace_id: workspace, import_id: importRun, table_name: 'kol', key: kol, before: { name: 'Lily' }, left_hash: 'hash' },
  import_reject_file: { workspace_id: workspace, import_id: importRun, container: 'csv', delimiter: ',', header_rows: [['Order']], row_count: 1 },
  import_reject_row: { workspace_id: workspace, import_id: importRun, line: 14, cells: ['1001'], edited_cells: ['1002'], is_skipped: false },
  edit_run: {
    workspace_id: workspace, id: id(211), kind: 'bulk', subject_kind: 'kol', label: 'Lily', changed_count: 2, skipped: [{ id: kol, label: 'Lily', problem: 'stale' }], made_at: instant,
    made_by: user, made_by_name: 'Lily', undone_at: instant, undone_by_name: 'Lily',
  },
  edit_image: { workspace_id: workspace, run_id: id(211), table_name: 'kol', key: kol, before: { name: 'Lily' }, left_hash: 'hash' },
  bin_item: {
    workspace_id: workspace, id: id(212), kind: 'kol', subject_id: id(213), label: 'Lily', detail: '@lily', run_id: id(211), deleted_at: instant, deleted_by: user, deleted_by_name: 'Lily',
  },
  bin_row: { workspace_id: workspace, item_id: id(212), table_name: 'kol', number: 1, image: { name: 'Lily' } },
  import_mapping: { workspace_id: workspace, kind: 'orders', signature: 'hash', mapping: { order_id: 'Order' }, date_order: 'dmy', number_style: 'comma', updated_at: instant },
  asset_file: {
    workspace_id: workspace, hash, media_type: 'image/jpeg', extension: 'jpg', bytes: 4096, width: 1080, height: 1920, duration_ms: 32_000, picture_hash: '00ff00ff00ff00ff',
    thumbnails: [320, 1280], stored_at: instant, location: 'removed', colour: 'teal', described: 2, pages: 12,
  },
  asset: {
    workspace_id: workspace, id: id(181), number: 77, kind: 'image', status: 'deleted', title: '精华', caption: '夏日', body: 'text', tags: ['serum'], language: 'zh', file_hash: hash,
    file_name: 'a.jpg', orientation: 'portrait', kol_id: kol, collaboration_id: collaboration, content_id: content, kol_name: 'Lily', campaign_slug: 'summer', tier: 'top',
    platform: 'douyin', verticals: ['beauty'], views: 5_000, engagement_basis_points: 420, performance_band: 'high', search_text: '精华', search_grams: ['精', '精华'],
    created_at: instant, created_by_name: 'Mei', updated_at: instant, version: 1, deleted_at: instant, deleted_by_name: 'Mei', colour: 'teal',
  },
  asset_right: {
    workspace_id: workspace, id: id(182), asset_id: id(181), channels: ['own_social'], territories: ['WW'], from_day: day, until_day: day, is_exclusive: true, credit_line: '@lily',
    contract_page: 'HT-2026-014, 3', created_at: instant, created_by_name: 'Mei', version: 1,
  },
  asset_exclusivity: { workspace_id: workspace, right_id: id(182), asset_id: id(181), channel: 'own_social', territory: 'WW', from_day: day, until_day: day },
  asset_use: {
    workspace_id: workspace, id: id(183), asset_id: id(181), right_id: id(182), channel: 'own_social', territory: 'CN', used_on: day, place: 'shop front', used_by: user,
    used_by_name: 'Mei', logged_at: instant,
  },
  asset_upload: {
    workspace_id: workspace, id: id(184), user_id: user, user_name: 'Mei', file_name: 'a.jpg', bytes: 4096, collaboration_id: collaboration, status: 'refused', asset_id: id(181),
    refusal: 'type', created_at: instant, touched_at: instant,
  },
  asset_setting: { workspace_id: workspace, max_file_bytes: 2_000_000_000, quota_bytes: 200_000_000_000, updated_at: instant, updated_by_name: 'Lily' },
  notice: {
    workspace_id: workspace, id: id(240), kind: 'late_clicks', key: 'late_clicks:6', seats: ['finance'],
    facts: { kind: 'late_clicks', collaborationId: collaboration, kolName: '林澜', campaignName: '夏日焕新', endsOn: day, clicks: 40, days: 14 }, happened_at: instant, noted_at: instant, over_at: instant,
  },
  notice_receipt: { workspace_id: workspace, user_id: user, notice_id: id(240), read_at: instant },
  notice_preference: { workspace_id: workspace, user_id: user, muted_kinds: ['late_clicks'], read_until: instant, updated_at: instant },
  notice_channel: {
    workspace_id: workspace, id: id(241), kind: 'dingtalk', user_id: user, name: '投放群', address_sealed: 'AAAA', address_hint: 'oapi.dingtalk.com …abcd', secret_sealed: 'BBBB',
    language: 'zh-CN', muted_kinds: ['review_due'], shows_costs: true, pace: 'each', quiet_from: 1320, quiet_until: 480, is_on: true, paused_at: instant, pause_problem: 'signature',
    silent_until: instant, failures: 5, created_at: instant, created_by_name: 'Lily', updated_at: instant, version: 1,
  },
  notice_message: {
    workspace_id: workspace, id: id(242), channel_id: id(241), is_test: false, notices: 1, state: 'sent', tries: 2, next_try_at: instant, tried_at: instant, sent_at: instant,
    last_problem: 'timeout', created_at: instant,
  },
  notice_delivery: { workspace_id: workspace, channel_id: id(241), notice_id: id(240), release_at: instant, message_id: id(242), withdrawn_at: instant },
  mail_server: {
    workspace_id: workspace, host: 'mail.brand.example', port: 587, security: 'starttls', user_name: 'portal', password_sealed: 'AAAA', sender_address: 'portal@brand.example',
    sender_name: 'KOL Matrix', updated_at: instant, updated_by_name: 'Lily',
  },
  asset_collection: { workspace_id: workspace, id: id(185), name: '精选', notes: 'for the launch', visibility: 'private', owner_id: user, owner_name: 'Mei', created_at: instant, updated_at: instant, version: 1 },
  asset_collection_item: { workspace_id: workspace, collection_id: id(185), asset_id: id(181), position: 1, added_at: instant, added_by_name: 'Mei' },
  asset_share: {
    workspace_id: workspace, id: id(186), token_hash: hash, asset_id: id(181), collection_id: id(185), recipient: 'agency', allows_download: true, created_at: instant, created_by: user,
    created_by_name: 'Mei', expires_at: new Date(instant.getTime() + 86_400_000), revoked_at: instant, revoked_by_name: 'Mei',
  },
  asset_share_visit: { workspace_id: workspace, id: id(187), share_id: id(186), kind: 'downloaded', asset_id: id(181), at: instant },
  asset_share_miss: { id: id(188), address_hash: hash, missed_at: instant },
} satisfies { [T in TableName]: FullRow<T> };
