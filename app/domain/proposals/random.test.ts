import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const DRAWS = 20_000;

function momentsOf(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, x) => sum + x, 0) / DRAWS;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / DRAWS };
}

describe('seeded generator', () => {
  it('the same seed gives the same numbers, another seed others', () => {
    const take = (seed: string) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(take('c1@2026-07-01')).toEqual(take('c1@2026-07-01'));
    expect(take('c1@2026-07-01')).not.toEqual(take('c1@2026-07-02'));
    expect(take('c1@2026-07-01')).toMatchInlineSnapshot(`
      [
        0.958534341538325,
        0.3922823164612055,
        0.2220268954988569,
        0.9429141737055033,
        0.7484238797333091,
      ]
    `);
  });

  it.each([
    ['uniform', (r: ReturnType<typeof createRandom>) => r.uniform(), 0.5, 1 / 12],
    ['normal', (r: ReturnType<typeof createRandom>) => r.normal(), 0, 1],
    ['gamma(0.5)', (r: ReturnType<typeof createRandom>) => r.gamma(0.5), 0.5, 0.5],
    ['gamma(4)', (r: ReturnType<typeof createRandom>) => r.gamma(4), 4, 4],
    ['beta(2, 23)', (r: ReturnType<typeof createRandom>) => r.beta(2, 23), 0.08, (0.08 * 0.92) / 26],
    ['poisson(0)', (r: ReturnType<typeof createRandom>) => r.poisson(0), 0, 0],
    ['poisson(3)', (r: ReturnType<typeof createRandom>) => r.poisson(3), 3, 3],
    ['poisson(200)', (r: ReturnType<typeof createRandom>) => r.poisson(200), 200, 200],
  ])('%s has the mean and variance of its distribution', (name, draw, mean, variance) => {
    const random = createRandom(name);
    const found = momentsOf(() => draw(random));
    expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(0.06 * variance);
  });
});
