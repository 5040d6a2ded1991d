import type { ScriptWord } from './script-words.ts';
import { scriptWords } from './script-words.ts';

/** The same words in the same order in two scripts; places in UTF-16 units of each. */
export interface SharedPassage {
  readonly inFirst: { readonly start: number; readonly end: number };
  readonly inSecond: { readonly start: number; readonly end: number };
}

export interface ScriptComparison {
  /** 0 to 1: what part of both scripts, by weight of words, stands in shared passages. */
  readonly similarity: number;
  readonly shared: readonly SharedPassage[];
}

/** A script made ready for comparison: its words, without those that every script of the campaign has to say. */
export interface PreparedScript {
  readonly words: readonly ScriptWord[];
  /** Of each word 1 when it is compared; a claim of the brief is not. */
  readonly counts: Uint8Array;
  readonly weight: number;
  /** Of each word a number that equal words share; unequal ones hardly ever. */
  readonly codes: Int32Array;
  /** Of the run of `SEED_WORDS` words at each place a number that equal runs share, and where each of these numbers stands. */
  readonly seeds: Int32Array;
  readonly places: ReadonlyMap<number, readonly number[]>;
}

/** The shortest passage that counts, by weight: eight characters or four words. Less is how the language is spoken. */
const LEAST_WEIGHT = 8;
/** Every passage of `LEAST_WEIGHT` holds a run of this many words. */
export const SEED_WORDS = 4;

/** Prepares a script; `mustSay` are the brief's mandatory claims, left out wherever the script has them word for word. */
export function prepareScript(script: string, mustSay: readonly string[]): PreparedScript {
  const words = scriptWords(script);
  const counts = new Uint8Array(words.length).fill(1);
  for (const claim of mustSay) {
    const said = scriptWords(claim).map((word) => word.text);
    if (said.length === 0) continue;
    for (let at = 0; at + said.length <= words.length; at += 1) {
      if (said.every((text, index) => words[at + index]?.text === text)) counts.fill(0, at, at + said.length);
    }
  }
  const codes = Int32Array.from(words, ({ text }) => codeOf(text));
  const seeds = seedsOf(codes);
  return { words, counts, weight: words.reduce((sum, word, index) => sum + (counts[index] === 1 ? word.weight : 0), 0), codes, seeds, places: placesOf(seeds) };
}

/** Multiplied and added as 32-bit numbers: quick, and spread well enough that a clash costs a comparison, never a wrong result. */
const mixed = (hash: number, part: number) => (Math.imul(hash, 0x01000193) + part) | 0;

function codeOf(text: string): number {
  let code = 0;
  for (let index = 0; index < text.length; index += 1) code = mixed(code, text.charCodeAt(index));
  return code;
}

function seedsOf(codes: Int32Array): Int32Array {
  const seeds = new Int32Array(Math.max(0, codes.length - SEED_WORDS + 1));
  for (let at = 0; at < seeds.length; at += 1) {
    let seed = 0;
    for (let index = 0; index < SEED_WORDS; index += 1) seed = mixed(mixed(seed, 0x5bd1), codes[at + index] ?? 0);
    seeds[at] = seed;
  }
  return seeds;
}

function placesOf(seeds: Int32Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (const [at, seed] of seeds.entries()) {
    const known = places.get(seed);
    if (known) known.push(at);
    else places.set(seed, [at]);
  }
  return places;
}

/**
 * How much two scripts have in common (product.md section 4): the longest shared passages first, each word used once (greedy string
 * tiling, Wise 1993), so the figure is exactly what is highlighted. Two empty scripts have nothing in common.
 */
export function compareScripts(first: PreparedScript, second: PreparedScript): ScriptComparison {
  const total = first.weight + second.weight;
  if (total === 0) return { similarity: 0, shared: [] };
  const free = { first: first.counts.slice(), second: second.counts.slice() };
  const waiting = new RunHeap();
  for (const run of longestRuns(first, second)) waiting.push(run);
  const passages: Run[] = [];
  for (let run = waiting.pop(); run !== undefined; run = waiting.pop()) {
    const parts = freeParts(run, first, free);
    if (parts.length === 1 && parts[0]?.words === run.words) {
      free.first.fill(0, run.first, run.first + run.words);
      free.second.fill(0, run.second, run.second + run.words);
      passages.push(run);
    } else for (const part of parts) waiting.push(part);
  }
  const covered = passages.reduce((sum, run) => sum + run.weight, 0);
  return { similarity: (2 * covered) / total, shared: passages.toSorted((a, b) => a.first - b.first).map((run) => placed(run, first, second)) };
}

interface Run {
  readonly first: number;
  readonly second: number;
  readonly words: number;
  readonly weight: number;
}

interface Free {
  /** Of each word 1 while it is in no passage. */
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

/** Every run of compared words that both have and that cannot be made longer, from the least weight on. */
function longestRuns(first: PreparedScript, second: PreparedScript): Run[] {
  const runs: Run[] = [];
  const isSame = (a: number, b: number) =>
    first.codes[a] === second.codes[b] && first.counts[a] === 1 && second.counts[b] === 1 && first.words[a]?.text === second.words[b]?.text;
  for (let at = 0; at < first.seeds.length; at += 1) {
    for (const other of second.places.get(first.seeds[at] ?? 0) ?? []) {
      if (at > 0 && other > 0 && isSame(at - 1, other - 1)) continue;
      let [words, weight] = [0, 0];
      while (at + words < first.words.length && other + words < second.words.length && isSame(at + words, other + words)) {
        weight += first.words[at + words]?.weight ?? 0;
        words += 1;
      }
      if (weight >= LEAST_WEIGHT) runs.push({ first: at, second: other, words, weight });
    }
  }
  return runs;
}

/** What of a run is not used yet, in parts of the least weight or more. */
function freeParts(run: Run, { words }: PreparedScript, free: Free): Run[] {
  const parts: Run[] = [];
  let [from, weight] = [0, 0];
  for (let at = 0; at <= run.words; at += 1) {
    if (at < run.words && free.first[run.first + at] === 1 && free.second[run.second + at] === 1) {
      weight += words[run.first + at]?.weight ?? 0;
      continue;
    }
    if (weight >= LEAST_WEIGHT) parts.push({ first: run.first + from, second: run.second + from, words: at - from, weight });
    [from, weight] = [at + 1, 0];
  }
  return parts;
}

/** The heaviest run first; of equals the earlier one, in the first script, then in the second. */
class RunHeap {
  readonly #runs: Run[] = [];

  push(run: Run): void {
    const runs = this.#runs;
    let at = runs.push(run) - 1;
    for (;;) {
      const parent = (at - 1) >> 1;
      const above = runs[parent];
      if (at === 0 || above === undefined || !comesBefore(run, above)) break;
      runs[at] = above;
      at = parent;
    }
    runs[at] = run;
  }

  pop(): Run | undefined {
    const runs = this.#runs;
    const [top] = runs;
    const last = runs.pop();
    if (top === undefined || last === undefined || runs.length === 0) return top;
    let at = 0;
    for (;;) {
      const [left, right] = [runs[2 * at + 1], runs[2 * at + 2]];
      if (left === undefined) break;
      const [child, place] = right !== undefined && comesBefore(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!comesBefore(child, last)) break;
      runs[at] = child;
      at = place;
    }
    runs[at] = last;
    return top;
  }
}

function comesBefore(a: Run, b: Run): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  return a.first === b.first ? a.second < b.second : a.first < b.first;
}

function placed(run: Run, first: PreparedScript, second: PreparedScript): SharedPassage {
  const place = ({ words }: PreparedScript, at: number) => ({ start: words[at]?.start ?? 0, end: words[at + run.words - 1]?.end ?? 0 });
  return { inFirst: place(first, run.first), inSecond: place(second, run.second) };
}
