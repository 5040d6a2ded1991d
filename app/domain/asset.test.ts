import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aspectRatio, ASSET_STATUSES, assetCan, hashDistance, orientationOf, readTags, titleOfFileName } from './asset.ts';
import { foldedText, searchGrams, searchTerms, termGrams } from './asset-search.ts';
import { likePattern } from './like-pattern.ts';

test('a deleted asset can only be restored, another everything else', () => {
  expect(ASSET_STATUSES.map((status) => (['edit', 'reuse', 'delete', 'restore'] as const).filter((step) => assetCan(status, step)))).toEqual([['edit', 'reuse', 'delete'], ['restore']]);
});

test.each([[1920, 1080, 'landscape', '16:9'], [1080, 1920, 'portrait', '9:16'], [1000, 960, 'square', '25:24'], [1910, 1000, 'landscape', '1.91:1'], [1000, 1910, 'portrait', '1:1.91']] as const)('%i x %i is %s, %s', (width, height, orientation, ratio) => {
  expect([orientationOf(width, height), aspectRatio(width, height)]).toEqual([orientation, ratio]);
});
test('without pixels there is no orientation', () => {
  expect([orientationOf(null, 3), orientationOf(3, null), orientationOf(0, 3), orientationOf(3, 0)]).toEqual([null, null, null, null]);
});

test('tags are cut at commas of either script, each once', () => {
  expect(readTags('夏日, Serum，serum、 精 华  液 ;;\n防晒')).toEqual(['夏日', 'serum', '精 华 液', '防晒']);
  expect(readTags(Array.from({ length: 40 }, (_, index) => `t${index}`).join(','))).toHaveLength(30);
});

test.each([['网红.mp4', '网红'], ['../../etc/passwd', 'passwd'], ['C:\\x\\a b.final.JPG', 'a b.final'], ['.jpg', '.jpg'], ['\u202Egpj.exe', 'gpj'], ['a\u0000b.png', 'ab'], ['', ''], ['x'.repeat(300), 'x'.repeat(200)]])('the title of %j is %j', (name, title) => {
  expect(titleOfFileName(name)).toBe(title);
});

test('hashes differ in as many bits as are told apart', () => {
  expect(hashDistance('ffffffffffffffff', '0000000000000000')).toBe(64);
  expect(hashDistance('00000000000000f0', '0000000000000070')).toBe(1);
});

describe('search by parts of words', () => {
  const found = (text: string, query: string) => {
    const folded = foldedText(text);
    const grams = new Set(searchGrams(folded));
    return searchTerms(query).every((term) => termGrams(term).every((gram) => grams.has(gram)) && folded.includes(term));
  };

  it.each([['夏日焕新精华', '焕新', true], ['夏日焕新精华', '新精', true], ['夏日焕新精华', '精', true], ['夏日焕新精华', '日新', false], ['Summer Serum', 'ser', true], ['Summer Serum', 'SERUM sum', true], ['Summer Serum', 'mm', true], ['Summer Serum', 'mersum', false], ['新品Serum30ml', '品Ser', true], ['a--b', '--', true]])('%s has %s: %s', (text, query, answer) => {
    expect(found(text, query)).toBe(answer);
  });

  it('any part of any text finds it', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abc1 夏日焕新精华水ü'), minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (text, a, b) => {
      const folded = foldedText(text);
      const letters = [...folded];
      const from = a % (letters.length + 1);
      expect(found(text, letters.slice(from, from + (b % 8)).join(''))).toBe(true);
    }));
  });

  it('signs of a pattern are taken as themselves', () => {
    expect(likePattern('50%_\\')).toBe('%50\\%\\_\\\\%');
  });
});
