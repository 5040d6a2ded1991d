import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { loader as collaborationsCsv } from '#app/routes/collaborations[.]csv/route.tsx';
import { loader as collaborationsXlsx } from '#app/routes/collaborations[.]xlsx/route.tsx';
import { loader as collaborations } from '#app/routes/collaborations._index/route.tsx';
import { loader as ledger } from '#app/routes/finance.ledger/route.tsx';
import { loader as payments } from '#app/routes/finance.payments/route.tsx';
import { loader as kolsCsv } from '#app/routes/kols[.]csv/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { loader as ordersCsv } from '#app/routes/orders[.]csv/route.tsx';
import { loader as orders } from '#app/routes/orders._index/route.tsx';
import { loader as audit } from '#app/routes/audit._index/route.tsx';
import { dayOf } from '#app/domain/period.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { dataOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
const now = new Date();

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'autumn', name: '=cmd|autumn' });
  const today = dayOf(now, 'Asia/Shanghai');
  for (let index = 0; index < 24; index += 1) {
    const kol = await aKol(t.db, {
      workspaceId, name: `${index % 2 ? '阿蓝' : '=1+1'} ${index}`, handle: `lists_${index}`, tier: (['top', 'mid', 'emerging'] as const)[index % 3], platform: index % 4 ? 'douyin' : 'xiaohongshu', followers: index * 10_000,
    });
    if (index >= 8) continue;
    const { coupon } = await aCollaboration(t.db, { workspaceId, campaignId, kol, tier: (['top', 'mid', 'emerging'] as const)[index % 3] ?? 'mid', startsOn: '2026-06-01', endsOn: index < 4 ? today : '2026-07-30', feeMinor: 100_000 + index });
    const made = Array.from({ length: index }, (_, order) => anOrder({ orderId: `lists-${index}-${order}`, placedAt: new Date('2026-07-05T04:00:00Z'), discountCodes: [coupon] }));
    if (made.length > 0) await takeInOrders(t.db, { workspaceId, orders: made, source: 'test' }, { now, actor: PORTAL_ACTOR });
  }
  const recent = Array.from({ length: 3 }, (_, order) => anOrder({ orderId: `recent-${order}`, placedAt: new Date(now.getTime() - 3_600_000 * (order + 1)) }));
  await takeInOrders(t.db, { workspaceId, orders: recent, source: 'test' }, { now, actor: PORTAL_ACTOR });
  await settleRollups(t.db, { workspaceId, now });
});

type Loader<T> = Parameters<typeof dataOf<T>>[0];
const see = <T>(loader: Loader<T>, address: string, cookie = world.cookies.manager) => dataOf(loader, address, { cookie });

async function fileOf<T>(loader: Loader<T>, address: string, cookie = world.cookies.manager): Promise<Response> {
  const answer = await visit(loader, address, { cookie });
  if (!(answer instanceof Response)) throw new Error('no file');
  expect(answer.status).toBe(200);
  return answer;
}

async function csvOf<T>(loader: Loader<T>, address: string, cookie = world.cookies.manager) {
  const answer = await fileOf(loader, address, cookie);
  const rows: string[][] = parse(Buffer.from(await answer.arrayBuffer()), { bom: true });
  expect(Number(answer.headers.get('x-row-count'))).toBe(rows.length - 1);
  return rows;
}

describe('the roster', () => {
  test('turned round, a filter leaves what has no such value: without a light nobody is red', async () => {
    const all = (await see(roster, '/kols?v=all')).total.count;
    const red = (await see(roster, '/kols?f.light=red')).total.count;
    expect(red).toBeGreaterThan(0);
    expect((await see(roster, '/kols?n.light=red')).total.count).toBe(all - red);
    expect((await see(roster, '/kols?n.tier=top&n.tier=mid')).rows.every((row) => row.tier === 'emerging')).toBe(true);
    expect((await see(roster, '/kols?n.platform=xiaohongshu&q=lists')).total.count).toBe(18);
    const { facets } = await see(roster, '/kols?n.platform=xiaohongshu&q=lists');
    expect(facets.platform.find(({ value }) => value === 'xiaohongshu')?.count).toBe(6);
  });

  test('a span of followers is of the largest account, both ends included, and pages stay whole', async () => {
    const some = await see(roster, '/kols?r.followers=50000..120000&q=lists&sort=followers');
    expect(some.rows.map((row) => row.followers)).toEqual([50_000, 60_000, 70_000, 80_000, 90_000, 100_000, 110_000, 120_000]);
    expect(some.total.count).toBe(8);
    const page = await see(roster, `/kols?r.followers=50000..120000&q=lists&sort=followers&after=${some.rows[2]?.id}`);
    expect(page.rows.map((row) => row.followers)).toEqual([80_000, 90_000, 100_000, 110_000, 120_000]);
    expect((await see(roster, '/kols?r.followers=999999999999..')).rows).toEqual([]);
  });

  test('a span of ROI tells the figures, so those who see no costs cannot ask for it; one of the score is open to all', async () => {
    expect((await see(roster, '/kols?r.roi=..0.5', world.cookies.viewer)).query.ranges).toBeUndefined();
    const scored = await see(roster, '/kols?r.score=0..100', world.cookies.viewer);
    expect(scored.rows.every((row) => row.scoreTenths !== null)).toBe(true);
    expect((await see(roster, '/kols?r.score=100.1..')).rows).toEqual([]);
  });
});

describe('collaborations', () => {
  test('by their flight\'s end relative to today, and by spans of what they sold', async () => {
    const address = '/collaborations?f.campaign=autumn';
    expect((await see(collaborations, `${address}&d.end=next30`)).totals.count).toBe(4);
    expect((await see(collaborations, `${address}&d.end=today`)).totals.count).toBe(4);
    expect((await see(collaborations, `${address}&d.end=2026-07-30..2026-07-30`)).totals.count).toBe(4);
    const sold = await see(collaborations, `${address}&r.orders=3..5&sort=orders`);
    expect(sold.rows.map((row) => row.orders)).toEqual([3, 4, 5]);
    const [row] = sold.rows;
    const revenue = (row?.revenueMinor ?? 0) / 100;
    expect((await see(collaborations, `${address}&r.revenue=${revenue}..${revenue}`)).rows.map(({ id }) => id)).toEqual([row?.id]);
    expect((await see(collaborations, '/collaborations?n.campaign=autumn')).rows.every(({ campaignSlug }) => campaignSlug === 'planted')).toBe(true);
  });
});

describe('collaborations in groups', () => {
  const address = '/collaborations?f.campaign=autumn';

  test.each(['campaign', 'tier', 'platform', 'status', 'light'])('by %s the groups add up to the row of totals, and their rows to them', async (group) => {
    const page = await see(collaborations, `/collaborations?v=all&group=${group}&sort=-revenue`);
    const groups = page.groups ?? [];
    const sum = (of: (group: (typeof groups)[number]) => number) => groups.reduce((all, each) => all + of(each), 0);
    expect([sum(({ count }) => count), sum(({ orders: sold }) => sold), sum(({ revenueMinor }) => revenueMinor), sum(({ clicks }) => clicks)])
      .toEqual([page.totals.count, page.totals.orders, page.totals.revenueMinor, page.totals.clicks]);
    const valueOf = (row: (typeof page.rows)[number]) => ({ campaign: row.campaignSlug, tier: row.tier, platform: row.platform, status: row.status, light: row.light })[group] ?? '';
    expect([...new Set(page.rows.map(valueOf))]).toEqual(groups.map(({ value }) => value));
    for (const each of groups) expect(page.rows.filter((row) => valueOf(row) === each.value).reduce((all, row) => all + row.revenueMinor, 0)).toBe(each.revenueMinor);
  });

  test('a closed group keeps its heading, and another order of rows holds within the groups', async () => {
    const page = await see(collaborations, `${address}&group=tier&closed=top&sort=-orders`);
    expect(page.groups?.map(({ value }) => value)).toEqual(['top', 'mid', 'emerging']);
    expect(page.rows.map(({ tier, orders: sold }) => [tier, sold])).toEqual([['mid', 7], ['mid', 4], ['mid', 1], ['emerging', 5], ['emerging', 2]]);
    expect(page.totals.count).toBe(8);
  });

  test('as shown a file keeps the groups and says in its first column which each row is of; closed ones are in it', async () => {
    const [head, ...rows] = await csvOf(collaborationsCsv, `${address}&group=tier&closed=top&sort=-orders&cols=kolName.orders&as=shown`);
    expect(head).toHaveLength(3);
    expect(rows.map(([tier, , sold]) => [tier, sold])).toEqual([['Top', '6'], ['Top', '3'], ['Top', '0'], ['Mid', '7'], ['Mid', '4'], ['Mid', '1'], ['Emerging', '5'], ['Emerging', '2']]);
    const [, ...kols] = await csvOf(kolsCsv, '/kols.csv?q=lists&group=tier&sort=followers&cols=name&as=shown');
    expect(kols.map(([tier]) => tier)).toEqual([...Array.from({ length: 8 }, () => 'Top'), ...Array.from({ length: 8 }, () => 'Mid'), ...Array.from({ length: 8 }, () => 'Emerging')]);
  });
});

test.each([
  ['collaborations', '/collaborations?v=all', 'manager', async (address: string, cookie: string) => { const { counts, totals } = await see(collaborations, address, cookie); return { counts, count: totals.count }; }],
  ['collaborations under a filter', '/collaborations?f.tier=mid&n.status=draft', 'viewer', async (address: string, cookie: string) => { const { counts, totals } = await see(collaborations, address, cookie); return { counts, count: totals.count }; }],
  ['orders', '/orders?v=all', 'viewer', async (address: string, cookie: string) => { const { counts, totals } = await see(orders, address, cookie); return { counts, count: totals.count }; }],
  ['orders under filters', '/orders?q=lists&f.method=coupon&n.status=refunded', 'viewer', async (address: string, cookie: string) => { const { counts, totals } = await see(orders, address, cookie); return { counts, count: totals.count }; }],
  ['the ledger', '/finance/ledger?v=all', 'finance', async (address: string, cookie: string) => { const { counts, totals } = await see(ledger, address, cookie); return { counts, count: totals.entries }; }],
  ['the ledger under filters', '/finance/ledger?f.tier=mid&f.account=payable', 'finance', async (address: string, cookie: string) => { const { counts, totals } = await see(ledger, address, cookie); return { counts, count: totals.entries }; }],
  ['payments', '/finance/payments?show=all', 'finance', async (address: string, cookie: string) => { const { facets: { all: _all, ...counts }, total } = await see(payments, address, cookie); return { counts, count: total }; }],
  ['the audit log', '/audit?v=all', 'finance', async (address: string, cookie: string) => { const { facets: counts, total } = await see(audit, address, cookie); return { counts, count: total }; }],
] as const)('of %s each value beside a filter is followed by as many rows as it says', async (_name, address, role, read) => {
  const cookie = world.cookies[role];
  const { counts } = await read(address, cookie);
  let checked = 0;
  for (const [name, values] of Object.entries(counts)) {
    for (const { value, count } of values.slice(0, 4)) {
      const others = address.split('&').filter((part) => !part.includes(`.${name}=`) || part.startsWith('/')).join('&').replace(new RegExp(`\\?f\\.${name}=[^&]*`), '?v=all');
      expect((await read(`${others}&f.${name}=${encodeURIComponent(value)}`, cookie)).count, `${name} ${value}`).toBe(count);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(1);
});

test('orders and the audit log by days relative to today', async () => {
  expect((await see(orders, '/orders?d.placed=last7')).totals.count).toBe(3);
  expect((await see(orders, '/orders?d.placed=last7&from=2020-01-01&through=2020-01-02')).totals.count).toBe(0);
  expect((await see(orders, '/orders?n.campaign=autumn&n.campaign=planted')).totals.count).toBe(3);
  const admin = world.cookies.admin;
  const all = (await see(audit, '/audit?v=all', admin)).total;
  expect(all).toBeGreaterThan(0);
  expect((await see(audit, '/audit?d.at=2026-07-10..2026-07-10', admin)).total).toBe(all);
  expect((await see(audit, '/audit?d.at=2026-07-11..', admin)).total).toBe(0);
  expect((await see(audit, '/audit?n.actor=system&n.actor=user&n.actor=token', admin)).total).toBe(0);
});

describe('a file', () => {
  test('raw holds what the page shows, row by row, for any conditions', async () => {
    const some = fc.subarray(['f.tier=top', 'n.platform=xiaohongshu', 'r.followers=20000..200000', 'q=lists', 'n.tier=emerging', 'sort=name', 'sort=-followers'], { minLength: 1 });
    await fc.assert(fc.asyncProperty(some, async (parts) => {
      const question = parts.join('&');
      const page = await see(roster, `/kols?${question}`);
      const [, ...rows] = await csvOf(kolsCsv, `/kols.csv?${question}`);
      expect(rows.map((row) => row[4])).toEqual(page.rows.map((row) => row.handle));
    }), { numRuns: 15 });
  });

  test('as shown holds the shown columns in their order, with headings and words of the person\'s language, and amounts that add up to the page', async () => {
    const search = 'f.campaign=autumn&sort=-orders&cols=kolName*.revenueMinor.tier.feeMinor&as=shown';
    const page = await see(collaborations, `/collaborations?${search}`);
    const [headings, ...rows] = await csvOf(collaborationsCsv, `/collaborations.csv?${search}`);
    expect(headings).toEqual(['KOL', 'Net revenue', 'Tier', 'Fee']);
    expect(rows).toHaveLength(page.totals.count);
    expect(rows.reduce((sum, row) => sum + Math.round(Number(row[1]) * 100), 0)).toBe(page.totals.revenueMinor);
    expect(rows[0]).toEqual([page.rows[0]?.kolName.startsWith('=') ? `'${page.rows[0].kolName}` : page.rows[0]?.kolName, expect.stringMatching(/^\d+\.\d\d$/), expect.stringMatching(/^(Top|Mid|Emerging)$/), expect.stringMatching(/^1000\.\d\d$/)]);
    const chinese = await visit(collaborationsCsv, `/collaborations.csv?${search}`, { cookie: `${world.cookies.manager}; kol_locale=zh-CN` });
    expect(await (chinese as Response).text()).toContain('达人,净销售额,层级,坑位费');
  });

  test('of a workbook keeps numbers as numbers and computes nothing', async () => {
    const answer = await fileOf(collaborationsXlsx, '/collaborations.xlsx?f.campaign=autumn&sort=-orders&as=shown&cols=kolName*.campaignName.orders.revenueMinor');
    const [head, first] = await readSheet(Buffer.from(await answer.arrayBuffer()));
    expect(head).toEqual(['KOL', 'Campaign', 'Orders', 'Net revenue']);
    expect(first).toEqual([expect.any(String), "'=cmd|autumn", 7, expect.any(Number)]);
  });

  test('keeps from a person what the page keeps from them, whatever the address asks for', async () => {
    const [raw = []] = await csvOf(collaborationsCsv, '/collaborations.csv', world.cookies.viewer);
    expect(raw).not.toContain('fee');
    const [shown] = await csvOf(collaborationsCsv, '/collaborations.csv?as=shown&cols=kolName*.feeMinor.tier', world.cookies.viewer);
    expect(shown).toEqual(['KOL', 'Tier']);
    expect((await csvOf(kolsCsv, '/kols.csv?as=shown&cols=name*.price.roi.tier', world.cookies.content))[0]).toEqual(['Name', 'Tier']);
  });

  test('of orders has the rows of the list in its order, with both amounts', async () => {
    const page = await see(orders, '/orders?d.placed=last7');
    const [headings = [], ...rows] = await csvOf(ordersCsv, '/orders.csv?d.placed=last7');
    const at = (name: string) => headings.indexOf(name);
    expect(rows.map((row) => row[at('order_id')])).toEqual(page.rows.map((row) => row.orderId));
    expect(rows.reduce((sum, row) => sum + Math.round(Number(row[at('net_reporting')]) * 100), 0)).toBe(page.totals.netReportingMinor);
    expect(headings).toEqual(['shop', 'order_id', 'placed_at', 'method', 'status', 'refunded', 'net', 'currency', 'net_reporting', 'reporting_currency']);
  });
});
