import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A filter whose values are counted. All expressions are on `o`, a row of the base. */
export interface CountedFacet<Name extends string> {
  readonly name: Name;
  /** The value that a row has, as text. */
  readonly value: RawBuilder<unknown>;
  /** What is asked of it; left out of its own counts, so that they tell what else it could be. */
  readonly conditions: readonly RawBuilder<unknown>[];
  /** Rows that carry the values, where a row of the base has several: `join ... on ...`. */
  readonly join?: RawBuilder<unknown>;
}

export interface FacetQuestion<Name extends string> {
  /** The rows under all conditions but those of the facets. */
  readonly base: RawBuilder<unknown>;
  readonly facets: readonly CountedFacet<Name>[];
  /** What is counted: rows, or what several rows are of. */
  readonly counted?: RawBuilder<unknown>;
}

/** For each filter its values with how many rows have them, the commonest first. */
export type FacetCounts<Name extends string = string> = Readonly<Record<Name, readonly { readonly value: string; readonly count: number }[]>>;

/** A list to choose from is no longer than this. */
const MOST_VALUES = 500;

/** Counts every filter's values under the other filters, in one statement over one reading of the rows. */
export async function countFacets<Name extends string>(db: Kysely<Database>, { base, facets, counted = sql`count(*)` }: FacetQuestion<Name>): Promise<FacetCounts<Name>> {
  const branches = facets.map(({ name, value, join }) => {
    const others = facets.flatMap((other) => (other.name === name ? [] : other.conditions));
    return sql`(select ${name}::text as facet, (${value})::text as value, ${counted} as count from base as o ${join ?? sql``}
      where ${sql.join([sql`${value} is not null`, ...others], sql` and `)} group by 2 order by 3 desc, 2 limit ${MOST_VALUES})`;
  });
  const { rows } = await sql<{ facet: string; value: string; count: number }>`with base as materialized (${base}) ${sql.join(branches, sql` union all `)}`.execute(db);
  const of = (name: string) => rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count: Number(count) }));
  return Object.fromEntries(facets.map(({ name }) => [name, of(name)])) as Record<Name, ReturnType<typeof of>>; // fromEntries forgets which keys it was given.
}
