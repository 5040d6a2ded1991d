import type { Nodes } from './quadrature.ts';
import { combineNodes, elementAt, keptShareNodes, logNormalNodes, TAIL_CUT } from './quadrature.ts';

/**
 * What is believed about an ROI, tabulated over its logarithm: ROI = Gamma x log-normal x (1 - Beta), the product of
 * product.md section 10. The table is computed by sums, not by draws: no sampling noise near a threshold, and the same
 * inputs give the same bytes.
 */
export interface RoiDistribution {
  /** Exact, in closed form. */
  readonly mean: number;
  readonly variance: number;
  /** Natural logarithm of the first tabulated ROI, and the distance to the next. */
  readonly startLog: number;
  readonly stepLog: number;
  /** P(ROI < x) at each tabulated point, from 0 to 1. */
  readonly cumulative: Float64Array;
  /** Density of log ROI at each tabulated point. */
  readonly density: Float64Array;
}

export interface RoiFactors {
  /** Gamma part: `shape` over `rate` is the ROI before refunds that is expected. */
  readonly shape: number;
  readonly rate: number;
  /** Standard deviation of the logarithm of the order value's uncertainty (its mean is in `rate`). */
  readonly logSd: number;
  /** Beta part: parameters of the refunded share. */
  readonly refunded: number;
  readonly kept: number;
}

/** The coarseness of a quick look: enough for an expectation, for a verdict at 80 %, and for two policies seen through the same glasses. */
export const QUICK_COARSENESS = 1.6;

/** Tabulates the product. `coarseness` 1 is accurate to about 1e-5; `QUICK_COARSENESS` takes a fifth of the time and is good to about 1e-3. */
export function roiDistribution(factors: RoiFactors, coarseness = 1): RoiDistribution {
  const { shape, rate, logSd, refunded, kept } = factors;
  const gammaSd = gammaWidth(shape);
  const twoSd = Math.hypot(gammaSd, logSd);
  const values = logNormalNodes(logSd, gammaSd, coarseness);
  const keptShares = keptShareNodes(refunded, kept, twoSd, coarseness);
  const all = refunded + kept;
  const keptMean = kept / all;
  const keptSquare = (keptMean * (kept + 1)) / (all + 1);
  const mean = (shape / rate) * keptMean;
  const meanSquare = ((shape * (shape + 1)) / rate ** 2) * Math.exp(logSd ** 2) * keptSquare;
  return tabulate({ shape, rate, mean, variance: meanSquare - mean ** 2 }, combineNodes(values, keptShares), coarseness);
}

/** A plain gamma distribution with the given mean and variance: stands in for a price-weighted mean of several ROIs. */
export function gammaRoi(mean: number, variance: number): RoiDistribution {
  const shape = mean ** 2 / variance;
  const certain: Nodes = { at: new Float64Array([0]), weight: new Float64Array([1]) };
  return tabulate({ shape, rate: shape / mean, mean, variance }, certain, 1);
}

/** The distribution of `factor` x ROI: the same table, moved. */
export function scaleRoi(distribution: RoiDistribution, factor: number): RoiDistribution {
  return {
    ...distribution,
    mean: distribution.mean * factor,
    variance: distribution.variance * factor ** 2,
    startLog: distribution.startLog + Math.log(factor),
  };
}

/** P(ROI < roi). */
export function probabilityBelow(distribution: RoiDistribution, roi: number): number {
  if (roi <= 0) return 0;
  const { startLog, stepLog, cumulative } = distribution;
  const position = (Math.log(roi) - startLog) / stepLog;
  if (position <= 0) return 0;
  const cell = Math.floor(position);
  return cell >= cumulative.length - 1 ? 1 : cumulativeInCell(distribution, cell, position - cell);
}

/** The ROI that lies above a share `probability` (strictly between 0 and 1) of the distribution. */
export function roiQuantile(distribution: RoiDistribution, probability: number): number {
  const { startLog, stepLog, cumulative } = distribution;
  let low = 0;
  let high = cumulative.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (elementAt(cumulative, middle) < probability) low = middle;
    else high = middle;
  }
  let from = 0;
  let to = 1;
  for (let i = 0; i < 40; i += 1) {
    const middle = (from + to) / 2;
    if (cumulativeInCell(distribution, low, middle) < probability) from = middle;
    else to = middle;
  }
  return Math.exp(startLog + (low + (from + to) / 2) * stepLog);
}

/** Cubic through the values and slopes (densities) at both ends of a cell; `t` runs from 0 to 1. */
function cumulativeInCell({ cumulative, density, stepLog }: RoiDistribution, cell: number, t: number): number {
  const left = elementAt(cumulative, cell);
  const rise = elementAt(cumulative, cell + 1) - left;
  const slopeLeft = elementAt(density, cell) * stepLog;
  const slopeRight = elementAt(density, cell + 1) * stepLog;
  return left + t * (slopeLeft + t * (3 * rise - 2 * slopeLeft - slopeRight + t * (slopeLeft + slopeRight - 2 * rise)));
}

interface GammaPart {
  readonly shape: number;
  readonly rate: number;
  readonly mean: number;
  readonly variance: number;
}

/** Width of the logarithm of a gamma variable around its mode; below shape 1 the upper side keeps width 1. */
function gammaWidth(shape: number): number {
  return 1 / Math.sqrt(Math.max(1, shape));
}

/** Points per standard deviation of log ROI. */
const POINTS_PER_SD = 6;

function tabulate(gamma: GammaPart, nodes: Nodes, coarseness: number): RoiDistribution {
  const { shape, rate, mean, variance } = gamma;
  const modeLog = Math.log(shape / rate);
  const centre = nodes.at.reduce((sum, at, j) => sum + at * elementAt(nodes.weight, j), 0);
  const reachDown = centre - nodes.at.reduce((least, at) => Math.min(least, at));
  const reachUp = nodes.at.reduce((most, at) => Math.max(most, at)) - centre;
  const nodeSd = Math.sqrt(nodes.at.reduce((sum, at, j) => sum + (at - centre) ** 2 * elementAt(nodes.weight, j), 0));
  const stepLog = (coarseness ** 2 * Math.hypot(gammaWidth(shape), nodeSd)) / POINTS_PER_SD;
  const down = Math.hypot(gammaReach(shape, -1), reachDown);
  const up = Math.hypot(gammaReach(shape, 1), reachUp);
  const points = Math.ceil((down + up) / stepLog) + 1;
  const startLog = modeLog + centre - down;

  const density = new Float64Array(points);
  const cumulative = new Float64Array(points);
  const shrink = nodes.at.map((at) => Math.exp(-at));
  let [densityBefore, slopeBefore, sum] = [0, 0, 0];
  for (let k = 0; k < points; k += 1) {
    const v = startLog + k * stepLog - modeLog;
    const grown = Math.exp(v);
    let here = 0;
    let slope = 0;
    for (let j = 0; j < nodes.at.length; j += 1) {
      const ratio = grown * elementAt(shrink, j);
      const term = elementAt(nodes.weight, j) * Math.exp(shape * (v - elementAt(nodes.at, j) - ratio + 1));
      here += term;
      slope += term * shape * (1 - ratio);
    }
    // Trapezoid with its end correction (Euler-Maclaurin): fourth order in the step.
    if (k > 0) sum += (stepLog / 2) * (densityBefore + here) - (stepLog ** 2 / 12) * (slope - slopeBefore);
    density[k] = here;
    cumulative[k] = sum;
    densityBefore = here;
    slopeBefore = slope;
  }
  const total = sum;
  return { mean, variance, startLog, stepLog, density: density.map((f) => f / total), cumulative: cumulative.map((f) => f / total) };
}

/** Distance from the mode of log-gamma, downwards (-1) or upwards (1), at which its density has fallen by e^-TAIL_CUT. */
function gammaReach(shape: number, direction: -1 | 1): number {
  const fall = (distance: number) => shape * (Math.exp(direction * distance) - 1 - direction * distance);
  let far = 1;
  while (fall(far) < TAIL_CUT) far *= 2;
  let near = 0;
  for (let i = 0; i < 24; i += 1) {
    const middle = (near + far) / 2;
    if (fall(middle) < TAIL_CUT) near = middle;
    else far = middle;
  }
  return far;
}
