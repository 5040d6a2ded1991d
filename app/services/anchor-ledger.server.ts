import type { Kysely } from 'kysely';
import { findLedgerHead, lockLedger } from '#db/queries/ledger.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Anchor } from '#app/lib/anchor-file.server.ts';
import { appendAnchor, readAnchors } from '#app/lib/anchor-file.server.ts';
import { eachInTurn, workspacePlace } from './each-in-turn.server.ts';

/**
 * Writes the head of a workspace's ledger to its anchor file outside the database; every export does, and the worker daily. Returns the head; null for a ledger
 * without entries.
 */
export async function anchorLedger(db: Kysely<Database>, { workspaceId }: { readonly workspaceId: string }, { now }: { readonly now: Date }): Promise<Anchor | null> {
  return await inTransaction(db, async (trx) => {
    await lockLedger(trx, workspaceId);
    const { sequence, hash } = await findLedgerHead(trx, workspaceId);
    if (sequence === 0) return null;
    const anchor = { workspaceId, sequence, hash, at: now.toISOString() };
    appendAnchor(anchor);
    return anchor;
  });
}

const DAY_MS = 86_400_000;

/** Anchors every ledger whose last anchor is a day old or none. Returns how many it looked at. */
export async function anchorLedgersDaily(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  const due = (await listWorkspaces(db)).filter(({ id }) => {
    const last = readAnchors(id).anchors.at(-1);
    return !last || now.getTime() - Date.parse(last.at) >= DAY_MS;
  });
  await eachInTurn(due, workspacePlace, async ({ id }) => void (await anchorLedger(db, { workspaceId: id }, { now })));
  return due.length;
}
