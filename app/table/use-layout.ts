import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useMemo } from 'react';
import type { ColumnLayout } from './layout.ts';
import { NO_LAYOUT, parseLayout } from './layout.ts';
import { withLayout } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { parseOwnQuery, tableSearch } from './url-state.ts';

/** The columns as chosen, at once when they are chosen: the address that is being loaded tells before the rows have come. */
export function useLayout(query: TableQuery): ColumnLayout {
  const next = useNextSearch();
  return next === null ? (query.layout ?? NO_LAYOUT) : parseLayout(new URLSearchParams(next));
}

/**
 * The question as it was asked last, at once: what stands above the rows (chips, counts beside the filters) takes its place while the reader
 * acts, not when the rows come, and a second choice adds to the first instead of replacing it.
 */
export function useAskedQuery(query: TableQuery, spec: TableSpec): TableQuery {
  const next = useNextSearch();
  return useMemo(() => (next === null ? query : parseOwnQuery(new URLSearchParams(next), spec)), [next, query, spec]);
}

/** Puts a choice of columns into the address, in the place of the one before. */
export function useChangeLayout(query: TableQuery, spec: TableSpec): (layout: ColumnLayout) => void {
  const navigate = useNavigate();
  return (layout) => navigate(tableSearch(withLayout(query, layout), spec) || '?', { replace: true, preventScrollReset: true });
}

/** True while the same page is being loaded with another query. */
export function useBusy(): boolean {
  return useNextSearch() !== null;
}

/** The search part that the same page is being loaded with; null while it is not. */
function useNextSearch(): string | null {
  const { state, location } = useNavigation();
  const { pathname } = useLocation();
  return state === 'loading' && location.pathname === pathname ? location.search : null;
}
