import type { Kysely } from 'kysely';
import type { MoneyMismatch } from '#db/queries/ledger-check.server.ts';
import { findLastPosting, findWrongReversal, listChainSlice, listMoneyMismatches } from '#db/queries/ledger-check.server.ts';
import type { Database } from '#db/schema.ts';
import type { ChainBreak, ChainProgress } from '#app/domain/finance/ledger-chain.ts';
import { CHAIN_START, checkEntries, checkTail } from '#app/domain/finance/ledger-chain.ts';
import type { AnchorFile } from '#app/lib/anchor-file.server.ts';
import { readAnchors } from '#app/lib/anchor-file.server.ts';
import { ledgerMac } from '#app/lib/ledger-key.server.ts';

export interface LedgerVerdict {
  readonly status: 'holds' | 'broken';
  /** Entries from the first on that are as they were written. */
  readonly checked: number;
  /** Of the last of them. */
  readonly headHash: string;
  readonly firstBroken: ChainBreak | null;
  readonly anchors: { readonly count: number; readonly lastSequence: number; readonly lastAt: string | null; readonly brokenLines: readonly number[] };
  /** Costs and payments that are not the sum of their postings. */
  readonly mismatches: readonly MoneyMismatch[];
  readonly verifiedAt: Date;
}

const SLICE_ENTRIES = 5_000;

/**
 * Checks a workspace's ledger from the first entry to the last: every code, number and sum, that it reaches the heads that were anchored outside the database, and
 * that costs and payments are the sums of their postings. `onProgress` is told after each slice how many entries hold. Reads slice by slice in one snapshot, so entries that are added meanwhile do not disturb.
 */
export async function verifyLedger(
  db: Kysely<Database>, { workspaceId, anchorFile = readAnchors(workspaceId) }: { readonly workspaceId: string; readonly anchorFile?: AnchorFile }, { now, onProgress }: { readonly now: Date; readonly onProgress?: (checked: number) => void },
): Promise<LedgerVerdict> {
  const anchors = new Map(anchorFile.anchors.map((anchor) => [anchor.sequence, anchor.hash]));
  const { progress, mismatches } = await db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(async (trx) => ({
    progress: await checkChain(trx, workspaceId, anchors, onProgress),
    mismatches: await listMoneyMismatches(trx, workspaceId),
  }));
  const holds = progress.firstBroken === null && mismatches.length === 0 && anchorFile.brokenLines.length === 0;
  const last = anchorFile.anchors.at(-1);
  return {
    status: holds ? 'holds' : 'broken', checked: progress.checked, headHash: progress.headHash, firstBroken: progress.firstBroken,
    anchors: { count: anchorFile.anchors.length, lastSequence: last?.sequence ?? 0, lastAt: last?.at ?? null, brokenLines: anchorFile.brokenLines }, mismatches, verifiedAt: now,
  };
}

async function checkChain(db: Kysely<Database>, workspaceId: string, anchors: ReadonlyMap<number, string>, onProgress: (checked: number) => void = () => undefined): Promise<ChainProgress> {
  let progress = CHAIN_START;
  for (;;) {
    const slice = await listChainSlice(db, workspaceId, progress.checked, SLICE_ENTRIES);
    progress = checkEntries(progress, slice, { workspaceId, mac: ledgerMac, anchors });
    onProgress(progress.checked);
    if (progress.firstBroken) return progress;
    if (slice.length < SLICE_ENTRIES) break;
  }
  const whole = checkTail(progress, anchors);
  if (whole.firstBroken) return whole;
  if ((await findLastPosting(db, workspaceId)) > whole.checked) return { ...whole, firstBroken: { sequence: whole.checked + 1, fault: 'missing' } };
  const wrong = await findWrongReversal(db, workspaceId);
  return wrong === null ? whole : { ...whole, firstBroken: { sequence: wrong, fault: 'reversal' } };
}
