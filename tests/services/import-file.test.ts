import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { ImportFileInput, ImportOutcome } from '#app/services/import-file.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { writeTable } from '#app/lib/file-writing/write-table.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

type Options = Partial<Pick<ImportFileInput, 'format' | 'mapping' | 'defaults' | 'dryRun' | 'skipBadRows'>>;

async function take(kind: ImportKind, content: string | Uint8Array, options: Options = {}): Promise<ImportOutcome> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows: false, ...options }, doing);
}

async function counts(kind: ImportKind, content: string | Uint8Array, options: Options = {}) {
  const outcome = await take(kind, content, options);
  if (outcome.status === 'unusable') throw new Error(outcome.message);
  const { created, updated, unchanged, rejected } = outcome.result;
  return { status: outcome.status, created, updated, unchanged, rejected };
}

const applied = (created: number, updated: number, unchanged: number) => ({ status: 'applied', created, updated, unchanged, rejected: [] });

const ROSTER = `name,tier,status,platform,handle,followers,verticals,price,currency,audience_female_pct,contact_email
Lily,mid,active,douyin,lily,12.5万,beauty;skincare,"30,000",CNY,68.5%,lily@example.com
Max,top,active,抖音,Max,1.2亿,tech,¥833300,CNY,40%,
莉莉,新星,候补,小红书,莉莉酱,8.3k,,,,,
`;
const CAMPAIGNS = `slug,name,starts_on,ends_on,budget,currency,reserve_pct,top_pct,mid_pct,emerging_pct,landing_url
summer,夏日焕新,2026-06-15,2026-07-30,1000000,CNY,10,40,35,25,https://shop.example/summer
`;
const COLLABORATIONS = `campaign,platform,handle,tier,fee,currency,starts_on,ends_on,coupon,landing_url,published_at,content_url,status
summer,douyin,LILY,mid,30000,CNY,2026-06-15,2026-07-15,LILY15,,2026-06-16T10:00:00+08:00,https://v.example/1,live
夏日焕新,,Max,,833300.01,CNY,,,,https://shop.example/max,,,
`;
const CONTENT = `platform,content_url,handle,campaign,published_at,captured_at,impressions,views,likes
douyin,https://v.example/1,lily,summer,2026-06-16T10:00:00+08:00,2026-06-17T10:00:00+08:00,100000,5.2万,-
douyin,https://v.example/2,Max,summer,2026-06-18T10:00:00+08:00,2026-06-19T10:00:00+08:00,,1000,10
`;
const ORDERS = `shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer
main,1001,2026-06-20T10:00:00+08:00,CNY,199.00,0.00,paid,lily15,,,a@example.com
main,1002,2026-06-21T10:00:00+08:00,CNY,100.00,20.00,partially_refunded,,,,b@example.com
`;
const COSTS = `campaign,handle,platform,kind,amount,currency,incurred_on,cancellable,note
summer,lily,douyin,boost,5000,CNY,2026-06-20,no,千川
summer,lily,douyin,boost,5000,CNY,2026-06-20,no,千川
`;
const PAYMENTS = `campaign,handle,platform,stage,amount,currency,paid_on,reference
summer,lily,douyin,agreement,9000,CNY,2026-06-10,T-1
summer,lily,douyin,尾款,9000,CNY,2026-07-20,T-2
`;
const ALL: readonly (readonly [ImportKind, string])[] = [
  ['roster', ROSTER], ['campaigns', CAMPAIGNS], ['collaborations', COLLABORATIONS], ['content', CONTENT], ['orders', ORDERS], ['costs', COSTS], ['payments', PAYMENTS],
];

async function takeAll(upTo?: ImportKind) {
  for (const [kind, content] of ALL) {
    await counts(kind, content);
    if (kind === upTo) return;
  }
}

const tables = ['kol', 'kol_account', 'campaign', 'campaign_tier', 'collaboration', 'cost_item', 'payment', 'content', 'content_metric', 'shop_order', 'tracking_code'] as const;
const everything = async () => JSON.stringify(await Promise.all(tables.map((table) => t.db.selectFrom(table).selectAll().where('workspace_id', '=', workspaceId).orderBy('workspace_id').execute())));

describe('every kind', () => {
  test('is taken in, and the same file again changes nothing', async () => {
    expect(await counts('roster', ROSTER)).toEqual(applied(3, 0, 0));
    expect(await counts('campaigns', CAMPAIGNS)).toEqual(applied(1, 0, 0));
    expect(await counts('collaborations', COLLABORATIONS)).toEqual(applied(2, 0, 0));
    expect(await counts('content', CONTENT)).toEqual(applied(2, 0, 0));
    expect(await counts('orders', ORDERS)).toEqual(applied(2, 0, 0));
    expect(await counts('costs', COSTS)).toEqual(applied(2, 0, 0));
    expect(await counts('payments', PAYMENTS)).toEqual(applied(0, 2, 0));
    const before = await everything();
    for (const [kind, content] of ALL) expect([kind, await counts(kind, content)]).toEqual([kind, applied(0, 0, content.trim().split('\n').length - 1)]);
    expect(await everything()).toBe(before);
  });

  test('previewed says exactly what would happen and changes nothing', async () => {
    for (const [kind, content] of ALL) {
      const before = await everything();
      const preview = await counts(kind, content, { dryRun: true });
      expect(await everything()).toBe(before);
      expect({ ...preview, status: 'applied' }).toEqual(await counts(kind, content));
    }
  });

  test('is recorded with its counts, its rejects and its mapping', async () => {
    await counts('roster', ROSTER);
    const refused = await take('roster', `${ROSTER}Bad,mid,active,douyin,bad,many,,,,,\n`);
    expect(refused).toMatchObject({ status: 'refused', result: { created: 0, updated: 0, unchanged: 0, rejected: [{ line: 5, column: 'followers', value: 'many', code: 'not_a_number' }] } });
    const runs = await t.db.selectFrom('import_run').select(['kind', 'status', 'created_count', 'rejected_count']).where('workspace_id', '=', workspaceId).orderBy('id').execute();
    expect(runs).toEqual([
      { kind: 'roster', status: 'applied', created_count: 3, rejected_count: 0 }, { kind: 'roster', status: 'refused', created_count: 0, rejected_count: 1 },
    ]);
    const mapping = await t.db.selectFrom('import_mapping').select('mapping').where('workspace_id', '=', workspaceId).execute();
    expect(mapping[0]?.mapping).toMatchObject({ followers: 'followers' });
    expect(await t.db.selectFrom('import_reject').select(['line', 'code']).where('workspace_id', '=', workspaceId).execute()).toEqual([{ line: 5, code: 'not_a_number' }]);
  });
});

test('one file sent four times at once is taken in once', async () => {
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => counts('roster', ROSTER)));
  expect(outcomes.map((outcome) => outcome.created).toSorted()).toEqual([0, 0, 0, 3]);
});

describe('bad rows', () => {
  const WITH_BAD = `${ROSTER}Bad,mid,active,douyin,bad,many,,,,,nobody\nGood,mid,active,douyin,good,10,,,,,\n`;

  test('refuse the whole file, unless they are skipped: then every good row is taken and every bad cell listed', async () => {
    expect(await counts('roster', WITH_BAD)).toMatchObject({ status: 'refused', created: 0 });
    expect(await t.db.selectFrom('kol').select('id').where('workspace_id', '=', workspaceId).execute()).toEqual([]);
    expect(await counts('roster', WITH_BAD, { skipBadRows: true })).toMatchObject({
      status: 'applied', created: 4, rejected: [{ line: 5, column: 'followers', value: 'many' }, { line: 5, column: 'contact_email', value: 'nobody', code: 'not_an_email' }],
    });
  });

  test('that repeat a key name both lines', async () => {
    expect(await counts('roster', `${ROSTER}Lily again,mid,active,douyin,LILY,1,,,,,\n`)).toMatchObject({
      rejected: [{ line: 5, column: 'handle', code: 'duplicate', message: 'line 5 names the same as line 2' }],
    });
  });

  test('that repeat a key far below are told from all keys above, though those came in order', async () => {
    const row = (id: number) => `main,${id},2026-06-20T10:00:00+08:00,CNY,10.00,0.00,paid,,,,\n`;
    const file = `${ORDERS}${Array.from({ length: 2500 }, (_, index) => row(1003 + index)).join('')}${row(1500)}${row(9000)}${row(1001)}${row(8000)}`;
    expect(await counts('orders', file, { skipBadRows: true })).toMatchObject({
      created: 2504, rejected: [
        { line: 2504, column: 'order_id', code: 'duplicate', message: 'line 2504 names the same as line 501' },
        { line: 2506, column: 'order_id', code: 'duplicate', message: 'line 2506 names the same as line 2' },
      ],
    });
  });

  test('that name what does not exist say so, at their column', async () => {
    await takeAll('campaigns');
    const rows = ['nowhere,douyin,lily,,1,CNY,,,,,,,', 'summer,douyin,nobody,,1,CNY,,,,,,,', 'summer,douyin,lily,,1,CNY,,,,https://evil.example/,,,', 'summer,douyin,Max,,1,CNY,,,A B,,,,'];
    const outcome = await counts('collaborations', `${COLLABORATIONS.split('\n')[0]}\n${rows.join('\n')}\n`);
    expect(outcome.rejected.map(({ line, column, value, code }) => [line, column, value, code])).toEqual([
      [2, 'campaign', 'nowhere', 'unknown_campaign'], [3, 'handle', 'nobody', 'unknown_account'], [4, 'landing_url', 'https://evil.example/', 'host_not_allowed'],
      [5, 'coupon', 'A B', 'not_a_coupon'],
    ]);
    expect(outcome.rejected[2]?.message).toContain('evil.example');
    expect(outcome.rejected[2]?.message).toContain('shop.example');
  });

  test('with a coupon that a live collaboration holds name its holder', async () => {
    await takeAll('collaborations');
    await counts('campaigns', `${CAMPAIGNS}autumn,Autumn,2026-09-01,2026-09-30,1,CNY,10,40,35,25,https://shop.example/\n`);
    const outcome = await counts('collaborations', 'campaign,platform,handle,coupon\nautumn,douyin,Max,lily15\n');
    expect(outcome.rejected).toMatchObject([{ line: 2, column: 'coupon', value: 'lily15', code: 'coupon_taken', message: expect.stringContaining("'lily' (douyin) in summer") }]);
  });

  test('with a stage that was paid otherwise are refused: a stage is paid once', async () => {
    await takeAll('payments');
    const outcome = await counts('payments', `${PAYMENTS.split('\n')[0]}\nsummer,lily,douyin,agreement,9001,CNY,2026-06-10,T-1\n`);
    expect(outcome.rejected).toMatchObject([{ column: 'stage', code: 'already_paid', message: expect.stringContaining('9000.00 CNY on 2026-06-10') }]);
  });
});

describe('what is stored', () => {
  test('follows the file: numbers as people write them, tiers and platforms in Chinese, exact money', async () => {
    await takeAll();
    const kols = await t.db.selectFrom('kol as k').innerJoin('kol_account as a', 'a.kol_id', 'k.id').where('k.workspace_id', '=', workspaceId)
      .select(['k.name', 'k.tier', 'k.status', 'a.platform', 'a.handle', 'a.followers', 'k.verticals', 'k.price_minor', 'k.audience_female_basis_points']).orderBy('a.followers').execute();
    expect(kols).toEqual([
      { name: '莉莉', tier: 'emerging', status: 'bench', platform: 'xiaohongshu', handle: '莉莉酱', followers: 8300, verticals: [], price_minor: null, audience_female_basis_points: null },
      { name: 'Lily', tier: 'mid', status: 'active', platform: 'douyin', handle: 'lily', followers: 125_000, verticals: ['beauty', 'skincare'], price_minor: 3_000_000, audience_female_basis_points: 6850 },
      { name: 'Max', tier: 'top', status: 'active', platform: 'douyin', handle: 'Max', followers: 120_000_000, verticals: ['tech'], price_minor: 83_330_000, audience_female_basis_points: 4000 },
    ]);
    const collaborations = await t.db.selectFrom('collaboration').selectAll().where('workspace_id', '=', workspaceId).orderBy('ends_on').execute();
    expect(collaborations).toMatchObject([
      { tier: 'mid', status: 'live', coupon: 'LILY15', starts_on: '2026-06-15', ends_on: '2026-07-15', landing_url: 'https://shop.example/summer' },
      // The file gives no state: a flight that has begun is live.
      { tier: 'top', status: 'live', starts_on: '2026-06-15', ends_on: '2026-07-30', landing_url: 'https://shop.example/max' },
    ]);
    expect(collaborations[1]?.coupon).toBe(collaborations[1]?.tracking_code);
    const credits = await t.db.selectFrom('order_credit').select(['order_id', 'collaboration_id', 'last_click_minor']).where('workspace_id', '=', workspaceId).execute();
    expect(credits).toEqual([{ order_id: '1001', collaboration_id: collaborations[0]?.id, last_click_minor: 19_900 }]);
    const metrics = await t.db.selectFrom('content_metric').select(['views', 'likes', 'source']).where('workspace_id', '=', workspaceId).orderBy('views').execute();
    expect(metrics).toEqual([{ views: 1000, likes: 10, source: 'file' }, { views: 52_000, likes: null, source: 'file' }]);
    const stages = await t.db.selectFrom('payment').select(['stage', 'status', 'amount_minor']).where('collaboration_id', '=', collaborations[0]?.id ?? '').orderBy('stage').execute();
    expect(stages).toEqual([
      { stage: 'agreement', status: 'paid', amount_minor: 900_000 }, { stage: 'publication', status: 'planned', amount_minor: 1_200_000 }, { stage: 'review', status: 'paid', amount_minor: 900_000 },
    ]);
    expect(await t.db.selectFrom('cost_item').select('amount_minor').where('kind', '=', 'boost').where('workspace_id', '=', workspaceId).execute()).toHaveLength(2);
  });

  test('holds no buyer: only a keyed hash', async () => {
    await takeAll('orders');
    const dump = JSON.stringify(await Promise.all([
      t.db.selectFrom('shop_order').selectAll().execute(), t.db.selectFrom('import_run').selectAll().execute(), t.db.selectFrom('import_reject').selectAll().execute(), t.db.selectFrom('audit_event').selectAll().execute(),
    ]));
    expect(dump).not.toContain('a@example.com');
  });

  test('is left alone where a file has no such column, and an empty cell empties', async () => {
    await counts('roster', ROSTER);
    expect(await counts('roster', 'platform,handle,followers\ndouyin,lily,13万\n')).toEqual(applied(0, 1, 0));
    const lily = await t.db.selectFrom('kol').selectAll().where('workspace_id', '=', workspaceId).where('name', '=', 'Lily').executeTakeFirstOrThrow();
    expect(lily).toMatchObject({ tier: 'mid', price_minor: 3_000_000, verticals: ['beauty', 'skincare'], version: 1 });
    expect(await counts('roster', 'platform,handle,price,tier\ndouyin,lily,,\n')).toEqual(applied(0, 1, 0));
    expect(await t.db.selectFrom('kol').select(['tier', 'price_minor', 'price_currency', 'version']).where('id', '=', lily.id).executeTakeFirstOrThrow())
      .toEqual({ tier: 'mid', price_minor: null, price_currency: null, version: 2 });
  });

  test('changes with a changed fee: the planned payments follow and sum to it, what is paid stays', async () => {
    await takeAll('collaborations');
    await counts('payments', PAYMENTS.split('\n').slice(0, 2).join('\n'));
    const changed = COLLABORATIONS.replace('30000,CNY', '40000,CNY');
    expect(await counts('collaborations', changed)).toEqual(applied(0, 1, 1));
    expect(await counts('collaborations', changed)).toEqual(applied(0, 0, 2));
    const payments = await t.db.selectFrom('payment as p').innerJoin('collaboration as c', 'c.id', 'p.collaboration_id').where('c.coupon', '=', 'LILY15').where('c.workspace_id', '=', workspaceId)
      .select(['p.stage', 'p.status', 'p.amount_minor']).orderBy('p.stage').execute();
    expect(payments).toEqual([
      { stage: 'agreement', status: 'paid', amount_minor: 900_000 }, { stage: 'publication', status: 'planned', amount_minor: 1_771_429 }, { stage: 'review', status: 'planned', amount_minor: 1_328_571 },
    ]);
    const refused = await counts('collaborations', COLLABORATIONS.replace('30000,CNY', '8000,CNY'));
    expect(refused.rejected).toMatchObject([{ line: 2, column: 'fee', code: 'fee_below_paid' }]);
  });

  test('does not raise a fee whose fuse has tripped; lowering it and reading it again stay possible', async () => {
    await takeAll('collaborations');
    const { id } = await t.db.selectFrom('collaboration').select('id').where('workspace_id', '=', workspaceId).where('coupon', '=', 'LILY15').executeTakeFirstOrThrow();
    const step = { period_number: 1, start_day: '2026-06-15', end_day: '2026-06-29', revenue_minor: 0, cost_minor: 100, policy_version: 1, state_after: 'tripped' } as const;
    await t.db.insertInto('fuse_step').values({ workspace_id: workspaceId, collaboration_id: id, ...step }).execute();
    const raised = await counts('collaborations', COLLABORATIONS.replace('30000,CNY', '40000,CNY'));
    expect(raised.rejected).toMatchObject([{ line: 2, column: 'fee', code: 'spending_stopped', message: 'its fuse has tripped: no further cost is committed before sign-off' }]);
    expect(await counts('collaborations', COLLABORATIONS)).toEqual(applied(0, 0, 2));
    expect(await counts('collaborations', COLLABORATIONS.replace('30000,CNY', '20000,CNY'))).toEqual(applied(0, 1, 1));
  });

  test('moves a collaboration along the state table only', async () => {
    await takeAll('collaborations');
    expect(await counts('collaborations', COLLABORATIONS.replace(',live\n', ',ended\n'))).toEqual(applied(0, 1, 1));
    expect((await counts('collaborations', COLLABORATIONS)).rejected).toMatchObject([{ line: 2, column: 'status', code: 'status_unreachable' }]);
  });
});

describe('files', () => {
  test('the public list of Instagram accounts comes in without an edit', async () => {
    const bytes = readFileSync('tests/fixtures/instagram-top-200.csv');
    expect(await counts('roster', bytes, { defaults: { platform: 'instagram' } })).toEqual(applied(199, 0, 0));
    expect(await counts('roster', bytes, { defaults: { platform: 'instagram' } })).toEqual(applied(0, 0, 199));
    const cristiano = await t.db.selectFrom('kol_account').selectAll().where('workspace_id', '=', workspaceId).where('handle', '=', 'cristiano').executeTakeFirstOrThrow();
    expect(cristiano).toMatchObject({ platform: 'instagram', followers: 475_800_000, engagement_basis_points: 139 });
  });

  test('of another kind, or none at all, are told apart by a sentence', async () => {
    expect(await take('orders', ROSTER)).toMatchObject({ status: 'unusable', code: 'kind_does_not_fit', message: expect.stringMatching(/no column for order_id.*it looks like roster/) });
    expect(await take('roster', '')).toMatchObject({ status: 'unusable', code: 'empty_file' });
    expect(await take('roster', 'name,platform\n"Lily')).toMatchObject({ status: 'unusable', code: 'unterminated_quote' });
    expect(await take('roster', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 3]))).toMatchObject({ status: 'unusable', code: 'broken_workbook' });
    expect(await take('roster', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]))).toMatchObject({ status: 'unusable', code: 'old_workbook' });
    expect(await take('roster', 'name,followers\nLily,1\n')).toMatchObject({ status: 'unusable', code: 'default_missing', message: expect.stringContaining('--platform') });
    expect(await take('orders', ORDERS, { format: 'shopify' })).toMatchObject({ status: 'unusable', code: 'other_format' });
  });

  test('come as workbooks and in GB18030 too', async () => {
    const rows = ROSTER.trim().split('\n').map((line) => line.replace('"30,000"', '30000').split(','));
    const workbook = await writeTable({ name: 'roster', headings: rows[0] ?? [], rows: rows.slice(1) }, 'xlsx');
    expect(await counts('roster', workbook)).toEqual(applied(3, 0, 0));
    const gb = Buffer.concat([Buffer.from('platform,handle,name,status\r\nxiaohongshu,', 'ascii'), Buffer.from('c0f2c0f2bdb42cc0f2c0f2', 'hex'), Buffer.from(',bench\r\n', 'ascii')]);
    expect(await counts('roster', gb)).toEqual(applied(0, 0, 1));
  });

  test('with headings nobody knows are read with a mapping, which is remembered', async () => {
    const odd = 'Wer,Wo,Fans\nlily,douyin,10\n';
    expect(await take('roster', odd)).toMatchObject({ status: 'unusable' });
    expect(await counts('roster', odd, { mapping: { handle: 'Wer', platform: 'Wo', followers: 'Fans' } })).toEqual(applied(1, 0, 0));
    expect(await counts('roster', odd)).toEqual(applied(0, 0, 1));
    expect(await take('roster', odd, { mapping: { handle: 'Nobody' } })).toMatchObject({ status: 'unusable', code: 'mapping_does_not_fit' });
  });

  test('a report without an instant is one snapshot however often it is read, until its counts change', async () => {
    await takeAll('content');
    const report = (views: number) => `platform,content_url,views\ndouyin,https://v.example/1,${views}\n`;
    expect(await counts('content', report(60_000))).toEqual(applied(1, 0, 0));
    const later = { ...doing, now: new Date(NOON.getTime() + 86_400_000) };
    const again = async (views: number) => await importFile(t.db, { workspaceId, kind: 'content', format: 'auto', fileName: 'x.csv', bytes: new TextEncoder().encode(report(views)), dryRun: false, skipBadRows: false }, later);
    expect(await again(60_000)).toMatchObject({ result: { created: 0, updated: 0, unchanged: 1 } });
    expect(await again(61_000)).toMatchObject({ result: { created: 1, updated: 0, unchanged: 0 } });
  });

  test('orders of a long file are credited alike in every part of it, and their days are marked once', async () => {
    await takeAll('collaborations');
    const row = (id: number) => `main,${10_000 + id},2026-06-2${id % 5}T10:00:00+08:00,CNY,10.00,0.00,paid,${id % 3 === 0 ? 'lily15' : id % 3 === 1 ? 'NOBODY' : ''},,,buyer${id % 2300}@shop.test`;
    const file = `shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer\n${Array.from({ length: 6600 }, (_, id) => row(id)).join('\n')}\n`;
    expect(await counts('orders', file)).toEqual(applied(6600, 0, 0));
    const credited = await t.db.selectFrom('order_credit').select(['order_id', 'last_click_minor']).where('workspace_id', '=', workspaceId).orderBy('order_id').execute();
    expect(credited).toEqual(Array.from({ length: 2200 }, (_, index) => ({ order_id: String(10_000 + index * 3), last_click_minor: 1000 })));
    const isNew = await t.db.selectFrom('shop_order').select(({ fn }) => fn.countAll<number>().as('orders')).where('workspace_id', '=', workspaceId).where('is_new_customer', '=', true).executeTakeFirstOrThrow();
    expect(Number(isNew.orders)).toBe(2300);
    const days = await t.db.selectFrom('dirty_day').select('day').where('workspace_id', '=', workspaceId).where('kind', '=', 'credit').orderBy('day').execute();
    expect(days.map(({ day }) => day)).toEqual(['2026-06-20', '2026-06-21', '2026-06-22', '2026-06-23', '2026-06-24']);
    expect(await counts('orders', file)).toEqual(applied(0, 0, 6600));
  });
});
