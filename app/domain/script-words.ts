/** A word of a script as it is compared: a Chinese character, or a word or number of any other writing. */
export interface ScriptWord {
  /** Case, width and marks folded away. */
  readonly text: string;
  /** Where it stands in the script, in UTF-16 units: what is highlighted. */
  readonly start: number;
  readonly end: number;
  /** How much it counts: a word says about as much as two characters. */
  readonly weight: number;
}

/** Han, kana and hangul are taken character by character, as they are written without blanks; what is neither letter nor digit separates. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{N}\p{M}]+?(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{L}\p{N}\p{M}]|$)/gu;
const IDEOGRAPH = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]$/u;
const CHARACTER_WEIGHT = 1;
const WORD_WEIGHT = 2;

/** The words of a script in their order, so that scripts that differ in punctuation, emoji, blanks, case or width alone compare as equal. */
export function scriptWords(script: string): ScriptWord[] {
  return [...script.matchAll(WORD)].map(([found], index, all) => {
    const start = all[index]?.index ?? 0;
    const isCharacter = IDEOGRAPH.test(found);
    return { text: found.normalize('NFKC').toLowerCase(), start, end: start + found.length, weight: isCharacter ? CHARACTER_WEIGHT : WORD_WEIGHT };
  });
}
