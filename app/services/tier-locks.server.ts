import type { Kysely, Transaction } from 'kysely';
import { listCampaigns } from '#db/queries/campaign.server.ts';
import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import type { CostItemRecord } from '#db/queries/cost.server.ts';
import { listCostItemsOf } from '#db/queries/cost.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import { listLocksOfCampaigns, listLockedTierCosts } from '#db/queries/matrix-lock.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { standingMinor } from '#app/domain/finance/collaboration-money.ts';
import { groupBy } from '#app/domain/group.ts';
import type { MoneyRefusal, TierLocked, TierStanding } from '#app/domain/tier-lock.ts';
import { refuseMoney, refuseTierChange } from '#app/domain/tier-lock.ts';

type Trx = Transaction<Database>;

const OPEN: TierStanding = { status: 'active', locks: {} };

/**
 * How campaigns stand as to further money, by their id: asked by whoever promises money in them, in the transaction that does. Takes the ledger's turn, as locking a
 * tier does, so that no lock comes in between.
 */
export async function readTierStandings(trx: Trx, workspaceId: string, campaignIds: readonly string[]): Promise<(campaignId: string) => TierStanding> {
  const ids = [...new Set(campaignIds)];
  if (ids.length === 0) return () => OPEN;
  await lockLedger(trx, workspaceId);
  const campaigns = await listCampaigns(trx, workspaceId, ids);
  const locksOf = groupBy(await listLocksOfCampaigns(trx, workspaceId, ids), (lock) => lock.campaignId);
  const standings = new Map(campaigns.map(({ id, status }): [string, TierStanding] => {
    const locks = (locksOf.get(id) ?? []).map(({ tier, by, at, reason }) => [tier, { by, at, reason }]);
    return [id, { status, locks: Object.fromEntries(locks) }];
  }));
  return (campaignId) => standings.get(campaignId) ?? OPEN;
}

/** Why collaborations may not change their tier, by id; those that may, and those that stay in theirs, are left out. */
export async function checkTierChanges(
  trx: Trx, workspace: { readonly id: string; readonly currency: string }, changes: readonly { readonly before: CollaborationRecord; readonly after: CollaborationRecord }[],
): Promise<ReadonlyMap<string, MoneyRefusal>> {
  const moving = changes.filter(({ before, after }) => before.tier !== after.tier);
  const standingOf = await readTierStandings(trx, workspace.id, moving.map(({ after }) => after.campaign_id));
  const own = await readOwnMoney(trx, workspace, moving.map(({ before }) => before));
  return new Map(moving.flatMap(({ before, after }) => {
    const refusal = refuseTierChange(standingOf(after.campaign_id), { from: before.tier, to: after.tier }, own.get(after.id) ?? null);
    return refusal ? [[after.id, refusal]] : [];
  }));
}

/** What stands for collaborations, reporting currency, by id; null where it cannot be counted. One that is cancelled stands for nothing. */
export async function readOwnMoney(
  trx: Trx, workspace: { readonly id: string; readonly currency: string }, rows: readonly Pick<CollaborationRecord, 'id' | 'status'>[],
): Promise<ReadonlyMap<string, number | null>> {
  const costs = groupBy(await listCostItemsOf(trx, workspace.id, rows.map((row) => row.id)), (cost) => cost.collaboration_id);
  return new Map(rows.map(({ id, status }) => [id, status === 'cancelled' ? 0 : ownMoney(costs.get(id) ?? [], workspace.currency)]));
}

function ownMoney(costs: readonly CostItemRecord[], currency: string): number | null {
  let minor = 0;
  for (const cost of costs) {
    const standing = standingMinor({ amountMinor: cost.amount_minor, releasedMinor: cost.released_minor, currency: cost.currency, rate: cost.rate }, currency);
    if (standing === null || cost.commission_basis_points !== null) return null;
    minor += standing;
  }
  return minor;
}

/** A locked tier forbids what a transaction does, which it found out while writing: nothing of it is to be kept. */
export class TierIsLocked extends Error {
  constructor(readonly locked: TierLocked) {
    super(`the ${locked.tier} tier is locked`);
  }
}

/** Runs a transaction; where a locked tier stands against it, nothing of it is kept and the lock is the answer. Within another transaction that one has to answer. */
export async function unlessLocked<T>(db: Kysely<Database>, run: (trx: Trx) => Promise<T>): Promise<T | TierLocked> {
  try {
    return await inTransaction(db, run);
  } catch (error) {
    if (error instanceof TierIsLocked && !db.isTransaction) return error.locked;
    throw error;
  }
}

/**
 * Takes something back that may bring money into locked tiers again: an import, an edit, what was deleted.
 * @throws TierIsLocked
 */
export async function withTierLocks(trx: Trx, workspace: { readonly id: string; readonly currency: string }, write: () => Promise<void>): Promise<void> {
  await lockLedger(trx, workspace.id);
  const before = await lockedMoney(trx, workspace);
  await write();
  if (before.length === 0) return;
  const after = await lockedMoney(trx, workspace);
  for (const { campaignId, tier, lock, minor } of after) {
    const was = before.find((one) => one.campaignId === campaignId && one.tier === tier)?.minor ?? 0;
    const refusal = refuseMoney({ locks: { [tier]: lock } }, tier, minor - was);
    if (refusal) throw new TierIsLocked(refusal);
  }
}

/** Every locked tier with what stands for it, reporting currency. */
async function lockedMoney(trx: Trx, { id: workspaceId, currency }: { readonly id: string; readonly currency: string }) {
  const costs = await listLockedTierCosts(trx, workspaceId);
  return [...groupBy(costs, (cost) => `${cost.campaignId} ${cost.tier}`).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { campaignId, tier, by, at, reason } = first;
    const minor = own.reduce((sum, { amountMinor, releasedMinor, currency: of, rate }) => (
      amountMinor === null || releasedMinor === null || of === null ? sum : sum + (standingMinor({ amountMinor, releasedMinor, currency: of, rate }, currency) ?? 0)
    ), 0);
    return [{ campaignId, tier, lock: { by, at, reason }, minor }];
  });
}
