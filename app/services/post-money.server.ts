import type { Transaction } from 'kysely';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import type { MoneyIds, SealedEntry } from '#db/queries/ledger.server.ts';
import { findLedgerHead, insertLedgerEntries, listLiveEntries, listMoneyFacts, lockLedger } from '#db/queries/ledger.server.ts';
import type { Database } from '#db/schema.ts';
import type { EntryDraft, LedgerSource } from '#app/domain/finance/ledger.ts';
import { canonicalEntry } from '#app/domain/finance/ledger.ts';
import { isPromised, planEntries } from '#app/domain/finance/ledger-plan.ts';
import { ledgerMac } from '#app/lib/ledger-key.server.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { Doing } from './doing.ts';

export interface Posting extends MoneyIds {
  /** Told with each entry; empty where the entry speaks for itself. */
  readonly reason?: string;
}

/** What the entries of a workspace that had costs and payments before it had a ledger say. */
export const OPENING_REASON = 'opening balance';

/**
 * Brings the ledger to what the tables say of these costs and payments, in the transaction that changed them: called after every write of money, for rows that are
 * gone as well. Appends nothing for what did not change. The first call of a workspace takes in all that it holds. Returns how many entries were added.
 */
export async function postMoney(trx: Transaction<Database>, workspace: { readonly id: string; readonly currency: string }, posting: Posting, doing: Doing): Promise<number> {
  if (posting.costIds.length === 0 && posting.paymentIds.length === 0) return 0;
  await lockLedger(trx, workspace.id);
  const head = await findLedgerHead(trx, workspace.id);
  if (head.sequence === 0) return await post(trx, workspace, 'all', OPENING_REASON, doing);
  const ids = { costIds: [...new Set(posting.costIds)], paymentIds: [...new Set(posting.paymentIds)] };
  return await post(trx, workspace, ids, posting.reason ?? '', doing);
}

/** Posts the costs of collaborations that were agreed to or cancelled: what is pencilled in stands in no ledger. */
export async function postStatusChanges(
  trx: Transaction<Database>, workspace: { readonly id: string; readonly currency: string },
  changes: readonly { readonly id: string; readonly from: CollaborationStatus; readonly to: CollaborationStatus }[], reason: string, doing: Doing,
): Promise<void> {
  const turned = changes.filter(({ from, to }) => isPromised(from) !== isPromised(to));
  const costs = await listCostItemsOf(trx, workspace.id, turned.map(({ id }) => id));
  await postMoney(trx, workspace, { costIds: costs.map((cost) => cost.id), paymentIds: [], reason }, doing);
}

/** Takes in everything that a workspace without a ledger holds; nothing where there is one. Returns how many entries were made. */
export async function openWorkspaceLedger(trx: Transaction<Database>, workspace: { readonly id: string; readonly currency: string }, doing: Doing): Promise<number> {
  await lockLedger(trx, workspace.id);
  const head = await findLedgerHead(trx, workspace.id);
  return head.sequence === 0 ? await post(trx, workspace, 'all', OPENING_REASON, doing) : 0;
}

async function post(trx: Transaction<Database>, workspace: { readonly id: string; readonly currency: string }, ids: MoneyIds | 'all', reason: string, doing: Doing): Promise<number> {
  const facts = await listMoneyFacts(trx, workspace.id, ids);
  const factsOf = new Map(facts.map((one) => [`${one.sourceKind} ${one.sourceId}`, one]));
  const sources = ids === 'all' ? facts.map((one) => ({ kind: one.sourceKind, id: one.sourceId })) : sourcesOf(ids);
  const live = await listLiveEntries(trx, workspace.id, ids === 'all' ? { costIds: [], paymentIds: [] } : ids);
  const drafts = sources.flatMap((source) => {
    const key = `${source.kind} ${source.id}`;
    return planEntries(source, live.get(key) ?? [], factsOf.get(key) ?? null, workspace.currency);
  });
  await append(trx, workspace.id, drafts, reason, doing);
  return drafts.length;
}

function sourcesOf({ costIds, paymentIds }: MoneyIds): { kind: LedgerSource; id: string }[] {
  const of = (kind: LedgerSource, ids: readonly string[]) => ids.map((id) => ({ kind, id }));
  return [...of('cost', costIds), ...of('payment', paymentIds)];
}

/** Seals drafts one after the other onto the head. */
async function append(trx: Transaction<Database>, workspaceId: string, drafts: readonly EntryDraft[], reason: string, { now, actor }: Doing): Promise<void> {
  if (drafts.length === 0) return;
  let { sequence, hash } = await findLedgerHead(trx, workspaceId);
  const sealed = drafts.map((draft): SealedEntry => {
    sequence += 1;
    const entry = {
      ...draft, sequence, atMicros: `${now.getTime()}000`, actorKind: actor.kind, actorId: actor.id, actorName: actor.name, reason, previousHash: hash,
    };
    hash = ledgerMac(canonicalEntry(workspaceId, entry));
    return { ...entry, hash };
  });
  await insertLedgerEntries(trx, workspaceId, sealed);
}
