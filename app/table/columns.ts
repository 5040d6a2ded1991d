import type { ColumnDef, RowData } from '@tanstack/react-table';
import { createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { TextKey } from '#app/i18n/use-text.ts';

export interface ColumnMeta {
  /** Key of the heading's text. */
  readonly header: TextKey;
  /** Name of the column in the URL's `sort`; without it the column cannot be sorted by. */
  readonly sort?: string;
  /** Numbers stand at the end of their column. */
  readonly numeric?: boolean;
  /** Shown only where somebody chose it: long texts that few need in the list. */
  readonly isExtra?: boolean;
}

/** What names a column: the id stands in the URL, and is the same for every row type. */
export interface NamedColumn {
  readonly id: string;
  readonly meta: ColumnMeta;
}

/**
 * Of the library a table needs its columns, rows and cells: sorting, filtering and paging happen in SQL, and which columns are shown, in
 * which order and which are pinned stands in the URL (`arrange`).
 */
export const features = tableFeatures({ columnMeta: metaHelper<ColumnMeta>() });
export type TableFeatureSet = typeof features;

type CellMaker<Row> = (cell: { readonly row: { readonly original: Row } }) => ReactNode;

/** A column of a DataTable. Its cell is a plain function of the row and calls no hooks; the components that it returns may. */
export type Column<Row extends RowData> = ColumnDef<TableFeatureSet, Row, unknown> & NamedColumn & { readonly cell: CellMaker<Row> };

/** The columns of a DataTable, made once at module scope with `columnsOf<Row>()`. The first of them names the row. */
export type TableColumns<Row extends RowData> = readonly Column<Row>[];

type ColumnOptions<Row extends RowData> = { readonly meta: ColumnMeta; readonly cell?: CellMaker<Row> };

interface ColumnMaker<Row extends RowData> {
  /** A column of one of the row's fields, by which it is named. Without a cell it shows the field as it is. */
  accessor(field: keyof Row & string, options: ColumnOptions<Row> & { readonly id?: string }): Column<Row>;
  /** A column of a value that is read from the row. */
  accessor(read: (row: Row) => unknown, options: ColumnOptions<Row> & { readonly id: string }): Column<Row>;
  columns(columns: readonly Column<Row>[]): TableColumns<Row>;
}

/**
 * A maker of columns: `const column = columnsOf<RosterRow>(); export const columns = column.columns([column.accessor('name',
 * { meta: { header: 'roster:column.name', sort: 'name' }, cell: ({ row }) => ... })])`.
 */
export function columnsOf<Row extends RowData>(): ColumnMaker<Row> {
  const helper = createColumnHelper<TableFeatureSet, Row>();
  return {
    accessor: (value: (keyof Row & string) | ((row: Row) => unknown), options: ColumnOptions<Row> & { readonly id?: string }) => {
      const read = typeof value === 'function' ? value : (row: Row) => row[value];
      const named = { id: options.id ?? String(value), meta: options.meta, cell: options.cell ?? (({ row }: Parameters<CellMaker<Row>>[0]) => textOf(read(row.original))) };
      return { ...helper.accessor(read, named), ...named };
    },
    columns: (columns) => columns,
  };
}

function textOf(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

export interface ColumnName {
  readonly id: string;
  readonly header: TextKey;
}

/** The columns that are shown only where they were chosen. */
export function extrasOf(columns: readonly NamedColumn[]): readonly string[] {
  return columns.filter(({ meta }) => meta.isExtra).map(({ id }) => id);
}

/** Ids and headings of a page's columns, in the page's own order; the ids are what stands in the URL. */
export function namesOfColumns(columns: readonly NamedColumn[]): readonly ColumnName[] {
  return columns.map(({ id, meta }) => ({ id, header: meta.header }));
}
