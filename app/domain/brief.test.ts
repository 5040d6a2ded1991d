import { describe, expect, it } from 'vitest';
import type { Brief } from './brief.ts';
import { briefSchema, changesOfBrief, EMPTY_BRIEF, isLegalRequired, planOf } from './brief.ts';
import { checkScript, findingsOf } from './script-checks.ts';

const brief = (wishes: Partial<Brief> = {}): Brief => ({ ...EMPTY_BRIEF, goal: 'Sell', ...wishes });
const isBrief = (wishes: Partial<Brief>) => briefSchema.safeParse(brief(wishes)).success;

describe('a brief', () => {
  it('needs a goal, phrases that can be looked for, and ends that fit', () => {
    expect(isBrief({})).toBe(true);
    expect(isBrief({ goal: ' ' })).toBe(false);
    expect(isBrief({ mustSay: ['SPF50+'], mustNotSay: ['100%'] })).toBe(true);
    expect(isBrief({ mustNotSay: ['！！'] })).toBe(false);
    expect([isBrief({ minimumLength: 10, maximumLength: 10 }), isBrief({ minimumLength: 11, maximumLength: 10 })]).toEqual([true, false]);
    expect([isBrief({ scriptDueOn: '2026-07-01', publishOn: '2026-07-01' }), isBrief({ scriptDueOn: '2026-07-02', publishOn: '2026-07-01' }), isBrief({ publishOn: '2026-02-30' })]).toEqual([true, false, false]);
  });

  it('asks for legal when it says so, and always for a review with a purchase link', () => {
    expect([[false, false], [true, false], [false, true]].map(([isReview = false, needsLegal = false]) => isLegalRequired({ isReview, needsLegal }))).toEqual([false, true, true]);
  });

  it('changes field by field, whatever the order of a list', () => {
    const before = brief({ mustSay: ['a', 'b'], publishOn: '2026-07-01' });
    expect(changesOfBrief(before, { ...before, mustSay: ['b', 'a'] })).toEqual([]);
    expect(changesOfBrief(before, { ...before, goal: 'Sell more', mustSay: ['b', 'c'], isReview: true, publishOn: null })).toEqual([
      { kind: 'text', field: 'goal', segments: [{ kind: 'same', text: 'Sell' }, { kind: 'added', text: ' more' }] },
      { kind: 'list', field: 'mustSay', removed: ['a'], added: ['c'] },
      { kind: 'value', field: 'publishOn', before: '2026-07-01', after: null },
      { kind: 'value', field: 'isReview', before: false, after: true },
    ]);
    expect(Object.keys(planOf(before))).not.toContain('publishOn');
  });
});

describe('a script against its brief', () => {
  const asked = brief({ mustSay: ['SPF50+', '全程高倍防护'], mustNotSay: ['永不晒黑'], isReview: true, minimumLength: 5, maximumLength: 30 });

  it('says what is missing and what is forbidden, with places, and misses the mark', () => {
    const text = 'spf 50+，涂了永不晒黑';
    const checks = checkScript(text, asked, 'douyin');
    expect(checks.mustSay.map(({ places }) => places.length)).toEqual([1, 0]);
    expect(checks.mustNotSay[0]?.places.map(({ start, end }) => text.slice(start, end))).toEqual(['永不晒黑']);
    expect(checks.adMark).toEqual({ market: 'mainland', status: 'missing', place: null, isEarly: null });
    expect(findingsOf(checks, [])).toEqual({ missing: ['全程高倍防护'], forbidden: ['永不晒黑'], adMark: 'missing', nearCopies: [] });
  });

  it('has the mark of its own platform, or needs none', () => {
    expect(checkScript('【广告】x', asked, 'douyin').adMark).toMatchObject({ status: 'present', isEarly: true });
    expect(checkScript('【广告】x', asked, 'youtube').adMark.status).toBe('missing');
    expect(checkScript('x #ad', asked, 'youtube').adMark.status).toBe('present');
    expect(checkScript('x', brief(), 'douyin').adMark.status).toBe('not-needed');
  });

  it('is as long as it is, in signs without blanks and in seconds', () => {
    expect(checkScript('一二 三', asked, 'douyin').length).toEqual({ characters: 3, seconds: 1, verdict: 'short' });
    expect(checkScript('一二三四五六七八', asked, 'douyin').length).toEqual({ characters: 8, seconds: 2, verdict: 'fine' });
    expect(checkScript('one two three four five six seven eight', asked, 'douyin').length).toEqual({ characters: 32, seconds: 3, verdict: 'long' });
    expect(checkScript('', brief(), 'douyin').length.verdict).toBe('fine');
  });
});
