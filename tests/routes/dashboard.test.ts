import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { listClicksByDay } from '#db/queries/collaboration-pages.server.ts';
import { listCreditsByDay } from '#db/queries/collaboration-list.server.ts';
import { getFirstSteps } from '#db/queries/dashboard.server.ts';
import { sumClicksThrough, sumCreditsThrough } from '#db/queries/day-sums.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listReviewDays, listRoi } from '#db/queries/roi-board.server.ts';
import { extendRolledMonths } from '#db/queries/rollup-month.server.ts';
import { loader as dashboard } from '#app/routes/_index/route.tsx';
import { loader as assets } from '#app/routes/assets._index/route.tsx';
import { loader as collaborationOrders } from '#app/routes/collaborations.$collaborationId_.orders/route.tsx';
import { loader as finance } from '#app/routes/finance._index/route.tsx';
import { loader as newImport } from '#app/routes/imports.new/route.tsx';
import { loader as proposals } from '#app/routes/proposals._index/route.tsx';
import { loader as scorecard } from '#app/routes/scorecards.$collaborationId/route.tsx';
import { loader as people } from '#app/routes/settings.people/route.tsx';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { action as preferences } from '#app/routes/preferences/route.tsx';
import { EMPTY_BRIEF } from '#app/domain/brief.ts';
import { ROLES } from '#app/domain/permission.ts';
import { addDays } from '#app/domain/period.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const DAY_MS = 86_400_000;
let world: PortalWorld;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  const { coupon } = await t.db.selectFrom('collaboration').select('coupon').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  // The planted orders lie in the three days before; these came ten days before.
  const orders = Array.from({ length: 6 }, (_, index) => anOrder({ orderId: `early-${index}`, placedAt: new Date(NOON.getTime() - 10 * DAY_MS), discountCodes: [coupon] }));
  await takeInOrders(t.db, { workspaceId, orders, source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
  await settleRollups(t.db, { now: NOON });
});

/** The loader of the pages that first steps lead to, by the address. */
function pageAt(address: string, cookie: string): Parameters<typeof statusOf<unknown>> {
  const [pathname = ''] = address.split('?');
  const [, , collaborationId = ''] = pathname.split('/');
  const pages = [
    [/^\/collaborations\/[^/]+\/orders$/, collaborationOrders], [/^\/scorecards\/[^/]+$/, scorecard], [/^\/proposals$/, proposals], [/^\/finance$/, finance],
    [/^\/assets$/, assets], [/^\/imports\/new$/, newImport], [/^\/settings\/people$/, people],
  ] as const;
  const found = pages.find(([pattern]) => pattern.test(pathname));
  if (!found) throw new Error(`${address} is no page that first steps are known to lead to`);
  return [found[1], address, { cookie, params: { collaborationId } }];
}

const see = (search: string, cookie = world.cookies.manager) => dataOf(dashboard, `/?as_of=2026-07-10&campaign=planted${search}`, { cookie });

describe('the days chosen beside those before', () => {
  test('their revenue, orders and cost are what the campaign gained in them', async () => {
    const { board } = await see('&span=7');
    const before = (await dataOf(dashboard, `/?as_of=${addDays('2026-07-10', -7)}&campaign=planted`, { cookie: world.cookies.manager })).board;
    expect(board?.span.days).toEqual({ from: '2026-07-04', through: '2026-07-10' });
    expect(board?.span.total.revenueMinor).toBe((board?.revenueMinor ?? 0) - (before?.revenueMinor ?? 0));
    expect(board?.span.total.accruedMinor).toBe((board?.spend?.accruedMinor ?? 0) - (before?.spend?.accruedMinor ?? 0));
    expect([board?.span.total.orders, board?.span.totalBefore?.orders]).toEqual([60, 6]);
  });

  test('what moved most says by how much and why', async () => {
    const { board } = await see('&span=7');
    expect(board?.span.movers).toMatchObject([{ kolName: 'Planted creator', why: 'orders', orders: { before: 6, after: 60 }, changeMinor: (board?.span.total.revenueMinor ?? 0) - (board?.span.totalBefore?.revenueMinor ?? 0) }]);
    expect((await see('&span=30')).board?.span).toMatchObject({ before: null, totalBefore: null, movers: [] });
    expect((await see('&span=forever')).span).toBe('campaign');
  });

  test('who may not see costs is sent neither accrued cost nor money at risk; others are, the worst first', async () => {
    for (const role of ROLES) {
      const { board } = await see('&span=7', world.cookies[role]);
      const seesCosts = ['manager', 'finance', 'admin'].includes(role);
      expect([board?.span.total.accruedMinor === null, board?.atRisk === null], role).toEqual([!seesCosts, !seesCosts]);
      expect(board?.span.total.revenueMinor, role).toBeGreaterThan(0);
    }
    const { board } = await see('');
    const risks = board?.atRisk?.map(({ riskMinor }) => riskMinor) ?? [];
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    for (const one of board?.atRisk ?? []) expect(one.riskMinor).toBeLessThanOrEqual(one.remainingMinor);
  });
});

describe('the ROI expected at close beside the ROI so far', () => {
  test('each week shows the interval of the latest review by its end, as the ROI board of that day totals it', async () => {
    const { workspaceId } = world;
    const { policy } = await getPolicy(t.db, workspaceId);
    const reviewed = await listReviewDays(t.db, workspaceId);
    const { board } = await dataOf(dashboard, '/?campaign=planted', { cookie: world.cookies.manager });
    const weeks = board?.weeks ?? [];
    expect(weeks.filter((week) => week.atClose).length).toBeGreaterThan(0);
    for (const { endDay, atClose } of weeks) {
      const asOf = reviewed.find((day) => day <= endDay);
      const totals = asOf === undefined ? null : (await listRoi(t.db, workspaceId, { asOf, by: 'collaboration', filter: { campaignSlugs: ['planted'] } }, policy.roi)).totals;
      const expected = totals?.atClose ? { median: totals.atClose.median, ...totals.atClose.interval90 } : null;
      expect(atClose === null ? null : atClose && Object.values(atClose).map((one) => one.toFixed(9)), endDay).toEqual(expected && Object.values(expected).map((one) => one.toFixed(9)));
    }
  });

  test('who may not see costs is sent neither', async () => {
    for (const role of ROLES) {
      const { board } = await dataOf(dashboard, '/?campaign=planted', { cookie: world.cookies[role] });
      const seesCosts = ['manager', 'finance', 'admin'].includes(role);
      expect(board?.weeks.map((week) => ['roi' in week, 'atClose' in week]), role).toEqual(board?.weeks.map(() => [seesCosts, seesCosts]));
    }
  });
});

describe('credits and clicks added up to days', () => {
  test('are to each of these days what every day up to it comes to', async () => {
    const workspaceId = await aWorkspace(t.db);
    const { campaignId, collaborationId } = await aCollaboration(t.db, { workspaceId });
    const other = await aCollaboration(t.db, { workspaceId, campaignId });
    const elsewhere = await aCollaboration(t.db, { workspaceId });
    const days = Array.from({ length: 40 }, (_, index) => ({ day: addDays('2026-05-01', (index * 7) % 61), index }));
    const ids = [collaborationId, other.collaborationId, elsewhere.collaborationId];
    await t.db.insertInto('credit_day').values(ids.flatMap((id) => days.map(({ day, index }) => ({
      workspace_id: workspaceId, model: 'linear' as const, collaboration_id: id, day, orders: index, refunded_orders: 0, new_customer_orders: 0, known_customer_orders: 0, revenue_minor: index * 1_000 - 500, gross_minor: 0,
    })))).execute();
    await t.db.insertInto('click_day').values(ids.flatMap((id) => days.map(({ day, index }) => ({ workspace_id: workspaceId, collaboration_id: id, day, clicks: index * 3, visitors: 1, automated: index })))).execute();
    const members = ids.slice(0, 2);
    type Dated = { readonly collaborationId: string; readonly day: string };
    const upTo = <Row extends Dated>(rows: readonly Row[], end: string, figures: readonly ((row: Row) => number)[]) => members.map((id) => (
      figures.map((figure) => rows.filter((row) => row.collaborationId === id && row.day <= end).reduce((sum, row) => sum + figure(row), 0))
    ));
    const credited = await listCreditsByDay(t.db, workspaceId, members, 'linear');
    const clicked = (await Promise.all(members.map(async (id) => (await listClicksByDay(t.db, workspaceId, id)).map((row) => ({ ...row, collaborationId: id }))))).flat();
    const holds = () => fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: -5, max: 80 }), { maxLength: 6 }), fc.boolean(), async (offsets, byCampaign) => {
      const ends = offsets.map((offset) => addDays('2026-05-01', offset));
      const of = byCampaign ? { campaignId } : { ids: members };
      const [credits, clicks] = await Promise.all([sumCreditsThrough(t.db, workspaceId, of, 'linear', ends), sumClicksThrough(t.db, workspaceId, of, ends)]);
      for (const end of ends) {
        expect(upTo(credits, end, [(row) => row.orders, (row) => row.revenueMinor])).toEqual(upTo(credited, end, [(row) => row.orders, (row) => row.revenueMinor]));
        expect(upTo(clicks, end, [(row) => row.people, (row) => row.automated])).toEqual(upTo(clicked, end, [(row) => row.clicks, (row) => row.automated]));
      }
      expect([...credits, ...clicks].filter(({ collaborationId: id, day }) => !members.includes(id) || !ends.includes(day))).toEqual([]);
    }), { numRuns: 20 });
    await holds();
    // The same where months are added up, one of them or both.
    for (const before of ['2026-06-01', '2026-08-01']) {
      await t.db.transaction().execute((trx) => extendRolledMonths(trx, workspaceId, before));
      await holds();
    }
  });
});

describe('what waits', () => {
  test('rejected rows are told to those who may import their kind', async () => {
    await t.db.updateTable('import_run').set({ kind: 'roster', status: 'applied', rejected_count: 12, finished_at: new Date() }).where('workspace_id', '=', world.workspaceId).execute();
    expect((await see('')).board?.loose.imports).toEqual({ imports: 1, rows: 12 });
    expect((await see('', world.cookies.finance)).board?.loose.imports).toEqual({ imports: 0, rows: 0 });
    expect((await see('', world.cookies.viewer)).board?.loose.imports).toEqual({ imports: 0, rows: 0 });
  });

  test('sign-offs that are open, and how comments were classified, by the latest snapshot of each post that classifies any', async () => {
    const { workspaceId } = world;
    expect((await see('')).board?.loose).toMatchObject({ signOffs: 1, rightsEnding: 0, lateDeliverables: 0, sentiment: { positive: 0, neutral: 0, negative: 0 } });
    const { id } = await t.db.selectFrom('content').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    const none = { impressions: null, views: null, likes: null, comments: null, shares: null, saves: null, follows: null };
    const snapshot = (day: string, counts: readonly [number | null, number | null, number | null]) => ({
      workspace_id: workspaceId, content_id: id, captured_at: new Date(`${day}T03:00:00Z`), source: 'file', definition_version: '1', ...none, positive_comments: counts[0], neutral_comments: counts[1], negative_comments: counts[2],
    });
    await t.db.insertInto('content_metric').values([snapshot('2026-06-18', [6, 3, 1]), snapshot('2026-06-20', [60, 30, 10]), snapshot('2026-06-22', [null, null, null])]).execute();
    expect((await see('')).board?.loose.sentiment).toEqual({ positive: 60, neutral: 30, negative: 10 });
  });

  test('a post that was to be out yesterday is late until it is there', async () => {
    const { workspaceId } = world;
    const late = async () => (await see('')).board?.loose.lateDeliverables;
    const { id: campaignId } = await t.db.selectFrom('campaign').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, campaignId, publishedAt: null });
    const brief = (version: number, publishOn: string) => t.db.insertInto('brief_version').values({
      workspace_id: workspaceId, collaboration_id: collaborationId, version, body: JSON.stringify({ ...EMPTY_BRIEF, publishOn }), written_at: NOON, written_by: null, written_by_name: 'Mei', copied_from: null,
    }).execute();
    await brief(1, '2026-07-09');
    expect(await late()).toBe(1);
    await brief(2, '2026-07-10');
    expect(await late()).toBe(0);
    await brief(3, '2026-07-01');
    await t.db.updateTable('collaboration').set({ published_at: NOON }).where('id', '=', collaborationId).execute();
    expect(await late()).toBe(0);
  });
});

describe('first steps', () => {
  test('tick themselves by what there is', async () => {
    const { steps } = await see('');
    expect(steps).toMatchObject({ kols: true, campaigns: true, collaborations: true, orders: true, reviews: true });
    const nothing = await getFirstSteps(t.db, await aWorkspace(t.db));
    expect(nothing).toMatchObject({ kols: false, campaigns: false, collaborations: false, orders: false, clicks: false, reviews: false });
  });

  test('lead to the imports of those kinds alone that the person may take in', async () => {
    for (const role of ROLES) {
      const cookie = world.cookies[role];
      const { importKinds } = await see('', cookie);
      for (const kind of ['roster', 'orders'] as const) expect([role, kind, await statusOf(newImport, `/imports/new?kind=${kind}`, { cookie })]).toEqual([role, kind, importKinds.includes(kind) ? 200 : 403]);
    }
  });

  test('of the demo are what each role can do there and what the person has done; every page that they lead to opens', async () => {
    expect((await see('')).demoSteps).toBeNull();
    const { workspaceId, cookies: demoCookies } = await aPortalWorld(t.db, { orders: 'demo', isDemo: true });
    const stepsOf = async (role: (typeof ROLES)[number], cookies = '') => (await see('', `${demoCookies[role]}${cookies}`)).demoSteps ?? [];
    const keys = async (role: (typeof ROLES)[number]) => (await stepsOf(role)).map(({ key }) => key);
    expect(await keys('manager')).toEqual(['drill', 'why', 'judge', 'reuse', 'import', 'own']);
    expect(await keys('finance')).toEqual(['drill', 'why', 'pay', 'import', 'own']);
    expect(await keys('admin')).toEqual(['drill', 'why', 'reuse', 'import', 'invite', 'own']);
    expect(await keys('viewer')).toEqual(['drill', 'why', 'own']);
    for (const role of ROLES) {
      for (const { key, to } of await stepsOf(role)) if (to !== null) expect([role, key, await statusOf(...pageAt(to, demoCookies[role]))]).toEqual([role, key, 200]);
    }
    expect((await stepsOf('manager')).filter(({ done }) => done)).toEqual([]);
    expect((await stepsOf('manager', '; kol_seen_steps=drill')).filter(({ done }) => done)).toMatchObject([{ key: 'drill' }]);
    const { id } = await t.db.selectFrom('membership as m').innerJoin('app_user as u', 'u.id', 'm.user_id').select('u.id').where('m.workspace_id', '=', workspaceId).where('m.role', '=', 'manager').executeTakeFirstOrThrow();
    await insertAuditEntries(t.db, workspaceId, [{ id: newId(), at: NOON, actor: { kind: 'user', id, name: 'Mei' }, action: 'proposal.reject', subjectKind: 'proposal', subjectId: newId() }]);
    expect((await stepsOf('manager')).filter(({ done }) => done)).toMatchObject([{ key: 'judge' }]);
    expect((await stepsOf('finance')).filter(({ done }) => done)).toEqual([]);
  });

  test('that are done by looking are remembered beside those looked at before', async () => {
    const look = async (cookie: string) => {
      const answer = await visit(preferences, '/preferences', { cookie, form: { seen_step: 'why', next: '/scorecards' } });
      return answer instanceof Response ? [answer.headers.get('location'), ...answer.headers.getSetCookie().map((one) => one.split(';')[0])] : [];
    };
    expect(await look('')).toEqual(['/scorecards', 'kol_seen_steps=why']);
    expect(await look('kol_seen_steps=drill.other')).toEqual(['/scorecards', 'kol_seen_steps=drill.why']);
  });

  test('are put away and shown again by a preference', async () => {
    const answer = await visit(preferences, '/preferences', { cookie: '', form: { first_steps: 'off', units: 'wan', shortcuts: 'off', narrow_rail: 'on', next: '/' } });
    const cookies = answer instanceof Response ? answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]) : [];
    expect(cookies).toEqual(['kol_units=wan', 'kol_shortcuts=off', 'kol_narrow_rail=on', 'kol_first_steps=off']);
    expect((await see('', `${world.cookies.manager}; kol_first_steps=off`)).areStepsPutAway).toBe(true);
    expect((await see('&steps=show')).showsSteps).toBe(true);
    expect(await visit(preferences, '/preferences', { cookie: '', form: { units: 'dozen' } })).toMatchObject({ status: 400 });
  });

  test('the campaign that was chosen last is the one that is shown, as long as it is there', async () => {
    const shown = async (slug: string) => (await dataOf(dashboard, '/', { cookie: `${world.cookies.manager}; kol_campaign=${slug}` })).board?.campaign.slug;
    expect([await shown('planted'), await shown('%'), await shown('gone')]).toEqual(['planted', 'planted', 'planted']);
  });
});
