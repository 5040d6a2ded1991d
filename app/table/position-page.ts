import type { TablePage } from './url-state.ts';

/**
 * Pages by position, for lists whose rows stand still: what a review stored for a day. A cursor is the number of rows before
 * the page (`after`) or up to its end (`before`). Lists that grow under the reader are paged by key instead.
 */
export function offsetOf(page: TablePage, pageRows: number): number {
  const position = Number(page?.cursor ?? 0);
  if (page === null || !Number.isSafeInteger(position) || position < 0) return 0;
  return page.direction === 'after' ? position : Math.max(0, position - pageRows);
}

/** Cursors of the neighbouring pages, for the Pager. */
export function cursorsAt(offset: number, shown: number, count: number): { before: string | null; after: string | null } {
  return { before: offset > 0 ? String(offset) : null, after: offset + shown < count ? String(offset + shown) : null };
}
