import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedName, holdsAll, kolQuestion, kolWords } from './kol-search.ts';

const xiaomei = kolWords(['王小美', 'xiaomei_W', '美丽-official 2'], ['wangxiaomei wxm', 'meili ml']);
const finds = (words: typeof xiaomei, typed: string) => {
  const question = kolQuestion(typed);
  return question !== null && holdsAll(words, question.contains);
};

describe('what finds a KOL', () => {
  test.each(['王', '王小', '小美', '王小美', 'w', 'wx', 'wxm', 'wang', 'xiao', 'wangxiaomei', 'wang xiao mei', "wang'xiaomei", '@XiaoMei_w', 'xiaomei_', 'off', 'of', '美丽-off', '丽-o', 'official 2', '2', '王 ml'])('%s', (typed) => {
    expect(finds(xiaomei, typed)).toBe(true);
  });

  test.each(['小', '小王', 'xm', 'an', 'wxmm', 'ficial-', '%', '_mei', 'official 22', '王小丽', '丽-f'])('not %s', (typed) => {
    expect(finds(xiaomei, typed)).toBe(false);
  });

  test('nothing asked is no question, and a lone @ is a sign', () => {
    expect(kolQuestion('  ')).toBeNull();
    expect(kolQuestion('@')?.contains.patterns).toEqual(['%@%']);
  });

  test('a whole name, handle or reading is known as such, and a beginning as one', () => {
    for (const typed of ['王小美', 'XIAOMEI_w', 'wxm', '美丽-Official  2']) expect(xiaomei.grams).toContain(kolQuestion(typed)?.exact);
    const starts = (typed: string) => holdsAll(xiaomei, kolQuestion(typed)?.starts ?? { grams: ['none'], patterns: [] });
    expect(['王', '王小', 'x', 'xi', 'xia', 'wangx', '美丽-off', '小美', 'mei_', 'off', 'of', '2'].map(starts)).toEqual([true, true, true, true, true, true, true, false, false, false, false, false]);
  });
});

const alphabet = fc.constantFrom(...'王小美丽李雪abcdeé123_-.\' ぁア가%\\');
const names = fc.array(alphabet, { minLength: 1, maxLength: 14 }).map((letters) => letters.join('')).filter((name) => foldedName(name) !== '');

test('every beginning of a name, a handle, its pinyin and its initials finds the KOL', () => {
  fc.assert(
    fc.property(names, names, fc.stringMatching(/^[a-z]{1,12} [a-z]{1,4}$/), (name, handle, reading) => {
      const words = kolWords([name, handle], [reading]);
      for (const whole of [foldedName(name), foldedName(handle), ...reading.split(' ')]) {
        const letters = [...whole];
        for (let length = 1; length <= letters.length; length += 1) {
          const typed = letters.slice(0, length).join('');
          const question = kolQuestion(typed);
          // A sign alone is looked for as it stands; "@" before a handle is left out of questions.
          if (question && !holdsAll(words, question.contains)) throw new Error(`${JSON.stringify(typed)} does not find ${JSON.stringify(words.text)}`);
        }
      }
    }),
  );
});

test('what is found in a text is in it: no question finds what a plain comparison would not', () => {
  fc.assert(
    fc.property(names, names, (name, typed) => {
      const words = kolWords([name], []);
      const question = kolQuestion(typed);
      if (!question || !holdsAll(words, question.contains)) return true;
      return foldedName(typed).replace(/^@\s*/u, '').split(' ').every((term) => words.text.includes(term));
    }),
  );
});

test('a run of two Chinese characters or three letters is found wherever it stands', () => {
  fc.assert(
    fc.property(names, fc.nat(20), fc.integer({ min: 2, max: 6 }), (name, from, length) => {
      const letters = [...foldedName(name)];
      const part = letters.slice(from, from + length).join('').trim();
      const isLong = /^[王小美丽李雪]{2,}$/u.test(part) || /^[a-z]{3,}$/u.test(part);
      return !isLong || finds(kolWords([name], []), part);
    }),
  );
});
