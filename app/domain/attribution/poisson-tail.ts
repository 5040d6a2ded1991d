/**
 * The probability that a Poisson count of the given mean reaches `count` or more.
 *
 * Summed from `count` upwards, where the terms fall quickly when the count lies above the mean; below it, as what is left of the other side.
 *
 * @param count non-negative integer
 * @param mean non-negative
 */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  return count > mean ? sumFrom(count, mean) : 1 - sumBelow(count, mean);
}

function sumFrom(count: number, mean: number): number {
  let term = Math.exp(logTerm(count, mean));
  let sum = 0;
  for (let k = count; term > sum * Number.EPSILON; k += 1) {
    sum += term;
    term *= mean / (k + 1);
  }
  return Math.min(1, sum);
}

/** Terms are kept as logarithms, each from the one before: e^-mean alone is 0 for a mean beyond 745. */
function sumBelow(count: number, mean: number): number {
  const logMean = Math.log(mean);
  let log = -mean;
  let sum = 0;
  for (let k = 0; k < count; k += 1) {
    sum += Math.exp(log);
    log += logMean - Math.log(k + 1);
  }
  return Math.min(1, sum);
}

/** Logarithm of the probability of exactly `k`. */
function logTerm(k: number, mean: number): number {
  let logFactorial = 0;
  for (let i = 2; i <= k; i += 1) logFactorial += Math.log(i);
  return k * Math.log(mean) - mean - logFactorial;
}
