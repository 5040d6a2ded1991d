import type { Platform } from './kol.ts';
import type { TextPlace } from './script-phrases.ts';

/** The word that the rule of the mainland asks for. */
export const MAINLAND_AD_MARK = '广告';

/** What marks advertising, as phrases: scripts are not alike because all of them obey the rule. */
export const AD_MARK_PHRASES: readonly string[] = [MAINLAND_AD_MARK, '#ad', 'paid partnership'];

/** Whose rule of disclosure holds: the mainland's 广告 (in force since 2023-05-01), the #ad of platforms abroad, or either. */
export type AdMarket = 'mainland' | 'abroad' | 'either';

const MARKETS: Record<Platform, AdMarket> = {
  douyin: 'mainland', xiaohongshu: 'mainland', bilibili: 'mainland', weibo: 'mainland', kuaishou: 'mainland', wechat: 'mainland', taobao: 'mainland',
  youtube: 'abroad', tiktok: 'abroad', instagram: 'abroad', other: 'either',
};

export function adMarketOf(platform: Platform): AdMarket {
  return MARKETS[platform];
}

/**
 * A mark stands by itself: at the beginning of a line, in brackets, behind a # or a dash. In a sentence ("this is no 广告") or in quotation
 * marks the word is talked of, which marks nothing.
 */
const MAINLAND_MARK = /广告(?![\p{L}\p{N}])/gu;
const TALKED_OF = /[\p{L}\p{N}\p{M}"'“‘「『]$/u;
const ABROAD_MARK = /[#＃](?:ad|advertisement|paidpartnership)(?![\p{L}\p{N}_])|(?<!\b(?:not|no|isn['’]t|without)\s+(?:an?\s+)?)\bpaid\s+partnership\b/iu;

/** Where a text carries the visible mark that its market asks for; null where it does not. product.md section 4, metrics-and-formats.md 5i */
export function findAdMark(text: string, market: AdMarket): TextPlace | null {
  const mainland = market === 'abroad' ? null : mainlandMark(text);
  const abroad = market === 'mainland' ? null : abroadMark(text);
  if (mainland && abroad) return mainland.start < abroad.start ? mainland : abroad;
  return mainland ?? abroad;
}

function mainlandMark(text: string): TextPlace | null {
  for (const { index } of text.matchAll(MAINLAND_MARK)) {
    const before = text.slice(text.lastIndexOf('\n', index - 1) + 1, index).trimEnd();
    if (!TALKED_OF.test(before)) return { start: index, end: index + MAINLAND_AD_MARK.length };
  }
  return null;
}

function abroadMark(text: string): TextPlace | null {
  const match = ABROAD_MARK.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

/** So far into a text people still see a mark before they scroll or unfold it. */
const EARLY_UNITS = 60;

/** Whether a mark stands where it is seen at once. A hint only: the rule says visible, not where. */
export function isEarlyMark({ end }: TextPlace): boolean {
  return end <= EARLY_UNITS;
}
