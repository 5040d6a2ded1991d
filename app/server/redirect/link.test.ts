import { describe, expect, it } from 'vitest';
import { linkOf } from './link.ts';

const source = {
  workspaceId: 'w', collaborationId: 'c', code: 'ABCDEFGH', landingUrl: 'https://shop.example.com/p', platform: 'douyin' as const, campaignSlug: 'summer', expiresAt: null, fallbackUrl: null,
};
const utm = 'utm_source=douyin&utm_medium=kol&utm_campaign=summer&utm_content=ABCDEFGH&kclid=';

function destination(landingUrl: string, allowed = ['shop.example.com']): string {
  const link = linkOf({ ...source, landingUrl }, { allowedHosts: allowed, fallbackUrl: null });
  return `${link.beforeClickId}ID${link.afterClickId}`;
}

describe('the page of an expired link', () => {
  const rules = { allowedHosts: ['shop.example.com'], fallbackUrl: 'https://shop.example.com/all' };
  it.each([
    ['its own', 'https://shop.example.com/夏?q=1', 'https://shop.example.com/%E5%A4%8F?q=1'],
    ["its workspace's when it has none", null, 'https://shop.example.com/all'],
    ["its workspace's when its own is not allowed", 'https://evil.example/', 'https://shop.example.com/all'],
    ["its workspace's when its own is no page", 'javascript:alert(1)', 'https://shop.example.com/all'],
  ])('is %s', (_which, fallbackUrl, fallback) => {
    expect(linkOf({ ...source, fallbackUrl }, rules).fallback).toBe(fallback);
  });

  it('is none when no page is allowed', () => {
    expect(linkOf({ ...source, fallbackUrl: 'https://evil.example/' }, { ...rules, fallbackUrl: 'https://evil.example/' }).fallback).toBeNull();
  });
});

describe('the destination of a link', () => {
  it('is the landing page with the campaign parameters and the click id', () => {
    expect(destination('https://shop.example.com/p')).toBe(`https://shop.example.com/p?${utm}ID`);
  });

  it('keeps the parameters that the page has, as they are written', () => {
    expect(destination('https://shop.example.com/p?sku=1%2F2&q=%E5%A4%8F+x')).toBe(`https://shop.example.com/p?sku=1%2F2&q=%E5%A4%8F+x&${utm}ID`);
  });

  it('puts parameters before a fragment', () => {
    expect(destination('https://shop.example.com/#/p?x=1')).toBe(`https://shop.example.com/?${utm}ID#/p?x=1`);
  });

  it('does not state a parameter twice, and replaces a click id', () => {
    expect(destination('https://shop.example.com/p?utm_source=own&kclid=old&kclid')).toBe(
      'https://shop.example.com/p?utm_source=own&utm_medium=kol&utm_campaign=summer&utm_content=ABCDEFGH&kclid=ID',
    );
  });

  it('holds no byte that could end a header', () => {
    expect(destination('https://shop.example.com/夏\r\nset-cookie:x?y=\n')).toMatch(/^[\x21-\x7e]+$/);
  });

  it('is refused on a host that is not allowed, and when it is no web address', () => {
    expect(linkOf(source, { allowedHosts: ['other.example.com'], fallbackUrl: null }).isAllowed).toBe(false);
    expect(linkOf({ ...source, landingUrl: 'javascript:alert(1)' }, { allowedHosts: ['shop.example.com'], fallbackUrl: null }).isAllowed).toBe(false);
    expect(linkOf({ ...source, landingUrl: 'https://shop.example.com@evil.example/' }, { allowedHosts: ['shop.example.com'], fallbackUrl: null }).isAllowed).toBe(false);
    expect(linkOf(source, { allowedHosts: ['*.example.com'], fallbackUrl: null }).isAllowed).toBe(true);
  });
});
