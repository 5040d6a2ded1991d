import { describe, expect, test } from 'vitest';
import { aCreditDay, collaborationFacts, reviewFacts } from '#tests/factories/review-facts.ts';
import type { CollaborationFacts } from '../proposals/review-facts.ts';
import type { PublishedContent } from './age.ts';
import type { MetricKey } from './metrics.ts';
import { scoreCollaborations } from './score-collaborations.ts';
import type { Scorecard } from './scorecard.ts';

const PUBLISHED = new Date('2026-06-16T02:00:00Z');
const HOUR = 3_600_000;

/** A post with reports at 24 hours and 7 days. */
function post(views: number): PublishedContent {
  const at = (hours: number, share: number) => ({
    capturedAt: new Date(PUBLISHED.getTime() + hours * HOUR), views: Math.round(views * share), impressions: null, likes: Math.round(views * share * 0.04),
    comments: Math.round(views * share * 0.003), shares: Math.round(views * share * 0.004), saves: null, positiveComments: 60, neutralComments: 30, negativeComments: 5,
  });
  return { publishedAt: PUBLISHED, snapshots: [at(24, 0.4), at(168, 1)] };
}

function selling(views: number, wishes: Partial<CollaborationFacts> = {}): CollaborationFacts {
  return collaborationFacts({
    posts: [post(views)], clicks: [{ day: '2026-06-17', clicks: 400 }, { day: '2026-07-10', clicks: 9_000 }],
    credits: [
      aCreditDay('2026-06-17', 10, 300_000, { newCustomerOrders: 4, knownCustomerOrders: 6 }), aCreditDay('2026-06-23', 5, 150_000), aCreditDay('2026-07-10', 100, 4_000_000),
    ],
    ...wishes,
  });
}

function cardsOf(collaborations: CollaborationFacts[]): Scorecard[] {
  return scoreCollaborations(reviewFacts({ collaborations }));
}

function metric(card: Scorecard | undefined, key: MetricKey) {
  return card?.dimensions.flatMap((dimension) => dimension.metrics).find((one) => one.key === key);
}

describe('the cards of a review', () => {
  test('take the counts of the latest age that has a report, and sales up to the day on which it was reached', () => {
    const [card] = cardsOf([selling(200_000)]);
    expect(card).toMatchObject({ ageHours: 168, status: 'scored', policyVersion: 1, dataAt: '2026-07-14T16:00:00.000Z' });
    expect(metric(card, 'views')?.value).toBe(200_000);
    expect(metric(card, 'click_through_rate')?.value).toBe(400 / 200_000);
    expect(metric(card, 'conversion_rate')?.value).toBe(15 / 400);
    // 450,000 credited by day seven over the 1,000,000 that are committed.
    expect(metric(card, 'roi')?.value).toBe(0.45);
  });

  test('without a post there is no age: sales count through the as-of day and nothing is scored', () => {
    const [card] = cardsOf([selling(0, { posts: [] })]);
    expect(card).toMatchObject({ ageHours: null, status: 'not_enough_data', score: null });
    expect(metric(card, 'views')?.value).toBeNull();
    expect(metric(card, 'roi')?.value).toBe(4.45);
  });

  test('a link that was never clicked is unknown, not 0', () => {
    const [card] = cardsOf([selling(200_000, { clicks: [] })]);
    expect(metric(card, 'click_through_rate')?.value).toBeNull();
  });

  test('a link that was clicked only later had 0 clicks at that age', () => {
    const [card] = cardsOf([selling(200_000, { clicks: [{ day: '2026-07-10', clicks: 3 }] })]);
    expect(metric(card, 'click_through_rate')?.value).toBe(0);
  });

  test('each is held against the others, not against itself', () => {
    const cards = cardsOf(Array.from({ length: 12 }, (_, index) => selling(100_000 + index * 10_000)));
    expect(cards).toHaveLength(12);
    expect(metric(cards[0], 'views')).toMatchObject({ group: 'tier_platform', peers: 11 });
    expect(metric(cards[11], 'views')?.points ?? 0).toBeGreaterThan(metric(cards[0], 'views')?.points ?? 0);
  });

  test('posts of a collaboration whose publication is after the data are nobody\'s peers', () => {
    const unpublished = selling(500_000, { firstPublishedAt: null });
    const [card] = cardsOf([selling(200_000), unpublished]);
    expect(metric(card, 'views')).toMatchObject({ group: 'default', peers: 0 });
    // Its own card still counts what its posts report.
    expect(metric(cardsOf([unpublished])[0], 'views')?.value).toBe(500_000);
  });

  test('the same facts give the same bytes', () => {
    const facts = [selling(200_000), selling(90_000)];
    expect(JSON.stringify(cardsOf(facts))).toBe(JSON.stringify(cardsOf(facts)));
  });
});
