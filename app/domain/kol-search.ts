import { foldedText } from './asset-search.ts';
import { escapeLike, likePattern } from './like-pattern.ts';

/**
 * Finding KOLs by parts of their names and handles, by pinyin and by its initials. A KOL's words are kept beside the grams they are made of:
 * where a run of letters begins ("^wa", "^王"), how a whole name begins ("<wan"), triples of letters, pairs of Chinese characters, and each name as a
 * whole ("=王小美"). So a beginning of one letter is enough, two Chinese characters or three letters are found anywhere, and an index answers it all.
 */
export interface KolWords {
  /** All words, folded, each after a space and the last before one. */
  readonly text: string;
  readonly grams: string[];
}

/** What a row must hold: all grams and, where grams alone do not decide, the patterns of `like`. */
export interface WordCondition {
  readonly grams: string[];
  readonly patterns: string[];
}

export interface KolQuestion {
  /** The gram of a name, handle or reading that is exactly what was asked for. */
  readonly exact: string;
  /** A name, handle or reading that begins with the whole question. */
  readonly starts: WordCondition;
  /** All words of the question, anywhere. */
  readonly contains: WordCondition;
}

const DENSE = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
const RUN = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{L}\\p{N}\\p{M}_])+`, 'gu');
const IS_DENSE = new RegExp(`[${DENSE}]`, 'u');
const MAX_TERMS = 6;
const MAX_QUESTION_LETTERS = 100;
const MAX_WHOLE_LETTERS = 60;

/** As names and questions are compared: NFKC, small letters, single spaces, no apostrophe between letters ("xi'an"). */
export function foldedName(text: string): string {
  return foldedText(text).replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
}

/** The words of a KOL: names and handles, and how the Chinese of them is typed by sound ("wangxiaomei wxm"). */
export function kolWords(names: readonly string[], readings: readonly string[]): KolWords {
  const whole = [...new Set([...names.map(foldedName), ...readings.flatMap((reading) => foldedName(reading).split(' '))])].filter((word) => word !== '');
  const grams = new Set<string>();
  for (const word of whole) {
    grams.add(wholeGram(word));
    for (const gram of beginningGrams(word)) grams.add(gram);
    for (const run of runsOf(word)) for (const gram of gramsOfRun(run.text)) grams.add(gram);
  }
  return { text: ` ${whole.join(' ')} `, grams: [...grams] };
}

/** A question as it was typed, `@` before a handle left out; null when nothing was asked. */
export function kolQuestion(typed: string): KolQuestion | null {
  const asked = [...foldedName(typed)].slice(0, MAX_QUESTION_LETTERS).join('').replace(/^@\s*(?=.)/u, '').trim();
  if (asked === '') return null;
  const terms = [...new Set(asked.split(' '))].slice(0, MAX_TERMS).map(termCondition);
  return {
    exact: wholeGram(asked),
    starts: { grams: [...new Set([...beginningGrams(asked).slice(-1), ...neededGrams(asked, true)])], patterns: [`% ${escapeLike(asked)}%`] },
    contains: { grams: [...new Set(terms.flatMap((term) => term.grams))], patterns: terms.flatMap((term) => term.patterns) },
  };
}

/** Whether words hold what is asked for: what the database decides by its index, for lists that are short enough to be read whole. */
export function holdsAll(words: KolWords, { grams, patterns }: WordCondition): boolean {
  return grams.every((gram) => words.grams.includes(gram)) && patterns.every((pattern) => words.text.includes(pattern.slice(1, -1).replace(/\\(.)/gu, '$1')));
}

/** A term of a letter or two, or of one Chinese character, is looked for where words begin; a longer one anywhere. */
function termCondition(term: string): WordCondition {
  const [only, ...more] = runsOf(term);
  const isShort = only !== undefined && more.length === 0 && only.text === term && [...term].length < sizeOf(term);
  return isShort ? { grams: [`^${term}`], patterns: [] } : { grams: neededGrams(term, false), patterns: [likePattern(term)] };
}

/** Grams that a text must hold to hold the question. Where its first run may continue a word, nothing is said of where that word begins. */
function neededGrams(asked: string, beginsWord: boolean): string[] {
  return runsOf(asked).flatMap(({ text, place }) => {
    const letters = [...text];
    const size = sizeOf(text);
    const begins = place > 0 || beginsWord ? [`^${letters.slice(0, size - 1).join('')}`] : [];
    return [...begins, ...windows(letters, size)];
  });
}

function gramsOfRun(run: string): string[] {
  const letters = [...run];
  const size = sizeOf(run);
  const beginnings = Array.from({ length: Math.min(size - 1, letters.length) }, (_, index) => `^${letters.slice(0, index + 1).join('')}`);
  return [...beginnings, ...windows(letters, size)];
}

function windows(letters: readonly string[], size: number): string[] {
  return Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, at) => letters.slice(at, at + size).join(''));
}

function runsOf(text: string): { readonly text: string; readonly place: number }[] {
  return [...text.matchAll(RUN)].map((match) => ({ text: match[0], place: match.index }));
}

function sizeOf(run: string): 2 | 3 {
  return IS_DENSE.test(run) ? 2 : 3;
}

function wholeGram(word: string): string {
  return `=${[...word].slice(0, MAX_WHOLE_LETTERS).join('')}`;
}

/** Its first letter, and its first two or three where it has as many: fewer come by the runs that begin there. */
function beginningGrams(word: string): string[] {
  const letters = [...word];
  const size = sizeOf(letters[0] ?? '');
  return [1, ...(letters.length >= size ? [size] : [])].map((length) => `<${letters.slice(0, length).join('')}`);
}
