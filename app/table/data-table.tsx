import { Link, useLocation, useNavigate, useNavigation } from '@remix-run/react';
import type { Header, RowData } from '@tanstack/react-table';
import { useTable } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { useAnyText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import { Table } from '#app/ui/table.tsx';
import type { ColumnMeta, TableColumns, TableFeatureSet } from './columns.ts';
import { features } from './columns.ts';
import { SortHeader } from './sort-header.tsx';
import type { EmptyKind } from './table-empty.tsx';
import { TableEmpty } from './table-empty.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';

interface DataTableProps<Row extends RowData> {
  readonly label: string;
  readonly columns: TableColumns<Row>;
  readonly rows: Row[];
  readonly rowKey: (row: Row) => string;
  /** The page of a row: its first cell becomes the link, and a click anywhere in the row follows it. */
  readonly rowLink?: (row: Row) => string;
  readonly query: TableQuery;
  readonly spec: TableSpec;
  /** Totals by column id, in the row under the table. They are of all matching rows, not of the page. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
  /** Why there are no rows, when there are none. */
  readonly empty?: EmptyKind;
  /** Texts of the empty state that say more than the general ones. */
  readonly emptyTitle?: ReactNode;
  readonly emptyText?: ReactNode;
  readonly emptyAction?: ReactNode;
}

/** The one data table: rows of a page that SQL has sorted, filtered and cut, with headers that sort and rows that open. */
export function DataTable<Row extends RowData>({ label, columns, rows, rowKey, rowLink, query, spec, totals, empty = 'none', emptyTitle, emptyText, emptyAction }: DataTableProps<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowKey });
  const busy = useBusy();
  const navigate = useNavigate();
  const open = (event: MouseEvent<HTMLTableRowElement>, row: Row) => {
    const onControl = event.target instanceof Element && event.target.closest('a, button, input, select, label, summary, [role="menuitem"]');
    const marking = window.getSelection()?.isCollapsed === false;
    if (rowLink && !onControl && !marking && !event.defaultPrevented) navigate(rowLink(row));
  };
  if (rows.length === 0) return <TableEmpty kind={empty} query={query} spec={spec} title={emptyTitle} action={emptyAction}>{emptyText}</TableEmpty>;
  return (
    <Table label={label} stickyFirst tall busy={busy}>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>{group.headers.map((header) => <HeaderCell key={header.id} header={header} query={query} spec={spec} />)}</tr>
        ))}
      </thead>
      <tbody className={busy ? 'opacity-60' : undefined}>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} onClick={rowLink ? (event) => open(event, row.original) : undefined} className={rowLink ? 'cursor-pointer' : undefined}>
            {row.getAllCells().map((cell, index) => {
              const content = <table.FlexRender cell={cell} />;
              if (index > 0) return <td key={cell.id} className={metaOf(cell.column.columnDef.meta).numeric ? 'num' : undefined}>{content}</td>;
              return (
                <th key={cell.id} scope="row">
                  {rowLink ? <Link to={rowLink(row.original)} prefetch="intent" className="inline-flex items-center min-h-7 hover:underline">{content}</Link> : content}
                </th>
              );
            })}
          </tr>
        ))}
      </tbody>
      {totals ? (
        <tfoot>
          <tr>
            {table.getAllLeafColumns().map((column, index) => {
              const className = metaOf(column.columnDef.meta).numeric ? 'num' : undefined;
              return index === 0 ? <th key={column.id} scope="row">{totals[column.id]}</th> : <td key={column.id} className={className}>{totals[column.id]}</td>;
            })}
          </tr>
        </tfoot>
      ) : null}
    </Table>
  );
}

interface HeaderCellProps<Row extends RowData> {
  readonly header: Header<TableFeatureSet, Row, unknown>;
  readonly query: TableQuery;
  readonly spec: TableSpec;
}

function HeaderCell<Row extends RowData>({ header, query, spec }: HeaderCellProps<Row>) {
  const text = useAnyText();
  const meta = metaOf(header.column.columnDef.meta);
  const name = text(meta.header);
  const place = meta.sort === undefined ? -1 : query.sort.findIndex((key) => key.column === meta.sort);
  const sorted = query.sort[place];
  return (
    <th scope="col" className={cx(meta.numeric && 'num')} aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}>
      {meta.sort === undefined ? name : <SortHeader name={name} column={meta.sort} place={place} query={query} spec={spec} />}
    </th>
  );
}

/** Every column of ours carries its meta; a column made without the helper has a heading that says so. */
function metaOf(meta: ColumnMeta | undefined): ColumnMeta {
  return meta ?? { header: 'common:state.unknown' };
}

/** True while the same page is being loaded with another query. */
function useBusy(): boolean {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  return navigation.state === 'loading' && navigation.location.pathname === pathname;
}
