import { Link, useNavigate } from '@remix-run/react';
import type { RowData } from '@tanstack/react-table';
import { useTable } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { useMemo } from 'react';
import { useRootData } from '#app/components/root-data.ts';
import { cx } from '#app/ui/class-names.ts';
import { Table } from '#app/ui/table.tsx';
import type { ColumnMeta, TableColumns } from './columns.ts';
import { features, metaOf, namesOfColumns } from './columns.ts';
import { HeaderCell } from './header-cell.tsx';
import { arrange } from './layout.ts';
import type { EmptyKind } from './table-empty.tsx';
import { TableEmpty } from './table-empty.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { useBusy, useLayout } from './use-layout.ts';
import { MAX_PINS, usePins } from './use-pins.ts';

/** A narrow column before all others, always in view and no part of the column menu: a tick to select the row, a drag handle. */
export interface LeadColumn<Row> {
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** In the row of totals. */
  readonly footer?: ReactNode;
}

/** What a page may put around the content of a cell, by its column: an editor, a mark. */
export interface CellOf<Row> {
  readonly row: Row;
  readonly columnId: string;
  readonly meta: ColumnMeta;
  readonly content: ReactNode;
}

interface DataTableProps<Row extends RowData> {
  readonly label: string;
  readonly columns: TableColumns<Row>;
  readonly rows: Row[];
  readonly rowKey: (row: Row) => string;
  /** The page of a row: the cell of its first column becomes the link, and a click anywhere in the row follows it. */
  readonly rowLink?: (row: Row) => string;
  readonly query: TableQuery;
  readonly spec: TableSpec;
  readonly lead?: LeadColumn<Row>;
  readonly cell?: (cell: CellOf<Row>) => ReactNode;
  /** Rows that are marked as chosen. */
  readonly isSelected?: (row: Row) => boolean;
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
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowLink, query, spec, lead, cell: around, isSelected, totals, empty = 'none', emptyTitle, emptyText, emptyAction } = props;
  const { density } = useRootData();
  const layout = useLayout(query);
  const ids = useMemo(() => namesOfColumns(columns).map(({ id }) => id), [columns]);
  const { shown, pinned, hidden, widths } = useMemo(() => arrange(layout, ids), [layout, ids]);
  const state = useMemo(() => ({
    columnOrder: [...shown], columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])), columnPinning: { start: [...pinned], end: [] },
  }), [shown, hidden, pinned]);
  const table = useTable({ features, columns, data: rows, getRowId: rowKey, state });
  const busy = useBusy();
  const navigate = useNavigate();
  const pins = usePins(`${lead ? 'lead ' : ''}${shown.join(' ')}|${pinned.length}`);
  const open = (event: MouseEvent<HTMLTableRowElement>, row: Row) => {
    const onControl = event.target instanceof Element && event.target.closest('a, button, input, select, textarea, label, summary, [role="menuitem"], [contenteditable]');
    const marking = window.getSelection()?.isCollapsed === false;
    if (rowLink && !onControl && !marking && !event.defaultPrevented) navigate(rowLink(row));
  };
  if (rows.length === 0) return <TableEmpty kind={empty} query={query} spec={spec} title={emptyTitle} action={emptyAction}>{emptyText}</TableEmpty>;
  const leading = lead ? 1 : 0;
  const pinOf = (id: string) => pinAt(pinned.indexOf(id), leading);
  const look = (id: string, meta: ColumnMeta) => cx(meta.numeric && 'num', widths[id] !== undefined && 'sized') || undefined;
  return (
    <Table label={label} tall busy={busy} density={density} tableRef={pins}>
      <colgroup>
        {lead ? <col className="lead" /> : null}
        {shown.map((id) => <col key={id} data-column={id} width={widths[id]} />)}
      </colgroup>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {lead ? <th scope="col" className="lead" data-pin="0">{lead.header}</th> : null}
            {group.headers.map((header) => (
              <HeaderCell key={header.id} id={header.column.id} meta={metaOf(header.column.columnDef.meta)} pin={pinOf(header.column.id)} layout={layout} query={query} spec={spec} />
            ))}
          </tr>
        ))}
      </thead>
      <tbody className={busy ? 'opacity-60' : undefined}>
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id} onClick={rowLink ? (event) => open(event, row.original) : undefined} className={rowLink ? 'cursor-pointer' : undefined}
            data-state={isSelected?.(row.original) ? 'selected' : undefined}
          >
            {lead ? <td className="lead" data-pin="0">{lead.cell(row.original)}</td> : null}
            {row.getVisibleCells().map((cell) => {
              const { id } = cell.column;
              const meta = metaOf(cell.column.columnDef.meta);
              const own = <table.FlexRender cell={cell} />;
              const named = id === ids[0] && rowLink ? <Link to={rowLink(row.original)} prefetch="intent" className="row-link">{own}</Link> : own;
              const content = around ? around({ row: row.original, columnId: id, meta, content: named }) : named;
              if (id !== ids[0]) return <td key={cell.id} data-pin={pinOf(id)} className={look(id, meta)}>{content}</td>;
              return <th key={cell.id} scope="row" data-pin={pinOf(id)} className={look(id, meta)}>{content}</th>;
            })}
          </tr>
        ))}
      </tbody>
      {totals ? (
        <tfoot>
          <tr>
            {lead ? <td className="lead" data-pin="0">{lead.footer}</td> : null}
            {table.getVisibleLeafColumns().map(({ id, columnDef }) => {
              const className = look(id, metaOf(columnDef.meta));
              return id === ids[0] ? <th key={id} scope="row" data-pin={pinOf(id)} className={className}>{totals[id]}</th> : <td key={id} data-pin={pinOf(id)} className={className}>{totals[id]}</td>;
            })}
          </tr>
        </tfoot>
      ) : null}
    </Table>
  );
}

/** The place of a pinned column from the start of the table, the leading one included. */
function pinAt(index: number, leading: number): number | undefined {
  return index < 0 || index + leading >= MAX_PINS ? undefined : index + leading;
}
