/** A place in a text, in UTF-16 units: what is highlighted. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

/** What of a text is compared: letters, digits and their marks, and the two signs that change what a claim says (100 %, SPF50+). */
const COMPARED = /[\p{L}\p{N}\p{M}%+]/u;
/** Written without blanks between words, so a phrase may begin and end anywhere. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const SPELLED = /[\p{L}\p{N}\p{M}]/u;

interface FoldedText {
  /** The compared signs in their order, folded. */
  readonly text: string;
  /** Of each unit of `text`, where the sign that it comes from stands. */
  readonly places: readonly TextPlace[];
}

/** A text with width, case, blanks and punctuation folded away. */
export function foldText(text: string): FoldedText {
  const places: TextPlace[] = [];
  let folded = '';
  let start = 0;
  for (const sign of text) {
    const end = start + sign.length;
    for (const unit of sign.normalize('NFKD').toLowerCase().normalize('NFKD')) {
      if (!COMPARED.test(unit)) continue;
      folded += unit;
      for (let index = 0; index < unit.length; index += 1) places.push({ start, end });
    }
    start = end;
  }
  return { text: folded, places };
}

/**
 * Where a text says a phrase, whatever its width, case, blanks and punctuation. A phrase of an alphabet is found as whole words only:
 * "best" is not in "bestow". Places do not overlap. A phrase of punctuation alone is nowhere.
 */
export function findPhrase(text: string, phrase: string): TextPlace[] {
  return findFolded(text, foldText(text), foldText(phrase).text);
}

/** The same for several phrases, folding the text once; in the order of the phrases. */
export function findPhrases(text: string, phrases: readonly string[]): { readonly phrase: string; readonly places: readonly TextPlace[] }[] {
  const folded = foldText(text);
  return phrases.map((phrase) => ({ phrase, places: findFolded(text, folded, foldText(phrase).text) }));
}

function findFolded(text: string, { text: folded, places }: FoldedText, sought: string): TextPlace[] {
  const found: TextPlace[] = [];
  if (sought === '') return found;
  for (let at = folded.indexOf(sought); at !== -1; at = folded.indexOf(sought, at)) {
    const [first, last] = [places[at], places[at + sought.length - 1]];
    if (first && last && isWordEdge(text, first.start) && isWordEdge(text, last.end)) {
      found.push({ start: first.start, end: last.end });
      at += sought.length;
    } else at += 1;
  }
  return found;
}

/** Whether a word may begin or end between two signs: not in the middle of a spelled word. */
function isWordEdge(text: string, at: number): boolean {
  const before = signBefore(text, at);
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return !(isSpelled(before) && isSpelled(after));
}

function signBefore(text: string, at: number): string {
  return Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
}

const isSpelled = (sign: string) => SPELLED.test(sign) && !UNSPACED.test(sign);
