import { scriptWords } from './script-words.ts';

/** A stretch of text that both versions have, or only the earlier (removed) or the later one (added). */
export interface DiffSegment {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * What changed from one text to another, by words (characters in Chinese) and what stands between them: by a longest common
 * subsequence, so as little as possible is marked. Same and removed segments join to the earlier text, same and added ones to the later.
 */
export function diffTexts(before: string, after: string): DiffSegment[] {
  const [first, second] = [tokensOf(before), tokensOf(after)];
  const ends = sharedEnds(first, second);
  const middleFirst = first.slice(ends.head, first.length - ends.tail);
  const middleSecond = second.slice(ends.head, second.length - ends.tail);
  const segments: DiffSegment[] = [];
  const put = (kind: DiffSegment['kind'], tokens: readonly string[]) => {
    if (tokens.length > 0) segments.push({ kind, text: tokens.join('') });
  };
  put('same', first.slice(0, ends.head));
  let [from, to] = [0, 0];
  for (const [atFirst, atSecond] of commonTokens(middleFirst, middleSecond)) {
    put('removed', middleFirst.slice(from, atFirst));
    put('added', middleSecond.slice(to, atSecond));
    put('same', middleFirst.slice(atFirst, atFirst + 1));
    [from, to] = [atFirst + 1, atSecond + 1];
  }
  put('removed', middleFirst.slice(from));
  put('added', middleSecond.slice(to));
  put('same', first.slice(first.length - ends.tail));
  return joined(segments);
}

/** Words and the gaps between them; every unit of the text is in exactly one. Gaps are split at line ends, so that a new line is one change. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  const gap = (until: number) => tokens.push(...(text.slice(at, until).match(/\n|[^\n]+/g) ?? []));
  for (const { start, end } of scriptWords(text)) {
    gap(start);
    tokens.push(text.slice(start, end));
    at = end;
  }
  gap(text.length);
  return tokens;
}

function sharedEnds(first: readonly string[], second: readonly string[]): { head: number; tail: number } {
  const most = Math.min(first.length, second.length);
  let head = 0;
  while (head < most && first[head] === second[head]) head += 1;
  let tail = 0;
  while (tail < most - head && first[first.length - 1 - tail] === second[second.length - 1 - tail]) tail += 1;
  return { head, tail };
}

type Pair = readonly [inFirst: number, inSecond: number];

/** The places of a longest common subsequence, by halving (Hirschberg 1975): memory grows with the length, not with its square. */
function commonTokens(first: readonly string[], second: readonly string[]): Pair[] {
  const numbers = new Map<string, number>();
  const numbered = (tokens: readonly string[]) => Int32Array.from(tokens, (token) => {
    const known = numbers.get(token);
    if (known !== undefined) return known;
    numbers.set(token, numbers.size);
    return numbers.size - 1;
  });
  const pairs: Pair[] = [];
  halve(numbered(first), numbered(second), 0, 0, pairs);
  return pairs;
}

function halve(first: Int32Array, second: Int32Array, atFirst: number, atSecond: number, pairs: Pair[]): void {
  if (first.length === 0 || second.length === 0) return;
  if (first.length === 1) {
    const found = second.indexOf(first[0] ?? -1);
    if (found !== -1) pairs.push([atFirst, atSecond + found]);
    return;
  }
  const middle = first.length >> 1;
  const left = lengths(first.subarray(0, middle), second);
  const right = lengths(first.slice(middle).reverse(), second.slice().reverse());
  let [cut, best] = [0, -1];
  for (let at = 0; at <= second.length; at += 1) {
    const sum = (left[at] ?? 0) + (right[second.length - at] ?? 0);
    if (sum > best) [cut, best] = [at, sum];
  }
  halve(first.subarray(0, middle), second.subarray(0, cut), atFirst, atSecond, pairs);
  halve(first.subarray(middle), second.subarray(cut), atFirst + middle, atSecond + cut, pairs);
}

/** Length of the longest common subsequence of `first` and each beginning of `second`. */
function lengths(first: Int32Array, second: Int32Array): Int32Array {
  const row = new Int32Array(second.length + 1);
  for (let i = 0; i < first.length; i += 1) {
    const token = first[i];
    let diagonal = 0;
    for (let j = 1; j <= second.length; j += 1) {
      const above = row[j] ?? 0;
      row[j] = second[j - 1] === token ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return row;
}

/** Neighbours of one kind as one; between two same stretches what was removed stands before what was added. */
function joined(segments: readonly DiffSegment[]): DiffSegment[] {
  const out: { kind: DiffSegment['kind']; text: string }[] = [];
  let [removed, added] = ['', ''];
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed });
    if (added) out.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  for (const { kind, text } of segments) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') last.text += text;
      else out.push({ kind, text });
    }
  }
  flush();
  return out;
}
