import { beforeAll, expect, test } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { loader as list } from '#app/routes/finance._index/route.tsx';
import { loader as statement } from '#app/routes/finance.$kolId/route.tsx';
import { loader as statementCsv } from '#app/routes/finance.$kolId_.statement[.]csv/route.ts';
import { loader as listCsv } from '#app/routes/finance[.]csv/route.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { routeCall, thrownBy } from '#tests/setup/route-call.ts';
import { sealedLines } from '#tests/setup/sealed-file.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let kolId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  kolId = world.params.get('kolId') ?? '';
  const { workspaceId } = world;
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'second' });
  const kol = await aKol(t.db, { workspaceId, name: '=cmd|evil' });
  const live = await aCollaboration(t.db, { workspaceId, campaignId, kol, feeMinor: 500_000 });
  await t.db.insertInto('payment').values({
    workspace_id: workspaceId, id: newId(), collaboration_id: live.collaborationId, stage: 'agreement', amount_minor: 600_050, currency: 'CNY', rate: '1', status: 'paid',
    paid_on: '2026-07-02', created_at: NOON, updated_at: NOON,
  }).execute();
  await aCollaboration(t.db, { workspaceId, campaignId, status: 'draft', feeMinor: 70_000 });
  await t.db.insertInto('cost_item').values({
    workspace_id: workspaceId, id: newId(), collaboration_id: live.collaborationId, kind: 'boost', amount_minor: 10_000, currency: 'USD', rate: null,
    commission_basis_points: null, incurred_on: '2026-07-01', identity: 'foreign', created_at: NOON,
  }).execute();
});

const see = (search = '', role: keyof PortalWorld['cookies'] = 'finance') => list(routeCall(`/finance${search}`, { cookie: world.cookies[role] }));
const open = (id: string, search = '') => statement(routeCall(`/finance/${id}${search}`, { cookie: world.cookies.finance, params: { kolId: id } }));

const AMOUNTS = ['plannedMinor', 'committedMinor', 'accruedMinor', 'invoicedMinor', 'paidMinor', 'remainingMinor', 'revenueMinor', 'refundedMinor'] as const;

test('every column of the total is the sum of the rows, and every row the sum of its statement', async () => {
  const { rows, total } = await see();
  expect(rows).toHaveLength(3);
  for (const key of AMOUNTS) expect(rows.reduce((sum, row) => sum + row.spend[key], 0)).toBe(total[key]);
  for (const row of rows) {
    const { collaborations, total: own } = await open(row.key);
    expect(own).toEqual(row.spend);
    const lines = collaborations.flatMap((one) => one.costLines);
    expect(lines.reduce((sum, cost) => sum + (cost.line?.committedMinor ?? 0), 0)).toBe(row.spend.committedMinor);
    expect(collaborations.flatMap((one) => one.paymentLines).reduce((sum, payment) => sum + (payment.countedMinor ?? 0), 0)).toBe(row.spend.paidMinor);
  }
});

test('planned, committed, paid and revenue are told apart; what has no rate is flagged', async () => {
  const { rows, total } = await see();
  expect(rows.find((row) => row.key === kolId)?.spend).toMatchObject({ committedMinor: 8_765_432, paidMinor: 0, revenueMinor: 60 * 19_900, roi: '0.14' });
  expect(rows.find((row) => row.name === '=cmd|evil')?.spend).toMatchObject({ committedMinor: 500_000, paidMinor: 600_050, remainingMinor: -100_050, uncounted: 1 });
  expect(total.plannedMinor - total.committedMinor).toBe(70_000);
  expect(total.uncounted).toBe(1);
});

test('campaign and period narrow the figures; periods that follow one another add up', async () => {
  expect((await see('?f.campaign=second')).rows).toHaveLength(2);
  const before = (await see('?to=2026-06-30')).total;
  const after = (await see('?from=2026-07-01')).total;
  const all = (await see()).total;
  for (const key of AMOUNTS) expect(before[key] + after[key]).toBe(all[key]);
  expect(before.paidMinor).toBe(0);
});

test('rows are ordered by any figure', async () => {
  const order = async (search: string) => (await see(search)).rows.map((row) => row.spend.committedMinor);
  expect(await order('?sort=-committed')).toEqual([8_765_432, 500_000, 0]);
  expect(await order('?sort=committed')).toEqual([0, 500_000, 8_765_432]);
});

test('only those who see costs come in, and an unknown KOL is not found', async () => {
  for (const role of ['content', 'operations', 'viewer'] as const) {
    expect((await thrownBy(() => see('', role))).status).toBe(403);
    expect((await thrownBy(() => listCsv(routeCall('/finance.csv', { cookie: world.cookies[role] })))).status).toBe(403);
  }
  const other = await aPortalWorld(t.db);
  for (const id of [newId(), 'x', other.params.get('kolId') ?? '']) {
    expect((await thrownBy(() => open(id))).status).toBe(404);
    expect((await thrownBy(() => statementCsv(routeCall('/x', { cookie: world.cookies.finance, params: { kolId: id } })))).status).toBe(404);
  }
});

test('the export has every row, decimal amounts, guarded text, and says how many rows it has', async () => {
  const answer = await listCsv(routeCall('/finance.csv?sort=-committed', { cookie: world.cookies.finance }));
  const { head, lines, foot } = await sealedLines(answer);
  expect(head).toBe('\uFEFFkol,name,collaborations,currency,planned,committed,invoiced,paid,remaining,accrued,revenue,refunds,roi,lines_without_rate,variance_plan,variance,variance_pct,reason_state,reason,reason_by,reason_at');
  expect(answer.headers.get('x-row-count')).toBe('3');
  expect(lines).toHaveLength(3);
  expect(foot['rows']).toBe('3');
  expect(lines[0]).toBe(`${kolId},Planted creator,1,CNY,87654.32,87654.32,0.00,0.00,87654.32,87654.32,11940.00,0.00,0.14,0,87654.32,0.00,0.00,small,,,`);
  expect(lines[1]).toContain(`,'=cmd|evil,1,CNY,5000.00,5000.00,0.00,6000.50,-1000.50,`);
});

test('the statement\'s export holds each cost, payment and revenue line', async () => {
  const evil = (await see()).rows.find((row) => row.name === '=cmd|evil');
  const answer = await statementCsv(routeCall('/x', { cookie: world.cookies.manager, params: { kolId: evil?.key ?? '' } }));
  const lines = (await sealedLines(answer)).lines.map((line) => line.split(','));
  expect(answer.headers.get('x-row-count')).toBe('4');
  expect(lines.map((cells) => cells[4])).toEqual(['cost', 'cost', 'payment', 'revenue']);
  expect(lines[0]?.slice(5, 15)).toEqual(['fee', 'live', '', '5000.00', '0.00', 'CNY', '1.0000000000', 'CNY', '5000.00', '5000.00']);
  expect(lines[1]?.slice(8, 15)).toEqual(['100.00', '0.00', 'USD', '', 'CNY', '', '']);
});
