import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import type { MetricSnapshot, PublishedContent } from './age.ts';
import { contentAtEveryAge, contentAtLatestAge, snapshotsByAge } from './age.ts';

const AGES = DEFAULT_POLICY.scorecard.ageHours;
const publishedAt = new Date('2026-06-01T00:00:00Z');
const after = (hours: number) => new Date(publishedAt.getTime() + hours * 3_600_000);
const aSnapshot = (hours: number, more: Partial<MetricSnapshot> = {}): MetricSnapshot => ({
  capturedAt: after(hours), views: Math.round(hours), impressions: null, likes: null, comments: null, shares: null, saves: null,
  positiveComments: null, neutralComments: null, negativeComments: null, ...more,
});
const aPost = (hours: number[], more: Partial<PublishedContent> = {}): PublishedContent => ({
  publishedAt, snapshots: hours.map((h) => aSnapshot(h)), ...more,
});
const byAge = (hours: number[], dataHours: number) =>
  [...snapshotsByAge(aPost(hours), after(dataHours), AGES)].map(([age, snapshot]) => [age, snapshot.views]).sort((a, b) => a[0]! - b[0]!);

describe('fixed ages', () => {
  it.each<[number[], number, number[][]]>([
    [[], 2000, []],
    [[12], 2000, []],
    [[22], 2000, [[24, 22]]],
    [[24, 168, 504, 1080], 2000, [[24, 24], [168, 168], [504, 504], [1080, 1080]]],
    [[240], 250, [[168, 240]]],
    [[160, 170, 240], 300, [[168, 170]]],
    [[240, 170, 160], 300, [[168, 170]]],
    [[166, 170], 300, [[168, 166]]],
    [[160], 165, [[24, 160]]],
    [[24, 168], 100, [[24, 24]]],
    [[4000], 5000, [[1080, 4000]]],
    [[22], 23, []],
  ])('snapshots at hours %j, seen at hour %s, stand for %j', (hours, dataHours, expected) => {
    expect(byAge(hours, dataHours)).toEqual(expected);
  });

  it('a collaboration stands at the age that most of its posts have reached, the latest such age', () => {
    const old = aPost([24, 168, 504]);
    const young = aPost([24, 168]);
    expect(contentAtLatestAge([old, young], after(600), AGES)).toMatchObject({ ageHours: 168, counted: 2, published: 2, counts: { views: 336 } });
    expect(contentAtLatestAge([old], after(600), AGES)).toMatchObject({ ageHours: 504, counted: 1, published: 1, counts: { views: 504 } });
    expect(contentAtLatestAge([aPost([168]), aPost([24])], after(600), AGES)).toMatchObject({ ageHours: 168, counted: 1, published: 2 });
  });

  it('posts not yet published do not count, and before the first age there is nothing to score', () => {
    const later = aPost([], { publishedAt: after(900) });
    expect(contentAtLatestAge([aPost([24]), later], after(600), AGES)).toMatchObject({ counted: 1, published: 1 });
    expect(contentAtLatestAge([aPost([12])], after(20), AGES)).toBeNull();
    expect(contentAtLatestAge([], after(20), AGES)).toBeNull();
  });

  it('a count that one post does not report is not reported for the sum', () => {
    const posts = [
      aPost([], { snapshots: [aSnapshot(24, { likes: 5, saves: 0 })] }),
      aPost([], { snapshots: [aSnapshot(24, { likes: null, saves: 2 })] }),
      aPost([], { snapshots: [aSnapshot(24, { likes: 3, saves: 0 })] }),
    ];
    expect(contentAtLatestAge(posts, after(30), AGES)?.counts).toMatchObject({ views: 72, likes: null, saves: 2, impressions: null });
  });

  it('every age that has a snapshot is there for the peers, in order', () => {
    expect(contentAtEveryAge([aPost([168, 24])], after(2000), AGES.toReversed()).map((entry) => entry.ageHours)).toEqual([24, 168]);
  });
});
