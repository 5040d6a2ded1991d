import { expect, test } from 'vitest';
import { resources as en } from './en/resources.ts';
import { resources as zh } from './zh/resources.ts';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text);
  }
  return flat;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1]).sort();

const english = flatten(en);
const chinese = flatten(zh);

test('every text exists in both languages; only the singular form is English alone', () => {
  const expected = [...english.keys()].filter((key) => !key.endsWith('_one'));
  expect([...chinese.keys()].sort()).toEqual(expected.sort());
});

test('a singular form always comes with its plural', () => {
  const lonely = [...english.keys()].filter((key) => key.endsWith('_one') && !english.has(key.replace(/_one$/, '_other')));
  expect(lonely).toEqual([]);
});

test('both languages put the same values into a text', () => {
  const different = [...chinese].filter(([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')));
  expect(different).toEqual([]);
});

test('values are put into a text as they are: use-text.ts fills in {{name}} and nothing else', () => {
  const other = [...english, ...chinese].filter(([, text]) => /\{\{|\$t\(/.test(text.replace(/\{\{\w+\}\}/g, '')));
  expect(other).toEqual([]);
});

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

test('no Chinese character has slipped into the English texts, apart from the names of the languages', () => {
  const slipped = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && !key.startsWith('shell.languageName.'));
  expect(slipped).toEqual([]);
});
