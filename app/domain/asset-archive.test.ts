import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveNames, planArchive } from './asset-archive.ts';
import type { UsageGrant } from './usage-rights.ts';

const grant = (more: Partial<UsageGrant> = {}): UsageGrant => ({ id: 'g', channels: ['own_social'], territories: ['CN'], fromDay: '2026-01-01', untilDay: null, isExclusive: false, creditLine: '', contractPage: '', ...more });
const TODAY = '2026-07-10';
const ended = { clause: 'ended', day: '2026-06-30' } as const;

describe('what may be taken together', () => {
  const assets = [{ assetId: 'runs', rights: [grant()] }, { assetId: 'ended', rights: [grant({ untilDay: '2026-06-30' })] }, { assetId: 'none', rights: [] }];

  test('for a use is what its rights allow today; each other one is named with its clause', () => {
    expect(planArchive(assets, { channel: 'own_social', territory: 'CN' }, TODAY)).toEqual({
      taken: [{ assetId: 'runs', grant: grant() }], refused: [{ assetId: 'ended', refusal: { ...ended, grantId: 'g' } }, { assetId: 'none', refusal: { clause: 'none' } }],
    });
    expect(planArchive(assets, { channel: 'press', territory: 'CN' }, TODAY).taken).toEqual([]);
  });

  test('to look at is all but what has ended, as with a single download', () => {
    expect(planArchive(assets, null, TODAY)).toEqual({ taken: [{ assetId: 'runs', grant: null }, { assetId: 'none', grant: null }], refused: [{ assetId: 'ended', refusal: { ...ended, grantId: '' } }] });
  });
});

describe('names in an archive', () => {
  test.each([
    [['a.jpg', 'A.JPG', 'a.jpg'], ['a.jpg', 'A (2).JPG', 'a (3).jpg']],
    [['../../etc/passwd', 'C:\\x\\y.png', 'a/b.txt'], ['_.._etc_passwd', 'C__x_y.png', 'a_b.txt']],
    [['CON', 'nul.txt', 'com1.jpg', 'console.jpg'], ['_CON', '_nul.txt', '_com1.jpg', 'console.jpg']],
    [['', ' . ', '.hidden', 'dots...'], ['file', 'file (2)', 'hidden', 'dots']],
    [['abc\u202egpj.exe', 'line\nbreak.txt'], ['abc_gpj.exe', 'line_break.txt']],
    [['主图.jpg', '主图.jpg'], ['主图.jpg', '主图 (2).jpg']],
    [['a (2).jpg', 'a.jpg', 'a.jpg'], ['a (2).jpg', 'a.jpg', 'a (3).jpg']],
  ])('%j become %j', (names, expected) => expect(archiveNames(names)).toEqual(expected));

  test('are cut between characters, with their extension', () => {
    for (const sign of ['a', 'é', '长', '🌅']) {
      const [made = ''] = archiveNames([`${sign.repeat(300)}.jpg`]);
      expect(new TextEncoder().encode(made).length).toBeLessThanOrEqual(204);
      expect(made).toMatch(new RegExp(`^(?:${sign})+\\.jpg$`, 'u'));
    }
  });

  /** Of any character, halves of some included. */
  const anyName = fc.array(fc.oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.constantFrom(...[...'./\\: \u202e'].map((sign) => sign.codePointAt(0) ?? 0))), { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes));

  test('are safe and each once, whatever people called their files', () => {
    fc.assert(fc.property(fc.array(fc.oneof(anyName, fc.constantFrom('a.jpg', 'A.jpg', 'a (2).jpg', 'nul', '..', '主图.png')), { maxLength: 15 }), (names) => {
      const made = archiveNames(names);
      expect(made).toHaveLength(names.length);
      expect(new Set(made.map((name) => name.normalize('NFKC').toLowerCase())).size).toBe(names.length);
      for (const name of made) {
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]|^[. ]|[. ]$|^$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThan(230);
      }
    }), { numRuns: 100 });
  });
});
