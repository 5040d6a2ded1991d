import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localPath, seeOther } from './redirect.server.ts';

/** Forms that browsers take for another site, or for a script (reliability.md 1.3, row 601). */
const VECTORS = [
  '//evil.test', '///evil.test', '////evil.test/x', '/\\evil.test', '\\\\evil.test', '\\/evil.test', '/\t/evil.test', '/\n/evil.test', '/\r/evil.test', '\t//evil.test',
  ' //evil.test', 'https://evil.test', 'http:evil.test', 'HTTPS:/evil.test', 'javascript:alert(1)', 'data:text/html,x', '//evil.test@portal.test', 'https://portal.test@evil.test',
  'http://portal.invalid.evil.test/', '/.//evil.test', '/..//evil.test', '/a/..//evil.test', '/a/../\\evil.test', '/%2e//evil.test', '/./\t/evil.test', '/\u0000/evil.test', './/evil.test', 'evil.test', '?next=//evil.test', '#//evil.test', '', 'http://portal.invalid/kols',
];

describe('localPath', () => {
  test.each(VECTORS)('%j leads home or stays here', (next) => {
    const path = localPath(next, '/');
    expect(new URL(path, 'https://portal.example').origin).toBe('https://portal.example');
    expect(path).toMatch(/^\/(?![/\\])/);
  });

  test('paths of ours are kept with their question, without the part after #', () => {
    expect(localPath('/kols?f.tier=top&q=%E6%9E%97#row', '/')).toBe('/kols?f.tier=top&q=%E6%9E%97');
    expect(localPath('/roi', '/')).toBe('/roi');
    expect(localPath(null, '/roi')).toBe('/roi');
  });

  test('whatever is asked for, the answer is a path of this portal', () => {
    const hostile = fc.array(fc.constantFrom('/', '\\', '.', '..', '\t', '\n', '@', ':', '?', '#', '%2f', '%5c', 'evil.test', 'https:', 'a', ' '), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.webUrl()), (next) => {
      const path = localPath(next, '/');
      return path.startsWith('/') && new URL(path, 'https://portal.example').origin === 'https://portal.example';
    }), { numRuns: 3000 });
  });
});

test('seeOther keeps the headers it is given', () => {
  const response = seeOther('/kols', { 'set-cookie': 'a=1' });
  expect([response.status, response.headers.get('location'), response.headers.get('set-cookie')]).toEqual([303, '/kols', 'a=1']);
});
