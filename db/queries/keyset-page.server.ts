import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';

/** A column that rows are ordered by; never null. The last ones together identify a row. */
export interface KeysetColumn {
  readonly name: string;
  readonly type: 'text' | 'bigint' | 'date' | 'timestamptz' | 'uuid';
  readonly descending: boolean;
}

export interface KeysetQuestion {
  /** The rows as a subquery, each with the columns named by `keys`. */
  readonly rows: RawBuilder<unknown>;
  readonly keys: readonly KeysetColumn[];
  /** Where to start, as an earlier answer gave it; a cursor of another order starts at the beginning. */
  readonly page: { readonly direction: 'after' | 'before'; readonly cursor: string } | null;
  readonly limit: number;
}

export interface KeysetPage<Row> {
  readonly rows: Row[];
  /** Cursor of the page before and after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** One page of an ordered list, found by the row before it: as fast at the end as at the beginning. */
export async function readKeysetPage<Row extends object>(db: Kysely<Database>, { rows, keys, page, limit }: KeysetQuestion): Promise<KeysetPage<Row>> {
  const values = page === null ? null : readCursor(page.cursor, keys);
  const backward = values !== null && page?.direction === 'before';
  const steps = backward ? keys.map((key) => ({ ...key, descending: !key.descending })) : keys;
  const cursor = sql`array[${sql.join(keys.map((key) => sql`${sql.ref(`page.${key.name}`)}::text`))}] as cursor_values`;
  const start = values === null ? sql`` : sql`where ${beyond(steps, values)}`;
  const found = await sql<Row & { cursor_values: string[] }>`
    select page.*, ${cursor} from (${rows}) as page ${start} order by ${sql.join(steps.map(ordered))} limit ${limit + 1}`.execute(db);
  const more = found.rows.length > limit;
  const kept = found.rows.slice(0, limit);
  if (backward) kept.reverse();
  const [first, last] = [kept[0], kept[kept.length - 1]];
  const hasBefore = backward ? more : values !== null;
  const hasAfter = backward || more;
  return {
    rows: kept.map(({ cursor_values: _cursor, ...row }) => row as unknown as Row), // What is left after taking the cursor out is the row; the compiler cannot say so of a type parameter.
    before: hasBefore && first ? writeCursor(first.cursor_values) : null,
    after: hasAfter && last ? writeCursor(last.cursor_values) : null,
  };
}

function ordered({ name, descending }: KeysetColumn): RawBuilder<unknown> {
  return descending ? sql`${sql.ref(`page.${name}`)} desc` : sql`${sql.ref(`page.${name}`)} asc`;
}

/** Rows after a place, in the sargable form: `a <= $1 and (a < $1 or ...)`. */
function beyond(keys: readonly KeysetColumn[], values: readonly string[]): RawBuilder<unknown> {
  const [key, ...others] = keys;
  const [value, ...rest] = values;
  if (!key || value === undefined) return sql`false`;
  const column = sql.ref(`page.${key.name}`);
  const limit = typed(key, value);
  const strict = key.descending ? sql`${column} < ${limit}` : sql`${column} > ${limit}`;
  if (others.length === 0) return strict;
  const inclusive = key.descending ? sql`${column} <= ${limit}` : sql`${column} >= ${limit}`;
  return sql`${inclusive} and (${strict} or (${beyond(others, rest)}))`;
}

function typed({ type }: KeysetColumn, value: string): RawBuilder<unknown> {
  switch (type) {
    case 'text':
      return sql`${value}::text`;
    case 'bigint':
      return sql`${value}::bigint`;
    case 'date':
      return sql`${value}::date`;
    case 'timestamptz':
      return sql`${value}::timestamptz`;
    case 'uuid':
      return sql`${value}::uuid`;
  }
}

const FORMS: Readonly<Record<KeysetColumn['type'], RegExp>> = {
  text: /^[^\0]*$/,
  bigint: /^-?\d{1,18}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor; null for one that is damaged or of another order, which then starts at the beginning. */
function readCursor(text: string, keys: readonly KeysetColumn[]): string[] | null {
  const values = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Array.isArray(values) || values.length !== keys.length) return null;
  const texts = values.filter((value) => typeof value === 'string');
  const fits = texts.length === keys.length && texts.every((value, index) => FORMS[keys[index]?.type ?? 'text'].test(value));
  return fits ? texts : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
