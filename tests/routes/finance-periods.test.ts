import { beforeAll, beforeEach, expect, test } from 'vitest';
import { can, ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { hashPassword } from '#app/lib/password.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { action as costAction } from '#app/routes/collaborations.$collaborationId_.costs/route.tsx';
import { action as papersAction } from '#app/routes/collaborations.$collaborationId_.papers/route.tsx';
import { loader as exportFile } from '#app/routes/finance.export.$file/route.ts';
import { action as step } from '#app/routes/finance.payments_.$paymentId/route.tsx';
import { action, loader } from '#app/routes/finance.periods/route.tsx';
import { action as explainAction } from '#app/routes/finance.variance/route.tsx';
import { anOrder } from '#tests/factories/order.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { sealedLines } from '#tests/setup/sealed-file.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let collaborationId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  collaborationId = world.params.get('collaborationId') ?? '';
});

beforeEach(async () => {
  // A closing is never removed; those of the test before are opened again.
  await t.db.updateTable('period_close').set({ reopened_at: NOON, reopened_by_name: 'x', reopen_reason: 'x' }).where('workspace_id', '=', world.workspaceId).where('reopened_at', 'is', null).execute();
  await steppedUp(new Date());
});

const steppedUp = async (at: Date | null) => await t.db.updateTable('session').set({ stepped_up_at: at }).where('workspace_id', '=', world.workspaceId).execute();

const see = (role: keyof PortalWorld['cookies'] = 'finance', search = '') => dataOf(loader, `/finance/periods${search}`, { cookie: world.cookies[role] });
const change = (form: Record<string, string>, role: keyof PortalWorld['cookies'] = 'finance') => visit(action, '/finance/periods', { cookie: world.cookies[role], form });
const close = (note = '') => change({ intent: 'close', month: '2026-06', note });
const JUNE = { month: '2026-06', closedByName: expect.any(String), openFrom: '2026-07-01' };

test('whoever sees costs reads the months; finance alone changes them', async () => {
  for (const role of ROLES) {
    const cookie = world.cookies[role];
    expect([role, await statusOf(loader, '/finance/periods', { cookie })]).toEqual([role, can(role, 'costs:read') ? 200 : 403]);
    for (const intent of ['close', 'reopen']) {
      const status = await statusOf(action, '/finance/periods', { cookie, form: { intent, month: '2026-06', reason: 'a bill was missing' } });
      expect([role, intent, status]).toEqual([role, intent, can(role, 'payments:approve') ? 303 : 403]);
    }
  }
});

test('a month is closed with a note, shown with its figures and history, and opened again with a reason', async () => {
  expect((await see()).next).toEqual({ month: '2026-06', isOver: true, from: '2026-07-01' });
  expect(await close('checked with the bank')).toMatchObject({ status: 303 });
  const { rows, last, next } = await see('manager');
  const june = rows.find(({ month }) => month === '2026-06');
  expect(june).toMatchObject({ status: 'closed', closing: { note: 'checked with the bank', committedMinor: june?.now.committedMinor, revenueMinor: june?.now.revenueMinor } });
  expect(last?.month).toBe('2026-06');
  expect(next.month).toBe('2026-07');
  expect(await change({ intent: 'reopen', month: '2026-06', reason: ' ' })).toMatchObject({ data: { refused: null, isReasonMissing: true, values: { reason: ' ' } }, init: { status: 422 } });
  expect(await change({ intent: 'reopen', month: '2026-06', reason: 'a bill was missing' })).toMatchObject({ status: 303 });
  expect((await see()).rows.find(({ month }) => month === '2026-06')).toMatchObject({ status: 'open', closing: null, reopened: expect.arrayContaining([expect.objectContaining({ note: 'checked with the bank', reopenReason: 'a bill was missing' })]) });
});

test('the checksum kept is that under the month\'s exported statement', async () => {
  await close();
  const closing = (await see()).rows.find(({ month }) => month === '2026-06')?.closing;
  const file = await visit(exportFile, '/finance/export/statements.csv?from=2026-06-01&to=2026-06-30', { cookie: world.cookies.finance, params: { file: 'statements.csv' } });
  const { foot } = await sealedLines(file);
  expect([foot['sha256'], foot['rows']]).toEqual([closing?.statementSha256, String(closing?.statementRows)]);
});

test('an order that comes late is counted in its month, and the difference to the closing is named', async () => {
  await close();
  for (const { kind, id, tier, minor } of (await see()).wanted) {
    const form = { anchor: 'x', kind, id, tier: tier ?? '', seen: String(minor), reason: 'less was booked than planned' };
    expect(await statusOf(explainAction, '/finance/variance', { cookie: world.cookies.manager, form })).toBe(303);
  }
  expect(await change({ intent: 'close', month: '2026-07' })).toMatchObject({ status: 303 });
  const { coupon } = await t.db.selectFrom('collaboration').select('coupon').where('id', '=', collaborationId).executeTakeFirstOrThrow();
  const late = anOrder({ orderId: 'late', placedAt: new Date(NOON.getTime() - 3_600_000), discountCodes: [coupon ?? ''] });
  await takeInOrders(t.db, { workspaceId: world.workspaceId, orders: [late], source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
  await runReview(t.db, { workspaceId: world.workspaceId }, { now: NOON, actor: PORTAL_ACTOR });
  const july = (await see()).rows.find(({ month }) => month === '2026-07');
  expect(july?.closing?.revenueMinor).toBe(60 * 19_900);
  expect(july?.now.revenueMinor).toBe(61 * 19_900);
});

test('the password is asked for again, and kept out of what comes back', async () => {
  await t.db.updateTable('app_user').set({ password_hash: await hashPassword('a long password') }).where('id', '=', world.userIds.finance).execute();
  await steppedUp(null);
  expect((await see()).steppedUp).toBe(false);
  expect(await close()).toMatchObject({ data: { refused: null, password: 'required' }, init: { status: 422 } });
  const wrong = await change({ intent: 'close', month: '2026-06', note: 'checked', password: 'guessed' });
  expect(wrong).toMatchObject({ data: { password: 'wrong', values: { note: 'checked' } } });
  expect(JSON.stringify(wrong)).not.toContain('guessed');
  expect(await change({ intent: 'close', month: '2026-06', note: '', password: 'a long password' })).toMatchObject({ status: 303 });
  expect((await see()).steppedUp).toBe(true);
  await steppedUp(null);
  expect(await change({ intent: 'reopen', month: '2026-06', reason: 'x' })).toMatchObject({ data: { password: 'required' } });
});

test('a month whose variances nobody explained is not closed, and the page names them beforehand', async () => {
  await t.db.updateTable('campaign').set({ budget_minor: 99_999_999 }).where('id', '=', world.params.get('campaignId') ?? '').execute();
  await close();
  await t.db.updateTable('campaign').set({ budget_minor: 1_000_000 }).where('id', '=', world.params.get('campaignId') ?? '').execute();
  const { wanted } = await see();
  expect(wanted.map(({ kind, tier }) => tier ?? kind)).toContain('campaign');
  expect(await change({ intent: 'close', month: '2026-07' })).toMatchObject({ data: { refused: 'variance-unexplained' }, init: { status: 409 } });
  await t.db.updateTable('campaign').set({ budget_minor: 100_000_000 }).where('id', '=', world.params.get('campaignId') ?? '').execute();
});

test('what cannot be done says why, and nonsense is refused', async () => {
  await close();
  expect(await change({ intent: 'close', month: '2026-06' })).toMatchObject({ data: { refused: 'already-closed' }, init: { status: 409 } });
  expect(await change({ intent: 'close', month: '2026-12' })).toMatchObject({ data: { refused: 'not-next' } });
  expect(await change({ intent: 'reopen', month: '2026-05', reason: 'x' })).toMatchObject({ data: { refused: 'not-closed' } });
  const nonsense: Record<string, string>[] = [{ intent: 'close', month: '2026-13' }, { intent: 'open', month: '2026-06' }, { intent: 'close', month: '2026-06', more: '1' }];
  for (const form of nonsense) {
    expect(await statusOf(action, '/finance/periods', { cookie: world.cookies.finance, form })).toBe(400);
  }
  expect((await see('finance', '?year=1999')).year).toBe((await see()).year);
});

test('forms that date money into the closed month say so beside the day, with what was typed', async () => {
  await close();
  const params = { collaborationId };
  const cost = { kind: 'boost', amount: '50', currency: 'CNY', incurredOn: '2026-06-20', cancellable: 'on', commission: '', note: '' };
  expect(await visit(costAction, '/x', { cookie: world.cookies.manager, params, form: cost })).toMatchObject({ data: { problems: { incurredOn: { code: 'periodClosed', period: JUNE } }, values: { amount: '50' } }, init: { status: 409 } });
  const invoice = { intent: 'invoice', amount: '10.00', currency: 'CNY', number: 'F-9', issuedOn: '2026-06-20', receivedOn: '2026-06-21' };
  expect(await visit(papersAction, '/x', { cookie: world.cookies.manager, params, form: invoice })).toMatchObject({ problems: { receivedOn: 'periodClosed' }, period: JUNE });
  const paymentId = newId();
  await t.db.insertInto('payment').values({
    workspace_id: world.workspaceId, id: paymentId, collaboration_id: collaborationId, stage: 'review', amount_minor: 5_000, currency: 'CNY', rate: '1', status: 'approved', paid_on: null, created_at: NOON, updated_at: NOON,
  }).execute();
  await t.db.updateTable('session').set({ stepped_up_at: new Date() }).where('workspace_id', '=', world.workspaceId).execute();
  const pay = { intent: 'pay', key: newId(), paidOn: '2026-06-20', reference: 'bank 1' };
  expect(await visit(step, '/x', { cookie: world.cookies.finance, params: { paymentId }, form: pay })).toMatchObject({ refused: null, fields: { paidOn: 'closed' }, period: JUNE, values: { paidOn: '2026-06-20' } });
});
