import { describe, expect, test } from 'vitest';
import { COLLABORATION_STATUSES } from '../collaboration.ts';
import { COST_KINDS, PAYMENT_STAGES } from '../cost.ts';
import { KOL_STATUSES, PLATFORMS, TIERS } from '../kol.ts';
import { ORDER_STATUSES } from '../order.ts';
import { readCoupon, readEmail, readSlug, readUrl } from './cell-link.ts';
import { readList } from './cell-list.ts';
import { readWord } from './cell-word.ts';
import * as words from './vocabularies.ts';

describe('words', () => {
  test.each([
    ['Top', words.TIER_WORDS, 'top'], ['腰部', words.TIER_WORDS, 'mid'], ['KOC', words.TIER_WORDS, 'emerging'],
    ['候补', words.KOL_STATUS_WORDS, 'bench'], ['小红书', words.PLATFORM_WORDS, 'xiaohongshu'], ['ＩＧ', words.PLATFORM_WORDS, 'instagram'],
    ['B站', words.PLATFORM_WORDS, 'bilibili'], ['Tik Tok', words.PLATFORM_WORDS, 'tiktok'], ['进行中', words.COLLABORATION_STATUS_WORDS, 'live'],
    ['交易成功', words.ORDER_STATUS_WORDS, 'paid'], ['partially-refunded', words.ORDER_STATUS_WORDS, 'partially_refunded'], ['同意退款，退款成功', words.ORDER_STATUS_WORDS, 'refunded'],
    ['尾款', words.PAYMENT_STAGE_WORDS, 'review'], ['DOU+', words.COST_KIND_WORDS, 'boost'], ['是', words.YES_NO_WORDS, 'yes'],
  ])('%j is read', (cell, vocabulary, value) => {
    expect(readWord<string>(cell, vocabulary)).toEqual({ ok: true, value });
  });

  test.each(['__proto__', 'constructor', 'toString', '', '=top', 'x'.repeat(100_000), 5])('%j is no tier, and the answer says which there are', (cell) => {
    expect(readWord(cell, words.TIER_WORDS)).toMatchObject({ ok: false, code: 'unknown_word', expectation: 'one of top, mid, emerging' });
  });

  test('every value of every list is a word for itself', () => {
    for (const [values, vocabulary] of [
      [TIERS, words.TIER_WORDS], [KOL_STATUSES, words.KOL_STATUS_WORDS], [PLATFORMS, words.PLATFORM_WORDS], [COLLABORATION_STATUSES, words.COLLABORATION_STATUS_WORDS],
      [ORDER_STATUSES, words.ORDER_STATUS_WORDS], [ORDER_STATUSES, words.SHOPIFY_STATUS_WORDS], [COST_KINDS, words.COST_KIND_WORDS], [PAYMENT_STAGES, words.PAYMENT_STAGE_WORDS],
    ] as const) {
      for (const value of values) expect(readWord<string>(value, vocabulary)).toEqual({ ok: true, value });
    }
  });
});

describe('lists', () => {
  test.each([
    ['美妆;旅行；美食、母婴,数码，家居|萌宠', ['美妆', '旅行', '美食', '母婴', '数码', '家居', '萌宠']],
    ['LILY15, lily15 ,ANN', ['LILY15', 'ANN']],
    [';;', []],
    ['one', ['one']],
    [15, ['15']],
  ])('%j', (cell, value) => {
    expect(readList(cell, 50)).toEqual({ ok: true, value });
  });

  test('broken and endless lists are refused', () => {
    expect(readList('a;b\0', 50)).toMatchObject({ ok: false, code: 'control_character' });
    expect(readList(Array.from({ length: 101 }, (_, index) => `v${index}`).join(';'), 50)).toMatchObject({ ok: false, code: 'too_many_items' });
  });
});

describe('links', () => {
  test.each([
    ['https://www.douyin.com/user/1', 'https://www.douyin.com/user/1'], ['www.xiaohongshu.com/user/profile/5', 'https://www.xiaohongshu.com/user/profile/5'],
    ['HTTP://Example.COM/A?b=1#c', 'http://example.com/A?b=1#c'], ['https://例子.测试/达人', 'https://xn--fsqu00a.xn--0zwm56d/%E8%BE%BE%E4%BA%BA'],
  ])('%j is an address', (cell, value) => {
    expect(readUrl(cell)).toEqual({ ok: true, value });
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com', '//example.com', 'https://user:pw@example.com/', 'lily', 'https://', 'https://a b.com', 'a\0', 'x'.repeat(100_000)])(
    'case %# is none',
    (cell) => {
      expect(readUrl(cell).ok).toBe(false);
    },
  );

  test('e-mail addresses', () => {
    expect(readEmail('lily@example.com')).toEqual({ ok: true, value: 'lily@example.com' });
    for (const cell of ['lily', 'a@b', 'a b@c.de', '<a@b.cd>', `a@${'.'.repeat(200)}`]) expect(readEmail(cell)).toMatchObject({ ok: false, code: 'not_an_email' });
    expect(readEmail(`a@${'b.'.repeat(50_000)}c`)).toMatchObject({ ok: false, code: 'too_long' });
  });

  test('slugs and coupons', () => {
    expect(readSlug('Summer-2026')).toEqual({ ok: true, value: 'summer-2026' });
    for (const cell of ['夏日焕新', 'a--b', '../x', '-a']) expect(readSlug(cell)).toMatchObject({ ok: false, code: 'not_a_slug' });
    expect(readSlug('a\0')).toMatchObject({ ok: false, code: 'control_character' });
    expect(readCoupon('LILY15')).toEqual({ ok: true, value: 'LILY15' });
    for (const cell of ['LILY 15', 'a,b', 'x']) expect(readCoupon(cell)).toMatchObject({ ok: false, code: 'not_a_coupon' });
  });
});
