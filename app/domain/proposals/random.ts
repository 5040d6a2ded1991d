/**
 * A seeded generator and the samplers of the review's model. The same seed text gives the same numbers on every machine:
 * simulated campaigns (`npm run bench`, the calibration tests) are repeatable to the byte. Nothing here reads a clock or Math.random.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Gamma with the given shape (> 0) and rate 1. */
  readonly gamma: (shape: number) => number;
  /** Beta on (0, 1). */
  readonly beta: (a: number, b: number) => number;
  /** Poisson count with the given mean (>= 0). */
  readonly poisson: (mean: number) => number;
}

/** Generator for a seed text, such as `${collaborationId}@${dataInstant}`: sfc32 (Chris Doty-Humphrey) seeded by cyrb128 (public domain). */
export function createRandom(seed: string): Random {
  const next = sfc32(cyrb128(seed));
  const uniform = () => next() / 4_294_967_296;
  // 1 - u lies in (0, 1], so the logarithm is finite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => sampleGamma(shape, uniform, normal);
  const beta = (a: number, b: number) => {
    const x = gamma(a);
    return x / (x + gamma(b));
  };
  return { uniform, normal, gamma, beta, poisson: (mean) => samplePoisson(mean, uniform, gamma) };
}

/** Marsaglia and Tsang 2000; a shape below 1 is raised by one and brought back with a power of a uniform. */
function sampleGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return sampleGamma(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Large means are halved by the gamma waiting time of their middle event (Ahrens and Dieter 1974) until waiting times can be multiplied out. */
function samplePoisson(mean: number, uniform: () => number, gamma: (shape: number) => number): number {
  let count = 0;
  let left = mean;
  while (left > 30) {
    const middle = Math.floor(left * 0.875);
    const waited = gamma(middle);
    if (waited > left) return count + sampleBinomial(middle - 1, left / waited, uniform);
    count += middle;
    left -= waited;
  }
  const limit = Math.exp(-left);
  for (let product = 1 - uniform(); product > limit; product *= 1 - uniform()) count += 1;
  return count;
}

function sampleBinomial(trials: number, probability: number, uniform: () => number): number {
  let successes = 0;
  for (let i = 0; i < trials; i += 1) if (uniform() < probability) successes += 1;
  return successes;
}

type State = readonly [number, number, number, number];

/** Text to 128 bits of state. */
function cyrb128(text: string): State {
  let [h1, h2, h3, h4] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let i = 0; i < text.length; i += 1) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2_716_044_179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597_399_067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2_869_860_233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951_274_213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2_716_044_179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}

function sfc32([seedA, seedB, seedC, seedD]: State): () => number {
  let [a, b, c, d] = [seedA, seedB, seedC, seedD];
  return () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
}
