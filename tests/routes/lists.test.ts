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
import { loader as assets } from '#app/routes/assets._index/route.tsx';
import { selectedKolIds } from '#app/routes/kols.bulk/read-selection.server.ts';
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
  ['collaborations under groups', '/collaborations?f.tier=mid&c1.any=orders%20in%204..&c1.any=platform%20is%20xiaohongshu', 'viewer', async (address: string, cookie: string) => { const { counts, totals } = await see(collaborations, address, cookie); return { counts, count: totals.count }; }],
  ['the ledger under groups', '/finance/ledger?c1.any=tier%20is%20mid&c1.any=account%20is%20payable', 'finance', async (address: string, cookie: string) => { const { counts, totals } = await see(ledger, address, cookie); return { counts, count: totals.entries }; }],
  ['assets under groups', '/assets?f.kind=text&c1.any=kind%20is%20script&c1.any=rights%20is%20none&c1.any=tier%20filled', 'manager', async (address: string, cookie: string) => {
    const { facets, total } = await see(assets, address, cookie);
    const names = [...new Set(facets.map(({ facet }) => facet))];
    return { counts: Object.fromEntries(names.map((name) => [name, facets.filter(({ facet }) => facet === name)])), count: total.count };
  }],
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

describe('groups of conditions', () => {
  const total = async (address: string, role: 'manager' | 'finance') => {
    const cookie = world.cookies[role];
    const [path = ''] = address.split('?');
    if (path === '/kols') return (await see(roster, address, cookie)).total.count;
    if (path === '/collaborations') return (await see(collaborations, address, cookie)).totals.count;
    if (path === '/orders') return (await see(orders, address, cookie)).totals.count;
    if (path === '/finance/ledger') return (await see(ledger, address, cookie)).totals.entries;
    if (path === '/assets') return (await see(assets, address, cookie)).total.count;
    return (await see(audit, address, cookie)).total;
  };

  test.each([
    ['/kols', 'manager', 'f.tier=top', 'tier is top', 'platform is xiaohongshu'], ['/kols', 'manager', 'r.followers=50000..120000', 'followers in 50000..120000', 'name has =1+1'], ['/kols', 'manager', 'n.light=red', 'light not red', 'score empty'],
    ['/collaborations', 'manager', 'f.campaign=autumn', 'campaign is autumn', 'orders in 3..'], ['/collaborations', 'manager', 'd.end=today', 'end on today', 'name has 阿蓝'],
    ['/orders', 'manager', 'd.placed=last7', 'placed on last7', 'campaign is autumn'], ['/orders', 'manager', 'f.status=paid', 'status is paid', 'order has lists-7'],
    ['/finance/ledger', 'finance', 'f.tier=mid', 'tier is mid', 'account is payable'], ['/finance/ledger', 'finance', 'd.at=2026-07-10..', 'at on 2026-07-10..', 'reason filled'],
    ['/assets', 'manager', 'f.kind=script', 'kind is script', 'tier empty'], ['/assets', 'manager', 'f.rights=none', 'rights is none', 'title has e'],
    ['/audit', 'finance', 'f.actor=system', 'actor is system', 'reason empty'], ['/audit', 'finance', 'd.at=2026-07-10..2026-07-10', 'at on 2026-07-10..2026-07-10', 'action not kol.created'],
  ] as const)('%s as %s: %s is "%s"; with "%s" they are counted as sets are', async (path, role, flat, one, other) => {
    const [a, b] = [encodeURIComponent(one), encodeURIComponent(other)];
    const count = (question: string) => total(`${path}?${question}`, role);
    const [alone, second, either, both] = [await count(`c1=${a}`), await count(`c1=${b}`), await count(`c1.any=${a}&c1.any=${b}`), await count(`c1=${a}&c2=${b}`)];
    expect(alone).toBe(await count(flat));
    expect(either).toBe(alone + second - both);
    expect(await count(`c=any&c1=${a}&c2.all=${b}&c2.all=${a}`)).toBe(alone);
    expect(await count(`${flat}&c1=${b}`)).toBe(both);
  });

  const asked = 'c1.any=tier+is+top&c1.any=platform+is+xiaohongshu&c2.any=followers+in+..100000&c2.any=light+is+red&q=lists';

  test('a file holds what the page shows, raw and as shown, and a grouped list adds up to its totals', async () => {
    const page = await see(roster, `/kols?${asked}&sort=name`);
    expect([page.rows.length, page.rows.every((row) => (row.tier === 'top' || row.platform === 'xiaohongshu') && (row.followers ?? 0) <= 100_000)]).toEqual([page.total.count, true]);
    const [, ...raw] = await csvOf(kolsCsv, `/kols.csv?${asked}&sort=name`);
    expect(raw.map((row) => row[4])).toEqual(page.rows.map((row) => row.handle));
    const [, ...shown] = await csvOf(kolsCsv, `/kols.csv?${asked}&sort=name&as=shown&cols=name.handle`);
    expect(shown).toHaveLength(raw.length);
    expect((await see(roster, `/kols?${asked}&group=tier`)).groups?.reduce((sum, { count }) => sum + count, 0)).toBe(page.totals.count);
    const answer = await fileOf(collaborationsXlsx, '/collaborations.xlsx?c1.any=orders+in+5..&c1.any=tier+is+top&f.campaign=autumn');
    expect((await readSheet(Buffer.from(await answer.arrayBuffer()))).length - 1).toBe((await see(collaborations, '/collaborations?c1.any=orders+in+5..&c1.any=tier+is+top&f.campaign=autumn')).totals.count);
  });

  test('"all that match" are those of the groups, on whatever page', async () => {
    const ids = await selectedKolIds(t.db, world.workspaceId, { scope: 'all', query: `?${asked}`, id: [] });
    expect(ids.sort()).toEqual((await see(roster, `/kols?${asked}`)).rows.map(({ id }) => id).sort());
  });

  test('a column that is kept from somebody is as unknown to them as any other: no row, count, facet or file tells of it, and the rest holds', async () => {
    const { viewer } = world.cookies;
    const hidden = `/kols?c1.any=roi+in+..0.5&c1.any=tier+is+top`;
    const { query, total: { count }, facets } = await see(roster, hidden, viewer);
    expect(query.where).toEqual({ join: 'all', groups: [{ join: 'all', conditions: ['tier is top'] }] });
    expect(query.problems).toEqual([{ place: 'c1.any', text: 'roi in ..0.5', value: 'roi', expected: 'column', known: ['tier', 'status', 'platform', 'light', 'vertical', 'score', 'followers', 'name'] }]);
    const plain = await see(roster, '/kols?c1=tier+is+top', viewer);
    expect([count, facets]).toEqual([plain.total.count, plain.facets]);
    expect(await csvOf(kolsCsv, hidden.replace('/kols', '/kols.csv'), viewer)).toEqual(await csvOf(kolsCsv, '/kols.csv?c1=tier+is+top', viewer));
    for (const condition of ['roi empty', 'roi filled', 'roi in 0..', 'price in 0..', 'contact_email has a']) expect((await see(roster, `/kols?c1=${encodeURIComponent(condition)}`, viewer)).query.where).toBeUndefined();
    expect((await see(roster, '/kols?c1=roi+filled')).query.problems).toBeUndefined();
  });

  test('what cannot be asked is named, and archived KOLs come to those who ask for them', async () => {
    const { query, total: { count } } = await see(roster, '/kols?c1=tier+is+huge+top&c2=roi+in+cheap&q=lists');
    expect(query.problems?.map(({ place, value, expected }) => [place, value, expected])).toEqual([['c1', 'huge', 'choice'], ['c2', 'cheap', 'range']]);
    expect(count).toBe(8);
    await aKol(t.db, { workspaceId: world.workspaceId, name: 'Gone', handle: 'gone_by', status: 'archived' });
    expect((await see(roster, '/kols?c1=name+has+Gone')).total.count).toBe(0);
    expect((await see(roster, '/kols?c1.all=name+has+Gone&c1.all=status+is+archived')).total.count).toBe(1);
  });
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
