import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPhrase, findPhrases } from './script-phrases.ts';

const found = (text: string, phrase: string) => findPhrase(text, phrase).map(({ start, end }) => text.slice(start, end));

describe('a phrase in a script', () => {
  it.each([
    ['标称ＳＰＦ５０＋，PA++++！', 'SPF50+ PA++++', 'ＳＰＦ５０＋，PA++++'],
    ['全程 高倍-防护', '全程高倍防护', '全程 高倍-防护'],
    ['There is NO  white\ncast.', 'no white cast', 'NO  white\ncast'],
    ['un café crème', 'CAFE\u0301', 'café'],
    ['效果 100% 有效吗', '100%有效', '100% 有效'],
    ['b\u200best ever', 'best', 'b\u200best'],
  ])('is found whatever width, case, blanks and punctuation: %j', (text, phrase, place) => {
    expect(found(text, phrase)).toEqual([place]);
  });

  it.each([['bestow', 'best'], ['the best-seller'.replace('best', 'bbest'), 'best'], ['SPF150', 'SPF15'], ['150 ml', '50'], ['100 元', '100%'], ['', 'x'], ['随便说说', '！！']])(
    'is not found as part of a word or number: %j has no %j', (text, phrase) => expect(found(text, phrase)).toEqual([]),
  );

  it('is found at each place, and places do not overlap', () => {
    expect(findPhrase('好用好用好用', '好用')).toEqual([{ start: 0, end: 2 }, { start: 2, end: 4 }, { start: 4, end: 6 }]);
    expect(findPhrase('哈哈哈', '哈哈')).toEqual([{ start: 0, end: 2 }]);
    expect(findPhrases('a b', ['b', 'c'])).toEqual([{ phrase: 'b', places: [{ start: 2, end: 3 }] }, { phrase: 'c', places: [] }]);
  });

  it('a Chinese phrase that stands in a text is always found', () => {
    const han = fc.array(fc.constantFrom('防', '晒', '水', '👍', '，', ' ', 'a', '５'), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(fc.property(han, han, (before, after) => {
      expect(findPhrase(`${before}必须说${after}`, '必须说').length).toBe(1);
    }));
  });
});
