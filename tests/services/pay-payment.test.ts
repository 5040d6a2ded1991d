import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import type { BookedCollaboration } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { approvePayment } from '#app/services/approve-payment.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { explainPayment } from '#app/services/explain-payment.server.ts';
import { payPayment } from '#app/services/pay-payment.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { requestPayment } from '#app/services/request-payment.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { voidPayment } from '#app/services/void-payment.server.ts';

const t = useTestDatabase();
const TODAY = '2026-07-10';
type Person = Awaited<ReturnType<typeof aMember>>;
let workspaceId: string;
let manager: Person;
let finance: Person;
let booked: BookedCollaboration;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  manager = await aMember(t.db, workspaceId, 'manager', 'marketing');
  finance = await aMember(t.db, workspaceId, 'finance', 'finance');
  booked = await aBookedCollaboration(t.db, workspaceId);
});

const by = (actor: Doing['actor'], now = NOON): Doing => ({ now, actor });
const ask = (stage: 'agreement' | 'publication' | 'review' = 'agreement', actor: Doing['actor'] = manager) =>
  requestPayment(t.db, { workspaceId, collaborationId: booked.collaborationId, stage }, by(actor));
const approve = (change: Partial<Parameters<typeof approvePayment>[1]> = {}, actor: Doing['actor'] = finance, db = t.db) =>
  approvePayment(db, { workspaceId, paymentId: booked.paymentIds[0], key: newId(), steppedUpAt: NOON, ...change }, by(actor));
const pay = (change: Partial<Parameters<typeof payPayment>[1]> = {}, actor: Doing['actor'] = finance, db = t.db) =>
  payPayment(db, { workspaceId, paymentId: booked.paymentIds[0], key: newId(), steppedUpAt: NOON, paidOn: TODAY, reference: 'bank 1', ...change }, by(actor));

async function paymentRow(id = booked.paymentIds[0]) {
  return await t.db.selectFrom('payment').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirstOrThrow();
}

async function balances(): Promise<Record<string, number>> {
  const rows = await t.db.selectFrom('ledger_posting').select((eb) => ['account', eb.fn.sum<number>('amount_minor').as('minor')]).where('workspace_id', '=', workspaceId).groupBy('account').execute();
  return Object.fromEntries(rows.filter((row) => Number(row.minor) !== 0).map((row) => [row.account, Number(row.minor)]));
}

const holds = async () => await verifyLedger(t.db, { workspaceId, anchorFile: { anchors: [], brokenLines: [] } }, { now: NOON });

test('what a page says of a payment waits for nobody who is working on it', async () => {
  await ask();
  await t.db.transaction().execute(async (trx) => {
    await trx.selectFrom('payment').select('id').where('workspace_id', '=', workspaceId).forUpdate().execute();
    await lockLedger(trx, workspaceId);
    expect(await explainPayment(t.db, { workspaceId, paymentId: booked.paymentIds[0] }, by(finance))).toMatchObject({ approve: null, pay: { status: 'not-allowed', from: 'requested' } });
  });
});

test('a stage goes from planned to paid through three people\'s hands, and the ledger with it', async () => {
  expect(await balances()).toEqual({ expense_fee: 1_000_000, accrued: -1_000_000 });
  expect(await ask()).toMatchObject({ status: 'requested' });
  expect(await approve()).toEqual({ status: 'approved', paymentId: booked.paymentIds[0] });
  expect(await balances()).toEqual({ expense_fee: 1_000_000, accrued: -700_000, payable: -300_000 });
  expect(await pay()).toEqual({ status: 'paid', paymentId: booked.paymentIds[0] });
  expect(await balances()).toEqual({ expense_fee: 1_000_000, accrued: -700_000, bank: -300_000 });
  expect(await paymentRow()).toMatchObject({ requested_by: manager.id, approved_by: finance.id, paid_by: finance.id, status: 'paid', paid_on: TODAY, reference: 'bank 1' });
  const audit = await t.db.selectFrom('audit_event').select('action').where('workspace_id', '=', workspaceId).where('action', 'like', 'payment.%').orderBy('id').execute();
  expect(audit.map(({ action }) => action)).toEqual(['payment.request', 'payment.approve', 'payment.pay']);
  expect(await holds()).toMatchObject({ status: 'holds', checked: 3 });
});

describe('what stands in the way', () => {
  test.each(ROLES)('a %s: finance alone approves and pays', async (role) => {
    await ask();
    const person = await aMember(t.db, workspaceId, role);
    expect((await approve({}, person)).status).toBe(role === 'finance' ? 'approved' : 'not-finance');
    if (role !== 'finance') await approve();
    expect((await pay({}, person)).status).toBe(role === 'finance' ? 'paid' : 'not-finance');
  });

  test('somebody of another workspace, a token, the command line, and a role that was taken away meanwhile', async () => {
    await ask();
    const elsewhere = await aMember(t.db, await aWorkspace(t.db), 'finance');
    expect((await approve({}, elsewhere)).status).toBe('not-finance');
    expect((await approve({}, { kind: 'token', id: finance.id, name: 'shop' })).status).toBe('not-finance');
    expect((await approve({}, { kind: 'system', id: null, name: 'command line' })).status).toBe('not-finance');
    await t.db.updateTable('membership').set({ role: 'viewer' }).where('user_id', '=', finance.id).execute();
    expect((await approve()).status).toBe('not-finance');
    expect(await approve({ paymentId: newId() })).toEqual({ status: 'not-found' });
    expect(await approvePayment(t.db, { workspaceId: await aWorkspace(t.db), paymentId: booked.paymentIds[0], key: newId(), steppedUpAt: NOON }, by(finance))).toEqual({ status: 'not-found' });
    expect((await paymentRow()).status).toBe('requested');
  });

  test('whoever requested it, the database too', async () => {
    await ask('agreement', finance);
    expect(await approve()).toEqual({ status: 'same-person' });
    await expect(t.db.updateTable('payment').set({ approved_by: finance.id }).where('id', '=', booked.paymentIds[0]).execute()).rejects.toThrow('payment_separation');
  });

  test('a password that was not given again within five minutes', async () => {
    await ask();
    expect(await approve({ steppedUpAt: null })).toEqual({ status: 'step-up-needed' });
    expect(await approve({ steppedUpAt: new Date(NOON.getTime() - 301_000) })).toEqual({ status: 'step-up-needed' });
    expect((await approve({ steppedUpAt: new Date(NOON.getTime() - 299_000) })).status).toBe('approved');
    expect(await pay({ steppedUpAt: null })).toEqual({ status: 'step-up-needed' });
  });

  test('the wrong state, and a day that is still to come', async () => {
    expect(await approve()).toEqual({ status: 'not-allowed', from: 'planned' });
    expect(await pay()).toEqual({ status: 'not-allowed', from: 'planned' });
    await ask();
    await approve();
    expect(await pay({ paidOn: '2026-07-11' })).toEqual({ status: 'paid-in-future' });
  });

  test('a tripped fuse: nothing is approved and no cost committed; what was approved before may be paid', async () => {
    await ask();
    await ask('publication');
    await approve();
    const step = { workspace_id: workspaceId, collaboration_id: booked.collaborationId, period_number: 1, start_day: '2026-06-15', end_day: '2026-06-29', revenue_minor: 0, cost_minor: 100, policy_version: 1 };
    await t.db.insertInto('fuse_step').values({ ...step, state_after: 'tripped' }).execute();
    expect(await approve({ paymentId: booked.paymentIds[1] })).toEqual({ status: 'fuse-tripped' });
    expect((await pay()).status).toBe('paid');
    const cost = { collaborationId: booked.collaborationId, kind: 'boost' as const, amountMinor: 100, currency: 'CNY', incurredOn: TODAY };
    expect(await recordCosts(t.db, { workspaceId, costs: [cost] }, by(manager))).toEqual({ status: 'spending-stopped', index: 0, stop: { kind: 'tripped' } });
    expect(await holds()).toMatchObject({ status: 'holds' });
  });

  test('more than stands of the costs', async () => {
    await t.db.updateTable('payment').set({ amount_minor: 1_000_001 }).where('id', '=', booked.paymentIds[0]).execute();
    await ask();
    expect(await approve()).toMatchObject({ status: 'above-commitment', coverage: { committedMinor: 1_000_000, settledMinor: 0, amountMinor: 1_000_001, currency: 'CNY' } });
  });
});

describe('the same key', () => {
  test('again is told what came of the first; with another input, or for another deed, it is refused', async () => {
    await ask();
    const key = newId();
    expect((await approve({ key })).status).toBe('approved');
    expect((await approve({ key })).status).toBe('approved');
    expect((await approve({ key, paymentId: booked.paymentIds[1] })).status).toBe('key-reused');
    expect((await pay({ key })).status).toBe('key-reused');
    const other = newId();
    expect((await pay({ key: other })).status).toBe('paid');
    expect((await pay({ key: other })).status).toBe('paid');
    expect((await pay({ key: other, reference: 'bank 2' })).status).toBe('key-reused');
    expect(await balances()).toMatchObject({ bank: -300_000 });
  });

  test('that came to nothing may be tried again', async () => {
    const key = newId();
    expect((await approve({ key })).status).toBe('not-allowed');
    await ask();
    expect((await approve({ key })).status).toBe('approved');
  });
});

describe('taking back', () => {
  test('a request is withdrawn and may be made again by somebody else', async () => {
    await ask('agreement', finance);
    const withdraw = { workspaceId, paymentId: booked.paymentIds[0], step: 'withdraw' as const, reason: 'wrong stage' };
    expect(await voidPayment(t.db, withdraw, by(manager))).toMatchObject({ status: 'withdrawn' });
    expect(await paymentRow()).toMatchObject({ status: 'planned', requested_by: null });
    await ask();
    expect((await approve()).status).toBe('approved');
    expect(await voidPayment(t.db, withdraw, by(finance))).toEqual({ status: 'not-allowed', from: 'approved' });
  });

  test('what was approved is voided by finance alone, by a reversing entry that says why; what is paid is not', async () => {
    await ask();
    await approve();
    const strike = { workspaceId, paymentId: booked.paymentIds[0], step: 'void' as const, reason: 'agreed anew' };
    expect(await voidPayment(t.db, strike, by(manager))).toEqual({ status: 'not-finance' });
    expect(await voidPayment(t.db, strike, by(finance))).toMatchObject({ status: 'voided' });
    expect(await balances()).toEqual({ expense_fee: 1_000_000, accrued: -1_000_000 });
    const [last] = await t.db.selectFrom('ledger_entry').selectAll().where('workspace_id', '=', workspaceId).orderBy('sequence', 'desc').limit(1).execute();
    expect(last).toMatchObject({ kind: 'reversal', reverses: 2, reason: 'agreed anew', actor_id: finance.id, actor_name: finance.name });
    expect(await voidPayment(t.db, { ...strike, paymentId: newId() }, by(finance))).toEqual({ status: 'not-found' });
    await ask('publication');
    await approve({ paymentId: booked.paymentIds[1] });
    await pay({ paymentId: booked.paymentIds[1] });
    expect(await voidPayment(t.db, { ...strike, paymentId: booked.paymentIds[1] }, by(finance))).toEqual({ status: 'not-allowed', from: 'paid' });
  });
});

describe('64 at the same time', () => {
  async function race<T>(attempt: (db: typeof t.db, index: number) => Promise<T>): Promise<T[]> {
    const handle = openDatabase(t.url, { max: 16 });
    try {
      return await Promise.all(Array.from({ length: 64 }, (_, index) => attempt(handle.db, index)));
    } finally {
      await handle.close();
    }
  }

  test('approve a stage: one approval, one entry', async () => {
    await ask();
    const outcomes = await race((db) => approve({}, finance, db));
    expect(outcomes.filter((outcome) => outcome.status === 'approved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.status === 'not-allowed')).toHaveLength(63);
    expect(await balances()).toMatchObject({ payable: -300_000 });
  });

  test('pay a stage with keys of their own: paid once; with one key: paid once, and all are told so', async () => {
    await ask();
    await ask('publication');
    await approve();
    await approve({ paymentId: booked.paymentIds[1] });
    const own = await race((db) => pay({}, finance, db));
    expect(own.filter((outcome) => outcome.status === 'paid')).toHaveLength(1);
    const key = newId();
    const shared = await race((db) => pay({ paymentId: booked.paymentIds[1], key }, finance, db));
    expect(shared.filter((outcome) => outcome.status === 'paid')).toHaveLength(64);
    expect(await balances()).toEqual({ expense_fee: 1_000_000, accrued: -300_000, bank: -700_000 });
    expect(await t.db.selectFrom('ledger_entry').select('sequence').where('workspace_id', '=', workspaceId).where('kind', '=', 'payment').execute()).toHaveLength(2);
    expect(await holds()).toMatchObject({ status: 'holds', checked: 5 });
  });

  test('approve three stages that together exceed what stands: never above it', async () => {
    await t.db.updateTable('payment').set({ amount_minor: 400_000 }).where('collaboration_id', '=', booked.collaborationId).execute();
    for (const stage of ['agreement', 'publication', 'review'] as const) await ask(stage);
    const outcomes = await race((db, index) => approve({ paymentId: booked.paymentIds[index % 3] ?? '' }, finance, db));
    expect(outcomes.filter((outcome) => outcome.status === 'approved')).toHaveLength(2);
    expect(await balances()).toMatchObject({ payable: -800_000 });
  });
});
