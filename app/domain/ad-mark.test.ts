import { describe, expect, it } from 'vitest';
import { PLATFORMS } from './kol.ts';
import { adMarketOf, findAdMark, isEarlyMark } from './ad-mark.ts';

describe('the visible mark of advertising (metrics-and-formats.md 5i)', () => {
  it.each(['【广告】今天测评', '#广告 通勤防晒', '广告：今天', '今天测评\n广告', '好用！（广告）', '广告', '防晒 | 广告', '＃广告＃', '。广告'])('is 广告 standing by itself: %j', (text) => {
    expect(findAdMark(text, 'mainland')).not.toBeNull();
  });

  it.each(['这不是广告', '这不是 广告', '广告位招租', '我不接广告的', '说“广告”两个字', '#ad', '廣告', '', '内含广告'])('is not the word in a sentence or in quotation marks: %j', (text) => {
    expect(findAdMark(text, 'mainland')).toBeNull();
  });

  it.each(['#ad', '#AD this is it', '＃ad', 'so good #Ad.', 'Paid partnership with Lanxia', '#paidpartnership', 'a paid  partnership'])('abroad is #ad or a paid partnership: %j', (text) => {
    expect(findAdMark(text, 'abroad')).not.toBeNull();
  });

  it.each(['#adventure', '#ad_hoc', 'not a paid partnership', 'this isn’t a paid partnership', 'no paid partnership', '【广告】', 'ad', 'paid'])('abroad is nothing else: %j', (text) => {
    expect(findAdMark(text, 'abroad')).toBeNull();
  });

  it('elsewhere either will do, the earlier one is meant', () => {
    expect(findAdMark('#ad 好 【广告】', 'either')).toEqual({ start: 0, end: 3 });
    expect(findAdMark('【广告】 #ad', 'either')).toEqual({ start: 1, end: 3 });
    expect(findAdMark('paid partnership', 'either')).toEqual({ start: 0, end: 16 });
    expect(findAdMark('x', 'either')).toBeNull();
  });

  it('every platform has its market; a mark far down is not early', () => {
    expect(PLATFORMS.map((platform) => adMarketOf(platform))).toContain('abroad');
    expect([adMarketOf('douyin'), adMarketOf('youtube'), adMarketOf('other')]).toEqual(['mainland', 'abroad', 'either']);
    expect([isEarlyMark({ start: 0, end: 3 }), isEarlyMark({ start: 70, end: 72 })]).toEqual([true, false]);
  });
});
