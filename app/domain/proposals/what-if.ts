import type { Tier } from '../kol.ts';
import { TIERS } from '../kol.ts';
import { applyBasisPoints } from '../ratio.ts';
import type { Row, Solve, Term } from './linear-program.ts';
import { thousandMinor } from './tier-prior.ts';
import type { Choice } from './what-if-choices.ts';
import { candidateChoices, collaborationChoices } from './what-if-choices.ts';
import type { WhatIfPlan } from './what-if-plan.ts';
import { readPlan } from './what-if-plan.ts';

/** What is believed of an ROI at close. */
export interface RoiBelief {
  readonly mean: number;
  readonly variance: number;
}

/** A collaboration of the campaign whose money may be moved. Amounts in minor units of the reporting currency. */
export interface MovableCollaboration {
  readonly id: string;
  readonly tier: Tier;
  readonly committedMinor: number;
  /** Neither paid nor uncancellable; 0 where it is too early to judge. */
  readonly freedMinor: number;
  /** How much more they can take on; 0 with a tripped fuse or too early. */
  readonly capacityMinor: number;
  readonly roi: RoiBelief;
}

export interface MovableCandidate {
  readonly kolId: string;
  readonly tier: Tier;
  readonly priceMinor: number;
  readonly roi: RoiBelief;
  /** Without a history of their own: their money is a pilot. */
  readonly isPilot: boolean;
}

/** The limits of a reallocation. */
export interface WhatIfLimits {
  readonly budgetMinor: number;
  readonly reserveMinor: number;
  /** Shares of the budget after the reserve. */
  readonly tierShareBasisPoints: Readonly<Record<Tier, number>>;
  /** How much of the budget may still be moved this quarter (product.md section 9). */
  readonly movableMinor: number;
  /** How much may go to people without a history. */
  readonly pilotMinor: number;
  readonly emptySlots: Readonly<Record<Tier, number>>;
}

export interface WhatIfInput {
  readonly currency: string;
  readonly collaborations: readonly MovableCollaboration[];
  readonly candidates: readonly MovableCandidate[];
  readonly limits: WhatIfLimits;
  /** How revenue grows with spending: 1 is in proportion, 0.7 grows by 62 % when money doubles. */
  readonly returnsExponent: number;
}

export type WhatIfLimit = 'budget' | 'revision' | 'pilots' | `share_${Tier}` | `slots_${Tier}`;

/** A limit that the plan uses up. */
export interface BindingLimit {
  readonly limit: WhatIfLimit;
  /** Expected revenue that one more 1,000 (or one more slot) would bring, minor units. */
  readonly oneMoreBringsMinor: number;
}

export type WhatIfOutcome =
  | { readonly status: 'planned'; readonly plan: WhatIfPlan; readonly binding: readonly BindingLimit[] }
  /** The limits that cannot all hold; without any one of them the others could. */
  | { readonly status: 'infeasible'; readonly conflicting: readonly WhatIfLimit[] };

/** Less than this is the solver's rounding, in thousands. */
const SOLVER_NOISE = 1e-6;

/**
 * The reallocation of a campaign's remaining money with the highest expected revenue (product.md section 10), by a solver: which
 * partners to cut or extend, whom to take from the bench, within every limit. The same input gives the same plan.
 */
export function planWhatIf(input: WhatIfInput, solve: Solve): WhatIfOutcome {
  const choices = [...collaborationChoices(input), ...candidateChoices(input)];
  const solveWith = (rows: readonly Row[]) => solve({
    maximise: choices.flatMap(({ variable, revenue }) => (revenue === 0 ? [] : [{ variable: variable.name, coefficient: revenue }])),
    rows: [...choices.flatMap((choice) => choice.ownRows), ...rows],
    variables: choices.map((choice) => choice.variable),
  });
  const rows = limitRows(input, choices);
  const solution = solveWith(rows);
  if (solution.status === 'infeasible') return { status: 'infeasible', conflicting: conflicts(rows, (some) => solveWith(some).status === 'optimal') };
  const binding = rows.flatMap((row): BindingLimit[] => {
    const used = row.terms.reduce((sum, { variable, coefficient }) => sum + coefficient * (solution.values.get(variable) ?? 0), 0);
    if (row.atMost - used > SOLVER_NOISE) return [];
    const eased = solveWith(rows.map((other) => (other === row ? { ...row, atMost: row.atMost + 1 } : other)));
    const brings = eased.status === 'optimal' ? eased.value - solution.value : 0;
    return brings > SOLVER_NOISE ? [{ limit: row.name, oneMoreBringsMinor: Math.round(brings * thousandMinor(input.currency)) }] : [];
  });
  return { status: 'planned', plan: readPlan(input, choices, solution.values), binding };
}

type LimitRow = Row & { readonly name: WhatIfLimit };

/** Every limit as a row over what the choices add to spending, to what is moved, to pilots and to slots. */
function limitRows({ currency, limits, collaborations }: WhatIfInput, choices: readonly Choice[]): LimitRow[] {
  const thousand = thousandMinor(currency);
  const terms = (pick: (choice: Choice) => number): Term[] =>
    choices.flatMap((choice) => (pick(choice) === 0 ? [] : [{ variable: choice.variable.name, coefficient: pick(choice) }]));
  const committed = (tier: Tier | null) => collaborations.reduce((sum, one) => sum + (tier === null || one.tier === tier ? one.committedMinor : 0), 0);
  const spendableMinor = limits.budgetMinor - limits.reserveMinor;
  return [
    { name: 'budget', terms: terms((choice) => choice.spend), atMost: (spendableMinor - committed(null)) / thousand },
    { name: 'revision', terms: terms((choice) => choice.moved), atMost: limits.movableMinor / thousand },
    { name: 'pilots', terms: terms((choice) => choice.pilot), atMost: limits.pilotMinor / thousand },
    ...TIERS.map((tier): LimitRow => ({
      name: `share_${tier}`,
      terms: terms((choice) => (choice.tier === tier ? choice.spend : 0)),
      atMost: (applyBasisPoints(spendableMinor, limits.tierShareBasisPoints[tier]) - committed(tier)) / thousand,
    })),
    ...TIERS.map((tier): LimitRow => ({ name: `slots_${tier}`, terms: terms((choice) => (choice.tier === tier ? choice.slots : 0)), atMost: limits.emptySlots[tier] })),
  ];
}

/**
 * A smallest set of limits that cannot hold together: each is left out for good if the rest still conflict (deletion filter, Chinneck 1991).
 * The last are tried first, so that of two reasons the wider one is named: the budget before a tier's share of it.
 */
function conflicts(rows: readonly LimitRow[], canHold: (rows: readonly Row[]) => boolean): WhatIfLimit[] {
  let kept = [...rows];
  for (const row of rows.toReversed()) {
    const without = kept.filter((other) => other !== row);
    if (!canHold(without)) kept = without;
  }
  return kept.map((row) => row.name);
}
