import { expect, test } from 'vitest';
import { figureOnCard } from './card-figures.ts';
import type { Scorecard } from './scorecard.ts';

const metric = (key: 'views' | 'cpm', value: number | null) => ({
  key, value, benchmark: null, group: null, peers: 0, points: null, weight: 10, effectiveWeight: null, contribution: null,
});

test('a figure of a card is its score, a dimension\'s score or a metric\'s value', () => {
  const card = { score: 71.5, dimensions: [{ key: 'exposure', weight: 20, score: null, contribution: null, metrics: [metric('views', 5_000), metric('cpm', null)] }] };
  const of = (figure: Parameters<typeof figureOnCard>[1]) => figureOnCard(card as unknown as Scorecard, figure); // Only what is asked for.
  expect([of('score'), of('exposure'), of('views'), of('cpm'), of('roi'), of('sentiment')]).toEqual([71.5, null, 5_000, null, undefined, undefined]);
});
