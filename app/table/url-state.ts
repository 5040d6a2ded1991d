import type { Conditions, ConditionSpec } from './conditions.ts';
import { parseConditions, setConditions } from './conditions.ts';
import { ownFilter, setFilter } from './filter-text.ts';
import type { ColumnLayout } from './layout.ts';
import { isLayout, parseLayout, setLayout } from './layout.ts';
import { parsePageSize } from './page-size.ts';
import type { ReadFilter } from './read-filter.ts';
import { readFilter } from './read-filter.ts';

/** What a table can be asked, stated once for each table at module scope; the URL is read and written by it. */
export interface TableSpec extends ConditionSpec {
  /** Columns that can be sorted by, as they are named in the URL. */
  readonly sortable: readonly string[];
  /** Order when the URL names none. */
  readonly defaultSort: readonly SortKey[];
  /** Filters by name: the values they may take, or 'text' where any text may stand (a tag, an id). */
  readonly filters: Readonly<Record<string, readonly string[] | 'text'>>;
  /** Choices of the page around the table (a tab, an as-of day, a grouping), one value each, kept while sorting and filtering. */
  readonly keeps?: Readonly<Record<string, readonly string[] | 'text'>>;
  /** What its rows can be grouped by: names of filters, whose labels and values name the groups. */
  readonly groupable?: readonly string[];
  /** Where groups of conditions can be asked, on the columns of `filters`, `ranges` and `dates`: columns of text beside them, and which columns may be empty. */
  readonly where?: { readonly texts?: readonly string[]; readonly empties?: readonly string[] };
}

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** A page is found by the row it comes after or before (keyset paging); the cursor is opaque here. */
export type TablePage = { readonly direction: 'after' | 'before'; readonly cursor: string } | null;

export interface TableQuery extends Conditions, ReadFilter {
  readonly search: string;
  readonly sort: readonly SortKey[];
  /** Only filters that are set, each with at least one value. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly page: TablePage;
  /** How many rows a page has (`PAGE_SIZES`); absent where it is left to the list. */
  readonly rows?: number;
  /** Only choices that are set; absent where the table keeps none. */
  readonly kept?: Readonly<Record<string, string>>;
  /** What the rows are grouped by, which comes before any order; absent where they are not. */
  readonly group?: string;
  /** Groups whose rows are not shown; absent where all are open. */
  readonly closed?: readonly string[];
  /** The columns a person chose; absent where nothing was chosen. */
  readonly layout?: ColumnLayout;
  /** The saved view this came from: its id, or 'all' for the list as the page makes it. It names a tab; what is shown stands in the rest. */
  readonly view?: string;
}

const MAX_SORT_KEYS = 3;
const MAX_VALUES = 50;
const MAX_TEXT = 200;
const NO_VALUE = '-';
const CURSOR = /^[\w.~-]{1,500}$/;
const VIEW = /^(all|[0-9a-f-]{36})$/;

/**
 * Reads `?q=&sort=-score,name&f.tier=top&f.tier=mid&after=...`. Whatever the table does not know (an unknown column, a value
 * that is not on the list, a damaged cursor) is left out: an old link still opens a page.
 */
export function parseTableQuery(parameters: URLSearchParams, spec: TableSpec): TableQuery {
  return parseQuery(parameters, spec, readFilter(parameters, spec));
}

/**
 * The same of an address that a page has written itself, for what it shows until the answer comes: groups of conditions are taken as they
 * stand, since judging them needs more than a browser should load.
 */
export function parseOwnQuery(parameters: URLSearchParams, spec: TableSpec): TableQuery {
  const where = ownFilter(parameters);
  return parseQuery(parameters, spec, where ? { where } : {});
}

function parseQuery(parameters: URLSearchParams, spec: TableSpec, asked: ReadFilter): TableQuery {
  const layout = parseLayout(parameters);
  const view = parameters.get('v');
  return {
    search: textOf(parameters.get('q')) ?? '',
    sort: parseSort(parameters.get('sort'), spec),
    filters: parseFilters(parameters, spec),
    ...parseConditions(parameters, spec, (parameter, name) => parseValues(parameters, parameter, spec.filters[name])),
    ...asked,
    page: parsePage(parameters),
    ...parsePageSize(parameters),
    ...(spec.keeps && { kept: parseKept(parameters, spec.keeps) }),
    ...parseGroup(parameters, spec),
    ...(isLayout(layout) && { layout }),
    ...(view !== null && VIEW.test(view) && { view }),
  };
}

/** What somebody typed, trimmed; null when nothing is left of it or it is longer than a person types. No schema: every table's page would carry the library. */
function textOf(raw: string | null): string | null {
  const text = (raw ?? '').replaceAll('\0', '').trim();
  return text === '' || text.length > MAX_TEXT ? null : text;
}

function parseKept(parameters: URLSearchParams, keeps: NonNullable<TableSpec['keeps']>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(keeps)) {
    const value = textOf(parameters.get(name));
    if (value !== null && (allowed === 'text' || allowed.includes(value))) kept[name] = value;
  }
  return kept;
}

/** `group=tier&closed=top`; a group without a value (no light yet) is closed by `closed=-`. */
function parseGroup(parameters: URLSearchParams, { groupable = [] }: TableSpec): Pick<TableQuery, 'group' | 'closed'> {
  const group = parameters.get('group') ?? '';
  if (!groupable.includes(group)) return {};
  const closed = parseValues(parameters, 'closed', 'text').map((value) => (value === NO_VALUE ? '' : value));
  return { group, ...(closed.length > 0 && { closed }) };
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
    const values = parseValues(parameters, `f.${name}`, allowed);
    if (values.length > 0) filters[name] = values;
  }
  return filters;
}

/** Values of a parameter that a filter may take, each once, in order. */
function parseValues(parameters: URLSearchParams, parameter: string, allowed: readonly string[] | 'text' | undefined): readonly string[] {
  const values = new Set<string>();
  for (const raw of parameters.getAll(parameter).slice(0, MAX_VALUES)) {
    const value = textOf(raw);
    if (value !== null && (allowed === 'text' || allowed?.includes(value))) values.add(value);
  }
  return [...values].sort();
}

function parsePage(parameters: URLSearchParams): TablePage {
  for (const direction of ['after', 'before'] as const) {
    const cursor = parameters.get(direction);
    if (cursor !== null && CURSOR.test(cursor)) return { direction, cursor };
  }
  return null;
}

/** The query as a URL's search part, "" or "?...", always in the same order and without what is the default. */
export function tableSearch(query: TableQuery, spec: TableSpec): string {
  const parameters = new URLSearchParams();
  if (query.view) parameters.set('v', query.view);
  for (const name of Object.keys(spec.keeps ?? {})) if (query.kept?.[name]) parameters.set(name, query.kept[name]);
  if (query.search) parameters.set('q', query.search);
  if (sortText(query.sort) !== sortText(spec.defaultSort)) parameters.set('sort', sortText(query.sort));
  for (const name of Object.keys(spec.filters)) for (const value of query.filters[name] ?? []) parameters.append(`f.${name}`, value);
  setConditions(parameters, spec, query);
  setFilter(parameters, query.where);
  if (query.group) parameters.set('group', query.group);
  for (const value of query.closed ?? []) parameters.append('closed', value === '' ? NO_VALUE : value);
  if (query.layout) setLayout(parameters, query.layout);
  if (query.rows !== undefined) parameters.set('rows', String(query.rows));
  if (query.page) parameters.set(query.page.direction, query.page.cursor);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

/** A question as the table reads it, without the page and the view it came from: two that ask the same are the same text. */
export function canonicalSearch(search: string, spec: TableSpec): string {
  const { view: _name, ...query } = parseTableQuery(new URLSearchParams(search), spec);
  return tableSearch({ ...query, page: null }, spec);
}

/** `sort` parameter: "-score,name". */
export function sortText(sort: readonly SortKey[]): string {
  return sort.map((key) => (key.descending ? `-${key.column}` : key.column)).join(',');
}
