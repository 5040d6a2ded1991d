import type { TablePage } from './url-state.ts';

export interface KeyPage<Row> {
  readonly rows: readonly Row[];
  /** Cursors of the page before and after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * A page of rows that are at hand whole and in order, because all of them are needed for what stands under them. It is found by the key of the row
 * it comes after or before, so rows that come or go meanwhile shift nothing; a key that is gone leads to the first page.
 */
export function pageByKey<Row>(all: readonly Row[], keyOf: (row: Row) => string, page: TablePage, limit: number): KeyPage<Row> {
  const place = page === null ? -1 : all.findIndex((row) => cursorOf(keyOf(row)) === page.cursor);
  const start = place < 0 || page === null ? 0 : page.direction === 'after' ? place + 1 : Math.max(0, place - limit);
  const end = place >= 0 && page?.direction === 'before' ? place : start + limit;
  const rows = all.slice(start, end);
  const [first, last] = [rows[0], rows.at(-1)];
  return { rows, before: start > 0 && first !== undefined ? cursorOf(keyOf(first)) : null, after: end < all.length && last !== undefined ? cursorOf(keyOf(last)) : null };
}

/** Keys may be names; an address takes letters, digits and a few signs. */
function cursorOf(key: string): string {
  return encodeURIComponent(key).replaceAll('%', '~').replace(/[!'()*]/g, (sign) => `~${sign.codePointAt(0)?.toString(16).toUpperCase()}`);
}
