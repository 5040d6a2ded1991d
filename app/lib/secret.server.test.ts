import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// The key comes from the environment, which is read once: this file gives it a folder of its own before anything reads it.
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'kol-secret-'));
let secret: typeof import('./secret.server.ts');
beforeAll(async () => {
  vi.stubEnv('KOL_DATA_DIR', dataDir);
  vi.resetModules();
  secret = await import('./secret.server.ts');
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('seal', () => {
  test('gives back what was sealed, and never the same text twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => secret.unseal(secret.seal(text)) === text));
    expect(secret.seal('x')).not.toBe(secret.seal('x'));
  });

  test('a flipped bit anywhere is refused, and so is a cut or empty text', () => {
    const bytes = Buffer.from(secret.seal('webhook secret'), 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => secret.unseal(altered.toString('base64'))).toThrow('cannot be read');
    }
    for (const cut of [0, 4, 12, 20, 28, bytes.length - 1]) expect(() => secret.unseal(bytes.subarray(0, cut).toString('base64'))).toThrow('cannot be read');
  });
});

describe('portalKey', () => {
  test('is the same for a purpose, another for another, and survives a restart', async () => {
    const first = secret.portalKey('buyer');
    expect(first).toHaveLength(32);
    expect(secret.portalKey('ledger')).not.toEqual(first);
    vi.resetModules();
    const again = await import('./secret.server.ts');
    expect(again.portalKey('buyer')).toEqual(first);
  });
});

describe('hashBuyer', () => {
  test('knows a buyer again however the address is written, in one brand only', () => {
    const hash = secret.hashBuyer('brand-1', 'lily@example.com');
    expect(secret.hashBuyer('brand-1', '  LILY@Example.com ')).toEqual(hash);
    expect(secret.hashBuyer('brand-1', 'lily＠example.com')).toEqual(hash);
    expect(secret.hashBuyer('brand-2', 'lily@example.com')).not.toEqual(hash);
    expect(hash).not.toEqual(secret.sha256('brand-1\nlily@example.com'));
  });
});

test('equalInConstantTime compares any lengths without throwing', () => {
  expect(secret.equalInConstantTime('a', 'a')).toBe(true);
  expect(secret.equalInConstantTime('a', 'ab')).toBe(false);
  expect(secret.equalInConstantTime('', Buffer.alloc(0))).toBe(true);
});

describe('the key that all others are derived from', () => {
  test('is found once there is one, is never replaced, and opens elsewhere what it sealed here', async () => {
    const sealed = secret.seal('webhook secret');
    const key = secret.findPortalKey() ?? '';
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(() => secret.keepPortalKey('ab'.repeat(32))).toThrow('EEXIST');

    const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'kol-secret-'));
    vi.stubEnv('KOL_DATA_DIR', elsewhere);
    vi.resetModules();
    const other = await import('./secret.server.ts');
    expect(other.findPortalKey()).toBeNull();
    expect(other.keepPortalKey(key)).toBe(path.join(elsewhere, 'portal.key'));
    expect(other.findPortalKey()).toBe(key);
    expect(other.unseal(sealed)).toBe('webhook secret');
    rmSync(elsewhere, { recursive: true });
    vi.stubEnv('KOL_DATA_DIR', dataDir);
  });

  test('has a fingerprint that tells it from others and does not hold it', () => {
    const [one, another] = ['ab'.repeat(32), 'ac'.repeat(32)];
    expect(secret.keyFingerprint(one)).toBe(secret.keyFingerprint(one));
    expect(secret.keyFingerprint(one)).not.toBe(secret.keyFingerprint(another));
    expect(secret.keyFingerprint(one)).toMatch(/^[0-9a-f]{32}$/);
  });
});
