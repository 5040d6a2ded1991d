import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptedLocale, cookieValue, detectLocale, detectTheme, LOCALES, parseLocale, parseTheme } from './locale.ts';

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['ZH', 'zh-CN'],
  ['en-US,en;q=0.9,zh-CN;q=0.8', 'en'],
  ['fr-FR,zh;q=0.3,en;q=0.5', 'en'],
  ['zh;q=0,en;q=0.1', 'en'],
  ['fr, de', null],
  ['zhx', null],
  ['', null],
])('Accept-Language %j asks for %s', (header, expected) => {
  expect(acceptedLocale(header)).toBe(expected);
});

test('the cookie wins over the browser, an unknown cookie does not', () => {
  expect(detectLocale(new Headers({ cookie: 'a=1; kol_locale=en', 'accept-language': 'zh' }))).toBe('en');
  expect(detectLocale(new Headers({ cookie: 'kol_locale=fr', 'accept-language': 'zh' }))).toBe('zh-CN');
  expect(detectLocale(new Headers())).toBe('en');
});

test('the theme is the cookie or follows the system', () => {
  expect(detectTheme(new Headers({ cookie: 'kol_theme=dark' }))).toBe('dark');
  expect(detectTheme(new Headers({ cookie: 'kol_theme=neon' }))).toBe('system');
  expect(parseTheme(null)).toBeNull();
});

test('a cookie is found by its whole name', () => {
  expect(cookieValue('xkol_locale=en; kol_locale = zh-CN ;kol_locale=en', 'kol_locale')).toBe('zh-CN');
  expect(cookieValue('kol_localex=en', 'kol_locale')).toBeNull();
  expect(cookieValue(null, 'kol_locale')).toBeNull();
});

test('any header at all leads to one of our languages and never throws', () => {
  fc.assert(fc.property(fc.string(), (header) => {
    const accepted = acceptedLocale(header);
    return (accepted === null || LOCALES.includes(accepted)) && (parseLocale(header) === null || LOCALES.some((locale) => locale === header));
  }));
});
