import { describe, expect, test } from 'vitest';
import { netRevenueMinor } from '../order.ts';
import { parseCampaignRow } from './campaigns-row.ts';
import type { Cell } from './cell-text.ts';
import { parseCollaborationRow } from './collaborations-row.ts';
import type { Columns } from './columns.ts';
import { resolveColumns } from './columns.ts';
import { parseContentRow } from './content-row.ts';
import { parseCostRow } from './costs-row.ts';
import { CsvSplitter } from './csv.ts';
import { guessMapping } from './headings.ts';
import type { ImportKind } from './import-run.ts';
import { parseOrderRow } from './orders-row.ts';
import { parsePaymentRow } from './payments-row.ts';
import { rejectedValue, rejectsAtLine } from './rejects.ts';
import { parseRosterRow } from './roster-row.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';

const DEFAULTS: RowDefaults = { zone: 'Asia/Shanghai', currency: 'CNY' };

function columnsOf(kind: ImportKind, headings: readonly string[]): Columns {
  const resolved = resolveColumns(kind, guessMapping(kind, headings).mapping, headings);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
  return resolved.columns;
}

type Parse<T> = (cells: readonly Cell[], columns: Columns, defaults: RowDefaults) => ParsedRow<T>;

/** Parses one row given as heading -> cell. */
function parse<T>(kind: ImportKind, parser: Parse<T>, cells: Readonly<Record<string, Cell>>, defaults: Partial<RowDefaults> = {}): ParsedRow<T> {
  return parser(Object.values(cells), columnsOf(kind, Object.keys(cells)), { ...DEFAULTS, ...defaults });
}

function rowOf<T>(parsed: ParsedRow<T>): T {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.rejects));
  return parsed.row;
}

const problemsOf = (parsed: ParsedRow<unknown>) => (parsed.ok ? [] : parsed.rejects.map(({ column, code }) => `${column}: ${code}`));

describe('roster', () => {
  test('the Instagram ranking is taken as it is, the platform being the import’s', () => {
    const splitter = new CsvSplitter();
    const [header, ...rows] = splitter.push(
      '\ufeffrank,Influencer Name,influence Score,Total Posts,Followers,Avg likes,60 Day Eng Rate,Avg Like,Total Likes,Country\r\n'
      + '1,cristiano,92,3.3k,475.8m,8.7m,1.39%,6.5m,29.0b,Spain\r\n3,leomessi,90,0.89k,357.3m,6.8m,1.24%,4.4m,6.0b,unknown\r\n',
    );
    const columns = columnsOf('roster', header?.cells ?? []);
    expect(rows.map((row) => rowOf(parseRosterRow(row.cells, columns, { ...DEFAULTS, platform: 'instagram' })))).toEqual([
      { name: 'cristiano', handle: 'cristiano', platform: 'instagram', followers: 475_800_000, engagementRateBasisPoints: 139, country: 'Spain', currency: 'CNY' },
      { name: 'leomessi', handle: 'leomessi', platform: 'instagram', followers: 357_300_000, engagementRateBasisPoints: 124, country: null, currency: 'CNY' },
    ]);
  });

  test('every field', () => {
    expect(rowOf(parse('roster', parseRosterRow, {
      name: '莉莉', tier: '头部', status: '候补', platform: '小红书', handle: '@lily', profile_url: 'https://www.xiaohongshu.com/user/profile/1', followers: '12.5万', verticals: '美妆；旅行',
      price: '¥8,000', currency: 'CNY', audience_female_pct: '81.5', audience_18_24_pct: '42%', city_tier: '一线', contact_email: 'lily@example.com', exclusive_with: 'Brand A;Brand B',
      available_from: '2026/7/2', notes: '=call first', country: 'CN', engagement_rate: '4.2%',
    }))).toEqual({
      name: '莉莉', tier: 'top', status: 'bench', platform: 'xiaohongshu', handle: 'lily', profileUrl: 'https://www.xiaohongshu.com/user/profile/1', followers: 125_000, verticals: ['美妆', '旅行'],
      priceMinor: 800_000, currency: 'CNY', audienceFemaleBasisPoints: 8150, audience18To24BasisPoints: 4200, cityTier: '一线', contactEmail: 'lily@example.com', exclusiveWith: ['Brand A', 'Brand B'],
      availableFrom: '2026-07-02', notes: '=call first', country: 'CN', engagementRateBasisPoints: 420,
    });
  });

  test('a column the file does not have is left alone, an empty cell is not', () => {
    const row = rowOf(parse('roster', parseRosterRow, { name: 'Lily', platform: 'weibo', price: '-', followers: '数据较少' }));
    expect(row).toMatchObject({ priceMinor: null, followers: null });
    expect(row.tier).toBeUndefined();
    expect(row.notes).toBeUndefined();
  });

  test('cells a short row does not reach are left alone too', () => {
    const columns = columnsOf('roster', ['name', 'platform', 'followers']);
    expect(rowOf(parseRosterRow(['Lily', 'weibo'], columns, DEFAULTS)).followers).toBeUndefined();
  });

  test('all problems of a row are listed, not the first', () => {
    const parsed = parse('roster', parseRosterRow, {
      name: 'a\0b', tier: 'giant', platform: 'myspace', followers: 'many', price: '-5', contact_email: 'x', available_from: '03/04/2026', audience_female_pct: '140', profile_url: 'javascript:alert(1)',
    });
    expect(problemsOf(parsed)).toEqual([
      'name: control_character', 'platform: unknown_word', 'price: negative', 'tier: unknown_word', 'profile_url: not_a_url', 'followers: not_a_number', 'audience_female_pct: out_of_range',
      'contact_email: not_an_email', 'available_from: ambiguous_date',
    ]);
  });

  test('a reject names the heading of the file, the cell, and what was expected', () => {
    const parsed = parse('roster', parseRosterRow, { 达人: 'Lily', 平台: '微博', 粉丝数: 'many' });
    expect(parsed).toEqual({
      ok: false,
      rejects: [{ column: '粉丝数', value: 'many', code: 'not_a_number', message: 'is not a number; expected a whole number such as 1234, 1,234, 3.3k, 475.8m, 12.5万 or 1.2亿' }],
    });
  });

  test('name and handle stand in for each other; without both, and without a platform, there is no row', () => {
    expect(rowOf(parse('roster', parseRosterRow, { name: '', handle: '＠lily', platform: 'ig' }))).toMatchObject({ name: 'lily', handle: 'lily' });
    expect(rowOf(parse('roster', parseRosterRow, { name: '@lily', platform: 'ig' }))).toMatchObject({ name: '@lily', handle: 'lily' });
    expect(rowOf(parse('roster', parseRosterRow, { name: '@', platform: 'ig' }))).toMatchObject({ handle: '@' });
    expect(problemsOf(parse('roster', parseRosterRow, { name: '-', handle: '', followers: '1' }))).toEqual(['name: required', 'platform: required']);
  });

  test('a sign of the price decides where no column names the currency, and contradicts one that does', () => {
    expect(rowOf(parse('roster', parseRosterRow, { name: 'L', platform: 'ig', price: '$500' }))).toMatchObject({ priceMinor: 50_000, currency: 'USD' });
    expect(problemsOf(parse('roster', parseRosterRow, { name: 'L', platform: 'ig', price: '$500', currency: 'CNY' }))).toEqual(['price: currency_conflict']);
    expect(problemsOf(parse('roster', parseRosterRow, { name: 'L', platform: 'ig', currency: 'gold coins' }))).toEqual(['currency: unknown_currency']);
  });

  test('units in headings, and fractions where the whole column has them', () => {
    const row = rowOf(parse('roster', parseRosterRow, { 达人: 'L', 平台: 'xhs', '粉丝数（万）': 12.5, '报价（万元）': '1.2', 互动率: 0.042 }, { percentStyles: new Map([['engagement_rate', 'fraction']]) }));
    expect(row).toMatchObject({ followers: 125_000, priceMinor: 1_200_000, engagementRateBasisPoints: 420 });
  });

  test('a row wider than its headings is shifted and refused, empty surplus is not', () => {
    const columns = columnsOf('roster', ['name', 'platform']);
    expect(problemsOf(parseRosterRow(['Li', ' Lily', 'weibo'], columns, DEFAULTS))).toEqual([': row_too_wide', 'platform: unknown_word']);
    expect(parseRosterRow(['Lily', 'weibo', '', null, ' '], columns, DEFAULTS).ok).toBe(true);
  });
});

describe('campaigns', () => {
  const campaign = { slug: 'summer-2026', starts_on: '2026-06-15', ends_on: '2026-07-30', budget: '1,200,000' };

  test('shares in percent or in fractions, and the reserve beside them', () => {
    const expected = { slug: 'summer-2026', startsOn: '2026-06-15', endsOn: '2026-07-30', budgetMinor: 120_000_000, currency: 'CNY', tierShares: { top: 4000, mid: 3500, emerging: 2500 }, reserveBasisPoints: 1000 };
    expect(rowOf(parse('campaigns', parseCampaignRow, { ...campaign, reserve_pct: '10', top_pct: '40', mid_pct: '35%', emerging_pct: '25' }))).toEqual(expected);
    expect(rowOf(parse('campaigns', parseCampaignRow, { ...campaign, reserve_pct: 0.1, top_pct: 0.4, mid_pct: 0.35, emerging_pct: 0.25 }))).toEqual(expected);
    expect(rowOf(parse('campaigns', parseCampaignRow, { ...campaign, top_pct: '100', mid_pct: '', emerging_pct: '0' })).tierShares).toEqual({ top: 10_000, mid: 0, emerging: 0 });
  });

  test('without shares the plan’s default holds', () => {
    expect(rowOf(parse('campaigns', parseCampaignRow, campaign))).toMatchObject({ tierShares: null });
    expect(rowOf(parse('campaigns', parseCampaignRow, { ...campaign, top_pct: '', mid_pct: '-', emerging_pct: '' })).tierShares).toBeNull();
  });

  test('shares that do not sum to 100 % are refused, also by a hundredth', () => {
    expect(problemsOf(parse('campaigns', parseCampaignRow, { ...campaign, top_pct: '40', mid_pct: '35', emerging_pct: '24.99' }))).toEqual(['top_pct: shares_not_100']);
    expect(problemsOf(parse('campaigns', parseCampaignRow, { ...campaign, top_pct: '40', mid_pct: 'some', emerging_pct: '25' }))).toEqual(['mid_pct: not_a_percent']);
  });

  test('all problems of a row', () => {
    expect(problemsOf(parse('campaigns', parseCampaignRow, { slug: '夏日', starts_on: '2026-07-30', ends_on: '2026-06-15', budget: '', landing_url: 'x' }))).toEqual([
      'slug: not_a_slug', 'ends_on: ends_before_start', 'budget: required', 'landing_url: not_a_url',
    ]);
    expect(problemsOf(parse('campaigns', parseCampaignRow, { slug: '', starts_on: '', ends_on: '', budget: '' }))).toHaveLength(4);
  });
});

describe('collaborations', () => {
  test('every field', () => {
    expect(rowOf(parse('collaborations', parseCollaborationRow, {
      campaign: 'summer-2026', platform: '抖音', handle: '@lily', tier: 'top', fee: '30万', currency: 'CNY', starts_on: '2026-06-15', ends_on: '2026-06-15', coupon: ' LILY15 ',
      landing_url: 'https://shop.test/p?a=1', published_at: '2026-06-16 20:00', content_url: 'https://www.douyin.com/video/1', status: '进行中',
    }))).toEqual({
      campaign: 'summer-2026', platform: 'douyin', handle: 'lily', tier: 'top', feeMinor: 30_000_000, currency: 'CNY', startsOn: '2026-06-15', endsOn: '2026-06-15', coupon: 'LILY15',
      landingUrl: 'https://shop.test/p?a=1', publishedAt: new Date('2026-06-16T12:00:00Z'), contentUrl: 'https://www.douyin.com/video/1', status: 'live',
    });
  });

  test('campaign and platform may be the import’s', () => {
    expect(rowOf(parse('collaborations', parseCollaborationRow, { handle: 'lily', fee: '' }, { campaign: 'summer-2026', platform: 'weibo' })))
      .toEqual({ campaign: 'summer-2026', platform: 'weibo', handle: 'lily', feeMinor: null, currency: 'CNY' });
    expect(rowOf(parse('collaborations', parseCollaborationRow, { campaign: 'a', handle: 'lily' }))).toMatchObject({ platform: null });
  });

  test('all problems of a row', () => {
    expect(problemsOf(parse('collaborations', parseCollaborationRow, { campaign: '', handle: '', starts_on: '2026-07-02', ends_on: '2026-07-01', coupon: 'A B', status: 'dancing' })))
      .toEqual(['campaign: required', 'handle: required', 'ends_on: ends_before_start', 'coupon: not_a_coupon', 'status: unknown_word']);
  });
});

describe('content', () => {
  test('what a report does not give is not 0', () => {
    const row = rowOf(parse('content', parseContentRow, {
      platform: 'youtube', content_url: 'https://youtu.be/x', published_at: '2026-07-01T00:00:00Z', captured_at: '2026-07-02T00:00:00Z', views: '5,000,000', likes: '12.5万', comments: '--', saves: '0',
    }));
    expect(row).toEqual({
      platform: 'youtube', contentUrl: 'https://youtu.be/x', campaign: null, publishedAt: new Date('2026-07-01T00:00:00Z'), capturedAt: new Date('2026-07-02T00:00:00Z'),
      metrics: { views: 5_000_000, likes: 125_000, comments: null, saves: 0 },
    });
    expect(row.metrics.shares).toBeUndefined();
  });

  test('platform, campaign and instant may be the import’s', () => {
    const capturedAt = new Date('2026-07-02T00:00:00Z');
    expect(rowOf(parse('content', parseContentRow, { 笔记链接: 'https://x.test/1', 全部阅读量: '3' }, { platform: 'xiaohongshu', campaign: 'summer', capturedAt })))
      .toEqual({ platform: 'xiaohongshu', contentUrl: 'https://x.test/1', campaign: 'summer', capturedAt, metrics: { views: 3 } });
  });

  test('all problems of a row', () => {
    expect(problemsOf(parse('content', parseContentRow, { platform: 'x', content_url: '', captured_at: '2026-07-01', published_at: '2026-07-02', views: '1.5' })))
      .toEqual(['platform: unknown_word', 'content_url: required', 'captured_at: captured_before_published', 'views: not_whole']);
    expect(problemsOf(parse('content', parseContentRow, { content_url: 'https://x.test' }))).toEqual(['platform: required', 'captured_at: required']);
  });
});

describe('orders', () => {
  const order = { shop: 'main', order_id: '1001', placed_at: '2026-07-02T10:00:00+08:00', currency: 'CNY', merchandise: '199.00' };

  test('every field', () => {
    expect(rowOf(parse('orders', parseOrderRow, {
      ...order, refunded: '50.00', status: 'partially_refunded', discount_codes: 'LILY15; lily15 ;ANN', click_id: '0198-abc', utm_content: '03NQK8N1', customer: 'lin@shop.test',
    }))).toEqual({
      shop: 'main', orderId: '1001', placedAt: new Date('2026-07-02T02:00:00Z'), currency: 'CNY', merchandiseMinor: 19_900, refundedMinor: 5000, status: 'partially_refunded',
      discountCodes: ['LILY15', 'ANN'], clickId: '0198-abc', utmContent: '03NQK8N1', customer: 'lin@shop.test',
    });
  });

  test('what is missing or empty is none', () => {
    const expected = { shop: 'main', orderId: '1001', status: 'paid', refundedMinor: 0, discountCodes: [], clickId: null, utmContent: null, customer: null };
    expect(rowOf(parse('orders', parseOrderRow, order))).toMatchObject(expected);
    expect(rowOf(parse('orders', parseOrderRow, { ...order, refunded: '', status: '', discount_codes: '', click_id: '-', utm_content: '', customer: '' }))).toMatchObject(expected);
  });

  test('ids of 19 digits and Chinese wrapping survive; the shop may be the import’s', () => {
    const row = rowOf(parse('orders', parseOrderRow, { 订单编号: '="6920000000000000001"', 订单创建时间: '2026-07-02 10:00:00', 买家实际支付金额: '199.00元', 订单状态: '交易成功' }, { shop: 'tmall' }));
    expect(row).toMatchObject({ shop: 'tmall', orderId: '6920000000000000001', merchandiseMinor: 19_900, status: 'paid', placedAt: new Date('2026-07-02T02:00:00Z') });
    expect(netRevenueMinor({ ...row }, false)).toBe(19_900);
  });

  test('all problems of a row, and nothing that names the buyer', () => {
    const parsed = parse('orders', parseOrderRow, { shop: '', order_id: '6.92E+18', placed_at: '', currency: 'CNY', merchandise: '$5', refunded: '-1', status: 'eaten', customer: `lin\0@shop.test` });
    expect(problemsOf(parsed)).toEqual(['shop: required', 'order_id: precision_lost', 'placed_at: required', 'merchandise: currency_conflict', 'refunded: negative', 'status: unknown_word']);
    expect(JSON.stringify(parsed)).not.toContain('shop.test');
  });

  test('the refund is in the currency of the sale', () => {
    const { currency: _unnamed, ...rest } = order;
    expect(problemsOf(parse('orders', parseOrderRow, { ...rest, merchandise: '$5', refunded: '¥1' }))).toEqual(['refunded: currency_conflict']);
  });
});

describe('costs and payments', () => {
  test('a cost', () => {
    expect(rowOf(parse('costs', parseCostRow, { campaign: 'summer', handle: '@lily', platform: '抖音', kind: '佣金', amount: '1,234.50', currency: 'CNY', incurred_on: '2026-07-02', cancellable: '否', note: 'x' }))).toEqual({
      campaign: 'summer', handle: 'lily', platform: 'douyin', kind: 'commission', amountMinor: 123_450, currency: 'CNY', incurredOn: '2026-07-02', cancellable: false, note: 'x',
    });
    expect(rowOf(parse('costs', parseCostRow, { handle: 'lily', kind: 'fee', amount: '€5', incurred_on: '2026-07-02', cancellable: '' }, { campaign: 'c', platform: 'instagram' })))
      .toMatchObject({ campaign: 'c', currency: 'EUR', cancellable: null, note: null });
    expect(rowOf(parse('costs', parseCostRow, { campaign: 'c', handle: 'lily', kind: 'boost', amount: '5', incurred_on: '2026-07-02', cancellable: 'yes' }))).toMatchObject({ platform: null, cancellable: true });
  });

  test('a payment', () => {
    expect(rowOf(parse('payments', parsePaymentRow, { campaign: 'summer', handle: 'lily', platform: 'xhs', stage: '定金', amount: '3万', currency: 'CNY', paid_on: '2026年7月2日', reference: 'PAY-1' }))).toEqual({
      campaign: 'summer', handle: 'lily', platform: 'xiaohongshu', stage: 'agreement', amountMinor: 3_000_000, currency: 'CNY', paidOn: '2026-07-02', reference: 'PAY-1',
    });
    expect(rowOf(parse('payments', parsePaymentRow, { handle: 'l', stage: 'review', amount: '1', paid_on: '20260702' }, { campaign: 'c' }))).toMatchObject({ campaign: 'c', platform: null, reference: null });
  });

  test('all problems of a row', () => {
    expect(problemsOf(parse('costs', parseCostRow, { campaign: '', handle: '', kind: 'gift wrap', amount: '', incurred_on: '03/04/2026', cancellable: 'perhaps' })))
      .toEqual(['campaign: required', 'handle: required', 'kind: unknown_word', 'amount: required', 'incurred_on: ambiguous_date', 'cancellable: unknown_word']);
    expect(problemsOf(parse('payments', parsePaymentRow, { campaign: '', handle: '', stage: '', amount: 'x', paid_on: '' })))
      .toEqual(['campaign: required', 'handle: required', 'stage: required', 'amount: not_an_amount', 'paid_on: required']);
  });
});

describe('rejects', () => {
  test('carry their line', () => {
    expect(rejectsAtLine(14, [{ column: 'x', value: 'v', code: 'required', message: 'm' }])).toEqual([{ line: 14, column: 'x', value: 'v', code: 'required', message: 'm' }]);
  });

  test('values are cut to 200 characters, never through a character, and hold nothing a database refuses', () => {
    expect(rejectedValue('x'.repeat(100_000))).toHaveLength(200);
    expect(rejectedValue(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199));
    expect(rejectedValue('a\0b\ud83d')).toBe('a\ufffdb\ufffd');
    expect(rejectedValue('😀')).toBe('😀');
    expect(rejectedValue(12.5)).toBe('12.5');
    expect(rejectedValue(null)).toBe('');
    expect(rejectedValue('\t="1"')).toBe('\t="1"');
  });
});
