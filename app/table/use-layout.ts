import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import type { ColumnLayout } from './layout.ts';
import { NO_LAYOUT, parseLayout } from './layout.ts';
import { withLayout } from './query-changes.ts';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';

/** The columns as chosen, at once when they are chosen: the address that is being loaded tells before the rows have come. */
export function useLayout(query: TableQuery): ColumnLayout {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const next = navigation.state === 'loading' && navigation.location.pathname === pathname ? navigation.location.search : null;
  return next === null ? (query.layout ?? NO_LAYOUT) : parseLayout(new URLSearchParams(next));
}

/** Puts a choice of columns into the address, in the place of the one before. */
export function useChangeLayout(query: TableQuery, spec: TableSpec): (layout: ColumnLayout) => void {
  const navigate = useNavigate();
  return (layout) => navigate(tableSearch(withLayout(query, layout), spec) || '?', { replace: true, preventScrollReset: true });
}

/** True while the same page is being loaded with another query. */
export function useBusy(): boolean {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  return navigation.state === 'loading' && navigation.location.pathname === pathname;
}
