import { acceptedLocale } from '#app/i18n/locale.ts';

export type Refusal = 'mistyped' | 'unknown' | 'withdrawn' | 'expired' | 'busy' | 'unrecorded';

interface RefusalText {
  readonly status: number;
  readonly en: readonly [title: string, sentence: string];
  readonly zh: readonly [title: string, sentence: string];
}

const REFUSALS: Record<Refusal, RefusalText> = {
  mistyped: {
    status: 404,
    en: ['This link is mistyped', 'The code in the address cannot be right: a character is wrong, missing or swapped. Compare it with the original, or copy the link instead of typing it.'],
    zh: ['链接输入有误', '网址中的跟踪码不正确：有字符输错、遗漏或颠倒。请与原链接核对，或直接复制链接。'],
  },
  unknown: {
    status: 404,
    en: ['This link is unknown', 'The code in the address is well-formed, but no link with it exists here.'],
    zh: ['未找到该链接', '网址中的跟踪码格式正确，但此处没有对应的链接。'],
  },
  withdrawn: {
    status: 410,
    en: ['This link no longer leads anywhere', 'Its landing page is on a site that is not allowed any more, so nobody is sent there.'],
    zh: ['该链接已停用', '其落地页所在网站已不再被允许，因此不再跳转。'],
  },
  expired: {
    status: 410,
    en: ['This link has expired', 'The offer that it led to is over.'],
    zh: ['该链接已过期', '链接对应的活动已经结束。'],
  },
  busy: {
    status: 503,
    en: ['One moment, please', 'The link is right, but it cannot be opened just now. Try again in a few seconds.'],
    zh: ['请稍候', '链接正确，但暂时无法打开，请几秒后重试。'],
  },
  unrecorded: {
    status: 503,
    en: ['One step more', 'You are not sent on by yourself just now. This link leads to the page:'],
    zh: ['请点击继续', '暂时无法自动跳转，请点击下方链接继续：'],
  },
};

export interface RefusalPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly html: string;
}

/**
 * A small page in the visitor's language that says why there is no redirect. `page` is an address to go on by hand: a redirect would
 * promise that the click is kept.
 */
export function refusalPage(refusal: Refusal, acceptLanguage: string | undefined, page?: string): RefusalPage {
  const { status, en, zh } = REFUSALS[refusal];
  const locale = acceptedLocale(acceptLanguage) ?? 'en';
  const [title, sentence] = locale === 'zh-CN' ? zh : en;
  const html =
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="robots" content="noindex"><title>${title}</title><h1>${title}</h1><p>${sentence}</p>${page === undefined ? '' : linkTo(page)}</html>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    vary: 'accept-language',
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  };
  return { status, headers, html };
}

function linkTo(page: string): string {
  const text = page.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<p><a href="${text}" rel="noreferrer">${text}</a></p>`;
}
