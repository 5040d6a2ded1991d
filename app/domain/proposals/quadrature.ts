/**
 * Nodes and weights that stand for a continuous distribution in a sum. Both use equally spaced points on a scale where the
 * density is smooth and dies off on both sides: there the plain trapezoid rule converges exponentially, without tables.
 */
export interface Nodes {
  readonly at: Float64Array;
  /** Sums to 1. */
  readonly weight: Float64Array;
}

/** Tails are cut where the density has fallen by e^-12, about 6e-6 of its peak. */
export const TAIL_CUT = 12;

/**
 * Logarithm of a log-normal factor of mean 1.
 * @param logSd standard deviation of the logarithm (> 0)
 * @param smoothScale width of the function that will be summed over the nodes; nodes lie close enough for it
 * @param coarseness 1 for full accuracy (1e-8), 1.6 for quick looks (about 5e-4)
 */
export function logNormalNodes(logSd: number, smoothScale: number, coarseness: number): Nodes {
  const step = coarseness / Math.hypot(1 / logSd, 1 / smoothScale);
  const half = Math.ceil((Math.sqrt(2 * TAIL_CUT) * logSd) / step);
  const at = new Float64Array(2 * half + 1);
  const weight = new Float64Array(2 * half + 1);
  for (let k = -half; k <= half; k += 1) {
    at[k + half] = k * step - (logSd * logSd) / 2;
    weight[k + half] = Math.exp(-0.5 * ((k * step) / logSd) ** 2);
  }
  return normalised(at, weight);
}

/**
 * Logarithm of the kept share 1 - r, r ~ Beta(refunded, kept), by equal steps of the log-odds of r.
 * Parameters must be positive; `smoothScale` and `coarseness` as in `logNormalNodes`.
 */
export function keptShareNodes(refunded: number, kept: number, smoothScale: number, coarseness: number): Nodes {
  const centre = Math.log(refunded / kept);
  const share = refunded / (refunded + kept);
  const logDensity = (y: number) => -refunded * logOnePlusExp(-y) - kept * logOnePlusExp(y);
  const floor = logDensity(centre) - TAIL_CUT;
  // d log(1 - r) = -r d(log-odds): the width of what is summed, seen on the scale of the log-odds.
  const step = (0.9 * coarseness) / Math.hypot(1 / Math.sqrt(1 / refunded + 1 / kept), share / smoothScale);
  let from = 0;
  while (logDensity(centre + from * step) > floor) from -= 1;
  let to = 0;
  while (logDensity(centre + to * step) > floor) to += 1;
  const at = new Float64Array(to - from + 1);
  const weight = new Float64Array(to - from + 1);
  for (let k = from; k <= to; k += 1) {
    const y = centre + k * step;
    at[k - from] = -logOnePlusExp(y);
    weight[k - from] = Math.exp(logDensity(y) - floor);
  }
  return normalised(at, weight);
}

/** log(1 + e^y) without overflow. */
function logOnePlusExp(y: number): number {
  return Math.max(0, y) + Math.log1p(Math.exp(-Math.abs(y)));
}

/** The product of two independent factors: logarithms add, weights multiply. Pairs of two tails weigh next to nothing and are left out. */
export function combineNodes(a: Nodes, b: Nodes): Nodes {
  const at: number[] = [];
  const weight: number[] = [];
  const least = a.weight.reduce(larger) * b.weight.reduce(larger) * Math.exp(-TAIL_CUT);
  for (let i = 0; i < a.at.length; i += 1) {
    for (let j = 0; j < b.at.length; j += 1) {
      const product = elementAt(a.weight, i) * elementAt(b.weight, j);
      if (product < least) continue;
      at.push(elementAt(a.at, i) + elementAt(b.at, j));
      weight.push(product);
    }
  }
  return normalised(Float64Array.from(at), Float64Array.from(weight));
}

const larger = (most: number, value: number) => Math.max(most, value);

/** Element that must exist. @throws RangeError outside the array */
export function elementAt(array: Float64Array, index: number): number {
  const value = array[index];
  if (value === undefined) throw new RangeError(`elementAt: ${index} is outside 0..${array.length - 1}`);
  return value;
}

function normalised(at: Float64Array, weight: Float64Array): Nodes {
  const sum = weight.reduce((total, w) => total + w, 0);
  return { at, weight: weight.map((w) => w / sum) };
}
