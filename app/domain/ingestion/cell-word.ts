import type { CleanCell } from './cell-text.ts';
import { cellAsText } from './cell-text.ts';
import type { Reading } from './reading.ts';
import { read, unreadable } from './reading.ts';

/** The ways in which the values of a closed list are written; keys are folded. */
export interface Vocabulary<T> {
  readonly meanings: ReadonlyMap<string, T>;
  readonly expectation: string;
}

/** Makes a vocabulary of values and their synonyms; each value is a synonym of itself. */
export function vocabulary<T extends string>(synonyms: Readonly<Record<T, readonly string[]>>): Vocabulary<T> {
  const meanings = new Map<string, T>();
  const values: string[] = [];
  for (const value in synonyms) {
    values.push(value);
    for (const word of [value, ...synonyms[value]]) meanings.set(foldWord(word), value);
  }
  return { meanings, expectation: `one of ${values.join(', ')}` };
}

/** A word of a closed list, by any of its synonyms; case, width, blanks, hyphens and underscores do not matter. */
export function readWord<T>(cell: CleanCell, words: Vocabulary<T>): Reading<T> {
  const text = cellAsText(cell);
  const meaning = text.length > 60 ? undefined : (words.meanings.get(text) ?? words.meanings.get(foldWord(text)));
  return meaning === undefined ? unreadable('unknown_word', 'is not a known value', words.expectation) : read(meaning);
}

function foldWord(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s_\-·.]+/g, '');
}
