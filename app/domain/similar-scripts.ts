import { AD_MARK_PHRASES } from './ad-mark.ts';
import type { PreparedScript, ScriptComparison } from './script-similarity.ts';
import { compareScripts, prepareScript, SEED_WORDS } from './script-similarity.ts';

export interface NamedScript {
  readonly id: string;
  readonly script: PreparedScript;
}

/** A script of a campaign made ready for comparison, without what its brief or the law demands of it. */
export function namedScript({ id, body, mustSay }: { readonly id: string; readonly body: string; readonly mustSay: readonly string[] }): NamedScript {
  return { id, script: prepareScript(body, [...mustSay, ...AD_MARK_PHRASES]) };
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

export interface NearScript extends ScriptComparison {
  readonly id: string;
}

/** The scripts that one is nearest to, the nearest first; those that share no passage with it are left out. */
export function nearestScripts(script: PreparedScript, others: readonly NamedScript[], limit: number): NearScript[] {
  return others
    .map(({ id, script: other }) => ({ id, ...compareScripts(script, other) }))
    .filter(({ similarity }) => similarity > 0)
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, limit);
}

/** For each script the later ones that share word runs with it, and how many places of it are in such runs. */
function sharedSeeds(scripts: readonly NamedScript[]): Map<number, number>[] {
  const holders = new Map<number, number[]>();
  for (const [index, { script }] of scripts.entries()) {
    for (const seed of script.places.keys()) {
      const known = holders.get(seed);
      if (!known) holders.set(seed, [index]);
      else known.push(index);
    }
  }
  return scripts.map(({ script }, index) => {
    const counts = new Map<number, number>();
    for (const [seed, places] of script.places) {
      for (const other of holders.get(seed) ?? []) if (other > index) counts.set(other, (counts.get(other) ?? 0) + places.length);
    }
    return counts;
  });
}

/** A bound of the similarity: every shared word of the first stands in one of its shared runs. */
function atMost(first: PreparedScript, second: PreparedScript, seeds: number): number {
  const heaviest = Math.max(...first.words.map((word) => word.weight));
  const covered = Math.min(first.weight, second.weight, seeds * SEED_WORDS * heaviest);
  return (2 * covered) / (first.weight + second.weight);
}
