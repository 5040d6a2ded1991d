import { expect, test } from 'vitest';
import { compareNames } from './name-order.ts';

test('names stand in the order of their pinyin, then those in Latin letters, large and small together', () => {
  expect(['mia', 'Ava', '周予安', '安可', '叶小苒', '白鹿', 'Zoe'].toSorted(compareNames)).toEqual(['安可', '白鹿', '叶小苒', '周予安', 'Ava', 'mia', 'Zoe']);
});
