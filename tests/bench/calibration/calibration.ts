import { assessCollaborations } from '#app/domain/proposals/assess.ts';
import { arrivedShare } from '#app/domain/proposals/arrival.ts';
import type { Scores, Statement } from '#app/domain/proposals/calibration.ts';
import { scoreStatements } from '#app/domain/proposals/calibration.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { BenchLine, Figure } from '../line.ts';
import type { Thickness } from './truth.ts';
import { THICKNESSES } from './truth.ts';
import type { World } from './world.ts';
import { makeWorld, seenAtAge } from './world.ts';

/** How old the posts are when the statements are made. */
export const AGES_DAYS = [8, 16, 30] as const;
const WORLDS = 60;
const QUICK_WORLDS = 20;
/** A statement of at least this is acted upon (the policy's reduceProbability). */
const ACT_FROM = DEFAULT_POLICY.proposals.reduceProbability;

/** What the model and the two fixed rules say of "ROI < 1.5", about the same collaborations with the same knowledge. */
export interface Compared {
  readonly model: Scores;
  /** Revenue so far over cost, below 1.5. */
  readonly ratioRule: Scores;
  /** The same over F(d) with the policy's half-life. */
  readonly adjustedRule: Scores;
}

/** Simulated brands whose truth is known: how right the model is about them, beside two fixed rules (product.md section 10). */
export const calibrationLine: BenchLine = {
  name: 'calibration',
  measure: (bench) => {
    const figures = THICKNESSES.flatMap((thickness) => {
      const worlds = Array.from({ length: bench.quick ? QUICK_WORLDS : WORLDS }, (_, index) => makeWorld(`bench ${index}`, thickness));
      return AGES_DAYS.flatMap((ageDays) => {
        bench.progress(`calibration: ${thickness} data, ${ageDays} days`);
        return figuresOf(thickness, ageDays, compareAt(worlds, ageDays));
      });
    });
    return Promise.resolve(figures);
  },
};

export function compareAt(worlds: readonly World[], ageDays: number): Compared {
  const model: Statement[] = [];
  const ratioRule: Statement[] = [];
  const adjustedRule: Statement[] = [];
  for (const world of worlds) {
    const roiOf = new Map(world.running.map((one) => [one.id, one.truth.roi]));
    for (const { facts, sales, posterior } of assessCollaborations(seenAtAge(world, ageDays))) {
      const roi = roiOf.get(facts.id);
      if (roi === undefined || posterior === null) continue;
      const isTrue = roi < DEFAULT_POLICY.roi.greenFrom;
      const ratio = sales.revenueMinor / sales.committedMinor;
      const adjusted = ratio / arrivedShare(ageDays, DEFAULT_POLICY.review.arrivalHalfLifeDays);
      model.push({ said: posterior.probability.roiBelow15, isTrue });
      ratioRule.push({ said: ratio < DEFAULT_POLICY.roi.greenFrom ? 1 : 0, isTrue });
      adjustedRule.push({ said: adjusted < DEFAULT_POLICY.roi.greenFrom ? 1 : 0, isTrue });
    }
  }
  return { model: scoreStatements(model, ACT_FROM), ratioRule: scoreStatements(ratioRule, ACT_FROM), adjustedRule: scoreStatements(adjustedRule, ACT_FROM) };
}

function figuresOf(thickness: Thickness, ageDays: number, { model, ratioRule, adjustedRule }: Compared): Figure[] {
  const at = `${thickness} data, ${ageDays} days`;
  const better = Math.min(ratioRule.brier, adjustedRule.brier);
  return [
    {
      figure: `Brier score, ${at}`, value: model.brier, unit: '', reference: { name: 'better fixed rule', value: better }, ratio: model.brier / better,
      demanded: { of: 'ratio', bound: 'at most', limit: 1 },
      note: `ratio < 1.5: ${ratioRule.brier.toFixed(3)}; age-adjusted: ${adjustedRule.brier.toFixed(3)}; ${model.statements} statements; calibration error ${model.calibrationError.toFixed(3)}`,
    },
    {
      figure: `right when acted upon, ${at}`, value: model.rightWhenActed ?? Number.NaN, unit: '', reference: { name: 'age-adjusted rule', value: adjustedRule.rightWhenActed ?? Number.NaN },
      ratio: null, demanded: { of: 'value', bound: 'at least', limit: ACT_FROM },
      note: `caught of the truly bad: ${percent(model.caught)}; ratio rule right ${percent(ratioRule.rightWhenActed)}, caught ${percent(ratioRule.caught)}; adjusted caught ${percent(adjustedRule.caught)}`,
    },
  ];
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(0)} %`;
}
