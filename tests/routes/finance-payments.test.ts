import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { hashPassword } from '#app/lib/password.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { action as papersAction, loader as papers } from '#app/routes/collaborations.$collaborationId_.papers/route.tsx';
import { action as step, loader as payment } from '#app/routes/finance.payments_.$paymentId/route.tsx';
import { loader as queue } from '#app/routes/finance.payments/route.tsx';
import { loader as entryPage } from '#app/routes/finance.ledger_.$sequence/route.tsx';
import { loader as ledgerPage } from '#app/routes/finance.ledger/route.tsx';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PASSWORD = 'correct horse battery staple';
let world: PortalWorld;
let campaignId: string;
let collaborationId: string;
let paymentId: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  campaignId = await aCampaign(t.db, { workspaceId: world.workspaceId, slug: 'money' });
  await t.db.updateTable('app_user').set({ password_hash: await hashPassword(PASSWORD) }).where('id', 'in', [world.userIds.finance, world.userIds.manager]).execute();
});

beforeEach(async () => {
  const { workspaceId } = world;
  await t.db.updateTable('session').set({ stepped_up_at: null }).where('workspace_id', '=', workspaceId).execute();
  const kol = await aKol(t.db, { workspaceId });
  const made = await aCollaboration(t.db, { workspaceId, campaignId, kol, feeMinor: 100_000 });
  collaborationId = made.collaborationId;
  paymentId = await plan(30_000, 'agreement');
});

async function plan(amountMinor: number, stage: 'agreement' | 'publication'): Promise<string> {
  const id = newId();
  await t.db.insertInto('payment').values({
    workspace_id: world.workspaceId, id, collaboration_id: collaborationId, stage, amount_minor: amountMinor, currency: 'CNY', rate: '1', status: 'planned', paid_on: null, created_at: NOON, updated_at: NOON,
  }).execute();
  return id;
}

const take = (role: Role, form: Record<string, string>, id = paymentId) => visit(step, `/finance/payments/${id}`, { cookie: world.cookies[role], params: { paymentId: id }, form: { key: newId(), ...form } });
const see = (role: Role, id = paymentId) => dataOf(payment, `/finance/payments/${id}`, { cookie: world.cookies[role], params: { paymentId: id } });
const stateOf = async (id = paymentId) => (await t.db.selectFrom('payment').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;
const statusOfAnswer = (answer: unknown) => (answer instanceof Response ? answer.status : answer);

describe('a payment', () => {
  test('is requested by the manager, approved and paid by finance after the password, and the ledger holds both', async () => {
    expect(statusOfAnswer(await take('manager', { intent: 'request' }))).toBe(303);
    expect((await dataOf(queue, '/finance/payments', { cookie: world.cookies.finance })).rows.map((row) => row.id)).toContain(paymentId);
    expect(await take('finance', { intent: 'approve' })).toMatchObject({ intent: 'approve', fields: { password: 'required' } });
    const wrong = await take('finance', { intent: 'approve', password: 'guessed' });
    expect(wrong).toMatchObject({ fields: { password: 'wrong' } });
    expect(JSON.stringify(wrong)).not.toContain('guessed');
    expect(await stateOf()).toBe('requested');
    expect(statusOfAnswer(await take('finance', { intent: 'approve', password: PASSWORD }))).toBe(303);
    expect(await stateOf()).toBe('approved');
    // The password was given a moment ago: it is not asked again, and what was typed comes back with the refusal.
    expect(await take('finance', { intent: 'pay', paidOn: '', reference: 'BANK-1' })).toMatchObject({ fields: { paidOn: 'day' }, values: { reference: 'BANK-1' } });
    expect(statusOfAnswer(await take('finance', { intent: 'pay', paidOn: '2026-07-09', reference: 'BANK-1' }))).toBe(303);
    const { entries, history } = await see('finance');
    expect(entries.map((entry) => entry.kind)).toEqual(['approval', 'payment']);
    expect(history.map((event) => event.action)).toEqual(['payment.pay', 'payment.approve', 'payment.request']);
  });

  test('cannot be approved by who requested it, and the page says so before anybody tries', async () => {
    await take('finance', { intent: 'request' });
    expect((await see('finance')).outlook.approve).toEqual({ status: 'same-person' });
    expect(await take('finance', { intent: 'approve', password: PASSWORD })).toMatchObject({ refused: 'same-person' });
    expect(await stateOf()).toBe('requested');
  });

  test('is approved by nobody but finance, whoever asks', async () => {
    await take('manager', { intent: 'request' });
    for (const role of ROLES.filter((one) => one !== 'finance')) {
      expect(statusOfAnswer(await take(role, { intent: 'approve', password: PASSWORD })), role).toBe(403);
      expect(statusOfAnswer(await take(role, { intent: 'pay', password: PASSWORD, paidOn: '2026-07-09', reference: 'x' })), role).toBe(403);
    }
    for (const role of ['content', 'operations', 'viewer'] as const) {
      for (const intent of ['request', 'withdraw', 'void']) expect(statusOfAnswer(await take(role, { intent, reason: 'x' })), `${role} ${intent}`).toBe(403);
    }
    expect(await stateOf()).toBe('requested');
  });

  test('above what was committed says by how much and where to ask; so does a tripped fuse', async () => {
    const much = await plan(200_000, 'publication');
    await take('manager', { intent: 'request' }, much);
    const { outlook } = await see('finance', much);
    expect(outlook.approve).toMatchObject({ status: 'above-commitment', coverage: { committedMinor: 100_000, amountMinor: 200_000 } });
    expect(outlook.openSignOff).toEqual({ overCommitment: null, fuseReset: null });
    expect(await take('finance', { intent: 'approve', password: PASSWORD }, much)).toMatchObject({ refused: 'above-commitment' });
  });

  test('is withdrawn and voided with a reason; what was approved is reversed, and both entries name each other', async () => {
    await take('manager', { intent: 'request' });
    expect(await take('manager', { intent: 'withdraw', reason: ' ' })).toMatchObject({ fields: { reason: 'required' } });
    expect(statusOfAnswer(await take('manager', { intent: 'withdraw', reason: 'wrong amount' }))).toBe(303);
    expect(await stateOf()).toBe('planned');
    await take('manager', { intent: 'request' });
    await take('finance', { intent: 'approve', password: PASSWORD });
    expect(statusOfAnswer(await take('finance', { intent: 'void', reason: 'agreed otherwise' }))).toBe(303);
    const { entries } = await see('finance');
    expect(entries.map((entry) => [entry.kind, entry.amountMinor])).toEqual([['approval', 30_000], ['reversal', 30_000]]);
    const [approval, reversal] = entries;
    const open = (sequence = 0) => dataOf(entryPage, `/finance/ledger/${sequence}`, { cookie: world.cookies.finance, params: { sequence: String(sequence) } });
    expect((await open(approval?.sequence)).entry.reversedBy).toBe(reversal?.sequence);
    expect((await open(reversal?.sequence)).entry).toMatchObject({ reverses: approval?.sequence, previousHash: approval?.hash, reason: 'agreed otherwise' });
    expect((await open(reversal?.sequence)).events.map((event) => event.action)).toEqual(['payment.void']);
  });

  test('that is not there is not found, in another workspace as well', async () => {
    const other = await aPortalWorld(t.db, { orders: 'theirs' });
    for (const id of [newId(), 'x', other.params.get('paymentId') ?? '']) {
      expect(await statusOf(payment, '/x', { cookie: world.cookies.finance, params: { paymentId: id } })).toBe(404);
      expect(statusOfAnswer(await take('finance', { intent: 'request' }, id))).toBe(404);
    }
    expect(statusOfAnswer(await take('finance', { intent: 'steal' }))).toBe(400);
  });
});

describe('the ledger page', () => {
  const list = (search = '', role: Role = 'finance') => dataOf(ledgerPage, `/finance/ledger${search}`, { cookie: world.cookies[role] });

  test('shows what its filters ask for, with totals of all of it: debits equal credits', async () => {
    await take('manager', { intent: 'request' });
    await take('finance', { intent: 'approve', password: PASSWORD });
    const { rows, totals } = await list(`?f.collaboration=${collaborationId}`);
    expect(rows.map((row) => row.kind)).toEqual(['approval']);
    expect(totals).toMatchObject({ entries: 1, payableMinor: 30_000, paidMinor: 0 });
    const all = await list();
    expect(all.totals.debitMinor).toBe(all.totals.creditMinor);
    expect((await list('?f.kind=payment&f.account=bank')).rows.every((row) => row.kind === 'payment' && row.creditAccount === 'bank')).toBe(true);
    expect((await list('?to=2020-01-01')).rows).toEqual([]);
  });

  test('is for finance and administrators', async () => {
    for (const role of ROLES) expect(await statusOf(ledgerPage, '/finance/ledger', { cookie: world.cookies[role] }), role).toBe(role === 'finance' || role === 'admin' ? 200 : 403);
    for (const sequence of ['0', 'x', '999999']) expect(await statusOf(entryPage, '/x', { cookie: world.cookies.finance, params: { sequence } })).toBe(404);
  });
});

describe('papers', () => {
  const save = (role: Role, form: Record<string, string>) => visit(papersAction, '/x', { cookie: world.cookies[role], params: { collaborationId }, form });
  const read = () => dataOf(papers, '/x', { cookie: world.cookies.finance, params: { collaborationId } });

  test('a contract and an invoice are recorded and compared with what was agreed', async () => {
    expect(statusOfAnswer(await save('manager', { intent: 'contract', amount: '1,000.00', currency: 'cny', signedOn: '2026-07-01', fileName: '' }))).toBe(303);
    expect((await read()).match.mismatches).toEqual([]);
    expect(statusOfAnswer(await save('finance', { intent: 'invoice', number: 'A-1', amount: '1200', currency: 'CNY', issuedOn: '2026-07-02', receivedOn: '2026-07-03', fileName: 'a-1.pdf' }))).toBe(303);
    const { match, invoices } = await read();
    expect(match.mismatches).toEqual([{ between: ['contract', 'invoice'], fault: 'amount', currency: 'CNY', expectedMinor: 100_000, foundMinor: 120_000 }]);
    expect((await dataOf(queue, '/finance/payments', { cookie: world.cookies.finance })).mismatched.map((row) => row.collaborationId)).toContain(collaborationId);
    expect(await save('finance', { intent: 'strike-out', invoiceId: invoices[0]?.id ?? '', reason: '' })).toMatchObject({ problems: { reason: 'required' } });
    expect(statusOfAnswer(await save('finance', { intent: 'strike-out', invoiceId: invoices[0]?.id ?? '', reason: 'sent twice' }))).toBe(303);
    expect((await read()).match.invoiced).toEqual([]);
  });

  test('what is wrong is said beside its field, and what was typed comes back', async () => {
    expect(await save('finance', { intent: 'invoice', number: '', amount: 'much', currency: 'yuan', issuedOn: '', receivedOn: 'soon' })).toMatchObject({
      problems: { number: 'required', amount: 'amount', currency: 'currency', issuedOn: 'required', receivedOn: 'day' }, values: { amount: 'much', receivedOn: 'soon' },
    });
    const invoice = { intent: 'invoice', number: 'B-1', amount: '10', currency: 'CNY', issuedOn: '2026-07-02', receivedOn: '2026-07-01' };
    expect(await save('finance', invoice)).toMatchObject({ problems: { receivedOn: 'receivedBeforeIssued' } });
    await save('finance', { ...invoice, receivedOn: '2026-07-02' });
    expect(await save('finance', { ...invoice, receivedOn: '2026-07-02' })).toMatchObject({ problems: { number: 'numberTaken' } });
  });

  test('are for those who may write costs', async () => {
    for (const role of ROLES) {
      const may = ['manager', 'finance', 'admin'].includes(role);
      expect(await statusOf(papers, '/x', { cookie: world.cookies[role], params: { collaborationId } }), role).toBe(may ? 200 : 403);
      expect(statusOfAnswer(await save(role, { intent: 'contract', amount: '1', currency: 'CNY', signedOn: '2026-07-01' })), role).toBe(may ? 303 : 403);
    }
  });
});
