import type { PreparedScript, ScriptComparison } from './script-similarity.ts';
import { compareScripts, SEED_WORDS, seedAt } from './script-similarity.ts';

export interface NamedScript {
  readonly id: string;
  readonly script: PreparedScript;
}

export interface SimilarPair extends ScriptComparison {
  readonly first: string;
  readonly second: string;
}

/**
 * The pairs of a campaign's scripts that are at least `from` alike, the most alike first. Only pairs that share enough word runs to come
 * that far are compared exactly, so hundreds of scripts are no matter.
 */
export function findSimilarScripts(scripts: readonly NamedScript[], from: number): SimilarPair[] {
  const shared = sharedSeeds(scripts);
  const pairs: SimilarPair[] = [];
  for (const [index, first] of scripts.entries()) {
    for (const [other, seeds] of shared[index] ?? []) {
      const second = scripts[other];
      if (!second || atMost(first.script, second.script, seeds) < from) continue;
      const comparison = compareScripts(first.script, second.script);
      if (comparison.similarity >= from) pairs.push({ first: first.id, second: second.id, ...comparison });
    }
  }
  return pairs.toSorted((a, b) => b.similarity - a.similarity);
}

/** For each script the later ones that share word runs with it, and how many places of it are in such runs. */
function sharedSeeds(scripts: readonly NamedScript[]): Map<number, number>[] {
  const holders = new Map<string, Set<number>>();
  const counts = scripts.map(() => new Map<number, number>());
  for (const [index, { script }] of scripts.entries()) {
    for (let at = 0; at + SEED_WORDS <= script.words.length; at += 1) {
      const key = seedAt(script.words, at);
      const known = holders.get(key);
      if (!known) holders.set(key, new Set([index]));
      else known.add(index);
    }
  }
  for (const [index, { script }] of scripts.entries()) {
    for (let at = 0; at + SEED_WORDS <= script.words.length; at += 1) {
      for (const other of holders.get(seedAt(script.words, at)) ?? []) {
        if (other > index) counts[index]?.set(other, (counts[index]?.get(other) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** A bound of the similarity: every shared word of the first stands in one of its shared runs. */
function atMost(first: PreparedScript, second: PreparedScript, seeds: number): number {
  const heaviest = Math.max(...first.words.map((word) => word.weight));
  const covered = Math.min(first.weight, second.weight, seeds * SEED_WORDS * heaviest);
  return (2 * covered) / (first.weight + second.weight);
}
