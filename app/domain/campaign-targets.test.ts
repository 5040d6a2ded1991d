import { describe, expect, it } from 'vitest';
import type { CountedActuals } from './campaign-targets.ts';
import { elapsedShare, mayStateActual, targetProgress } from './campaign-targets.ts';

const goals = { search_uplift: 3_000_000, ugc_items: 2_000, interactions: 500_000, sales_uplift: 1_500 };
const counted: CountedActuals = { posts: 23, measuredPosts: 20, interactions: 250_000, capturedAt: new Date(0) };
const of = (target: string, all: ReturnType<typeof targetProgress>) => all.find((one) => one.target === target);

describe('targets against actuals', () => {
  it('say where each actual comes from, and why there is none', () => {
    const all = targetProgress(goals, counted, {}, 0.5);
    expect(of('interactions', all)).toEqual({ target: 'interactions', goal: 500_000, actual: 250_000, share: 0.5, pace: 'ahead', source: { kind: 'content', measuredPosts: 20, posts: 23, capturedAt: new Date(0) } });
    expect(of('ugc_items', all)).toMatchObject({ actual: 23, source: { kind: 'posts' }, pace: 'behind' });
    expect(of('search_uplift', all)).toEqual({ target: 'search_uplift', goal: 3_000_000, actual: null, share: null, pace: null, source: { kind: 'nothing', reason: 'no_search_feed' } });
    expect(of('sales_uplift', all)).toMatchObject({ source: { kind: 'nothing', reason: 'no_sales_baseline' } });
    expect(of('interactions', targetProgress(goals, { ...counted, interactions: null }, {}, 0.5))).toMatchObject({ actual: null, source: { kind: 'nothing', reason: 'no_readings' } });
  });

  it('what was typed in counts where no feed measures, and says who and from where', () => {
    const stated = { value: 3_000_000, measuredOn: '2026-07-09', source: 'Douyin index', by: 'Lily' };
    const all = targetProgress(goals, counted, { search_uplift: stated, ugc_items: { ...stated, value: 900 }, interactions: stated }, 0.9);
    expect(of('search_uplift', all)).toMatchObject({ actual: 3_000_000, share: 1, pace: 'met', source: { kind: 'stated', source: 'Douyin index', measuredOn: '2026-07-09', by: 'Lily' } });
    expect(of('ugc_items', all)).toMatchObject({ actual: 900, pace: 'behind' });
    expect(of('interactions', all)).toMatchObject({ actual: 250_000, source: { kind: 'content' } });
    expect([mayStateActual('interactions'), mayStateActual('ugc_items')]).toEqual([false, true]);
  });

  it('without a goal nothing is said of progress', () => {
    const none = { search_uplift: null, ugc_items: 0, interactions: null, sales_uplift: null };
    expect(targetProgress(none, counted, {}, 0.5).map(({ share, pace }) => [share, pace])).toEqual(Array.from({ length: 4 }, () => [null, null]));
  });

  it.each([['2026-06-14', 0], ['2026-06-15', 0.1], ['2026-06-19', 0.5], ['2026-06-24', 1], ['2026-08-01', 1]])('on %s so much of ten days is over: %s', (today, share) => {
    expect(elapsedShare({ startsOn: '2026-06-15', endsOn: '2026-06-24' }, today)).toBe(share);
  });

  it('a flight without a day is over', () => {
    expect(elapsedShare({ startsOn: '2026-06-15', endsOn: '2026-06-14' }, '2026-06-15')).toBe(1);
  });
});
