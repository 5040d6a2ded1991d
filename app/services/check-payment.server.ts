import type { Transaction } from 'kysely';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import type { PaymentRecord } from '#db/queries/payment.server.ts';
import { listStandingPayments } from '#db/queries/payment.server.ts';
import { findGrantedSignOff } from '#db/queries/sign-off.server.ts';
import { listSpendingStops, sumCreditedRevenue } from '#db/queries/spending-stop.server.ts';
import type { Database } from '#db/schema.ts';
import type { PaymentStatus } from '#app/domain/cost.ts';
import type { Coverage } from '#app/domain/finance/payment-coverage.ts';
import { paymentCoverage } from '#app/domain/finance/payment-coverage.ts';
import type { PaymentProblem } from '#app/domain/finance/payment-state.ts';
import { isSteppedUp, paymentProblem } from '#app/domain/finance/payment-state.ts';
import { allows } from '#app/domain/finance/sign-off.ts';
import { applyBasisPoints } from '#app/domain/ratio.ts';
import { isFinance } from './acting-member.server.ts';
import type { Books } from './books.server.ts';
import type { Doing } from './doing.ts';

/** Why a payment may not be approved or paid, with what explains it. */
export type PaymentRefusal =
  | { readonly status: Exclude<PaymentProblem, 'not-allowed' | 'above-commitment'> }
  | { readonly status: 'not-allowed'; readonly from: PaymentStatus }
  /** Three people may allow it: a sign-off `over_commitment` for the payment. */
  | { readonly status: 'above-commitment'; readonly coverage: Coverage };

/**
 * Checks a payment against everything that may stand in its way; null when nothing does. Whoever goes on to approve or pay holds the payment and the ledger's turn, without
 * which no other payment of the collaboration changes.
 */
export async function refusalOf(
  trx: Transaction<Database>, books: Books, payment: PaymentRecord, step: 'approve' | 'pay', steppedUpAt: Date | null, { now, actor }: Doing,
): Promise<PaymentRefusal | null> {
  const workspaceId = books.workspace.id;
  const { collaboration_id: collaborationId } = payment;
  const stops = await listSpendingStops(trx, workspaceId, [collaborationId]);
  const coverage = await coverageOf(trx, books, payment);
  const granted = coverage.isCovered ? null : await findGrantedSignOff(trx, workspaceId, 'over_commitment', payment.id);
  const problem = paymentProblem(step, {
    status: payment.status, requestedBy: payment.requested_by, actorId: actor.id, isFinance: await isFinance(trx, workspaceId, actor),
    isSteppedUp: isSteppedUp(steppedUpAt, now, books.policy.money.stepUpMinutes), isFuseTripped: stops.get(collaborationId)?.kind === 'tripped',
    isCovered: coverage.isCovered || (granted !== null && allows(granted, { minor: payment.amount_minor, currency: payment.currency })),
  });
  if (problem === null) return null;
  if (problem === 'not-allowed') return { status: problem, from: payment.status };
  return problem === 'above-commitment' ? { status: problem, coverage } : { status: problem };
}

async function coverageOf(trx: Transaction<Database>, books: Books, payment: PaymentRecord): Promise<Coverage> {
  const { id: workspaceId, currency } = books.workspace;
  const costs = await listCostItemsOf(trx, workspaceId, [payment.collaboration_id]);
  const payments = await listStandingPayments(trx, workspaceId, [payment.collaboration_id]);
  const commissions = costs.filter((cost) => cost.commission_basis_points !== null && cost.commission_basis_points > 0);
  const revenueMinor = commissions.length === 0 ? 0 : await sumCreditedRevenue(trx, workspaceId, payment.collaboration_id, books.policy.attribution.model);
  const asFacts = (one: PaymentRecord) => ({ amountMinor: one.amount_minor, currency: one.currency, rate: one.rate, status: one.status });
  return paymentCoverage({
    costs: costs.filter((cost) => cost.amount_minor > 0).map((cost) => ({ amountMinor: cost.amount_minor, releasedMinor: cost.released_minor, currency: cost.currency, rate: cost.rate })),
    commissionMinor: commissions.reduce((sum, cost) => sum + applyBasisPoints(revenueMinor, cost.commission_basis_points ?? 0), 0),
    others: payments.filter((one) => one.id !== payment.id).map(asFacts), payment: asFacts(payment), reportingCurrency: currency,
  });
}
