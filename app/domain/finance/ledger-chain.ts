import type { LedgerEntry } from './ledger.ts';
import { canonicalEntry, GENESIS_HASH, unbalanced } from './ledger.ts';

/** An entry as it is stored: with the code that was written for it, and the numbers of its postings' lines. */
export interface StoredEntry extends LedgerEntry {
  readonly hash: string;
  readonly lines: readonly number[];
}

/** A head of the chain that was kept outside the database. */
export interface AnchoredHead {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * `missing` a sequence number is not there (an entry was deleted, or the tail was cut off: an anchor names one that is gone); `extra` a number twice or out of
 * order; `link` it does not follow the entry before it; `seal` a column was altered, or it was written without the key; `balance` its postings do not sum to zero;
 * `postings` it has none, or their numbers are not 1, 2, 3; `reversal` it takes back nothing, or what comes after it; `anchor` another entry was anchored in its place.
 */
export const CHAIN_FAULTS = ['missing', 'extra', 'link', 'seal', 'balance', 'postings', 'reversal', 'anchor'] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

export interface ChainBreak {
  readonly sequence: number;
  readonly fault: ChainFault;
}

/** How far a chain was checked. */
export interface ChainProgress {
  readonly checked: number;
  readonly headHash: string;
  readonly firstBroken: ChainBreak | null;
}

export const CHAIN_START: ChainProgress = { checked: 0, headHash: GENESIS_HASH, firstBroken: null };

export interface ChainContext {
  readonly workspaceId: string;
  /** HMAC-SHA-256 under the ledger's key, lower-case hexadecimal. */
  readonly mac: (text: string) => string;
  /** Hashes of heads that were anchored, by sequence number. */
  readonly anchors: ReadonlyMap<number, string>;
}

/**
 * Checks the next entries of a chain, in the order of their numbers, and stops at the first that is broken. Called slice by slice: a chain is never held whole.
 * Each entry's code covers every column, its postings and the code before it, so whoever lacks the key can neither alter one nor add one.
 */
export function checkEntries(progress: ChainProgress, entries: readonly StoredEntry[], context: ChainContext): ChainProgress {
  let { checked, headHash } = progress;
  if (progress.firstBroken) return progress;
  for (const entry of entries) {
    const fault = faultOf(entry, checked + 1, headHash, context);
    if (fault) return { checked, headHash, firstBroken: fault };
    checked = entry.sequence;
    headHash = entry.hash;
  }
  return { checked, headHash, firstBroken: null };
}

/** After the last entry: a head that was anchored beyond it shows that the tail was cut off or an older table put back. */
export function checkTail(progress: ChainProgress, anchors: ChainContext['anchors']): ChainProgress {
  const beyond = [...anchors.keys()].some((sequence) => sequence > progress.checked);
  return progress.firstBroken || !beyond ? progress : { ...progress, firstBroken: { sequence: progress.checked + 1, fault: 'missing' } };
}

function faultOf(entry: StoredEntry, expected: number, previousHash: string, { workspaceId, mac, anchors }: ChainContext): ChainBreak | null {
  if (entry.sequence > expected) return { sequence: expected, fault: 'missing' };
  const { sequence } = entry;
  if (sequence < expected) return { sequence, fault: 'extra' };
  if (entry.lines.length === 0 || entry.lines.some((line, index) => line !== index + 1)) return { sequence, fault: 'postings' };
  if (entry.previousHash !== previousHash) return { sequence, fault: 'link' };
  if (mac(canonicalEntry(workspaceId, entry)) !== entry.hash) return { sequence, fault: 'seal' };
  if (unbalanced(entry.postings).length > 0) return { sequence, fault: 'balance' };
  if ((entry.kind === 'reversal') !== (entry.reverses !== null) || (entry.reverses ?? 0) >= sequence) return { sequence, fault: 'reversal' };
  const anchored = anchors.get(sequence);
  return anchored !== undefined && anchored !== entry.hash ? { sequence, fault: 'anchor' } : null;
}
