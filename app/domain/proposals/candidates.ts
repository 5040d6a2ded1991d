import type { Tier } from '../kol.ts';
import type { CandidateKol, Exclusion, SlotToFill } from './candidate-eligibility.ts';
import { exclusionsOf, fitOf } from './candidate-eligibility.ts';
import type { Interval } from './posterior.ts';
import { roiMoney } from './regret.ts';
import { probabilityGreater } from './roi-comparison.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { gammaRoi, roiQuantile, scaleRoi } from './roi-distribution.ts';

export type CandidateReason =
  | { readonly code: 'same_tier' }
  | { readonly code: 'two_from_tier_below' }
  | { readonly code: 'own_history'; readonly kolId: string }
  | { readonly code: 'tier_prior'; readonly kolId: string; readonly factor: number }
  | { readonly code: 'fit'; readonly fit: number }
  | { readonly code: 'price_within_freed'; readonly priceMinor: number; readonly freedMinor: number };

export interface RankedCandidate {
  /** One KOL of the slot's tier, or two of the tier below. */
  readonly kolIds: readonly [string] | readonly [string, string];
  readonly tier: Tier;
  readonly priceMinor: number;
  /** 0..1; of a pair the price-weighted mean. */
  readonly fit: number;
  /** price x (E[ROI candidate] - E[ROI incumbent]). */
  readonly expectedGainMinor: number;
  /** P(ROI candidate > ROI incumbent). */
  readonly probabilityBetter: number;
  /** 90 % interval of the candidate's ROI. */
  readonly interval90: Interval;
  readonly reasons: readonly CandidateReason[];
  /** For `swapGain`, `swapRegret` and the what-if solver. */
  readonly outlook: RoiDistribution;
}

export interface CandidateList {
  /** By expected gain, highest first; equal gains by the chance of being better, then by id. */
  readonly ranked: readonly RankedCandidate[];
  readonly excluded: readonly { readonly kolId: string; readonly reasons: readonly Exclusion[] }[];
  /** Highest chance of being better among the ranked, for `decideVerdict`; null without any. */
  readonly bestProbability: number | null;
}

/** Pairs are formed among this many KOLs of the tier below whose price leaves room for a second: those of the highest expected ROI. */
const PAIR_POOL = 8;

/**
 * Candidates for a slot from the bench (product.md section 10). `tierOutlooks` is what is believed of a KOL of each tier
 * without history (`priorDistribution` of the tier's prior).
 */
export function rankCandidates(slot: SlotToFill, bench: readonly CandidateKol[], tierOutlooks: Readonly<Record<Tier, RoiDistribution>>): CandidateList {
  const checked = bench.map((kol) => ({ kol, reasons: exclusionsOf(kol, slot) }));
  const eligible = checked
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ kol }) => offerOf(kol, slot, tierOutlooks[kol.tier]));
  const below = eligible.filter((offer) => offer.kol.tier !== slot.tier);
  const pairs = pairsWithin(below, slot.freedMinor);
  const paired = new Set(pairs.flat().map(({ kol }) => kol.kolId));

  const singles = eligible.filter((offer) => offer.kol.tier === slot.tier).map((offer) => rankedSingle(offer, slot));
  const ranked = [...singles, ...pairs.map((pair) => rankedPair(pair, slot))].sort(byGain);
  const unpaired = below
    .filter(({ kol }) => !paired.has(kol.kolId))
    .map(({ kol, priceMinor }) => ({ kolId: kol.kolId, reasons: [{ code: 'no_pair', detail: priceMinor } as const] }));
  const excluded = checked.filter(({ reasons }) => reasons.length > 0).map(({ kol, reasons }) => ({ kolId: kol.kolId, reasons }));
  return {
    ranked,
    excluded: [...excluded, ...unpaired],
    bestProbability: ranked.reduce<number | null>((best, { probabilityBetter }) => Math.max(best ?? 0, probabilityBetter), null),
  };
}

/** What an eligible KOL brings: price, fit and an ROI to expect. */
interface Offer {
  readonly kol: CandidateKol;
  readonly priceMinor: number;
  readonly fit: number;
  readonly outlook: RoiDistribution;
  readonly reason: CandidateReason;
}

type Pair = readonly [Offer, Offer];

function offerOf(kol: CandidateKol, slot: SlotToFill, tierOutlook: RoiDistribution): Offer {
  const fit = fitOf(kol, slot);
  const factor = outlookFactor(fit, kol.engagementRatio);
  return {
    kol,
    // Eligible KOLs have a price.
    priceMinor: Number(kol.priceMinor),
    fit,
    outlook: candidateOutlook(kol, fit, tierOutlook),
    reason: kol.history ? { code: 'own_history', kolId: kol.kolId } : { code: 'tier_prior', kolId: kol.kolId, factor },
  };
}

/** The ROI to expect of a KOL: by their own past collaborations, else the tier's prior moved by fit and engagement. */
export function candidateOutlook(kol: CandidateKol, fit: number, tierOutlook: RoiDistribution): RoiDistribution {
  return kol.history ?? scaleRoi(tierOutlook, outlookFactor(fit, kol.engagementRatio));
}

/**
 * How far fit and engagement move the tier's prior for a KOL without history, deliberately little: fit 0..1 gives 0.85..1.15,
 * and engagement counts with its fourth root, at most twice or half the median: 0.84..1.19. Unknown engagement moves nothing.
 */
export function outlookFactor(fit: number, engagementRatio: number | null): number {
  const engagement = Math.min(2, Math.max(0.5, engagementRatio ?? 1));
  return (0.85 + 0.3 * fit) * engagement ** 0.25;
}

function pairsWithin(offers: readonly Offer[], freedMinor: number): Pair[] {
  const pool = offers
    .filter(({ priceMinor }) => priceMinor < freedMinor)
    .sort((a, b) => b.outlook.mean - a.outlook.mean || compareText(a.kol.kolId, b.kol.kolId))
    .slice(0, PAIR_POOL);
  const pairs = pool.flatMap((first, i) => pool.slice(i + 1).map((second): Pair => [first, second]));
  return pairs.filter(([first, second]) => first.priceMinor + second.priceMinor <= freedMinor);
}

function rankedSingle(offer: Offer, slot: SlotToFill): RankedCandidate {
  const { kol, priceMinor, fit, outlook, reason } = offer;
  return ranked({ kolIds: [kol.kolId], tier: kol.tier, priceMinor, fit, outlook }, [{ code: 'same_tier' }, reason], slot);
}

/** A pair's ROI is the price-weighted mean of both, by a gamma distribution of the same mean and variance. */
function rankedPair([first, second]: Pair, slot: SlotToFill): RankedCandidate {
  const priceMinor = first.priceMinor + second.priceMinor;
  const share = first.priceMinor / priceMinor;
  const weighted = (a: number, b: number) => share * a + (1 - share) * b;
  const outlook = gammaRoi(
    weighted(first.outlook.mean, second.outlook.mean),
    share ** 2 * first.outlook.variance + (1 - share) ** 2 * second.outlook.variance,
  );
  const subject = { kolIds: [first.kol.kolId, second.kol.kolId] as const, tier: first.kol.tier, priceMinor, fit: weighted(first.fit, second.fit), outlook };
  return ranked(subject, [{ code: 'two_from_tier_below' }, first.reason, second.reason], slot);
}

type Subject = Pick<RankedCandidate, 'kolIds' | 'tier' | 'priceMinor' | 'fit' | 'outlook'>;

function ranked(subject: Subject, reasons: readonly CandidateReason[], slot: SlotToFill): RankedCandidate {
  const { priceMinor, fit, outlook } = subject;
  return {
    ...subject,
    expectedGainMinor: roiMoney(priceMinor, outlook.mean - slot.incumbent.mean),
    probabilityBetter: probabilityGreater(outlook, slot.incumbent),
    interval90: { low: roiQuantile(outlook, 0.05), high: roiQuantile(outlook, 0.95) },
    reasons: [...reasons, { code: 'fit', fit }, { code: 'price_within_freed', priceMinor, freedMinor: slot.freedMinor }],
  };
}

function byGain(a: RankedCandidate, b: RankedCandidate): number {
  return b.expectedGainMinor - a.expectedGainMinor || b.probabilityBetter - a.probabilityBetter || compareText(a.kolIds.join(), b.kolIds.join());
}

function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
