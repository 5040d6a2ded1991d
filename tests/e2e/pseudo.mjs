// Plain JavaScript: a portal under test loads this file (pseudo-portal.mjs), to which TypeScript is nothing.
// A language that nobody speaks: English with accents, 40 % longer, in brackets. A text that is cut off, a window that scrolls sideways
// and a word that was written into the code all show at once. It exists in tests only: here on the server, and where the browser gets its texts.

export const OPEN = '⟦';
export const CLOSE = '⟧';
const ACCENTED = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', c: 'ç', n: 'ñ', y: 'ý' };

/** 'Open the {{count}} rows' -> '⟦Óópéén théé {{count}} róówss⟧'. What stands in braces is filled in later. */
export function pseudoText(/** @type {string} */ text) {
  const longer = text.split(/(\{\{.*?\}\}|<[^>]*>)/).map((part, index) => (index % 2 === 1 ? part : part.replace(/\p{L}+/gu, longerWord)));
  return OPEN + longer.join('') + CLOSE;
}

/** A word of n letters becomes one of 1.4 n, rounded up, by saying vowels twice, or its end where they do not suffice. */
function longerWord(/** @type {string} */ word) {
  let missing = Math.ceil(word.length * 0.4);
  const said = [...word].map((letter) => {
    const accented = ACCENTED[/** @type {keyof typeof ACCENTED} */ (letter)] ?? letter;
    if (accented === letter || missing === 0) return accented;
    missing -= 1;
    return accented + accented.toLowerCase();
  });
  return said.join('') + (word.at(-1) ?? '').toLowerCase().repeat(missing);
}

/** Texts of an area, or of many, each made longer. @returns {any} */
export function pseudoTexts(/** @type {any} */ texts) {
  return typeof texts === 'string' ? pseudoText(texts) : Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, pseudoTexts(value)]));
}
