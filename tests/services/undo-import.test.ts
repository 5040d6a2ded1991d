import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { saveBrief } from '#app/services/save-brief.server.ts';
import { EMPTY_BRIEF } from '#app/domain/brief.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { imageOfWorkspace } from '#tests/setup/workspace-image.ts';

const t = useTestDatabase();
const at = (minutes: number) => ({ now: new Date(NOON.getTime() + minutes * 60_000), actor: { kind: 'user', id: null, name: 'Lily' } } as const);
const doing = at(0);
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

async function take(kind: ImportKind, content: string, when = doing): Promise<string> {
  const bytes = new TextEncoder().encode(content);
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows: false, mayAllowHosts: true }, when);
  if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.importId;
}

const undo = (importId: string, when = at(60)) => undoImport(t.db, { workspaceId, importId }, when);
const image = () => imageOfWorkspace(t.pool, workspaceId);

const ROSTER = `name,tier,status,platform,handle,followers,verticals,price,currency,audience_female_pct,contact_email,available_from
Lily,mid,active,douyin,lily,12.5万,beauty;skincare,"30,000",CNY,68.5%,lily@example.com,2026-08-01
Max,top,active,抖音,Max,1.2亿,tech,¥833300,CNY,40%,,
`;
const ROSTER_LATER = `name,tier,status,platform,handle,followers,verticals,price,currency,contact_email
Lily Li,mid,bench,douyin,lily,13万,beauty,"35,000.50",CNY,li@example.com
New,emerging,bench,xiaohongshu,new,8000,,,,
`;
const CAMPAIGNS = `slug,name,starts_on,ends_on,budget,currency,reserve_pct,top_pct,mid_pct,emerging_pct,landing_url
summer,夏日焕新,2026-06-15,2026-07-30,1000000,CNY,10,40,35,25,https://shop.example/summer
`;
const CAMPAIGNS_LATER = `slug,name,starts_on,ends_on,budget,currency,reserve_pct,top_pct,mid_pct,emerging_pct,landing_url
summer,夏日焕新 2,2026-06-10,2026-07-31,1050000,CNY,10,38,37,25,https://new.example/summer
autumn,秋,2026-09-01,2026-10-30,500000,CNY,10,40,35,25,https://new.example/autumn
`;
const COLLABORATIONS = `campaign,platform,handle,tier,fee,currency,starts_on,ends_on,coupon,landing_url,published_at,content_url,status
summer,douyin,lily,mid,30000,CNY,2026-06-15,2026-07-15,LILY15,,2026-06-16T10:00:00+08:00,https://v.example/1,live
`;
const COLLABORATIONS_LATER = `campaign,platform,handle,tier,fee,currency,starts_on,ends_on,coupon,landing_url,published_at,content_url,status
summer,douyin,lily,top,40000.01,CNY,2026-06-15,2026-07-20,LILY20,https://other.example/lily,2026-06-16T11:00:00+08:00,https://v.example/1,ended
summer,douyin,Max,top,833300,CNY,,,MAX15,,2026-06-18T10:00:00+08:00,https://v.example/2,live
`;
const CONTENT = `platform,content_url,handle,campaign,published_at,captured_at,impressions,views,likes
douyin,https://v.example/1,lily,summer,2026-06-16T10:00:00+08:00,2026-06-17T10:00:00+08:00,100000,5.2万,-
`;
const CONTENT_LATER = `platform,content_url,handle,campaign,published_at,captured_at,impressions,views,likes
douyin,https://v.example/1,lily,summer,2026-06-16T10:00:00+08:00,2026-06-17T10:00:00+08:00,100001,5.3万,7
douyin,https://v.example/1,lily,summer,2026-06-16T10:00:00+08:00,2026-06-23T10:00:00+08:00,200000,9万,70
douyin,https://v.example/3,lily,summer,2026-06-18T10:00:00+08:00,2026-06-19T10:00:00+08:00,,1000,10
`;
const ORDERS = `shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer
main,1002,2026-06-21T10:00:00+08:00,CNY,100.00,20.00,partially_refunded,lily15,,,a@example.com
main,1003,2026-06-22T10:00:00+08:00,CNY,80.00,0.00,paid,,,,b@example.com
`;
const ORDERS_LATER = `shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer
main,1001,2026-06-20T10:00:00+08:00,CNY,199.00,0.00,paid,lily15,,,a@example.com
main,1003,2026-06-19T10:00:00+08:00,CNY,90.00,0.00,paid,lily15,,,a@example.com
other,1,2026-06-22T10:00:00+08:00,USD,80.00,0.00,paid,,,,c@example.com
`;
const COSTS = `campaign,handle,platform,kind,amount,currency,incurred_on,cancellable,note
summer,lily,douyin,boost,5000,CNY,2026-06-20,no,千川
`;
const COSTS_LATER = `campaign,handle,platform,kind,amount,currency,incurred_on,cancellable,note
summer,lily,douyin,boost,5000,CNY,2026-06-20,yes,千川
summer,lily,douyin,seeding,50,CNY,2026-06-21,no,
`;
const PAYMENTS = `campaign,handle,platform,stage,amount,currency,paid_on,reference
summer,lily,douyin,agreement,9000,CNY,2026-06-10,T-1
`;
const PAYMENTS_LATER = `campaign,handle,platform,stage,amount,currency,paid_on,reference
summer,lily,douyin,尾款,9000,CNY,2026-07-08,T-2
`;

const FIRST: readonly (readonly [ImportKind, string])[] = [
  ['roster', ROSTER], ['campaigns', CAMPAIGNS], ['collaborations', COLLABORATIONS], ['content', CONTENT], ['orders', ORDERS], ['costs', COSTS], ['payments', PAYMENTS],
];
const LATER: readonly (readonly [ImportKind, string])[] = [
  ['roster', ROSTER_LATER], ['campaigns', CAMPAIGNS_LATER], ['collaborations', COLLABORATIONS_LATER], ['content', CONTENT_LATER], ['orders', ORDERS_LATER],
  ['costs', COSTS_LATER], ['payments', PAYMENTS_LATER],
];

async function takeAll(kinds: readonly ImportKind[]): Promise<Map<ImportKind, string>> {
  const ids = new Map<ImportKind, string>();
  for (const [kind, content] of FIRST) if (kinds.includes(kind)) ids.set(kind, await take(kind, content));
  return ids;
}
const ALL = FIRST.map(([kind]) => kind);

describe('an import that is undone', () => {
  test.each(LATER)('of %s, over data that was there, leaves every table as it was before', async (kind, content) => {
    await takeAll(ALL);
    await settleRollups(t.db, { workspaceId, now: NOON });
    const before = await image();
    const importId = await take(kind, content, at(30));
    expect(await image()).not.toEqual(before);
    expect(await undo(importId)).toMatchObject({ status: 'undone', kind });
    await settleRollups(t.db, { workspaceId, now: NOON });
    expect(await image()).toEqual(before);
  });

  test('of each kind in turn, the last one first, leaves an empty workspace', async () => {
    const before = await image();
    const ids = await takeAll(ALL);
    for (const kind of ALL.toReversed()) expect(await undo(ids.get(kind) ?? '')).toMatchObject({ status: 'undone' });
    await settleRollups(t.db, { workspaceId, now: NOON });
    expect(await image()).toEqual(before);
  });

  test('can be taken in again, and then be undone again', async () => {
    const before = await image();
    expect(await undo(await take('roster', ROSTER))).toMatchObject({ status: 'undone', deleted: 4, restored: 0 });
    expect(await undo(await take('roster', ROSTER))).toMatchObject({ status: 'undone' });
    expect(await image()).toEqual(before);
  });

  test('gives back the figures of a review', async () => {
    await takeAll(ALL);
    await settleRollups(t.db, { workspaceId, now: NOON });
    const review = async () => {
      await runReview(t.db, { workspaceId, asOf: '2026-07-10' }, doing);
      return (await image()).collaboration_review;
    };
    const before = await review();
    const importId = await take('orders', ORDERS_LATER, at(30));
    await settleRollups(t.db, { workspaceId, now: NOON });
    expect(await review()).not.toEqual(before);
    await undo(importId);
    await settleRollups(t.db, { workspaceId, now: NOON });
    expect(await review()).toEqual(before);
  });

  test('is told in the audit log and in its own row, and keeps its codes issued', async () => {
    const ids = await takeAll(['roster', 'campaigns', 'collaborations']);
    const importId = ids.get('collaborations') ?? '';
    await undo(importId);
    expect(await t.db.selectFrom('import_run').select(['status', 'undone_by', 'undone_at']).where('id', '=', importId).executeTakeFirst())
      .toEqual({ status: 'undone', undone_by: 'Lily', undone_at: at(60).now });
    expect(await t.db.selectFrom('audit_event').select(['action', 'actor_name']).where('subject_id', '=', importId).orderBy('at').execute())
      .toEqual([{ action: 'import.apply', actor_name: 'Lily' }, { action: 'import.undo', actor_name: 'Lily' }]);
    expect(await t.db.selectFrom('tracking_code').select('code').where('workspace_id', '=', workspaceId).execute()).toHaveLength(1);
  });

  test('is undone once: a second time it says so, and of two at once one does it', async () => {
    const importId = await take('roster', ROSTER);
    const both = await Promise.all([undo(importId), undo(importId)]);
    expect(both.map((outcome) => outcome.status).toSorted()).toEqual(['already-undone', 'undone']);
    expect(await undo(importId)).toEqual({ status: 'already-undone' });
  });

  test('moves the count of changes on, so that a form that was opened before is not saved over it', async () => {
    await take('roster', ROSTER);
    const importId = await take('roster', ROSTER_LATER, at(30));
    await undo(importId);
    expect(await t.db.selectFrom('kol').select(['name', 'version']).where('name', '=', 'Lily').where('workspace_id', '=', workspaceId).execute()).toEqual([{ name: 'Lily', version: 3 }]);
  });
});

describe('an import that something rests upon is not undone, loses nothing, and says', () => {
  async function refused(importId: string) {
    const before = await image();
    const outcome = await undo(importId);
    expect(await image()).toEqual(before);
    return outcome.status === 'refused' ? Object.fromEntries(outcome.reasons.map(({ obstacle, count }) => [obstacle, count])) : outcome.status;
  }

  test('that collaborations use its KOLs, and stand in its campaigns', async () => {
    const ids = await takeAll(['roster', 'campaigns', 'collaborations']);
    expect(await refused(ids.get('roster') ?? '')).toEqual({ 'collaborations-of-kols': 1 });
    expect(await refused(ids.get('campaigns') ?? '')).toEqual({ 'collaborations-of-campaigns': 1 });
  });

  test('that its KOLs were changed since, by another import too', async () => {
    const importId = await take('roster', ROSTER);
    const later = await take('roster', ROSTER_LATER, at(30));
    expect(await refused(importId)).toEqual({ 'accounts-changed': 1, 'kols-changed': 1 });
    await undo(later);
    expect(await undo(importId)).toMatchObject({ status: 'undone' });
  });

  test('that accounts were added to its KOLs', async () => {
    const importId = await take('roster', ROSTER);
    const kol = await t.db.selectFrom('kol').select('id').where('workspace_id', '=', workspaceId).where('name', '=', 'Lily').executeTakeFirstOrThrow();
    await t.pool.query(`insert into kol_account values ($1, gen_random_uuid(), $2, 'bilibili', 'lily', null, 1, null, now())`, [workspaceId, kol.id]);
    expect(await refused(importId)).toEqual({ 'accounts-added': 1 });
  });

  test('what came to its collaborations: clicks, orders, posts, costs, payments', async () => {
    const ids = await takeAll(ALL);
    const importId = ids.get('collaborations') ?? '';
    await take('content', CONTENT_LATER, at(30));
    const { id } = await t.db.selectFrom('collaboration').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    await aClick(t.db, { workspaceId, collaborationId: id, clickedAt: at(10).now });
    await settleRollups(t.db, { workspaceId, now: NOON });
    expect(await refused(importId)).toEqual({ 'clicks': 1, 'costs-added': 1, 'credited-orders': 1, 'payments-changed': 1, 'posts-added': 1, 'snapshots-added': 2 });
  });

  test('that orders were changed or refunded since, by whichever way', async () => {
    const ids = await takeAll(ALL);
    const importId = ids.get('orders') ?? '';
    await takeInOrders(t.db, { workspaceId, source: 'api', orders: [anOrder({ shop: 'main', orderId: '1003', merchandiseMinor: 1 })] }, at(20));
    const refund = { shop: 'main', orderId: '1002', refundId: 'r1', amountMinor: 100, currency: 'CNY', refundedAt: at(25).now };
    await takeInRefunds(t.db, { workspaceId, source: 'api', refunds: [refund], partial: false }, at(25));
    expect(await refused(importId)).toEqual({ 'orders-changed': 1, 'refunds-since': 1 });
  });

  test('that orders which it had changed were changed again', async () => {
    await takeAll(ALL);
    const importId = await take('orders', ORDERS_LATER, at(30));
    await take('orders', ORDERS, at(40));
    expect(await refused(importId)).toEqual({ 'orders-changed': 1 });
  });

  test('that its costs were released, or payments of their collaborations were made since', async () => {
    const ids = await takeAll(['roster', 'campaigns', 'collaborations', 'costs']);
    await take('payments', PAYMENTS, at(30));
    expect(await refused(ids.get('costs') ?? '')).toEqual({ 'payments-since': 1 });
    await t.db.updateTable('cost_item').set({ released_minor: 1 }).where('workspace_id', '=', workspaceId).where('kind', '=', 'boost').execute();
    expect(await refused(ids.get('costs') ?? '')).toEqual({ 'costs-changed': 1, 'payments-since': 1 });
  });

  test('that its snapshots were corrected by hand', async () => {
    const ids = await takeAll(['roster', 'campaigns', 'collaborations', 'content']);
    await t.pool.query(`
      insert into content_correction (workspace_id, content_id, captured_at, source, sequence, corrected_at, corrected_by_name, reason, previous, views)
      select workspace_id, content_id, captured_at, source, 1, now(), 'Lily', 'typing error', '{}', 7 from content_metric where workspace_id = $1`, [workspaceId]);
    expect(await refused(ids.get('content') ?? '')).toEqual({ corrections: 1 });
  });

  test('that somebody wrote a brief for one of its collaborations', async () => {
    const ids = await takeAll(['roster', 'campaigns', 'collaborations']);
    const { id } = await t.db.selectFrom('collaboration').select('id').where('workspace_id', '=', workspaceId).limit(1).executeTakeFirstOrThrow();
    await saveBrief(t.db, { workspaceId, collaborationId: id, basedOn: 0, brief: { ...EMPTY_BRIEF, goal: 'Sell' } }, at(30));
    expect(await refused(ids.get('collaborations') ?? '')).toEqual({ briefs: 1 });
  });

  test('that a coupon it would give back is another collaboration\'s now', async () => {
    await takeAll(['roster', 'campaigns', 'collaborations']);
    const importId = await take('collaborations', COLLABORATIONS_LATER.replace(',ended', ',live'), at(30));
    await aCollaboration(t.db, { workspaceId, coupon: 'LILY15' });
    expect(await refused(importId)).toEqual({ 'coupons-taken': 1 });
  });

  test('that it was applied before the portal kept what it found, or never', async () => {
    const importId = await take('roster', ROSTER);
    await t.db.deleteFrom('import_image').where('import_id', '=', importId).execute();
    expect(await refused(importId)).toBe('not-kept');
    const bytes = new TextEncoder().encode(ROSTER);
    const preview = await importFile(t.db, { workspaceId, kind: 'roster', format: 'auto', fileName: 'r.csv', bytes, dryRun: true, skipBadRows: false }, doing);
    expect(preview.status === 'previewed' && (await refused(preview.importId))).toBe('not-applied');
    expect(await refused(crypto.randomUUID())).toBe('not-found');
    expect(await undoImport(t.db, { workspaceId: await aWorkspace(t.db), importId }, doing)).toEqual({ status: 'not-found' });
  });
});
