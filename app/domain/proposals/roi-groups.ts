import { groupBy } from '../group.ts';
import type { Platform, Tier } from '../kol.ts';
import { sumMinor } from '../money.ts';
import type { Policy } from '../policy.ts';
import type { FuseState } from '../scoring/fuse.ts';
import { FUSE_STATES } from '../scoring/fuse.ts';
import type { Light } from '../scoring/light.ts';
import { profitRoiText, roiOf } from '../scoring/roi.ts';
import type { RoiGrouping } from '../scoring/roi-grouping.ts';
import type { RoiAtClose } from './pooled-roi.ts';
import { outlookMoments, pooledLight, pooledRoi, poolMoments } from './pooled-roi.ts';
import type { VerdictKind } from './proposal.ts';

/** A collaboration as the ROI board counts it, with what a review of the day finds. Amounts in the reporting currency. */
export interface RoiMember {
  readonly collaborationId: string;
  readonly kolId: string;
  readonly kolName: string;
  readonly handle: string;
  readonly platform: Platform;
  readonly tier: Tier;
  readonly campaignSlug: string;
  readonly campaignName: string;
  readonly revenueMinor: number;
  /** The denominator: all that stands, or what a period accrued. */
  readonly costMinor: number;
  /** All that stands: what ROI at close is weighed by. */
  readonly committedMinor: number;
  readonly orders: number;
  readonly atClose: RoiAtClose | null;
  readonly light: Light;
  readonly fuse: FuseState;
  readonly verdict: VerdictKind | null;
  /** Of its scorecard; null without one. */
  readonly coverageBasisPoints: number | null;
  readonly policyVersion: number;
}

/** A row of the board: one collaboration, or all of a KOL, tier or campaign that are asked for. */
export interface RoiLine {
  /** Id of the collaboration or KOL, the tier, or the campaign's slug. */
  readonly key: string;
  readonly collaborations: number;
  /** What a row's collaborations share; null where they differ. */
  readonly collaborationId: string | null;
  readonly kolId: string | null;
  readonly kolName: string | null;
  readonly handle: string | null;
  readonly platform: Platform | null;
  readonly tier: Tier | null;
  readonly campaignSlug: string | null;
  readonly campaignName: string | null;
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly orders: number;
  /** Two decimals; null without cost. */
  readonly roi: string | null;
  /** Two decimals; null without cost or gross margin. */
  readonly profitRoi: string | null;
  readonly atClose: RoiAtClose | null;
  readonly light: Light;
  /** The furthest of its collaborations. */
  readonly fuse: FuseState;
  readonly verdict: VerdictKind | null;
  /** Proposals on its collaborations that wait for a decision, and the one where there is one. */
  readonly openProposals: number;
  readonly proposalId: string | null;
  /** Of the scorecards, weighted by cost. */
  readonly coverageBasisPoints: number | null;
  readonly policyVersion: number;
}

export interface RoiTotals {
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly orders: number;
  readonly roi: string | null;
  readonly profitRoi: string | null;
  readonly atClose: RoiAtClose | null;
}

/** The key of a member's row under a grouping. */
export function roiKey(member: Pick<RoiMember, 'collaborationId' | 'kolId' | 'tier' | 'campaignSlug'>, by: RoiGrouping): string {
  switch (by) {
    case 'collaboration':
      return member.collaborationId;
    case 'kol':
      return member.kolId;
    case 'tier':
      return member.tier;
    case 'campaign':
      return member.campaignSlug;
  }
}

/**
 * The rows of a grouping: revenue, cost and orders are sums, ROI is their quotient, ROI at close the mean of the members' weighed by cost, taken
 * as independent. The board groups stored reviews in SQL by the same arithmetic; a test binds the two.
 */
export function groupRoi(members: readonly RoiMember[], by: RoiGrouping, roi: Policy['roi']): RoiLine[] {
  return [...groupBy(members, (member) => roiKey(member, by))].map(([key, own]) => lineOf(key, own, by, roi));
}

/** All members together. */
export function totalRoi(members: readonly RoiMember[], roi: Policy['roi']): RoiTotals {
  return { ...sums(members, roi), atClose: poolOf(members, roi) };
}

function lineOf(key: string, own: readonly RoiMember[], by: RoiGrouping, roi: Policy['roi']): RoiLine {
  const atClose = poolOf(own, roi, true);
  const shared = <Value>(pick: (member: RoiMember) => Value) => commonOf(own.map(pick));
  return {
    key, collaborations: own.length, collaborationId: shared((one) => one.collaborationId), kolId: shared((one) => one.kolId), kolName: shared((one) => one.kolName),
    handle: shared((one) => one.handle), platform: shared((one) => one.platform), tier: shared((one) => one.tier), campaignSlug: shared((one) => one.campaignSlug),
    campaignName: shared((one) => one.campaignName), ...sums(own, roi), atClose,
    light: (by === 'collaboration' ? shared((one) => one.light) : null) ?? pooledLight(atClose, own.every((one) => one.light === 'grey'), roi),
    fuse: FUSE_STATES.findLast((state) => own.some((one) => one.fuse === state)) ?? 'closed', verdict: shared((one) => one.verdict),
    openProposals: 0, proposalId: null, coverageBasisPoints: coverageOf(own), policyVersion: Math.max(...own.map((one) => one.policyVersion)),
  };
}

function sums(own: readonly RoiMember[], { grossMarginBasisPoints }: Policy['roi']): Omit<RoiTotals, 'atClose'> {
  const revenueMinor = sumMinor(own.map((one) => one.revenueMinor));
  const costMinor = sumMinor(own.map((one) => one.costMinor));
  return {
    revenueMinor, costMinor, orders: own.reduce((sum, one) => sum + one.orders, 0), roi: roiOf(revenueMinor, costMinor).text,
    profitRoi: profitRoiText(revenueMinor, costMinor, grossMarginBasisPoints),
  };
}

/** One outlook is itself; several are weighed by what is committed. @param keepSingle whether a single one is shown as the review found it */
function poolOf(own: readonly RoiMember[], roi: Policy['roi'], keepSingle = false): RoiAtClose | null {
  const known = own.flatMap(({ atClose, committedMinor }) => (atClose ? [{ atClose, weight: committedMinor }] : []));
  const [single] = known;
  if (keepSingle && single && known.length === 1) return single.atClose;
  const moments = poolMoments(known.map(({ atClose, weight }) => ({ weight, ...outlookMoments({ median: atClose.median, ...atClose.interval90 }) })));
  return moments && pooledRoi(moments, roi);
}

function coverageOf(own: readonly RoiMember[]): number | null {
  const known = own.flatMap(({ coverageBasisPoints, costMinor }) => (coverageBasisPoints === null ? [] : [{ coverageBasisPoints, costMinor }]));
  const weight = known.reduce((sum, one) => sum + one.costMinor, 0);
  return weight === 0 ? null : Math.round(known.reduce((sum, one) => sum + one.coverageBasisPoints * one.costMinor, 0) / weight);
}

/** What all have in common, null otherwise; a group has members. */
function commonOf<Value>(values: readonly Value[]): Value | null {
  return values.map<Value | null>((value) => value).reduce((common, value) => (value === common ? common : null));
}
