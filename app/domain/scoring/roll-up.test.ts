import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { gradeOfScore, SCORE_GRADES, scoreGradeSchema } from './grade.ts';
import type { WeightedCard } from './roll-up.ts';
import { rollUpScores } from './roll-up.ts';

const policy = DEFAULT_POLICY.scorecard;
const aCard = (collaborationId: string, score: number | null, weight: number, coverage = 1): WeightedCard => ({
  card: { collaborationId, score, coverage, dimensions: [{ key: 'exposure', weight: 20, score, contribution: null, metrics: [] }] }, weight,
});

describe('grades', () => {
  it.each([[100, 'S'], [85, 'S'], [84.9, 'A'], [70, 'A'], [69.9, 'B'], [55, 'B'], [54.9, 'C'], [40, 'C'], [39.9, 'D'], [0, 'D']] as const)('%s is %s', (score, grade) => {
    expect(gradeOfScore(score, policy)).toBe(grade);
  });

  it('the schema knows the same letters', () => {
    expect(scoreGradeSchema.options).toEqual([...SCORE_GRADES]);
  });
});

describe('roll-up of scores', () => {
  it('is the mean by weight of the cards that have a score', () => {
    const result = rollUpScores([aCard('a', 80, 300), aCard('b', 60, 100), aCard('c', null, 600, 0.2)], policy);
    expect(result).toEqual({
      score: 75, grade: 'A', coverage: 0.52, scored: 2, cards: 3,
      dimensions: [{ key: 'exposure', score: 75 }, { key: 'engagement', score: null }, { key: 'conversion', score: null }, { key: 'sentiment', score: null }],
      contributions: [{ collaborationId: 'a', contribution: 60 }, { collaborationId: 'b', contribution: 15 }],
    });
  });

  it('without any weight all cards weigh the same', () => {
    expect(rollUpScores([aCard('a', 80, 0), aCard('b', 61, 0)], policy)).toMatchObject({ score: 70.5, coverage: 1 });
  });

  it('nothing to roll up is no score, and only zeros are a score of 0', () => {
    expect(rollUpScores([], policy)).toMatchObject({ score: null, grade: null, coverage: 0, contributions: [] });
    expect(rollUpScores([aCard('a', null, 5, 0.4)], policy)).toMatchObject({ score: null, coverage: 0.4, scored: 0, cards: 1 });
    expect(rollUpScores([aCard('a', 0, 5)], policy)).toMatchObject({ score: 0, grade: 'D', contributions: [{ collaborationId: 'a', contribution: 0 }] });
  });

  it.each([-1, 0.5])('refuses a weight of %s', (weight) => {
    expect(() => rollUpScores([aCard('a', 1, weight)], policy)).toThrow(`weight ${weight} of a`);
  });

  it('contributions sum to the score as displayed, whatever the weights', () => {
    const entry = fc.tuple(fc.option(fc.nat(1000)), fc.oneof(fc.constant(0), fc.maxSafeNat()));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const result = rollUpScores(entries.map(([tenths, weight], id) => aCard(`c${id}`, tenths === null ? null : tenths / 10, weight)), policy);
        const sum = result.contributions.reduce((total, { contribution }) => total + Math.round(contribution * 100), 0);
        expect(sum).toBe(Math.round((result.score ?? 0) * 100));
      }),
    );
  });
});
