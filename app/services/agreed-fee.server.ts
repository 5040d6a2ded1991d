import type { Transaction } from 'kysely';
import type { CostItemRecord } from '#db/queries/cost.server.ts';
import { listCostItemsOf, upsertCostItems } from '#db/queries/cost.server.ts';
import type { PaymentRecord } from '#db/queries/payment.server.ts';
import { lockPaymentsOf, UNASKED, upsertPayments } from '#db/queries/payment.server.ts';
import { listSpendingStops } from '#db/queries/spending-stop.server.ts';
import type { Database } from '#db/schema.ts';
import { isAgreedFee, PAYMENT_STAGES } from '#app/domain/cost.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import type { SpendingStop } from '#app/domain/finance/spending-stop.ts';
import { mayCommit } from '#app/domain/finance/spending-stop.ts';
import type { Money } from '#app/domain/money.ts';
import { sumMinor } from '#app/domain/money.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import { groupBy } from '#app/domain/group.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { frozenRate } from './books.server.ts';
import { costIdentity } from './cost-identity.server.ts';
import type { Doing } from './doing.ts';
import { postMoney } from './post-money.server.ts';

/** The agreed fee of collaborations and the payments it is to be paid in, as they stand. */
export interface AgreedFees {
  readonly feeOf: ReadonlyMap<string, CostItemRecord>;
  readonly paymentsOf: ReadonlyMap<string, readonly PaymentRecord[]>;
  readonly stopOf: ReadonlyMap<string, SpendingStop>;
}

export type FeeProblem =
  | { readonly status: 'fee-below-paid'; readonly paidMinor: number }
  | { readonly status: 'fee-below-released'; readonly releasedMinor: number }
  /** It would grow while the fuse has tripped, or beyond what is left of the pilot. */
  | { readonly status: 'spending-stopped'; readonly stop: SpendingStop };

export async function readAgreedFees(trx: Transaction<Database>, workspaceId: string, collaborationIds: readonly string[]): Promise<AgreedFees> {
  const feeOf = new Map<string, CostItemRecord>();
  for (const item of await listCostItemsOf(trx, workspaceId, collaborationIds)) {
    if (isAgreedFee({ ...item, incurredOn: item.incurred_on }) && !feeOf.has(item.collaboration_id)) feeOf.set(item.collaboration_id, item);
  }
  const payments = await lockPaymentsOf(trx, workspaceId, collaborationIds);
  return { feeOf, paymentsOf: groupBy(payments, (payment) => payment.collaboration_id), stopOf: await listSpendingStops(trx, workspaceId, collaborationIds) };
}

/** Rows to store so that a collaboration's agreed fee is `fee`; empty when it is already. */
export interface FeeChange {
  readonly items: readonly CostItemRecord[];
  readonly payments: readonly PaymentRecord[];
}

const NO_CHANGE: FeeChange = { items: [], payments: [] };

/**
 * Plans an agreed fee: its cost item, and the planned payments by the policy's shares, which sum to the fee exactly. What was
 * requested, approved or paid stays as it is; the rest of the fee is divided over the stages that are still planned.
 */
export function planFee(books: Books, collaborationId: string, fee: Money, known: AgreedFees, now: Date): FeeChange | FeeProblem {
  const item = known.feeOf.get(collaborationId);
  if (item ? item.amount_minor === fee.minor && item.currency === fee.currency : fee.minor === 0) return NO_CHANGE;
  if (item && fee.minor < item.released_minor) return { status: 'fee-below-released', releasedMinor: item.released_minor };
  const rate = frozenRate(books, fee.currency, null);
  const grownMinor = item?.currency === fee.currency ? fee.minor - item.amount_minor : fee.minor;
  const stop = known.stopOf.get(collaborationId) ?? { kind: 'none' };
  if (grownMinor > 0 && !mayCommit(stop, toReportingMinor(grownMinor, fee.currency, books.workspace.currency, rate))) return { status: 'spending-stopped', stop };
  const payments = planPayments(books, collaborationId, fee, known.paymentsOf.get(collaborationId) ?? [], now);
  if ('status' in payments) return payments;
  const facts = { kind: 'fee' as const, incurredOn: null, amountMinor: fee.minor, currency: fee.currency, commissionBasisPoints: null, note: '' };
  const row: CostItemRecord = {
    workspace_id: books.workspace.id, id: item?.id ?? newId(), collaboration_id: collaborationId, kind: 'fee', amount_minor: fee.minor,
    released_minor: item?.released_minor ?? 0, currency: fee.currency, rate, commission_basis_points: null,
    incurred_on: null, cancellable: item?.cancellable ?? true, note: '', identity: costIdentity(facts, 0), created_at: item?.created_at ?? now,
  };
  return { items: [row], payments: payments.rows };
}

function planPayments(
  books: Books, collaborationId: string, fee: Money, known: readonly PaymentRecord[], now: Date,
): { rows: PaymentRecord[] } | FeeProblem {
  const settled = known.filter((payment) => payment.status !== 'planned');
  const settledMinor = sumMinor(settled.map((payment) => payment.amount_minor));
  const foreign = settled.some((payment) => payment.currency !== fee.currency);
  if (foreign || settledMinor > fee.minor) return { status: 'fee-below-paid', paidMinor: settledMinor };
  const shares = books.policy.money.paymentSplitBasisPoints;
  const open = PAYMENT_STAGES.filter((stage) => !settled.some((payment) => payment.stage === stage));
  const weights = open.map((stage) => shares[PAYMENT_STAGES.indexOf(stage)] ?? 0);
  if (open.length === 0) return { rows: [] };
  // A policy may give all open stages nothing; the money still has to be planned somewhere.
  const parts = splitByLargestRemainder(fee.minor - settledMinor, weights.some((weight) => weight > 0) ? weights : open.map(() => 1));
  const rows = open.map((stage, index): PaymentRecord => {
    const planned = known.find((payment) => payment.stage === stage);
    return {
      workspace_id: books.workspace.id, id: planned?.id ?? newId(), collaboration_id: collaborationId, stage, amount_minor: parts[index] ?? 0,
      currency: fee.currency, rate: frozenRate(books, fee.currency, null), status: 'planned', paid_on: null, reference: planned?.reference ?? '',
      created_at: planned?.created_at ?? now, updated_at: now, ...UNASKED,
    };
  });
  return { rows };
}

/** Stores planned fees and posts them. */
export async function writeFees(trx: Transaction<Database>, books: Books, changes: readonly FeeChange[], doing: Doing): Promise<void> {
  const items = changes.flatMap((change) => change.items);
  const payments = changes.flatMap((change) => change.payments);
  await upsertCostItems(trx, items);
  await upsertPayments(trx, payments);
  await postMoney(trx, books.workspace, { costIds: items.map((item) => item.id), paymentIds: payments.map((payment) => payment.id) }, doing);
}
