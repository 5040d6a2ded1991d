import type { Policy } from '../policy.ts';
import { splitByLargestRemainder } from '../ratio.ts';
import { isBelowRoi } from '../scoring/fuse.ts';
import { isOverspent } from './money-rules.ts';

/** A collaboration whose money could be cut; minor units of the reporting currency. */
export interface CuttablePartner {
  readonly id: string;
  readonly revenueMinor: number;
  readonly costMinor: number;
  /** Neither paid nor bound. */
  readonly freeMinor: number;
}

export interface PartnerCut {
  readonly id: string;
  readonly cutMinor: number;
  /** What of it could still be cut. */
  readonly leftMinor: number;
  /** Its ROI is at the star's threshold or above: nothing is taken from it. */
  readonly isProtected: boolean;
}

export interface CutPlan {
  /** What has to go for spending to be back at the plan. */
  readonly neededMinor: number;
  /** One for each partner, in the order in which they are cut; their cuts sum to needed minus missing. */
  readonly cuts: readonly PartnerCut[];
  /** What cannot be cut without touching protected, paid or bound money. */
  readonly missingMinor: number;
}

export interface CutFacts {
  readonly plannedMinor: number;
  readonly spentMinor: number;
  readonly partners: readonly CuttablePartner[];
}

/**
 * What to cut once spending is at 115 % of the plan (product.md section 9); null below that. Partners at ROI 3 and above are protected; of the others the lowest
 * ROI gives first, as much as it can, and those of equal ROI share to the minor unit by what they can give. Without a ROI yet nobody is cut before those whose ROI is known.
 */
export function planCuts({ plannedMinor, spentMinor, partners }: CutFacts, policy: Pick<Policy, 'money' | 'roi'>): CutPlan | null {
  if (!isOverspent({ plannedMinor, spentMinor }, policy.money)) return null;
  const neededMinor = spentMinor - plannedMinor;
  const isProtected = (one: CuttablePartner) => one.costMinor > 0 && !isBelowRoi(one.revenueMinor, one.costMinor, policy.roi.starFrom);
  const open = partners.filter((one) => !isProtected(one)).toSorted(inOrder);
  const cuts: PartnerCut[] = [];
  let left = neededMinor;
  for (const group of equalGroups(open)) {
    const free = group.map((one) => Math.max(0, one.freeMinor));
    const total = free.reduce((sum, minor) => sum + minor, 0);
    const parts = left >= total ? free : splitByLargestRemainder(left, free);
    group.forEach((one, index) => {
      const cutMinor = parts[index]!; // A part for each of the group.
      cuts.push({ id: one.id, cutMinor, leftMinor: free[index]! - cutMinor, isProtected: false });
      left -= cutMinor;
    });
  }
  const spared = partners.filter(isProtected).toSorted(inOrder);
  return { neededMinor, cuts: [...cuts, ...spared.map((one) => ({ id: one.id, cutMinor: 0, leftMinor: Math.max(0, one.freeMinor), isProtected: true }))], missingMinor: left };
}

/** Lowest ROI first; equal ones in the same order every time. */
function inOrder(a: CuttablePartner, b: CuttablePartner): number {
  return byRoi(a, b) || (a.id < b.id ? -1 : 1);
}

/** Lowest ROI first, compared as integers; without cost last. */
function byRoi(a: CuttablePartner, b: CuttablePartner): number {
  if (a.costMinor <= 0 || b.costMinor <= 0) return Number(a.costMinor <= 0) - Number(b.costMinor <= 0);
  const [left, right] = [BigInt(a.revenueMinor) * BigInt(b.costMinor), BigInt(b.revenueMinor) * BigInt(a.costMinor)];
  return Number(left > right) - Number(left < right);
}

function equalGroups(sorted: readonly CuttablePartner[]): CuttablePartner[][] {
  const groups: CuttablePartner[][] = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last && byRoi(last[0]!, one) === 0) last.push(one); // A group begins with one.
    else groups.push([one]);
  }
  return groups;
}

/**
 * The cuts of a plan that somebody chose, in its order; null where one of them is not in it as it was seen, or nothing would be cut: the plan has changed.
 * @param seen by partner, with the amount that stood beside it
 */
export function chooseCuts({ cuts }: CutPlan, seen: readonly { readonly id: string; readonly cutMinor: number }[]): PartnerCut[] | null {
  const wanted = new Map(seen.map(({ id, cutMinor }) => [id, cutMinor]));
  const chosen = cuts.filter((cut) => cut.cutMinor > 0 && wanted.get(cut.id) === cut.cutMinor);
  return chosen.length > 0 && chosen.length === wanted.size ? chosen : null;
}
