import * as z from 'zod/mini';

/** What a table can be asked, stated once for each table at module scope; the URL is read and written by it. */
export interface TableSpec {
  /** Columns that can be sorted by, as they are named in the URL. */
  readonly sortable: readonly string[];
  /** Order when the URL names none. */
  readonly defaultSort: readonly SortKey[];
  /** Filters by name: the values they may take, or 'text' where any text may stand (a tag, an id). */
  readonly filters: Readonly<Record<string, readonly string[] | 'text'>>;
  /** Choices of the page around the table (a tab, an as-of day, a grouping), one value each, kept while sorting and filtering. */
  readonly keeps?: Readonly<Record<string, readonly string[] | 'text'>>;
}

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** A page is found by the row it comes after or before (keyset paging); the cursor is opaque here. */
export type TablePage = { readonly direction: 'after' | 'before'; readonly cursor: string } | null;

export interface TableQuery {
  readonly search: string;
  readonly sort: readonly SortKey[];
  /** Only filters that are set, each with at least one value. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly page: TablePage;
  /** Only choices that are set; absent where the table keeps none. */
  readonly kept?: Readonly<Record<string, string>>;
}

const MAX_SORT_KEYS = 3;
const MAX_VALUES = 50;
const searchText = z.catch(z.string().check(z.trim(), z.maxLength(200)), '');
const filterText = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const cursorText = z.string().check(z.minLength(1), z.maxLength(500), z.regex(/^[\w.~-]+$/));

/**
 * Reads `?q=&sort=-score,name&f.tier=top&f.tier=mid&after=...`. Whatever the table does not know (an unknown column, a value
 * that is not on the list, a damaged cursor) is left out: an old link still opens a page.
 */
export function parseTableQuery(parameters: URLSearchParams, spec: TableSpec): TableQuery {
  return {
    search: searchText.parse((parameters.get('q') ?? '').replaceAll('\0', '')),
    sort: parseSort(parameters.get('sort'), spec),
    filters: parseFilters(parameters, spec),
    page: parsePage(parameters),
    ...(spec.keeps && { kept: parseKept(parameters, spec.keeps) }),
  };
}

function parseKept(parameters: URLSearchParams, keeps: NonNullable<TableSpec['keeps']>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(keeps)) {
    const value = filterText.safeParse((parameters.get(name) ?? '').replaceAll('\0', ''));
    if (value.success && (allowed === 'text' || allowed.includes(value.data))) kept[name] = value.data;
  }
  return kept;
}

function parseSort(text: string | null, spec: TableSpec): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (const part of (text ?? '').split(',')) {
    const descending = part.startsWith('-');
    const column = descending ? part.slice(1) : part;
    if (keys.length < MAX_SORT_KEYS && spec.sortable.includes(column) && !keys.some((key) => key.column === column)) keys.push({ column, descending });
  }
  return keys.length > 0 ? keys : spec.defaultSort;
}

function parseFilters(parameters: URLSearchParams, spec: TableSpec): Record<string, readonly string[]> {
  const filters: Record<string, readonly string[]> = {};
  for (const [name, allowed] of Object.entries(spec.filters)) {
    const values = new Set<string>();
    for (const raw of parameters.getAll(`f.${name}`).slice(0, MAX_VALUES)) {
      const value = filterText.safeParse(raw.replaceAll('\0', ''));
      if (value.success && (allowed === 'text' || allowed.includes(value.data))) values.add(value.data);
    }
    if (values.size > 0) filters[name] = [...values].sort();
  }
  return filters;
}

function parsePage(parameters: URLSearchParams): TablePage {
  for (const direction of ['after', 'before'] as const) {
    const cursor = cursorText.safeParse(parameters.get(direction));
    if (cursor.success) return { direction, cursor: cursor.data };
  }
  return null;
}

/** The query as a URL's search part, "" or "?...", always in the same order and without what is the default. */
export function tableSearch(query: TableQuery, spec: TableSpec): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(spec.keeps ?? {})) if (query.kept?.[name]) parameters.set(name, query.kept[name]);
  if (query.search) parameters.set('q', query.search);
  if (sortText(query.sort) !== sortText(spec.defaultSort)) parameters.set('sort', sortText(query.sort));
  for (const name of Object.keys(spec.filters)) for (const value of query.filters[name] ?? []) parameters.append(`f.${name}`, value);
  if (query.page) parameters.set(query.page.direction, query.page.cursor);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

/** `sort` parameter: "-score,name". */
export function sortText(sort: readonly SortKey[]): string {
  return sort.map((key) => (key.descending ? `-${key.column}` : key.column)).join(',');
}
