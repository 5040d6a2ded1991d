import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cookieFromHeader, readCookie, serializeCookie } from './cookie.server.ts';

describe('a cookie', () => {
  test('is read among others, by its whole name', () => {
    const header = 'asid=1; sid = two ;other=3; sid=second';
    expect(cookieFromHeader(header, 'sid')).toBe('two');
    expect(cookieFromHeader(header, 'id')).toBeNull();
    expect(cookieFromHeader('sid', 'sid')).toBeNull();
    expect(cookieFromHeader('sid=a=b', 'sid')).toBe('a=b');
    expect(cookieFromHeader('sid=', 'sid')).toBe('');
    expect(cookieFromHeader('', 'sid')).toBeNull();
    expect(cookieFromHeader(undefined, 'sid')).toBeNull();
  });

  test('that cannot be decoded is none', () => {
    expect(cookieFromHeader('sid=%E0%A4%A', 'sid')).toBeNull();
  });

  test('comes back as it was set, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const [pair = ''] = serializeCookie('name', value, { maxAgeSeconds: 1, secure: true }).split(';');
      return readCookie(new Request('http://portal.test/', { headers: { cookie: pair } }), 'name') === value;
    }));
  });

  test('is HttpOnly, same-site and for the whole site; Secure where the portal is on https', () => {
    expect(serializeCookie('sid', 'x', { maxAgeSeconds: 60, secure: false })).toBe('sid=x; Path=/; Max-Age=60; SameSite=Lax; HttpOnly');
    expect(serializeCookie('__Host-sid', 'x', { maxAgeSeconds: 60, secure: true })).toBe('__Host-sid=x; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure');
    expect(serializeCookie('theme', 'dark', { maxAgeSeconds: 60, secure: false, scriptReadable: true })).not.toContain('HttpOnly');
  });

  test('cannot smuggle a second attribute or header', () => {
    expect(serializeCookie('a', 'x; Domain=evil.test\r\nset-cookie: b=1', { maxAgeSeconds: 1, secure: false }).split(';')).toHaveLength(5);
  });
});
