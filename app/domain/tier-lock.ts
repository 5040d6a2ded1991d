import type { CampaignStatus, MatrixPlan } from './campaign.ts';
import { splitBudget } from './campaign.ts';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import type { TierLock } from './matrix-board.ts';
import { isWhole } from './matrix-board.ts';

/** What of a campaign decides whether money may come into one of its tiers. */
export interface TierStanding {
  readonly status: CampaignStatus;
  readonly locks: Readonly<Partial<Record<Tier, TierLock>>>;
}

/** Finance keeps the money of that tier as it is. */
export interface TierLocked extends TierLock {
  readonly status: 'tier-locked';
  readonly tier: Tier;
}

/** Why a tier takes no further money. */
export type MoneyRefusal = TierLocked | { readonly status: 'campaign-closed' };

/** Whether a lock forbids a move on the board: there a locked tier keeps what stands for it, to the minor unit, upwards and downwards. */
export function locksMove(lock: TierLock | undefined, changeMinor: number): lock is TierLock {
  return lock !== undefined && changeMinor !== 0;
}

/**
 * Whether a locked tier takes more money (product.md section 3): costs, and a fee that grows. What lowers it is not held up: releasing money, cancelling and correcting
 * a cost downwards are decisions of their own.
 * @param addedMinor reporting currency; null where it cannot be counted, a share of revenue or an amount without a rate: a locked tier does not take that either
 */
export function refuseMoney({ locks }: Pick<TierStanding, 'locks'>, tier: Tier, addedMinor: number | null): TierLocked | null {
  const lock = locks[tier];
  return lock && (addedMinor === null || addedMinor > 0) ? { status: 'tier-locked', tier, ...lock } : null;
}

/** Whether something may be promised in a campaign: a collaboration made or agreed to, a fee raised. A closed campaign promises nothing any more. */
export function refuseCommitment(standing: TierStanding, tier: Tier, addedMinor: number | null): MoneyRefusal | null {
  return standing.status === 'closed' ? { status: 'campaign-closed' } : refuseMoney(standing, tier, addedMinor);
}

/**
 * Whether a collaboration may change its tier: what stands for it leaves the one and comes into the other, and neither may be locked, as on the board.
 * @param ownMinor what stands for it, reporting currency; null where it cannot be counted
 */
export function refuseTierChange(standing: TierStanding, change: { readonly from: Tier; readonly to: Tier }, ownMinor: number | null): MoneyRefusal | null {
  return refuseCommitment(standing, change.to, ownMinor) ?? refuseMoney(standing, change.from, ownMinor);
}

/** What is planned of a campaign. */
export interface PlannedMoney {
  readonly budgetMinor: number;
  readonly currency: string;
  readonly reserveBasisPoints: number;
  readonly plan: MatrixPlan;
}

/** The first locked tier that another budget, reserve or share would plan another amount; shares that were no whole planned nothing to keep. */
export function refusePlan({ locks }: Pick<TierStanding, 'locks'>, before: PlannedMoney, after: PlannedMoney): TierLocked | null {
  if (!isWhole(before.plan) || !isWhole(after.plan)) return null;
  const [was, is] = [before, after].map(({ budgetMinor, reserveBasisPoints, plan }) => splitBudget(budgetMinor, reserveBasisPoints, plan).tierMinor);
  for (const tier of TIERS) {
    const lock = locks[tier];
    if (lock && (before.currency !== after.currency || was?.[tier] !== is?.[tier])) return { status: 'tier-locked', tier, ...lock };
  }
  return null;
}

/** A refusal as a sentence, for rejected rows, the command line and the API; pages have their own in each language. */
export function moneyRefusalText(refusal: MoneyRefusal): string {
  if (refusal.status === 'campaign-closed') return 'the campaign is closed and takes no further money';
  return `${refusal.by} locked the money of the ${refusal.tier} tier at ${refusal.at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${refusal.reason}`;
}
