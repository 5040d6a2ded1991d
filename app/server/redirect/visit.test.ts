import { describe, expect, it } from 'vitest';
import { readVisit } from './visit.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

describe('who clicked', () => {
  it.each([
    [IPHONE, 'mobile'],
    [CHROME, 'desktop'],
    ['Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'tablet'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0', 'mobile'],
    ['Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'tablet'],
    ['something else', 'unknown'],
  ])('%s is a %s', (agent, device) => {
    expect(readVisit('GET', { 'user-agent': agent })).toMatchObject({ device });
  });

  it.each([
    ['a browser', 'GET', { 'user-agent': CHROME }, null],
    ['no user agent', 'GET', {}, 'crawler'],
    ['a search engine', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)' }, 'crawler'],
    ['a command line', 'GET', { 'user-agent': 'curl/8.5.0' }, 'crawler'],
    ['a messenger', 'GET', { 'user-agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' }, 'preview'],
    ['a messenger that asks for headers', 'HEAD', { 'user-agent': 'WhatsApp/2.23.20.0' }, 'preview'],
    ['a browser that looks ahead', 'GET', { 'user-agent': CHROME, 'sec-purpose': 'prefetch;prerender' }, 'prefetch'],
    ['an older browser that looks ahead', 'GET', { 'user-agent': IPHONE, purpose: 'preview' }, 'prefetch'],
    ['a link checker', 'HEAD', { 'user-agent': CHROME }, 'head'],
  ])('%s', (_who, method, headers, automation) => {
    expect(readVisit(method, headers).automation).toBe(automation);
  });

  it.each([
    [undefined, null],
    ['https://www.Douyin.com/video/1?x=https://other.example/', 'www.douyin.com'],
    ['https://user:secret@site.example:8443/', 'site.example'],
    ['android-app://com.xingin.xhs/', 'com.xingin.xhs'],
    ['https://bad host/\t', null],
    ['not a url', null],
  ])('came from %s', (referer, referrerHost) => {
    expect(readVisit('GET', referer === undefined ? {} : { referer })).toMatchObject({ referrerHost });
  });
});
