import type { Transaction } from 'kysely';
import { listCostItemsOf, releaseCosts } from '#db/queries/cost.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { lockPaymentsOf, UNASKED, upsertPayments } from '#db/queries/payment.server.ts';
import type { Database } from '#db/schema.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import { freedMoney } from '#app/domain/proposals/freed-money.ts';
import { planRelease, replanPayments } from '#app/domain/proposals/release.ts';
import { sumMinor } from '#app/domain/money.ts';
import { PAYMENT_STEPS } from '#app/domain/finance/payment-state.ts';
import type { Books } from './books.server.ts';
import type { Doing } from './doing.ts';
import { postMoney } from './post-money.server.ts';

export interface ReleasedMoney {
  readonly committedMinor: number;
  readonly freedMinor: number;
  readonly releasedMinor: number;
}

/**
 * Releases a share of what a collaboration has neither paid nor bound (reporting currency), and plans what is not paid yet for what is
 * left. A payment that was requested or approved for another amount is planned again: nobody agreed to the new one. Payments are
 * locked, so that none is paid meanwhile.
 * @param releaseOf what to release, told what is free
 */
export async function releaseMoney(
  trx: Transaction<Database>, books: Books, collaborationId: string, releaseOf: (freedMinor: number) => number, doing: Doing,
): Promise<ReleasedMoney> {
  const { id: workspaceId, currency } = books.workspace;
  await lockLedger(trx, workspaceId);
  const payments = await lockPaymentsOf(trx, workspaceId, [collaborationId]);
  const items = (await listCostItemsOf(trx, workspaceId, [collaborationId])).flatMap((item) => {
    const standingMinor = item.amount_minor - item.released_minor;
    const reportingMinor = toReportingMinor(standingMinor, item.currency, currency, item.rate);
    return reportingMinor === null ? [] : [{ item, standingMinor, reportingMinor }];
  });
  const inReporting = (payment: (typeof payments)[number]) =>
    toReportingMinor(payment.amount_minor, payment.currency, currency, payment.rate) ?? 0;
  const paidMinor = sumMinor(payments.filter((payment) => payment.status === 'paid').map(inReporting));
  const freed = freedMoney(items.map(({ item, reportingMinor }) => ({ amountMinor: reportingMinor, cancellable: item.cancellable })), paidMinor);
  const releasedMinor = Math.min(freed.freedMinor, Math.max(0, releaseOf(freed.freedMinor)));

  const releasable = items
    .filter(({ item, reportingMinor }) => item.cancellable && reportingMinor > 0)
    .map(({ item, standingMinor, reportingMinor }) => ({ id: item.id, standingMinor, standingReportingMinor: reportingMinor }));
  const releases = planRelease(releasable, releasedMinor);
  await releaseCosts(trx, workspaceId, releases);

  const planned = payments.filter((payment) => payment.status !== 'paid');
  const left = replanPayments(planned.map((payment) => payment.amount_minor), leftToPlan(planned, releasedMinor, inReporting));
  const replanned = planned.flatMap((payment, index) => {
    const amount = left[index] ?? 0;
    if (amount === payment.amount_minor) return [];
    return [{ ...payment, ...UNASKED, amount_minor: amount, status: PAYMENT_STEPS[amount === 0 ? 'void' : 'replan'].to, updated_at: doing.now }];
  });
  await upsertPayments(trx, replanned);
  await postMoney(trx, books.workspace, { costIds: releases.map((release) => release.id), paymentIds: replanned.map((payment) => payment.id) }, doing);
  return { ...freed, releasedMinor };
}

/** What of the payments to come remains, in their own currency (a collaboration's stages share one). */
function leftToPlan<Payment extends { amount_minor: number }>(
  planned: readonly Payment[], releasedMinor: number, inReporting: (payment: Payment) => number,
): number {
  const own = sumMinor(planned.map((payment) => payment.amount_minor));
  const reporting = sumMinor(planned.map(inReporting));
  if (reporting === 0) return own;
  return own - Number((BigInt(own) * BigInt(Math.min(releasedMinor, reporting))) / BigInt(reporting));
}
