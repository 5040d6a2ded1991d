import { expect, test } from 'vitest';
import { likenessGrams } from './kol-likeness.ts';

test('a name is alike whatever its blanks, signs, width and case', () => {
  const same = ['Wang Xiaomei', 'wang-xiaomei', 'ＷＡＮＧ　ＸＩＡＯＭＥＩ', "Wang Xiao'mei"].map((name) => likenessGrams(name, [], ''));
  expect(new Set(same.map((grams) => grams.join()))).toEqual(new Set(['~n:wangxiaomei']));
});

test('a Chinese name has its reading beside it, a mixed one has not', () => {
  expect(likenessGrams('王小美', [], 'wangxiaomei wxm')).toEqual(['~n:王小美', '~r:wangxiaomei']);
  expect(likenessGrams('小美 Anna', [], 'xiaomei xm')).toEqual(['~n:小美anna']);
});

test('handles are alike on any platform; what is too short to mean anything is left out', () => {
  expect(likenessGrams('A', ['@Lily_Beauty', 'lily.beauty', 'lb', '莉莉'], '')).toEqual(['~h:lilybeauty', '~h:莉莉']);
  expect(likenessGrams('💄💄', ['...'], '')).toEqual([]);
});
