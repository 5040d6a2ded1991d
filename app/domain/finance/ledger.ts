import type { CostKind } from '../cost.ts';
import { COST_KINDS } from '../cost.ts';
import type { Tier } from '../kol.ts';
import { parseExchangeRate } from '../money.ts';
import type { AuditActorKind } from '../permission.ts';

/**
 * The ledger's chart of accounts. Amounts are signed: a debit is positive, a credit negative.
 * `expense_*` what was promised, by cost kind; `accrued` promised and not yet approved to be paid; `payable` approved and not yet paid;
 * `bank` paid out. Committed is the sum of the expenses, paid is minus the bank. A commission by share has no amount of its own and posts nothing.
 */
export const EXPENSE_ACCOUNTS = {
  fee: 'expense_fee', service_fee: 'expense_service_fee', seeding: 'expense_seeding', production: 'expense_production', boost: 'expense_boost',
  commission: 'expense_commission', other: 'expense_other',
} as const satisfies Record<CostKind, string>;
type ExpenseAccount = (typeof EXPENSE_ACCOUNTS)[CostKind];
export type LedgerAccount = ExpenseAccount | 'accrued' | 'payable' | 'bank';
export const LEDGER_ACCOUNTS: readonly LedgerAccount[] = [...COST_KINDS.map((kind) => EXPENSE_ACCOUNTS[kind]), 'accrued', 'payable', 'bank'];

/**
 * `commitment` a cost was promised; `release` part of it was taken back; `approval` finance approved a payment; `payment` it was paid;
 * `reversal` the exact negative of an earlier entry: the only correction there is.
 */
export const ENTRY_KINDS = ['commitment', 'release', 'approval', 'payment', 'reversal'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What an entry tells of: a cost item or a payment. */
export const LEDGER_SOURCES = ['cost', 'payment'] as const;
export type LedgerSource = (typeof LEDGER_SOURCES)[number];

/** Where money belongs, as it was when it was posted. */
export interface LedgerPlace {
  readonly kolId: string;
  readonly collaborationId: string;
  readonly campaignId: string;
  readonly tier: Tier;
}

export interface LedgerPosting extends LedgerPlace {
  readonly account: LedgerAccount;
  /** Signed minor units of `currency`. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Rate to the reporting currency, frozen at capture; null when there was none (then it is counted nowhere). */
  readonly rate: string | null;
  /** Signed minor units of the reporting currency at that rate; null without one. */
  readonly reportingMinor: number | null;
}

/** An entry that is to be made: everything but its place in the chain. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly sourceKind: LedgerSource;
  readonly sourceId: string;
  /** The sequence number of the entry that it takes back; null unless it is a reversal. */
  readonly reverses: number | null;
  readonly postings: readonly LedgerPosting[];
}

/** An entry as it stands in the chain. */
export interface LedgerEntry extends EntryDraft {
  /** 1, 2, 3... of its workspace, without gaps. */
  readonly sequence: number;
  /** Microseconds since 1970: as exact as the database keeps an instant, so that no digit of it can be changed unseen. */
  readonly atMicros: string;
  readonly actorKind: AuditActorKind;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly reason: string;
  /** Lower-case hexadecimal; of the first entry 64 zeros. */
  readonly previousHash: string;
}

/** The previous hash of a chain's first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** Names the form of the bytes below: another form would be another version. */
const CANONICAL_VERSION = 'kol-ledger-1';

/**
 * What is signed of an entry: every column of it and of its postings, in one fixed order, as JSON without blanks. Lists instead of objects, so
 * that no order of keys matters; postings are numbered from 1.
 */
export function canonicalEntry(workspaceId: string, entry: LedgerEntry): string {
  return JSON.stringify([
    CANONICAL_VERSION, workspaceId, entry.sequence, entry.atMicros, entry.kind, entry.sourceKind, entry.sourceId, entry.actorKind, entry.actorId,
    entry.actorName, entry.reason, entry.reverses, entry.previousHash,
    entry.postings.map((posting, index) => [
      index + 1, posting.account, posting.kolId, posting.collaborationId, posting.campaignId, posting.tier, posting.amountMinor, posting.currency,
      canonicalRate(posting.rate), posting.reportingMinor,
    ]),
  ]);
}

/** A rate however many zeros it is written with: "7.1" and "7.1000000000" are one. */
function canonicalRate(rate: string | null): string | null {
  return rate === null ? null : (parseExchangeRate(rate)?.toString() ?? rate);
}

/** Currencies in which postings do not sum to zero, and `reporting` where their reporting amounts do not; empty for an entry that balances. */
export function unbalanced(postings: readonly Pick<LedgerPosting, 'amountMinor' | 'currency' | 'reportingMinor'>[]): string[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor, reportingMinor } of postings) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
    sums.set('reporting', (sums.get('reporting') ?? 0n) + BigInt(reportingMinor ?? 0));
  }
  return [...sums].flatMap(([name, sum]) => (sum === 0n ? [] : [name]));
}
