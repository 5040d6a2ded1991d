import type { Tier } from '../kol.ts';
import type { Row, Variable } from './linear-program.ts';
import { spendCurve } from './spend-curve.ts';
import { thousandMinor } from './tier-prior.ts';
import type { WhatIfInput } from './what-if.ts';

/** One thing that a reallocation may do, and what a unit of it does. Thousands of the reporting currency; slots are people. */
export interface Choice {
  readonly variable: Variable;
  readonly subject: { readonly kind: 'cut' | 'extend' | 'end'; readonly collaborationId: string } | { readonly kind: 'take'; readonly kolId: string };
  readonly tier: Tier;
  readonly revenue: number;
  readonly spend: number;
  /** What counts against the quarterly revision: money that newly goes somewhere. */
  readonly moved: number;
  readonly pilot: number;
  readonly slots: number;
  /** What this choice alone asks for. */
  readonly ownRows: readonly Row[];
}

/** For each collaboration the pieces by which it may be cut or extended, and whether it ends, which empties its slot. */
export function collaborationChoices({ currency, collaborations, returnsExponent }: WhatIfInput): Choice[] {
  const thousand = thousandMinor(currency);
  return collaborations.flatMap((one, index): Choice[] => {
    if (one.committedMinor <= 0) return [];
    const [committed, freed, capacity] = [one.committedMinor / thousand, one.freedMinor / thousand, one.capacityMinor / thousand];
    const curve = spendCurve(one.roi.mean, committed, freed, capacity, returnsExponent);
    const base = { tier: one.tier, pilot: 0, slots: 0, ownRows: [] };
    const cuts = curve.cuts.map((piece, at): Choice => ({
      ...base, variable: { name: `c${index}_${at}`, kind: 'continuous', atMost: piece.width }, subject: { kind: 'cut', collaborationId: one.id },
      revenue: -piece.slope, spend: -1, moved: 0,
    }));
    const additions = curve.additions.map((piece, at): Choice => ({
      ...base, variable: { name: `x${index}_${at}`, kind: 'continuous', atMost: piece.width }, subject: { kind: 'extend', collaborationId: one.id },
      revenue: piece.slope, spend: 1, moved: 1,
    }));
    if (cuts.length === 0) return additions;
    // A slot is empty only once everything that can be withdrawn is withdrawn.
    const ends = `z${index}`;
    const row: Row = { name: `end${index}`, terms: [{ variable: ends, coefficient: freed }, ...cuts.map((cut) => ({ variable: cut.variable.name, coefficient: -1 }))], atMost: 0 };
    return [
      ...cuts, ...additions,
      { ...base, variable: { name: ends, kind: 'binary', atMost: 1 }, subject: { kind: 'end', collaborationId: one.id }, revenue: 0, spend: 0, moved: 0, slots: -1, ownRows: [row] },
    ];
  });
}

/** Whoever on the bench is taken is taken for their price. */
export function candidateChoices({ currency, candidates }: WhatIfInput): Choice[] {
  const thousand = thousandMinor(currency);
  return candidates.map((one, index): Choice => {
    const price = one.priceMinor / thousand;
    return {
      variable: { name: `y${index}`, kind: 'binary', atMost: 1 }, subject: { kind: 'take', kolId: one.kolId }, tier: one.tier,
      revenue: price * one.roi.mean, spend: price, moved: price, pilot: one.isPilot ? price : 0, slots: 1, ownRows: [],
    };
  });
}
