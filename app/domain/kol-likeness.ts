import { foldedName } from './kol-search.ts';

/** What makes two KOLs look like one person: the name (or its pinyin), a handle on any platform, the contact address. */
export const LIKENESS_KINDS = ['name', 'handle', 'contact'] as const;
export type LikenessKind = (typeof LIKENESS_KINDS)[number];

/** Shorter ones are shared by chance. */
const LEAST_LETTERS = 4;
const LEAST_DENSE_LETTERS = 2;
const IS_HAN = /^\p{Script=Han}+$/u;
const IS_DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Grams that two KOLs share when they look alike, kept among the grams of their words (kol-search.ts): `~n:` the name, `~r:` how its Chinese is
 * read, `~h:` a handle, each without blanks and signs. Names are alike when equal, or when one is how the other is read ("Wang Xiaomei", 王小美);
 * two names that are only read alike are not: Chinese has many of those.
 */
export function likenessGrams(name: string, handles: readonly string[], reading: string): string[] {
  const whole = compact(name);
  // A reading lists the syllables run together first, then their initials, which say too little. Of a mixed name ("小美 Anna") it is a part only.
  const [sound = ''] = IS_HAN.test(whole) ? foldedName(reading).split(' ') : [];
  return [...new Set([...keyed('~n:', whole), ...keyed('~r:', compact(sound)), ...handles.flatMap((handle) => keyed('~h:', compact(handle)))])];
}

/** Beginnings of the grams by which another KOL is like one that has this gram. */
export const LIKE_GRAMS: readonly { readonly own: string; readonly others: string; readonly kind: LikenessKind }[] = [
  { own: '~n:', others: '~n:', kind: 'name' },
  { own: '~n:', others: '~r:', kind: 'name' },
  { own: '~r:', others: '~n:', kind: 'name' },
  { own: '~h:', others: '~h:', kind: 'handle' },
];

function keyed(prefix: string, text: string): string[] {
  const letters = [...text].length;
  return letters >= (IS_DENSE.test(text) ? LEAST_DENSE_LETTERS : LEAST_LETTERS) ? [`${prefix}${text}`] : [];
}

function compact(text: string): string {
  return foldedName(text).replace(/[^\p{L}\p{N}]+/gu, '');
}
