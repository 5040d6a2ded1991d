import { expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { ASSET_KINDS, ASSET_LANGUAGES, ASSET_STATUSES, LOCATION_STATES, ORIENTATIONS, PERFORMANCE_BANDS } from '#app/domain/asset.ts';
import { ASSET_COLOURS } from '#app/domain/asset-colour.ts';
import { DISPUTE_REMEDIES, DISPUTE_STATUSES } from '#app/domain/dispute.ts';
import { COLLECTION_VISIBILITIES } from '#app/domain/collection.ts';
import { SHARE_VISIT_KINDS } from '#app/domain/share.ts';
import { CAMPAIGN_STATUSES } from '#app/domain/campaign.ts';
import { CAMPAIGN_TARGETS } from '#app/domain/campaign-targets.ts';
import { EDIT_KINDS, EDIT_SUBJECTS } from '#app/domain/edit-run.ts';
import { COLLABORATION_STATUSES } from '#app/domain/collaboration.ts';
import { COST_KINDS, PAYMENT_STAGES, PAYMENT_STATUSES } from '#app/domain/cost.ts';
import { MAIL_SECURITIES } from '#app/domain/mail-server.ts';
import { NOTICE_KINDS } from '#app/domain/notice.ts';
import { CHANNEL_KINDS, CHANNEL_PACES, MESSAGE_STATES } from '#app/domain/notice-channel.ts';
import { DELIVERY_OUTCOMES, SIGNING_SECRETS } from '#app/domain/ingestion/delivery.ts';
import { DATE_ORDERS, NUMBER_STYLES } from '#app/domain/ingestion/import-options.ts';
import { CHANGE_ACTIONS, CHANGE_SUBJECTS } from '#app/domain/ingestion/import-change.ts';
import { IMPORT_KINDS, IMPORT_PURPOSES, IMPORT_STATUSES } from '#app/domain/ingestion/import-run.ts';
import { KOL_STATUSES, PLATFORMS, TIERS } from '#app/domain/kol.ts';
import { ATTRIBUTION_METHODS, ORDER_STATUSES } from '#app/domain/order.ts';
import { AUDIT_ACTOR_KINDS, ROLES, SEATS } from '#app/domain/permission.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { PROPOSAL_KINDS, PROPOSAL_STATUSES, VERDICT_KINDS } from '#app/domain/proposals/proposal.ts';
import { ENTRY_KINDS, LEDGER_ACCOUNTS, LEDGER_SOURCES } from '#app/domain/finance/ledger.ts';
import { SIGN_OFF_DECISIONS, SIGN_OFF_KINDS, SIGN_OFF_STATUSES } from '#app/domain/finance/sign-off.ts';
import { VARIANCE_SUBJECTS } from '#app/domain/finance/variance.ts';
import { VIEW_LISTS, VIEW_VISIBILITIES } from '#app/domain/saved-view.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { SCRIPT_STATUSES, SCRIPT_STEP_NAMES } from '#app/domain/script.ts';
import { SCORE_GRADES } from '#app/domain/scoring/grade.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import type { Row, TableName } from './sample-rows.ts';

const t = useTestDatabase();

type Listed = readonly [place: string, values: readonly string[]];

/** Ties a list of the domain to a column: its members must be of the column's type in db/schema.ts, so type, list and check agree. */
function listed<T extends TableName, C extends keyof Row<T> & string>(table: T, column: C, values: readonly (NonNullable<Row<T>[C]> & string)[]): Listed {
  return [`${table}.${column}`, values.toSorted()];
}

/** For a union that db/schema.ts alone spells out: every member is a key, or this does not compile. */
function members<T extends TableName, C extends keyof Row<T> & string>(table: T, column: C, union: Record<NonNullable<Row<T>[C]> & string, true>): Listed {
  return [`${table}.${column}`, Object.keys(union).toSorted()];
}

const LISTS: readonly Listed[] = [
  listed('membership', 'role', ROLES),
  listed('dispute', 'status', DISPUTE_STATUSES),
  listed('dispute', 'remedy', DISPUTE_REMEDIES),
  listed('membership', 'seat', SEATS),
  listed('audit_event', 'actor_kind', AUDIT_ACTOR_KINDS),
  listed('saved_view', 'list', VIEW_LISTS),
  listed('saved_view', 'visibility', VIEW_VISIBILITIES),
  listed('saved_view_default', 'list', VIEW_LISTS),
  listed('kol', 'tier', TIERS),
  listed('kol', 'status', KOL_STATUSES),
  listed('kol_account', 'platform', PLATFORMS),
  listed('campaign', 'status', CAMPAIGN_STATUSES),
  listed('campaign_tier', 'tier', TIERS),
  listed('matrix_place', 'tier', TIERS),
  listed('matrix_lock', 'tier', TIERS),
  listed('target_actual', 'target', CAMPAIGN_TARGETS),
  listed('collaboration', 'tier', TIERS),
  listed('collaboration', 'status', COLLABORATION_STATUSES),
  listed('script', 'status', SCRIPT_STATUSES),
  listed('script_event', 'step', SCRIPT_STEP_NAMES),
  listed('script_event', 'from_status', SCRIPT_STATUSES),
  listed('script_event', 'to_status', SCRIPT_STATUSES),
  listed('cost_item', 'kind', COST_KINDS),
  listed('payment', 'stage', PAYMENT_STAGES),
  listed('payment', 'status', PAYMENT_STATUSES),
  listed('ledger_entry', 'kind', ENTRY_KINDS),
  listed('ledger_entry', 'source_kind', LEDGER_SOURCES),
  listed('ledger_entry', 'actor_kind', AUDIT_ACTOR_KINDS),
  listed('ledger_posting', 'account', LEDGER_ACCOUNTS),
  listed('ledger_posting', 'tier', TIERS),
  listed('variance_note', 'subject_kind', VARIANCE_SUBJECTS),
  listed('variance_note', 'tier', TIERS),
  listed('sign_off_request', 'kind', SIGN_OFF_KINDS),
  listed('sign_off_request', 'status', SIGN_OFF_STATUSES),
  listed('sign_off_vote', 'seat', SEATS),
  listed('sign_off_vote', 'decision', SIGN_OFF_DECISIONS),
  members('content_capture', 'outcome', { captured: true, 'nothing-reported': true, unavailable: true }),
  members('click', 'device', { desktop: true, mobile: true, tablet: true, unknown: true }),
  members('shop', 'kind', { manual: true, shopify: true, standard: true, woocommerce: true }),
  listed('webhook_delivery', 'outcome', DELIVERY_OUTCOMES),
  listed('webhook_delivery', 'signed_with', SIGNING_SECRETS),
  listed('shop_order', 'status', ORDER_STATUSES),
  listed('shop_order', 'method', ATTRIBUTION_METHODS),
  listed('order_claim', 'method', ATTRIBUTION_METHODS.filter((method) => method !== 'none')),
  members('dirty_day', 'kind', { attribution: true, click: true, credit: true, review: true }),
  listed('credit_day', 'model', ATTRIBUTION_MODELS),
  listed('credit_month', 'model', ATTRIBUTION_MODELS),
  listed('scorecard', 'grade', SCORE_GRADES),
  listed('collaboration_review', 'light', LIGHTS),
  listed('collaboration_review', 'fuse', FUSE_STATES),
  listed('collaboration_review', 'verdict', VERDICT_KINDS),
  listed('fuse_step', 'state_after', FUSE_STATES),
  listed('proposal', 'kind', PROPOSAL_KINDS),
  listed('proposal', 'status', PROPOSAL_STATUSES),
  listed('import_run', 'kind', IMPORT_KINDS),
  listed('import_run', 'status', IMPORT_STATUSES),
  listed('import_run', 'purpose', IMPORT_PURPOSES),
  listed('import_change', 'action', CHANGE_ACTIONS),
  listed('edit_run', 'kind', EDIT_KINDS),
  listed('edit_run', 'subject_kind', EDIT_SUBJECTS),
  listed('bin_item', 'kind', EDIT_SUBJECTS),
  listed('import_change', 'subject_kind', CHANGE_SUBJECTS),
  members('import_reject_file', 'container', { csv: true, xlsx: true }),
  listed('import_mapping', 'date_order', DATE_ORDERS),
  listed('import_mapping', 'number_style', NUMBER_STYLES),
  listed('notice', 'kind', NOTICE_KINDS),
  listed('notice_channel', 'kind', CHANNEL_KINDS),
  listed('notice_channel', 'pace', CHANNEL_PACES),
  members('notice_channel', 'language', { 'zh-CN': true, 'en': true }),
  listed('notice_message', 'state', MESSAGE_STATES),
  listed('mail_server', 'security', MAIL_SECURITIES),
  listed('asset', 'kind', ASSET_KINDS),
  listed('asset', 'status', ASSET_STATUSES),
  listed('asset', 'language', ASSET_LANGUAGES),
  listed('asset', 'orientation', ORIENTATIONS),
  listed('asset', 'tier', TIERS),
  listed('asset', 'performance_band', PERFORMANCE_BANDS),
  members('asset_upload', 'status', { open: true, done: true, refused: true }),
  listed('asset', 'colour', ASSET_COLOURS),
  listed('asset_file', 'colour', ASSET_COLOURS),
  listed('asset_file', 'location', LOCATION_STATES),
  listed('asset_collection', 'visibility', COLLECTION_VISIBILITIES),
  listed('asset_share_visit', 'kind', SHARE_VISIT_KINDS),
];

test('every check that lists values lists what the domain lists, and every list has its check', async () => {
  const { rows } = await t.pool.query<{ table: string; definition: string }>(`
    select r.relname as "table", pg_get_constraintdef(c.oid) as definition from pg_constraint c join pg_class r on r.oid = c.conrelid
    where c.contype = 'c' and r.relnamespace = 'public'::regnamespace and not r.relispartition and pg_get_constraintdef(c.oid) like '%= ANY (ARRAY[%'`);
  const checks = rows.map(({ table, definition }) => {
    const [, column = definition, list = ''] = /^CHECK \(\(\(?"?(\w+)"?\)?(?:::text)? = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(definition) ?? [];
    return [`${table}.${column}`, [...list.matchAll(/'((?:[^']|'')*)'::text/g)].map((match) => match[1] ?? '').toSorted()] as const;
  });
  const byPlace = ([a]: Listed, [b]: Listed) => (a < b ? -1 : 1);
  expect(checks.toSorted(byPlace)).toEqual(LISTS.toSorted(byPlace));
});

test('a value outside its list is refused by the database itself', async () => {
  const workspace = `insert into workspace values ('00000000-0000-7000-8000-000000000001', 's', 'n', 'CNY', 'UTC', '{}', false, now())`;
  await t.pool.query(workspace);
  const kol = (tier: string) => t.pool.query(
    `insert into kol (workspace_id, id, name, tier, status, created_at, updated_at) values ('00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'n', $1, 'active', now(), now())`, [tier],
  );
  await kol('top');
  await expect(kol('huge')).rejects.toThrow('kol_tier_check');
});
