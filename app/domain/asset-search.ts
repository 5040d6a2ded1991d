/**
 * Search by parts of words without an extension of the database: every text is kept beside the grams it is made of, and a query asks for rows
 * that hold all grams of each of its words; the text itself then confirms. Chinese goes by characters and pairs, letters and digits by pairs
 * and triples, so that two characters or a beginning of pinyin initials are enough.
 */

const MAX_SEARCH_LETTERS = 20_000;
const MAX_TERMS = 8;

/** Han, kana, hangul and what stands between them: scripts without spaces between words. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}\p{M}_]+/gu;

/** As texts and queries are compared: NFKC, small letters, one space between words. */
export function foldedText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, MAX_SEARCH_LETTERS);
}

/** The words of a query, each of which must be found. */
export function searchTerms(query: string): string[] {
  return [...new Set(foldedText(query).split(' ').filter((term) => term !== ''))].slice(0, MAX_TERMS);
}

/** Every gram of a folded text, each once. */
export function searchGrams(folded: string): string[] {
  const grams = new Set<string>();
  for (const run of runsOf(folded)) {
    const letters = [...run];
    const sizes = isDense(run) ? [1, 2] : [1, 2, 3];
    for (const size of sizes) for (let at = 0; at + size <= letters.length; at += 1) grams.add(letters.slice(at, at + size).join(''));
  }
  return [...grams];
}

/**
 * The grams that a row must hold to hold the term: of each run the longest size only, as the shorter ones follow from them.
 * A term without letters ("--") has none; then only the text decides.
 */
export function termGrams(term: string): string[] {
  const grams = new Set<string>();
  for (const run of runsOf(term)) {
    const letters = [...run];
    const size = Math.min(letters.length, isDense(run) ? 2 : 3);
    for (let at = 0; at + size <= letters.length; at += 1) grams.add(letters.slice(at, at + size).join(''));
  }
  return [...grams];
}

function runsOf(text: string): string[] {
  // A run of letters that mixes scripts is cut where the script changes.
  return (text.match(RUN) ?? []).flatMap((run) => run.split(/(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])|(?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/u)).filter((run) => run !== '');
}

function isDense(run: string): boolean {
  return DENSE.test(run);
}
