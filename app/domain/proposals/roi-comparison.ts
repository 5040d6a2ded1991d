import { elementAt } from './quadrature.ts';
import type { RoiDistribution } from './roi-distribution.ts';
import { probabilityBelow } from './roi-distribution.ts';

/** P(A > B) for two independent ROIs. */
export function probabilityGreater(a: RoiDistribution, b: RoiDistribution): number {
  return 1 - probabilityDifferenceBelow(a, b, 0);
}

/** E[max(0, A - B)]: what is lost on average, per unit of money, by holding B where A may be better. */
export function expectedExcess(a: RoiDistribution, b: RoiDistribution): number {
  // E[(A - B)+] = integral over t of P(B < t) P(A > t); summed over log t, dt = t d(log t).
  const step = Math.min(a.stepLog, b.stepLog);
  const from = Math.min(a.startLog, b.startLog);
  const points = Math.ceil((Math.max(endLog(a), endLog(b)) - from) / step);
  let sum = 0;
  for (let k = 0; k <= points; k += 1) {
    const t = Math.exp(from + k * step);
    sum += t * probabilityBelow(b, t) * (1 - probabilityBelow(a, t));
  }
  return sum * step;
}

/** E[max(0, A - roi)]: what A is expected to bring above an ROI that is asked of it, per unit of money. */
export function expectedExcessOver(a: RoiDistribution, roi: number): number {
  // As above with a certain B: integral over t from `roi` of P(A > t), over log t; the first cell is cut at `roi`.
  const from = Math.max(a.startLog, Math.log(Math.max(0, roi)));
  const points = Math.ceil((endLog(a) - from) / a.stepLog);
  let sum = Math.max(0, Math.exp(a.startLog) - Math.max(0, roi));
  for (let k = 0; k <= points; k += 1) {
    const t = Math.exp(from + k * a.stepLog);
    sum += (k === 0 ? 0.5 : 1) * t * (1 - probabilityBelow(a, t)) * a.stepLog;
  }
  return sum;
}

/** The value that lies above a share `probability` (strictly between 0 and 1) of A - B. */
export function differenceQuantile(a: RoiDistribution, b: RoiDistribution, probability: number): number {
  // No quantile lies further from the mean than Cantelli's inequality allows; half as far again makes room for what the tables cut off.
  const rare = Math.min(probability, 1 - probability);
  const reach = 1.5 * Math.sqrt(((a.variance + b.variance) * (1 - rare)) / rare);
  const over = (difference: number) => probabilityDifferenceBelow(a, b, difference) - probability;
  let [low, high] = [a.mean - b.mean - reach, a.mean - b.mean + reach];
  let [atLow, atHigh] = [-probability, 1 - probability];
  // False position after Illinois: an end that stays is counted half, so that both ends close in. Bisection needs four times the steps.
  for (let i = 0; i < STEPS && high - low > TOLERANCE * reach; i += 1) {
    const middle = low + ((high - low) * atLow) / (atLow - atHigh);
    const here = over(middle);
    if (Math.abs(here) < TOLERANCE) return middle;
    if (here < 0) [low, atLow, atHigh] = [middle, here, atHigh / 2];
    else [high, atHigh, atLow] = [middle, here, atLow / 2];
  }
  return (low + high) / 2;
}

const STEPS = 40;
const TOLERANCE = 1e-7;

/** P(A - B < difference), summed over the table of the narrower one, whose steps are fine enough for both. */
function probabilityDifferenceBelow(a: RoiDistribution, b: RoiDistribution, difference: number): number {
  return a.stepLog < b.stepLog
    ? meanOver(a, (roi) => 1 - probabilityBelow(b, roi - difference))
    : meanOver(b, (roi) => probabilityBelow(a, roi + difference));
}

function meanOver(distribution: RoiDistribution, value: (roi: number) => number): number {
  let sum = 0;
  let weight = 0;
  for (let k = 0; k < distribution.density.length; k += 1) {
    const density = elementAt(distribution.density, k);
    sum += density * value(Math.exp(distribution.startLog + k * distribution.stepLog));
    weight += density;
  }
  return sum / weight;
}

function endLog(distribution: RoiDistribution): number {
  return distribution.startLog + (distribution.density.length - 1) * distribution.stepLog;
}
