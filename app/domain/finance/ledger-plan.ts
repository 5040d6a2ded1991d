import type { CollaborationStatus } from '../collaboration.ts';
import { isPencilled } from '../collaboration.ts';
import type { CostKind, PaymentStatus } from '../cost.ts';
import { toReportingMinor } from '../exchange-rate.ts';
import type { EntryDraft, EntryKind, LedgerAccount, LedgerPlace, LedgerPosting, LedgerSource } from './ledger.ts';
import { EXPENSE_ACCOUNTS } from './ledger.ts';

/** A cost item as the tables hold it. */
export interface CostFacts {
  readonly sourceKind: 'cost';
  readonly sourceId: string;
  readonly place: LedgerPlace;
  readonly collaborationStatus: CollaborationStatus;
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly releasedMinor: number;
  readonly currency: string;
  readonly rate: string | null;
}

/** A payment as the tables hold it. */
export interface PaymentFacts {
  readonly sourceKind: 'payment';
  readonly sourceId: string;
  readonly place: LedgerPlace;
  readonly status: PaymentStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly rate: string | null;
}

export type MoneyFacts = CostFacts | PaymentFacts;

/** An entry of a source that no reversal has taken back. */
export interface LiveEntry {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly postings: readonly LedgerPosting[];
}

/** A step that the ledger should hold of a source. */
interface Step {
  readonly kind: Exclude<EntryKind, 'reversal'>;
  readonly postings: readonly LedgerPosting[];
}

/**
 * Entries that bring the ledger of one cost or payment to what the tables say of it: none when it says so already. What the ledger holds and the
 * tables do not is taken back by reversals, newest first and at the frozen rates of what they take back; then what is missing is added. A further
 * release is added to those before it, a smaller one replaces them.
 * @param live its entries that stand, oldest first
 * @param facts null when the tables hold it no more (an import was undone)
 */
export function planEntries(source: { readonly kind: LedgerSource; readonly id: string }, live: readonly LiveEntry[], facts: MoneyFacts | null, reportingCurrency: string): EntryDraft[] {
  const steps = facts === null ? [] : facts.sourceKind === 'cost' ? costSteps(facts, live, reportingCurrency) : paymentSteps(facts, reportingCurrency);
  let kept = 0;
  while (kept < live.length && kept < steps.length && isSameStep(live[kept]!, steps[kept]!)) kept += 1; // Both are that long.
  const draft = { sourceKind: source.kind, sourceId: source.id };
  return [
    ...live.slice(kept).toReversed().map((entry): EntryDraft => ({ ...draft, kind: 'reversal', reverses: entry.sequence, postings: entry.postings.map(negated) })),
    ...steps.slice(kept).map((step): EntryDraft => ({ ...draft, ...step, reverses: null })),
  ];
}

/** Nothing is promised before somebody agreed, and nothing any more once it was cancelled; drafts and offers are pencilled in. */
export function isPromised(status: CollaborationStatus): boolean {
  return !isPencilled(status) && status !== 'cancelled';
}

function costSteps(facts: CostFacts, live: readonly LiveEntry[], reportingCurrency: string): Step[] {
  if (!isPromised(facts.collaborationStatus) || facts.amountMinor === 0) return [];
  const expense = EXPENSE_ACCOUNTS[facts.kind];
  const commitment: Step = { kind: 'commitment', postings: pair(facts, expense, 'accrued', facts.amountMinor, reportingOf(facts, facts.amountMinor, reportingCurrency)) };
  const releases = releaseSteps(facts, live.filter((entry) => entry.kind === 'release'), reportingCurrency);
  return [commitment, ...releases];
}

/**
 * The releases there were, as long as they do not exceed what is released, and one for the rest. Each is worth the difference between what stood before and
 * after it in the reporting currency, so that all of them together leave exactly what stands at the frozen rate.
 */
function releaseSteps(facts: CostFacts, known: readonly LiveEntry[], reportingCurrency: string): Step[] {
  const parts: number[] = [];
  let left = facts.releasedMinor;
  for (const { postings } of known) {
    const part = postings.find((posting) => posting.account === 'accrued')?.amountMinor ?? 0;
    if (part <= 0 || part > left) break;
    parts.push(part);
    left -= part;
  }
  if (left > 0) parts.push(left);
  let standing = facts.amountMinor;
  return parts.map((part): Step => {
    const before = reportingOf(facts, standing, reportingCurrency);
    standing -= part;
    const after = reportingOf(facts, standing, reportingCurrency);
    return { kind: 'release', postings: pair(facts, 'accrued', EXPENSE_ACCOUNTS[facts.kind], part, before === null || after === null ? null : before - after) };
  });
}

function paymentSteps(facts: PaymentFacts, reportingCurrency: string): Step[] {
  if (facts.amountMinor === 0) return [];
  const minor = reportingOf(facts, facts.amountMinor, reportingCurrency);
  const approval: Step = { kind: 'approval', postings: pair(facts, 'accrued', 'payable', facts.amountMinor, minor) };
  const payment: Step = { kind: 'payment', postings: pair(facts, 'payable', 'bank', facts.amountMinor, minor) };
  switch (facts.status) {
    case 'planned':
    case 'requested':
    case 'voided':
      return [];
    case 'approved':
      return [approval];
    case 'paid':
      return [approval, payment];
  }
}

function reportingOf(facts: Pick<MoneyFacts, 'currency' | 'rate'>, minor: number, reportingCurrency: string): number | null {
  return toReportingMinor(minor, facts.currency, reportingCurrency, facts.rate);
}

/** A debit and the credit that balances it. */
function pair({ place, currency, rate }: MoneyFacts, debit: LedgerAccount, credit: LedgerAccount, amountMinor: number, reportingMinor: number | null): LedgerPosting[] {
  const line: LedgerPosting = { ...place, account: debit, amountMinor, currency, rate, reportingMinor };
  return [line, negated({ ...line, account: credit })];
}

function negated(posting: LedgerPosting): LedgerPosting {
  return { ...posting, amountMinor: minus(posting.amountMinor), reportingMinor: posting.reportingMinor === null ? null : minus(posting.reportingMinor) };
}

/** Without the negative zero that would be another number in a comparison. */
const minus = (minor: number) => (minor === 0 ? 0 : -minor);

/** Whether an entry says what a step does. Where the money belongs was frozen when it was posted: a tier that changed since is no correction. */
function isSameStep(entry: LiveEntry, step: Step): boolean {
  return entry.kind === step.kind && entry.postings.length === step.postings.length && entry.postings.every((posting, index) => {
    const other = step.postings[index]!; // As long as the other.
    return posting.account === other.account && posting.amountMinor === other.amountMinor && posting.currency === other.currency && posting.reportingMinor === other.reportingMinor;
  });
}
