import type { RowData, TableOptions } from '@tanstack/react-table';
import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
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
 * Sorting, filtering and paging happen in SQL, their state stands in the URL, so a table needs none of the library's
 * features: only its columns and cells.
 */
export const features = tableFeatures({ columnMeta: metaHelper<ColumnMeta>() });
export type TableFeatureSet = typeof features;

/** The columns of a DataTable, made once at module scope with `columnsOf<Row>()`. */
export type TableColumns<Row extends RowData> = TableOptions<TableFeatureSet, Row>['columns'];

/**
 * A maker of columns: `const column = columnsOf<RosterRow>(); export const columns = column.columns([column.accessor('name',
 * { meta: { header: 'roster:column.name', sort: 'name' }, cell: ({ row }) => ... })])`. A cell is a component and may use hooks.
 */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<TableFeatureSet, Row>();
}
