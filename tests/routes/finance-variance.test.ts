import { beforeAll, describe, expect, test } from 'vitest';
import { can, ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { action as makeCuts, loader as budgetPage } from '#app/routes/campaigns.$slug_.budget/route.tsx';
import { loader as collaborationPage } from '#app/routes/collaborations.$collaborationId/route.tsx';
import { loader as landing } from '#app/routes/finance._index/route.tsx';
import { loader as exportFile } from '#app/routes/finance.export.$file/route.ts';
import { loader as statement } from '#app/routes/finance.$kolId/route.tsx';
import { loader as byKolCsv } from '#app/routes/finance[.]csv/route.ts';
import { action, loader } from '#app/routes/finance.variance/route.tsx';
import { loader as profile } from '#app/routes/kols.$kolId._index/route.tsx';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { sealedLines } from '#tests/setup/sealed-file.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
/** Ten percent more than the fee of the planted KOL, promised after the flight began. */
const LATER_MINOR = 876_543;
let world: PortalWorld;
let kolId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  kolId = world.params.get('kolId') ?? '';
  const costs = [{ collaborationId: world.params.get('collaborationId') ?? '', kind: 'boost' as const, amountMinor: LATER_MINOR, currency: 'CNY', incurredOn: '2026-07-20' }];
  await recordCosts(t.db, { workspaceId: world.workspaceId, costs }, { now: new Date('2026-07-20T04:00:00Z'), actor: PORTAL_ACTOR });
});

const see = (role: keyof PortalWorld['cookies'] = 'finance') => dataOf(loader, '/finance/variance', { cookie: world.cookies[role] });
const form = (change: Record<string, string> = {}) => ({ anchor: `kol-${kolId}`, kind: 'kol', id: kolId, tier: '', seen: String(LATER_MINOR), reason: 'one more video', ...change });
const write = (change: Record<string, string> = {}, role: keyof PortalWorld['cookies'] = 'manager') => visit(action, '/finance/variance?campaign=planted', { cookie: world.cookies[role], form: form(change) });
const kolRow = async () => (await see()).reasons.find((row) => row.kind === 'kol');

test('whoever sees costs reads the variances; whoever writes costs explains them; others get neither amounts nor reasons', async () => {
  for (const role of ROLES) {
    const cookie = world.cookies[role];
    const read = can(role, 'costs:read') ? 200 : 403;
    expect([role, await statusOf(loader, '/finance/variance', { cookie })]).toEqual([role, read]);
    expect([role, await statusOf(exportFile, '/finance/export/variance.csv', { cookie, params: { file: 'variance.csv' } })]).toEqual([role, read]);
    expect([role, await statusOf(action, '/finance/variance', { cookie, form: form({ reason: '' }) })]).toEqual([role, can(role, 'costs:write') ? 200 : 403]);
  }
});

test('a reason is kept with who and when, shown on the page, the statement and in the files', async () => {
  expect(await kolRow()).toMatchObject({ minor: LATER_MINOR, basisPoints: 1_000, state: 'wanted', note: null });
  expect((await see()).reasons[0]?.state).toBe('wanted');
  const answer = await write();
  expect((answer as Response).headers.get('location')).toBe(`/finance/variance?campaign=planted#kol-${kolId}`);
  const note = { reason: 'one more video', writtenByName: 'The manager', minor: LATER_MINOR, basisPoints: 1_000 };
  expect(await kolRow()).toMatchObject({ state: 'given', note });
  const page = await dataOf(statement, `/finance/${kolId}`, { cookie: world.cookies.finance, params: { kolId } });
  expect(page).toMatchObject({ variance: { state: 'given', plannedMinor: 8_765_432 }, notes: [note] });
  const { text } = await sealedLines(await visit(exportFile, '/finance/export/variance.csv', { cookie: world.cookies.finance, params: { file: 'variance.csv' } }));
  expect(text).toContain(`kol,Planted creator,,,${kolId},CNY,96419.75,87654.32,8765.43,10.00,given,one more video,The manager,`);
  const csv = await sealedLines(await visit(byKolCsv, '/finance.csv', { cookie: world.cookies.finance }));
  expect(csv.text).toContain(',87654.32,8765.43,10.00,given,one more video,The manager,');
});

test('a reason is for the figures that were seen, is not empty, and is about something that is there', async () => {
  expect(await write({ reason: ' ' })).toMatchObject({ data: { anchor: `kol-${kolId}`, problem: 'required', reason: ' ' }, init: { status: 422 } });
  expect(await write({ seen: '1' })).toMatchObject({ data: { problem: 'changed', reason: 'one more video' }, init: { status: 409 } });
  for (const [bad, status] of [[{ id: newId() }, 404], [{ kind: 'shop' }, 400], [{ seen: '1.5' }, 400], [{ more: '1' }, 400]] as const) {
    expect(await statusOf(action, '/finance/variance', { cookie: world.cookies.finance, form: { ...form(), ...bad } })).toBe(status);
  }
});

test('the landing page counts what waits, whatever part of the statement is shown, and shows each KOL\'s variance where the whole is', async () => {
  const page = async (search: string, role: keyof PortalWorld['cookies'] = 'finance') => await dataOf(landing, `/finance${search}`, { cookie: world.cookies[role] });
  const { inbox, rows, agreement } = await page('');
  const { reasons, open } = await see();
  expect(inbox).toMatchObject({ unexplained: open, stale: 0, toApprove: 0, toPay: 0, signOffs: 1, mismatches: 0, monthsToClose: expect.any(Number), nextMonth: '2026-06', anchoredAt: expect.any(String) });
  expect(rows.find((row) => row.key === kolId)?.variance).toEqual(reasons.find((row) => row.kind === 'kol'));
  expect(agreement).toMatchObject({ committedDifferenceMinor: 0, paidDifferenceMinor: 0 });
  for (const part of ['?f.tier=mid', '?from=2026-07-01&to=2026-07-02']) {
    const filtered = await page(part);
    expect([part, filtered.inbox, filtered.rows.map((row) => row.variance), filtered.agreement]).toEqual([part, inbox, [null], null]);
  }
  expect((await page('?by=campaign')).rows.map((row) => row.variance?.kind)).toEqual(['campaign']);
  for (const role of ROLES) expect([role, await statusOf(landing, '/finance', { cookie: world.cookies[role] })]).toEqual([role, can(role, 'costs:read') ? 200 : 403]);
});

test('ROI by period stands on the pages of KOL and collaboration for those who see costs, as its review found it', async () => {
  const { collaborationId = '' } = Object.fromEntries(world.params);
  const steps = await t.db.selectFrom('fuse_step').select(['period_number as periodNumber', 'revenue_minor as revenueMinor', 'cost_minor as costMinor']).where('collaboration_id', '=', collaborationId).orderBy('start_day', 'desc').execute();
  expect(steps.length).toBeGreaterThan(0);
  for (const role of ROLES) {
    const expected = can(role, 'costs:read') ? steps.map((step) => expect.objectContaining({ ...step, campaignSlug: 'planted' })) : null;
    expect([role, (await dataOf(profile, `/kols/${kolId}`, { cookie: world.cookies[role], params: { kolId } })).periods]).toEqual([role, expected]);
    expect([role, (await dataOf(collaborationPage, `/collaborations/${collaborationId}`, { cookie: world.cookies[role], params: { collaborationId } })).periods]).toEqual([role, expected]);
  }
});

describe('the cut plan of a campaign', () => {
  const params = { slug: 'planted' };
  const see = (role: keyof PortalWorld['cookies'] = 'manager') => dataOf(budgetPage, '/campaigns/planted/budget', { cookie: world.cookies[role], params });
  const cut = (form: Record<string, string>, role: keyof PortalWorld['cookies'] = 'manager') => visit(makeCuts, '/campaigns/planted/budget', { cookie: world.cookies[role], params, form });
  const refusalOf = (answer: unknown) => (typeof answer === 'object' && answer !== null && 'data' in answer ? answer.data : answer);
  const seen = async () => (await see()).report?.cuts?.cuts.map(({ id, cutMinor }) => `${id}:${cutMinor}`) ?? [];

  /** 9,641,975 fen are committed; what was planned is less than 1/1.15 of it from here on. */
  beforeAll(async () => {
    await t.db.updateTable('campaign').set({ budget_minor: 8_380_000 }).where('id', '=', world.params.get('campaignId') ?? '').execute();
  });

  test('is read by whoever sees costs and made by who decides on proposals', async () => {
    for (const role of ROLES) {
      const cookie = world.cookies[role];
      expect([role, await statusOf(budgetPage, '/campaigns/planted/budget', { cookie, params })]).toEqual([role, can(role, 'costs:read') ? 200 : 403]);
      expect([role, await statusOf(makeCuts, '/campaigns/planted/budget', { cookie, params, form: {} })]).toEqual([role, can(role, 'proposals:decide') ? 200 : 403]);
    }
    expect([(await see('manager')).mayCut, (await see('finance')).mayCut]).toEqual([true, false]);
    expect(await statusOf(makeCuts, '/campaigns/nowhere/budget', { cookie: world.cookies.manager, params: { slug: 'nowhere' }, form: {} })).toBe(404);
  });

  test('wants a reason and a choice, and keeps what was typed', async () => {
    const [one = ''] = await seen();
    expect(refusalOf(await cut({ cuts: one, reason: ' ' }))).toMatchObject({ problem: 'reason', cuts: [one] });
    expect(refusalOf(await cut({ reason: 'too much' }))).toMatchObject({ problem: 'nothing', reason: 'too much' });
    expect(refusalOf(await cut({ cuts: `${one}0`, reason: 'too much' }))).toMatchObject({ problem: 'changed', reason: 'too much' });
  });

  test('is made within what one person may move, and told on the page; more needs three', async () => {
    const [one = ''] = await seen();
    expect(refusalOf(await cut({ cuts: one, reason: 'too much' }))).toMatchObject({ problem: 'signOff', move: { kind: 'budget_move', capMinor: 1_257_000 }, cuts: [one] });
    // 115 % of the plan to the fen: what is beyond is what one person may move.
    await t.db.updateTable('campaign').set({ budget_minor: 8_384_326 }).where('id', '=', world.params.get('campaignId') ?? '').execute();
    const [lower = ''] = await seen();
    const answer = await cut({ cuts: lower, reason: 'too much' });
    expect(answer instanceof Response ? answer.headers.get('location') : refusalOf(answer)).toBe('/campaigns/planted/budget');
    const { report, cutsMade } = await see();
    expect(report?.cuts).toBeNull();
    expect(cutsMade).toMatchObject([{ kolName: 'Planted creator', releasedMinor: 1_257_649, reason: 'too much', cutByName: 'The manager' }]);
  });
});
