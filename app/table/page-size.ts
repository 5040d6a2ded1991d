/** How many rows a page of a list may have; a list begins with a number of its own. From `WINDOW_FROM` (row-window.ts) on only what is in view is drawn. */
export const PAGE_SIZES: readonly number[] = [50, 100, 500];

/** Reads `rows=500`; a number that is not offered is left out. */
export function parsePageSize(parameters: URLSearchParams): { readonly rows?: number } {
  const rows = PAGE_SIZES.find((size) => String(size) === parameters.get('rows'));
  return rows === undefined ? {} : { rows };
}

/** The rows of a page: as asked, or as the list has them by itself. */
export function pageRowsOf(query: { readonly rows?: number }, own: number): number {
  return query.rows ?? own;
}
