import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { monthPeriod } from '#app/domain/finance/period-lock.ts';
import { ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { tableChecksum } from '#app/lib/file-writing/sealed-table.server.ts';
import { approvePayment } from '#app/services/approve-payment.server.ts';
import { closePeriod, reopenPeriod } from '#app/services/close-period.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { explainVariance } from '#app/services/explain-variance.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { payPayment } from '#app/services/pay-payment.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { recordInvoice, voidInvoice } from '#app/services/record-invoice.server.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { reportCollaborationSpend, totalSpend } from '#app/services/report-kol-spend.server.ts';
import { reportPeriods } from '#app/services/report-periods.server.ts';
import { reportVariance, unexplained } from '#app/services/report-variance.server.ts';
import { requestPayment } from '#app/services/request-payment.server.ts';
import { statementTable } from '#app/services/statement-table.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { voidPayment } from '#app/services/void-payment.server.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import type { BookedCollaboration } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
type Person = Awaited<ReturnType<typeof aMember>>;
const JUNE = { month: '2026-06', closedByName: 'The finance', openFrom: '2026-07-01' };
const AUGUST = new Date('2026-08-03T04:00:00.000Z');
let workspaceId: string;
let manager: Person;
let finance: Person;
let booked: BookedCollaboration;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  manager = await aMember(t.db, workspaceId, 'manager', 'marketing');
  finance = await aMember(t.db, workspaceId, 'finance');
  booked = await aBookedCollaboration(t.db, workspaceId);
});

const by = (actor: Doing['actor'], now = NOON): Doing => ({ now, actor });
const close = (month = '2026-06', actor: Doing['actor'] = finance, now = NOON, db = t.db) => closePeriod(db, { workspaceId, month, note: 'checked', steppedUpAt: now }, by(actor, now));
const reopen = (month = '2026-06', actor: Doing['actor'] = finance) => reopenPeriod(t.db, { workspaceId, month, reason: 'a bill was missing', steppedUpAt: NOON }, by(actor));
const explainAll = async (now = NOON) => {
  for (const { kind, id, tier, minor } of unexplained(await reportVariance(t.db, { workspaceId, month: null }, { now }))) {
    expect(await explainVariance(t.db, { workspaceId, kind, id, tier, seenMinor: minor, reason: 'as agreed' }, by(manager, now))).toEqual({ status: 'explained' });
  }
};
const boost = (incurredOn: string | null, amountMinor = 5_000, reference: string | null = null) =>
  recordCosts(t.db, { workspaceId, costs: [{ collaborationId: booked.collaborationId, kind: 'boost', amountMinor, currency: 'CNY', incurredOn, reference }] }, by(manager));
const bank = (paidOn: string, stage: 'agreement' | 'review' = 'agreement') =>
  recordPayments(t.db, { workspaceId, payments: [{ collaborationId: booked.collaborationId, stage, amountMinor: 300_000, currency: 'CNY', paidOn, reference: 'T-1' }] }, by(manager));
const bill = (issuedOn: string, receivedOn: string, number = 'F-1') =>
  recordInvoice(t.db, { workspaceId, collaborationId: booked.collaborationId, number, amountMinor: 100_000, currency: 'CNY', issuedOn, receivedOn, fileName: null }, by(manager));
const june = async (now = NOON) => {
  const { rows } = await reportPeriods(t.db, { workspaceId, currency: 'CNY', timeZone: 'Asia/Shanghai', year: null }, { now });
  const row = rows.find(({ month }) => month === '2026-06');
  if (!row) throw new Error('no June');
  return row;
};
const audit = () => t.db.selectFrom('audit_event').select(['action', 'subject_kind', 'reason', 'actor_name', 'after']).where('workspace_id', '=', workspaceId).where('action', 'like', 'period.%').orderBy('id').execute();

async function approved(): Promise<string> {
  const [paymentId] = booked.paymentIds;
  await requestPayment(t.db, { workspaceId, collaborationId: booked.collaborationId, stage: 'agreement' }, by(manager));
  expect(await approvePayment(t.db, { workspaceId, paymentId, key: newId(), steppedUpAt: NOON }, by(finance))).toMatchObject({ status: 'approved' });
  return paymentId;
}
const pay = (paymentId: string, paidOn: string, db = t.db) => payPayment(db, { workspaceId, paymentId, key: newId(), steppedUpAt: NOON, paidOn, reference: 'bank 1' }, by(finance));

describe('closing a month', () => {
  test.each(ROLES)('is for finance, not for %s alone', async (role) => {
    const person = await aMember(t.db, workspaceId, role);
    expect((await close('2026-06', person)).status).toBe(role === 'finance' ? 'closed' : 'not-finance');
    expect((await reopen('2026-06', person)).status).toBe(role === 'finance' ? 'reopened' : 'not-finance');
  });

  test('goes in order, after the month is over in the workspace\'s zone, and once', async () => {
    expect((await close('2026-07')).status).toBe('not-next');
    expect((await close('2026-06', finance, new Date('2026-06-30T15:59:59Z'))).status).toBe('not-ended');
    expect((await close('2026-06', finance, new Date('2026-06-30T16:00:00Z'))).status).toBe('closed');
    expect((await close()).status).toBe('already-closed');
    expect((await close('2026-07')).status).toBe('not-ended');
    await explainAll(AUGUST);
    expect((await close('2026-07', finance, AUGUST)).status).toBe('closed');
    expect((await reopen()).status).toBe('not-last');
    expect((await reopen('2026-07')).status).toBe('reopened');
    expect((await reopen('2026-07')).status).toBe('not-closed');
  });

  test('takes the password again, and so does reopening', async () => {
    const input = { workspaceId, month: '2026-06', note: '' };
    for (const steppedUpAt of [null, new Date(NOON.getTime() - 6 * 60_000)]) expect(await closePeriod(t.db, { ...input, steppedUpAt }, by(finance))).toEqual({ status: 'step-up-needed' });
    await close();
    expect(await reopenPeriod(t.db, { workspaceId, month: '2026-06', reason: 'x', steppedUpAt: null }, by(finance))).toEqual({ status: 'step-up-needed' });
  });

  test('waits for the reasons of what is beyond plan, and names it', async () => {
    const later = new Date('2026-07-12T04:00:00.000Z');
    await recordCosts(t.db, { workspaceId, costs: [{ collaborationId: booked.collaborationId, kind: 'boost', amountMinor: 60_000, currency: 'CNY', incurredOn: '2026-07-12' }] }, by(manager, later));
    expect(await close('2026-06', finance, later)).toMatchObject({ status: 'variance-unexplained', rows: [{ kind: 'kol', id: booked.kolId, plannedMinor: 1_000_000, actualMinor: 1_060_000, basisPoints: 600, state: 'wanted' }] });
    await explainAll(later);
    expect((await close('2026-06', finance, later)).status).toBe('closed');
    expect((await close('2026-07', finance, AUGUST))).toMatchObject({ status: 'variance-unexplained', rows: [{ kind: 'campaign' }, { kind: 'tier', tier: 'top' }, { kind: 'tier', tier: 'mid' }, { kind: 'tier', tier: 'emerging' }] });
  });

  test('keeps who, when, the ledger\'s head, the figures and the checksum of the statement that is exported', async () => {
    await boost('2026-06-20');
    await bank('2026-06-21');
    expect((await close()).status).toBe('closed');
    const { closing, now } = await june();
    const collaborations = await reportCollaborationSpend(t.db, { workspaceId, currency: 'CNY', timeZone: 'Asia/Shanghai', filter: {}, period: monthPeriod('2026-06') }, { now: NOON });
    expect(now).toEqual({ ...totalSpend(collaborations.map(({ spend }) => spend)), roi: undefined });
    const head = await t.db.selectFrom('ledger_entry').select(['sequence', 'hash']).where('workspace_id', '=', workspaceId).orderBy('sequence', 'desc').executeTakeFirstOrThrow();
    expect(closing).toMatchObject({
      closedByName: 'The finance', closedAt: NOON, note: 'checked', ledgerSequence: head.sequence, ledgerHash: head.hash.toString('hex'), currency: 'CNY', paidMinor: 300_000,
      committedMinor: now.committedMinor, statementRows: collaborations.length * 6, statementSha256: tableChecksum(statementTable('statement', collaborations, 'CNY')),
    });
    expect(await audit()).toMatchObject([{ action: 'period.close', subject_kind: 'period', actor_name: 'The finance', after: { month: '2026-06', paid: '3000.00' } }]);
  });

  test('is taken back with a reason, and its history stays: the database lets nobody rewrite it', async () => {
    await close();
    await reopen();
    await close();
    const row = await june();
    expect(row.closing).toMatchObject({ reopenedAt: null });
    expect(row.reopened).toMatchObject([{ reopenedByName: 'The finance', reopenReason: 'a bill was missing' }]);
    expect((await audit()).map(({ action, reason }) => [action, reason])).toEqual([['period.close', null], ['period.reopen', 'a bill was missing'], ['period.close', null]]);
    const rewrite = t.db.updateTable('period_close').set({ paid_minor: 1 }).where('workspace_id', '=', workspaceId).where('reopened_at', 'is', null).execute();
    await expect(rewrite).rejects.toThrow('kept as it was');
    await expect(t.db.updateTable('period_close').set({ reopened_at: null, reopened_by_name: null, reopen_reason: null }).where('workspace_id', '=', workspaceId).where('reopened_at', 'is not', null).execute()).rejects.toThrow('kept as it was');
  });
});

describe('into a closed month', () => {
  test('no cost is dated: the day, who closed it and from when it is open are told', async () => {
    await close();
    expect(await boost('2026-06-30')).toEqual({ status: 'period-closed', index: 0, refusal: JUNE });
    expect(await boost('2026-05-02')).toEqual({ status: 'period-closed', index: 0, refusal: { ...JUNE, month: '2026-05' } });
    expect((await boost('2026-07-01')).status).toBe('recorded');
    expect((await boost(null)).status).toBe('recorded');
    await reopen();
    expect((await boost('2026-06-30')).status).toBe('recorded');
  });

  test('nor does a cost of it become another, nor leave it, while the same again is no change', async () => {
    await boost('2026-06-20', 5_000, 'ad-1');
    await close();
    expect((await boost('2026-06-20', 5_000, 'ad-1')).status).toBe('recorded');
    expect((await boost('2026-06-20', 6_000, 'ad-1')).status).toBe('period-closed');
    expect((await boost('2026-07-02', 6_000, 'ad-1')).status).toBe('period-closed');
    expect((await june()).now.committedMinor).toBe((await june()).closing?.committedMinor);
  });

  test('no payment is dated, by hand or by the bank\'s record', async () => {
    const paymentId = await approved();
    await close();
    expect(await pay(paymentId, '2026-06-30')).toEqual({ status: 'period-closed', refusal: JUNE });
    expect(await bank('2026-06-30', 'review')).toMatchObject({ status: 'refused', index: 0, result: { status: 'period-closed', refusal: JUNE } });
    expect((await pay(paymentId, '2026-07-01')).status).toBe('paid');
    expect((await june()).now.paidMinor).toBe(0);
  });

  test('no invoice comes; one that was issued in it and comes later is taken, and the difference named', async () => {
    expect((await bill('2026-06-20', '2026-06-21')).status).toBe('recorded');
    await close();
    expect(await bill('2026-06-25', '2026-06-26', 'F-2')).toEqual({ status: 'period-closed', refusal: JUNE });
    expect((await bill('2026-06-25', '2026-07-02', 'F-2')).status).toBe('recorded');
    const { now, closing } = await june();
    expect(now.invoicedMinor - (closing?.invoicedMinor ?? 0)).toBe(100_000);
  });

  test('corrections come on their own day: a payment struck out is reversed in the open month, and the ledger of the closed one stays', async () => {
    const paymentId = await approved();
    await close();
    const before = await t.db.selectFrom('ledger_entry').selectAll().where('workspace_id', '=', workspaceId).orderBy('sequence').execute();
    expect((await voidPayment(t.db, { workspaceId, paymentId, step: 'void', reason: 'wrong account' }, by(finance, AUGUST))).status).toBe('voided');
    const after = await t.db.selectFrom('ledger_entry').selectAll().where('workspace_id', '=', workspaceId).orderBy('sequence').execute();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ kind, at }) => [kind, at])).toEqual([['reversal', AUGUST]]);
    expect((await verifyLedger(t.db, { workspaceId, anchorFile: { anchors: [], brokenLines: [] } }, { now: AUGUST })).status).toBe('holds');
    const invoice = await bill('2026-07-02', '2026-07-03');
    expect(invoice.status === 'recorded' && (await voidInvoice(t.db, { workspaceId, invoiceId: invoice.invoiceId, reason: 'twice' }, by(finance))).status).toBe('voided');
  });
});

describe('a file', () => {
  const take = async (kind: 'costs' | 'payments', content: string) => await importFile(t.db, {
    workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes: new TextEncoder().encode(content), dryRun: false, skipBadRows: true,
  }, by(manager));
  const nameOf = async () => await t.db.selectFrom('collaboration as c').innerJoin('campaign as ca', 'ca.id', 'c.campaign_id').innerJoin('kol_account as a', 'a.id', 'c.account_id')
    .select(['ca.slug', 'a.handle']).where('c.id', '=', booked.collaborationId).executeTakeFirstOrThrow();

  test('has its rows of a closed month rejected with line, column, value and what to do; the others are taken', async () => {
    await close();
    const { slug, handle } = await nameOf();
    const costs = await take('costs', `campaign,handle,kind,amount,currency,incurred_on\n${slug},${handle},boost,50,CNY,2026-06-20\n${slug},${handle},boost,50,CNY,2026-07-02\n`);
    expect(costs).toMatchObject({
      status: 'applied', result: { created: 1, rejected: [{ line: 2, column: 'incurred_on', value: '2026-06-20', code: 'period_closed', message: '2026-06 is closed (by The finance): date it 2026-07-01 or later, or have finance reopen 2026-06' }] },
    });
    const payments = await take('payments', `campaign,handle,stage,amount,currency,paid_on\n${slug},${handle},agreement,3000,CNY,2026-06-20\n${slug},${handle},publication,4000,CNY,2026-07-02\n`);
    expect(payments).toMatchObject({ status: 'applied', result: { updated: 1, rejected: [{ line: 2, column: 'paid_on', value: '2026-06-20', code: 'period_closed' }] } });
  });

  test('that brought money of a month is not undone once the month is closed', async () => {
    const { slug, handle } = await nameOf();
    const costs = await take('costs', `campaign,handle,kind,amount,currency,incurred_on\n${slug},${handle},boost,50,CNY,2026-06-20\n`);
    await close();
    const importId = 'importId' in costs ? costs.importId : '';
    expect(await undoImport(t.db, { workspaceId, importId: importId ?? '' }, by(manager))).toEqual({ status: 'refused', reasons: [{ obstacle: 'periods-closed', count: 1 }] });
    await reopen();
    expect((await undoImport(t.db, { workspaceId, importId: importId ?? '' }, by(manager))).status).toBe('undone');
  });
});

test('a payment into a month and its closing at the same time: the payment is in the closing\'s figures or refused, never beside them', async () => {
  const handle = openDatabase(t.url, { max: 8 });
  try {
    for (let round = 0; round < 6; round += 1) {
      booked = await aBookedCollaboration(t.db, workspaceId);
      const paymentId = await approved();
      const early = round % 2 === 0 ? pay(paymentId, '2026-06-29', handle.db) : null;
      const closing = close('2026-06', finance, NOON, handle.db);
      const [outcome, closed] = await Promise.all([early ?? pay(paymentId, '2026-06-29', handle.db), closing]);
      expect(closed.status).toBe('closed');
      expect(['paid', 'period-closed']).toContain(outcome.status);
      const { now, closing: kept } = await june();
      expect(kept?.paidMinor).toBe(now.paidMinor);
      await reopen();
    }
  } finally {
    await handle.close();
  }
});

test('what one month and the next hold adds up to the statement of both', async () => {
  await boost('2026-06-20');
  await boost('2026-07-05');
  await bank('2026-07-01');
  await bill('2026-06-20', '2026-06-21');
  const { rows } = await reportPeriods(t.db, { workspaceId, currency: 'CNY', timeZone: 'Asia/Shanghai', year: '2026' }, { now: NOON });
  expect(rows.map(({ month, status }) => [month, status])).toEqual([['2026-07', 'running'], ['2026-06', 'open']]);
  const both = await reportCollaborationSpend(t.db, { workspaceId, currency: 'CNY', timeZone: 'Asia/Shanghai', filter: {}, period: { startDay: '2026-06-01', endDay: '2026-08-01' } }, { now: NOON });
  const total = totalSpend(both.map(({ spend }) => spend));
  for (const key of ['committedMinor', 'invoicedMinor', 'paidMinor'] as const) expect(rows.reduce((sum, row) => sum + row.now[key], 0)).toBe(total[key]);
});
