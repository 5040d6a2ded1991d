import type { NumberRange } from './conditions.ts';
import type { ColumnLayout } from './layout.ts';
import { isLayout } from './layout.ts';
import type { SortKey, TableQuery, TableSpec } from './url-state.ts';

/** Changes of a table's query. Each leads back to the first page, as a cursor means nothing in another order or selection. */

/**
 * A click on a header: first descending, then ascending, then out of the order. Without `additive` the column becomes the only
 * key; with it (shift) it is added to, or turned within, the present ones.
 */
export function toggleSort(query: TableQuery, spec: TableSpec, column: string, additive = false): TableQuery {
  const present = query.sort.find((key) => key.column === column);
  const next = nextKey(column, present);
  const others = additive ? query.sort.filter((key) => key.column !== column) : [];
  const place = additive && present ? query.sort.indexOf(present) : others.length;
  const sort = next ? [...others.slice(0, place), next, ...others.slice(place)].slice(0, 3) : others;
  return { ...query, sort: sort.length > 0 ? sort : spec.defaultSort, page: null };
}

function nextKey(column: string, present: SortKey | undefined): SortKey | null {
  if (!present) return { column, descending: true };
  return present.descending ? { column, descending: false } : null;
}

export function withFilter(query: TableQuery, name: string, values: readonly string[]): TableQuery {
  const { [name]: _replaced, ...rest } = query.filters;
  return { ...query, filters: values.length > 0 ? { ...rest, [name]: [...new Set(values)].sort() } : rest, page: null };
}

export function withoutFilterValue(query: TableQuery, name: string, value: string): TableQuery {
  return withFilter(query, name, (query.filters[name] ?? []).filter((each) => each !== value));
}

/** Without search and filters; the order stays. */
export function withoutConditions(query: TableQuery): TableQuery {
  const { excluded: _not, ranges: _ranges, dates: _dates, where: _where, problems: _problems, ...rest } = query;
  return { ...rest, search: '', filters: {}, page: null };
}

export function hasConditions(query: TableQuery): boolean {
  return query.search !== '' || query.where !== undefined || [query.filters, query.excluded, query.ranges, query.dates].some((set) => set !== undefined && Object.keys(set).length > 0);
}

/** Other values that a filter must not have; none takes it back. */
export function withExcluded(query: TableQuery, name: string, values: readonly string[]): TableQuery {
  return { ...query, excluded: changed(query.excluded, name, values.length > 0 ? [...new Set(values)].sort() : null), page: null };
}

export function withRange(query: TableQuery, name: string, range: NumberRange | null): TableQuery {
  return { ...query, ranges: changed(query.ranges, name, range), page: null };
}

export function withDates(query: TableQuery, name: string, span: string | null): TableQuery {
  return { ...query, dates: changed(query.dates, name, span), page: null };
}

function changed<T>(set: Readonly<Record<string, T>> | undefined, name: string, value: T | null): Readonly<Record<string, T>> {
  const { [name]: _replaced, ...rest } = set ?? {};
  return value === null ? rest : { ...rest, [name]: value };
}

/** Another choice of the page around the table (TableSpec.keeps); null takes it back. */
export function withKept(query: TableQuery, name: string, value: string | null): TableQuery {
  const { [name]: _replaced, ...rest } = query.kept ?? {};
  return { ...query, kept: value === null ? rest : { ...rest, [name]: value }, page: null };
}

/** Rows grouped by something else, all groups open; null groups them by nothing. */
export function withGroup(query: TableQuery, group: string | null): TableQuery {
  const { group: _replaced, closed: _opened, ...rest } = query;
  return { ...rest, ...(group !== null && { group }), page: null };
}

/** A group opened or closed. The page begins anew: rows that are no longer shown may be what it was found by. */
export function toggleGroup(query: TableQuery, value: string): TableQuery {
  const { closed = [], ...rest } = query;
  const next = closed.includes(value) ? closed.filter((each) => each !== value) : [...closed, value].sort();
  return { ...rest, ...(next.length > 0 && { closed: next }), page: null };
}

/** Other columns of the same rows: the page stays. */
export function withLayout(query: TableQuery, layout: ColumnLayout): TableQuery {
  const { layout: _replaced, ...rest } = query;
  return isLayout(layout) ? { ...rest, layout } : rest;
}
