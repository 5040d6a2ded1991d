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
  /** Of each word, whether it is compared; a claim of the brief is not. */
  readonly counts: readonly boolean[];
  readonly weight: number;
}

/** The shortest passage that counts, by weight: eight characters or four words. Less is how the language is spoken. */
const LEAST_WEIGHT = 8;
/** Every passage of `LEAST_WEIGHT` holds a run of this many words. */
export const SEED_WORDS = 4;

/** Prepares a script; `mustSay` are the brief's mandatory claims, left out wherever the script has them word for word. */
export function prepareScript(script: string, mustSay: readonly string[]): PreparedScript {
  const words = scriptWords(script);
  const counts = words.map(() => true);
  for (const claim of mustSay) {
    const said = scriptWords(claim).map((word) => word.text);
    if (said.length === 0) continue;
    for (let at = 0; at + said.length <= words.length; at += 1) {
      if (said.every((text, index) => words[at + index]?.text === text)) counts.fill(false, at, at + said.length);
    }
  }
  return { words, counts, weight: words.reduce((sum, word, index) => sum + (counts[index] ? word.weight : 0), 0) };
}

/**
 * How much two scripts have in common (product.md section 4): the longest shared passages first, each word used once (greedy string
 * tiling, Wise 1993), so the figure is exactly what is highlighted. Two empty scripts have nothing in common.
 */
export function compareScripts(first: PreparedScript, second: PreparedScript): ScriptComparison {
  const total = first.weight + second.weight;
  if (total === 0) return { similarity: 0, shared: [] };
  const free = { first: [...first.counts], second: [...second.counts] };
  const passages: Run[] = [];
  const places = seedPlaces(second);
  for (let run = longestRun(first, second, places, free); run !== null; run = longestRun(first, second, places, free)) {
    free.first.fill(false, run.first, run.first + run.words);
    free.second.fill(false, run.second, run.second + run.words);
    passages.push(run);
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
  readonly first: readonly boolean[];
  readonly second: readonly boolean[];
}

function seedPlaces({ words }: PreparedScript): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + SEED_WORDS <= words.length; at += 1) {
    const key = seedAt(words, at);
    const known = places.get(key);
    if (known) known.push(at);
    else places.set(key, [at]);
  }
  return places;
}

/** The run of words that begins at a place, as a key. */
export function seedAt(words: readonly ScriptWord[], at: number): string {
  return words.slice(at, at + SEED_WORDS).map((word) => word.text).join(' ');
}

/** The heaviest run of free words that both have; the earlier one of equals. Null when none is heavy enough. */
function longestRun(first: PreparedScript, second: PreparedScript, places: ReadonlyMap<string, readonly number[]>, free: Free): Run | null {
  let best: Run | null = null;
  for (let at = 0; at + SEED_WORDS <= first.words.length; at += 1) {
    if (!free.first[at]) continue;
    for (const other of places.get(seedAt(first.words, at)) ?? []) {
      const run = runFrom(first, second, at, other, free);
      if (run.weight >= LEAST_WEIGHT && (best === null || run.weight > best.weight)) best = run;
    }
  }
  return best;
}

function runFrom(first: PreparedScript, second: PreparedScript, at: number, other: number, free: Free): Run {
  let words = 0;
  let weight = 0;
  for (;;) {
    const word = first.words[at + words];
    if (word === undefined || word.text !== second.words[other + words]?.text || !free.first[at + words] || !free.second[other + words]) break;
    weight += word.weight;
    words += 1;
  }
  return { first: at, second: other, words, weight };
}

function placed(run: Run, first: PreparedScript, second: PreparedScript): SharedPassage {
  const place = ({ words }: PreparedScript, at: number) => ({ start: words[at]?.start ?? 0, end: words[at + run.words - 1]?.end ?? 0 });
  return { inFirst: place(first, run.first), inSecond: place(second, run.second) };
}
