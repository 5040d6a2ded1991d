import type { Mapping } from './columns.ts';
import { fieldsOf, foldHeading, missingFields } from './columns.ts';
import type { ImportFormat } from './file-format.ts';
import type { ImportKind } from './import-run.ts';
import { IMPORT_KINDS } from './import-run.ts';
import { recogniseFormat } from './known-formats.ts';

export interface HeadingMatch {
  readonly column: number;
  readonly heading: string;
  /** 1 for our own heading, 0.9 for a synonym. */
  readonly confidence: number;
}

export interface MappingGuess {
  readonly mapping: Mapping;
  readonly matches: ReadonlyMap<string, HeadingMatch>;
  /** Fields that every file of the kind needs and for which no column was recognised. */
  readonly missing: readonly string[];
  /** Headings that nothing was made of. */
  readonly unused: readonly string[];
}

/**
 * Which column holds which field of a kind, by our own headings and by the English and Chinese ones that other tools
 * write. Only known headings are taken: a guess that is missing is shown, a wrong one would be imported.
 * A column serves one field; where two columns fit a field the better synonym wins, then the one further left.
 */
export function guessMapping(kind: ImportKind, headings: readonly string[]): MappingGuess {
  const known = RANKS[kind];
  const candidates = headings.flatMap((heading, column) =>
    (known.get(foldHeading(heading)) ?? []).map(({ field, rank }) => ({ field, rank, column, heading: heading.trim() })),
  );
  const matches = new Map<string, HeadingMatch>();
  const taken = new Set<number>();
  for (const { field, rank, column, heading } of candidates.toSorted((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (matches.has(field) || taken.has(column)) continue;
    taken.add(column);
    matches.set(field, { column, heading, confidence: rank === 0 ? 1 : 0.9 });
  }
  return {
    mapping: Object.fromEntries([...matches].map(([field, match]) => [field, match.heading])),
    matches,
    missing: missingFields(kind, matches),
    unused: headings.filter((_, column) => !taken.has(column)),
  };
}

interface Rank {
  readonly field: string;
  /** 0 for our own heading, then the place in the list of synonyms. */
  readonly rank: number;
}

function ranksOf(kind: ImportKind): ReadonlyMap<string, readonly Rank[]> {
  const ranks = new Map<string, Rank[]>();
  for (const [field, { synonyms }] of fieldsOf(kind)) {
    [field, ...synonyms].forEach((heading, rank) => {
      const key = foldHeading(heading);
      const others = ranks.get(key) ?? [];
      if (!others.some((other) => other.field === field)) ranks.set(key, [...others, { field, rank }]);
    });
  }
  return ranks;
}

const RANKS: Readonly<Record<ImportKind, ReadonlyMap<string, readonly Rank[]>>> = {
  roster: ranksOf('roster'),
  campaigns: ranksOf('campaigns'),
  collaborations: ranksOf('collaborations'),
  content: ranksOf('content'),
  orders: ranksOf('orders'),
  costs: ranksOf('costs'),
  payments: ranksOf('payments'),
};

export interface KindGuess {
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  /** 0-1: how many of the file's columns are understood, own headings weighing more. */
  readonly confidence: number;
}

/** What a file holds by its headings: the kind that needs nothing more and understands most columns; null when none fits. */
export function recogniseKind(headings: readonly string[]): KindGuess | null {
  const known = recogniseFormat(headings);
  if (known) return { kind: known.kind, format: known.id, confidence: 1 };
  let best: KindGuess | null = null;
  for (const kind of IMPORT_KINDS) {
    const { matches, missing } = guessMapping(kind, headings);
    if (missing.length > 0 || matches.size === 0) continue;
    const understood = [...matches.values()].reduce((sum, match) => sum + match.confidence, 0);
    const confidence = understood / Math.max(1, headings.filter((heading) => heading.trim() !== '').length);
    if (best === null || confidence > best.confidence) best = { kind, format: 'generic', confidence };
  }
  return best;
}
