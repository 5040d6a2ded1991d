import { describe, expect, it } from 'vitest';
import { isAllowedLanding, isLandingHost } from './landing.ts';

describe('a landing page is used only on a host that the workspace allows', () => {
  it.each([
    ['https://shop.example.com/p?a=1', true],
    ['http://shop.example.com/', true],
    ['https://SHOP.example.com/p', true],
    ['https://a.b.brand.example/p', true],
    ['https://brand.example/p', false],
    ['https://evil-shop.example.com/p', false],
    ['https://shop.example.com.evil.test/', false],
    ['https://user:pass@shop.example.com/', false],
    ['javascript:alert(1)', false],
    ['//shop.example.com/p', false],
    ['', false],
  ])('%s -> %s', (url, allowed) => {
    expect(isAllowedLanding(url, ['shop.example.com', '*.brand.example'])).toBe(allowed);
  });
});

describe('a list of hosts takes what the rule above understands', () => {
  it.each([
    ['shop.example.com', true], ['*.brand.example', true], ['localhost', true], ['xn--fiq228c.example', true],
    ['https://shop.example.com', false], ['shop.example.com/p', false], ['*', false], ['*.', false], ['a.*.example', false], ['*.example', false], ['-a.example', false], ['Shop.example.com', false],
    ['', false], [`${'a'.repeat(64)}.example`, false], [`${'a.'.repeat(126)}ab`, false],
  ])('%s -> %s', (host, taken) => {
    expect(isLandingHost(host)).toBe(taken);
  });
});
