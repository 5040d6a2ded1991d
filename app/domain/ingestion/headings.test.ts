import { describe, expect, test } from 'vitest';
import { SHOPIFY_HEADINGS } from '#tests/factories/shopify-export.ts';
import { foldHeading, resolveColumns } from './columns.ts';
import { findHeaderRow, platformHint } from './header-row.ts';
import { guessMapping, recogniseKind } from './headings.ts';
import { IMPORT_FIELDS } from './import-fields.ts';
import type { ImportKind } from './import-run.ts';
import { IMPORT_KINDS } from './import-run.ts';
import { recogniseFormat } from './known-formats.ts';

const INSTAGRAM = 'rank,Influencer Name,influence Score,Total Posts,Followers,Avg likes,60 Day Eng Rate,Avg Like,Total Likes,Country'.split(',');
const XHS_NOTES = '笔记名称,笔记id,笔记链接,笔记发布时间,笔记创作者名称,笔记创作者ID,作者粉丝量,笔记类型,博主报价,服务费金额,全部曝光量,全部阅读量,全部互动量,点赞量,评论量,收藏量,关注量,分享量,自然曝光量,自然阅读量'.split(',');
const XINGTU_QUOTES = '达人昵称,星图ID,性别,粉丝数,地区,所属机构,达人主页链接,1-20s视频,1-60s视频,60秒以上视频,播放中位数,预期CPM,完播率,互动率,月涨粉率,达人类型,行业标签'.split(',');

/** The headings of interfaces.md: a contract, so written out here once more. */
const OWN: Readonly<Record<ImportKind, string>> = {
  roster: 'name, tier, status, platform, handle, profile_url, followers, verticals, price, currency, audience_female_pct, audience_18_24_pct, city_tier, contact_email, exclusive_with, available_from, notes',
  campaigns: 'slug, name, starts_on, ends_on, budget, currency, reserve_pct, top_pct, mid_pct, emerging_pct, landing_url',
  collaborations: 'campaign, platform, handle, tier, fee, currency, starts_on, ends_on, coupon, landing_url, published_at, content_url, status',
  content: 'platform, content_url, handle, campaign, published_at, captured_at, impressions, views, likes, comments, shares, saves, follows, positive_comments, neutral_comments, negative_comments',
  orders: 'shop, order_id, placed_at, currency, merchandise, refunded, status, discount_codes, click_id, utm_content, customer',
  costs: 'campaign, handle, platform, kind, amount, currency, incurred_on, cancellable, note',
  payments: 'campaign, handle, platform, stage, amount, currency, paid_on, reference',
};

describe('our own headings', () => {
  test.each(IMPORT_KINDS)('of %s are recognised as that kind, every one as itself', (kind) => {
    const headings = OWN[kind].split(', ');
    const guess = guessMapping(kind, headings);
    expect(guess.mapping).toEqual(Object.fromEntries(headings.map((heading) => [heading, heading])));
    expect([...guess.matches.values()].every((match) => match.confidence === 1)).toBe(true);
    expect(guess).toMatchObject({ missing: [], unused: [] });
    expect(recogniseKind(headings)).toEqual({ kind, format: 'generic', confidence: 1 });
    expect(recogniseKind(headings.toReversed())?.kind).toBe(kind);
  });

  test('with lists written as in the documentation: verticals(;), discount_codes(;)', () => {
    expect(guessMapping('roster', ['name', 'verticals(;)']).mapping).toEqual({ name: 'name', verticals: 'verticals(;)' });
  });

  test.each(IMPORT_KINDS)('no two synonyms of one %s field are the same', (kind) => {
    for (const { synonyms } of Object.values(IMPORT_FIELDS[kind])) {
      const folded = synonyms.map((synonym) => synonym.trim().toLowerCase());
      expect(new Set(folded).size).toBe(folded.length);
    }
  });
});

describe('headings of others', () => {
  test('the Instagram ranking is a roster: name, followers, rate and country, and likes are not mistaken for anything', () => {
    expect(recogniseKind(INSTAGRAM)).toMatchObject({ kind: 'roster', format: 'generic' });
    const { mapping, missing, unused } = guessMapping('roster', INSTAGRAM);
    expect(mapping).toEqual({ name: 'Influencer Name', followers: 'Followers', engagement_rate: '60 Day Eng Rate', country: 'Country' });
    expect(missing).toEqual([]);
    expect(unused).toEqual(['rank', 'influence Score', 'Total Posts', 'Avg likes', 'Avg Like', 'Total Likes']);
    expect(platformHint(INSTAGRAM)).toBe('instagram');
  });

  test('a Xiaohongshu note workbook is content, organic columns giving way to totals', () => {
    expect(recogniseKind(XHS_NOTES)?.kind).toBe('content');
    expect(guessMapping('content', XHS_NOTES).mapping).toEqual({
      content_url: '笔记链接', published_at: '笔记发布时间', handle: '笔记创作者名称', impressions: '全部曝光量', views: '全部阅读量', likes: '点赞量', comments: '评论量', saves: '收藏量',
      follows: '关注量', shares: '分享量',
    });
    expect(platformHint(XHS_NOTES)).toBe('xiaohongshu');
  });

  test('a Xingtu quote sheet is a roster', () => {
    expect(recogniseKind(XINGTU_QUOTES)?.kind).toBe('roster');
    expect(guessMapping('roster', XINGTU_QUOTES).mapping).toMatchObject({
      name: '达人昵称', handle: '星图ID', followers: '粉丝数', profile_url: '达人主页链接', price: '1-60s视频', engagement_rate: '互动率', verticals: '达人类型', country: '地区',
    });
    expect(platformHint(XINGTU_QUOTES)).toBe('douyin');
  });

  test('Shopify’s export is recognised by its signature', () => {
    expect(recogniseFormat(SHOPIFY_HEADINGS)?.id).toBe('shopify');
    expect(recogniseFormat(SHOPIFY_HEADINGS.filter((heading) => heading !== 'Lineitem name'))).toBeNull();
    expect(recogniseKind(SHOPIFY_HEADINGS)).toEqual({ kind: 'orders', format: 'shopify', confidence: 1 });
  });

  test('a Douyin order file is orders', () => {
    const headings = '\ufeff主订单编号,子订单编号,选购商品,商品金额,订单提交时间,订单状态,订单应付金额,运费,达人ID,达人昵称'.split(',');
    expect(recogniseKind(headings)?.kind).toBe('orders');
    expect(guessMapping('orders', headings).mapping).toMatchObject({ order_id: '\ufeff主订单编号'.trim(), placed_at: '订单提交时间', merchandise: '订单应付金额', status: '订单状态' });
  });

  test('what is nothing of ours is nothing', () => {
    expect(recogniseKind(['a', 'b'])).toBeNull();
    expect(recogniseKind([])).toBeNull();
    expect(platformHint(['name'])).toBeNull();
    expect(platformHint(['笔记id', '星图ID'])).toBeNull();
  });
});

describe('hostile headings', () => {
  test('__proto__ and its like are headings like any other', () => {
    const headings = ['__proto__', 'constructor', 'name', 'toString', '__proto__'];
    expect(guessMapping('roster', headings).mapping).toEqual({ name: 'name' });
    expect(recogniseKind(['__proto__', 'constructor'])).toBeNull();
    const mapping: Record<string, string> = JSON.parse('{"name": "__proto__", "__proto__": "name"}');
    expect(resolveColumns('roster', mapping, headings)).toEqual({ ok: false, problems: [expect.objectContaining({ code: 'unknown_field', field: '__proto__' })] });
    const resolved = resolveColumns('roster', { name: '__proto__' }, headings);
    expect(resolved.ok && resolved.columns.byField.get('name')).toMatchObject({ index: 0, heading: '__proto__' });
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });

  test('headings of 100,000 characters take no time', () => {
    expect(foldHeading('('.repeat(100_000))).toHaveLength(200);
    expect(foldHeading('((()))')).toBe('(())');
  });
});

describe('a saved mapping', () => {
  const headings = ['达人', '粉丝数（万）', '报价（元）', '平台', 'x', '保底（分）'];

  test('finds its columns again, and units in headings', () => {
    const resolved = resolveColumns('roster', { name: '达人', followers: '粉丝数（万）', price: ' 报价（元） ', notes: 'X' }, headings);
    expect(resolved.ok && Object.fromEntries(resolved.columns.byField)).toEqual({
      name: { index: 0, heading: '达人', power: 0, minor: false },
      followers: { index: 1, heading: '粉丝数（万）', power: 4, minor: false },
      price: { index: 2, heading: '报价（元）', power: 0, minor: false },
      notes: { index: 4, heading: 'x', power: 0, minor: false },
    });
    const minor = resolveColumns('roster', { name: '达人', price: '保底（分）' }, headings);
    expect(minor.ok && minor.columns.byField.get('price')).toMatchObject({ power: 0, minor: true });
  });

  test('that fits no more says why, everything at once', () => {
    expect(resolveColumns('orders', { order_id: 'gone', price: '报价（元）' }, headings)).toMatchObject({
      ok: false,
      problems: [
        { code: 'missing_heading', field: 'order_id' }, { code: 'unknown_field', field: 'price' },
        { code: 'missing_required', field: 'order_id' }, { code: 'missing_required', field: 'placed_at' }, { code: 'missing_required', field: 'merchandise' },
      ],
    });
  });

  test('a roster needs a name or a handle', () => {
    expect(resolveColumns('roster', { handle: '达人' }, headings).ok).toBe(true);
    expect(resolveColumns('roster', { followers: '粉丝数（万）' }, headings)).toMatchObject({ ok: false, problems: [{ code: 'missing_required', field: 'name' }] });
  });
});

describe('the heading row', () => {
  test('is usually the first', () => {
    expect(findHeaderRow([['name', 'followers'], ['Lily', '5']], 'roster')).toEqual({ headings: ['name', 'followers'], dataFrom: 1 });
    expect(findHeaderRow([], 'roster')).toEqual({ headings: [], dataFrom: 1 });
    expect(findHeaderRow([['a'], ['b']], 'roster')).toEqual({ headings: ['a'], dataFrom: 1 });
    expect(findHeaderRow([[...SHOPIFY_HEADINGS], ['#1']], 'orders').dataFrom).toBe(1);
  });

  test('may stand below titles', () => {
    expect(findHeaderRow([['Report of July'], [], ['name', 'followers'], ['Lily', 5]], 'roster')).toEqual({ headings: ['name', 'followers'], dataFrom: 3 });
  });

  test('may have two levels, of which the lower names the columns', () => {
    const rows = [['基础信息', null, '笔记发布时间', '数据', null], ['笔记链接', '笔记创作者名称', '', '全部曝光量', '全部阅读量'], ['https://x.test/1', 'Lily', '2026-07-02', '5', '3']];
    expect(findHeaderRow(rows, 'content')).toEqual({ headings: ['笔记链接', '笔记创作者名称', '笔记发布时间', '全部曝光量', '全部阅读量'], dataFrom: 2 });
  });
});
