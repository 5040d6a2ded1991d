import type { RowData, TableOptions } from '@tanstack/react-table';
import { columnOrderingFeature, columnPinningFeature, columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { TextKey } from '#app/i18n/use-text.ts';

export interface ColumnMeta {
  /** Key of the heading's text. */
  readonly header: TextKey;
  /** Name of the column in the URL's `sort`; without it the column cannot be sorted by. */
  readonly sort?: string;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
}

/**
 * Sorting, filtering and paging happen in SQL; of the library a table needs its columns and cells, and which columns are shown,
 * in which order, and which are pinned. The state of all of it stands in the URL.
 */
export const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnPinningFeature, columnMeta: metaHelper<ColumnMeta>() });
export type TableFeatureSet = typeof features;

/** The columns of a DataTable, made once at module scope with `columnsOf<Row>()`. The first of them names the row. */
export type TableColumns<Row extends RowData> = TableOptions<TableFeatureSet, Row>['columns'];

/**
 * A maker of columns: `const column = columnsOf<RosterRow>(); export const columns = column.columns([column.accessor('name',
 * { meta: { header: 'roster:column.name', sort: 'name' }, cell: ({ row }) => ... })])`. A cell is a component and may use hooks.
 */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<TableFeatureSet, Row>();
}

/** Every column of ours carries its meta; a column made without the helper has a heading that says so. */
export function metaOf(meta: ColumnMeta | undefined): ColumnMeta {
  return meta ?? { header: 'common:state.unknown' };
}

export interface ColumnName {
  readonly id: string;
  readonly header: TextKey;
}

/** Ids and headings of a page's columns, in the page's own order; the ids are what stands in the URL. */
export function namesOfColumns(columns: readonly NamedColumn[]): readonly ColumnName[] {
  return columns.map((column) => ({ id: idOf(column), header: metaOf(column.meta).header }));
}

/** As the library names a column: its id, else its key with dots turned into underscores. */
function idOf(column: NamedColumn): string {
  return column.id ?? String(column.accessorKey).replaceAll('.', '_');
}

/** What of a column's definition names it; the columns of any row have it. */
export interface NamedColumn {
  readonly id?: string;
  readonly accessorKey?: unknown;
  readonly meta?: ColumnMeta;
}
