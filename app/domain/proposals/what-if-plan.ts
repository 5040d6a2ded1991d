import { thousandMinor } from './tier-prior.ts';
import type { WhatIfInput } from './what-if.ts';
import type { Choice } from './what-if-choices.ts';

export interface PlannedChange {
  readonly collaborationId: string;
  readonly fromMinor: number;
  readonly toMinor: number;
  /** Against leaving it as it is. */
  readonly revenueChangeMinor: number;
  readonly ends: boolean;
}

export interface PlannedAddition {
  readonly kolId: string;
  readonly priceMinor: number;
  readonly expectedRevenueMinor: number;
  readonly isPilot: boolean;
}

/** The plan beside doing nothing. Minor units of the reporting currency. */
export interface WhatIfPlan {
  readonly changes: readonly PlannedChange[];
  readonly additions: readonly PlannedAddition[];
  readonly spendBeforeMinor: number;
  readonly spendAfterMinor: number;
  readonly revenueBeforeMinor: number;
  readonly revenueAfterMinor: number;
  /** Standard deviation of the gain: what is moved times the doubt about each ROI. */
  readonly gainSdMinor: number;
  /** That the plan brings more than doing nothing; 0.5 when it changes nothing. */
  readonly probabilityBetter: number;
}

/** What the solver chose, in whole major units: cuts and extensions are agreed in round money. */
export function readPlan(input: WhatIfInput, choices: readonly Choice[], values: ReadonlyMap<string, number>): WhatIfPlan {
  const thousand = thousandMinor(input.currency);
  const major = thousand / 1000;
  const chosen = choices.map((choice) => ({ ...choice, amount: values.get(choice.variable.name) ?? 0 }));
  const changes = input.collaborations.flatMap((one): PlannedChange[] => {
    const own = chosen.filter(({ subject }) => subject.kind !== 'take' && subject.collaborationId === one.id);
    const moved = own.reduce((sum, { spend, amount }) => sum + spend * amount, 0);
    // Towards doing nothing, so that no limit is passed by rounding an extension, nor more cut than can be withdrawn.
    const changeMinor = Math.trunc((moved * thousand) / major + Math.sign(moved) * 1e-6) * major;
    if (changeMinor === 0) return [];
    const revenue = own.reduce((sum, choice) => sum + choice.revenue * choice.amount, 0);
    return [{
      collaborationId: one.id, fromMinor: one.committedMinor, toMinor: one.committedMinor + changeMinor, revenueChangeMinor: Math.round(revenue * thousand),
      ends: own.some(({ subject, amount }) => subject.kind === 'end' && amount > 0.5),
    }];
  });
  const additions = input.candidates.flatMap((one): PlannedAddition[] => {
    const taken = chosen.some(({ subject, amount }) => subject.kind === 'take' && subject.kolId === one.kolId && amount > 0.5);
    return taken ? [{ kolId: one.kolId, priceMinor: one.priceMinor, expectedRevenueMinor: Math.round(one.priceMinor * one.roi.mean), isPilot: one.isPilot }] : [];
  });
  return { changes, additions, ...sums(input, changes, additions) };
}

function sums(input: WhatIfInput, changes: readonly PlannedChange[], additions: readonly PlannedAddition[]): Omit<WhatIfPlan, 'changes' | 'additions'> {
  const spendBeforeMinor = total(input.collaborations, (one) => one.committedMinor);
  const revenueBeforeMinor = total(input.collaborations, (one) => Math.round(one.committedMinor * one.roi.mean));
  const gainMinor = total(changes, (change) => change.revenueChangeMinor) + total(additions, (addition) => addition.expectedRevenueMinor);
  const roiOf = new Map([...input.collaborations.map((one) => [one.id, one.roi] as const), ...input.candidates.map((one) => [one.kolId, one.roi] as const)]);
  // Relative doubt about a revenue is that about its ROI.
  const variance = total([...changes.map((one) => ({ id: one.collaborationId, revenue: one.revenueChangeMinor })), ...additions.map((one) => ({ id: one.kolId, revenue: one.expectedRevenueMinor }))], ({ id, revenue }) => {
    const roi = roiOf.get(id);
    return roi && roi.mean > 0 ? (revenue / roi.mean) ** 2 * roi.variance : 0;
  });
  const gainSdMinor = Math.round(Math.sqrt(variance));
  return {
    spendBeforeMinor, spendAfterMinor: spendBeforeMinor + total(changes, (one) => one.toMinor - one.fromMinor) + total(additions, (one) => one.priceMinor),
    revenueBeforeMinor, revenueAfterMinor: revenueBeforeMinor + gainMinor, gainSdMinor,
    probabilityBetter: gainSdMinor === 0 ? 0.5 : normalBelow(gainMinor / gainSdMinor),
  };
}

function total<T>(all: readonly T[], pick: (one: T) => number): number {
  return all.reduce((sum, one) => sum + pick(one), 0);
}

/** P(Z < z) of a standard normal (Zelen and Severo 26.2.17, good to 7.5e-8). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const tail = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) * t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return z >= 0 ? 1 - tail : tail;
}
