import { useNavigate } from '@remix-run/react';
import type { RowData } from '@tanstack/react-table';
import { useTable } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { useMemo } from 'react';
import { useRootData } from '#app/components/root-data.ts';
import { cx } from '#app/ui/class-names.ts';
import { Table } from '#app/ui/table.tsx';
import type { ColumnMeta, TableColumns } from './columns.ts';
import { extrasOf, features } from './columns.ts';
import type { TableGrouping } from './group-row.tsx';
import { HeaderCell } from './header-cell.tsx';
import { arrange } from './layout.ts';
import type { LineCells, ShownColumn } from './table-line.tsx';
import { WidthLines } from './table-line.tsx';
import { TableRows } from './table-rows.tsx';
import { tableItems } from './table-items.ts';
import type { EmptyKind } from './table-empty.tsx';
import { TableEmpty } from './table-empty.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { tableSearch } from './url-state.ts';
import { useAskedQuery, useBusy, useLayout } from './use-layout.ts';
import { MAX_PINS, usePins } from './use-pins.ts';
import { useRowWindow } from './use-row-window.tsx';
import { WindowNote } from './window-note.tsx';

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
  readonly rows: readonly Row[];
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
  /** Headings of groups between the rows; null while they are not grouped. */
  readonly grouping?: TableGrouping<Row> | null;
  /** Why there are no rows, when there are none. */
  readonly empty?: EmptyKind;
  /** Texts of the empty state that say more than the general ones. */
  readonly emptyTitle?: ReactNode;
  readonly emptyText?: ReactNode;
  readonly emptyAction?: ReactNode;
}

/** Heights of rows of one line before they can be measured, in pixels (table.css). */
const ROW_HEIGHTS = { compact: 33, regular: 39.5, roomy: 48 } as const;

/** The one data table: rows of a page that SQL has sorted, filtered and cut, with headers that sort and rows that open. Of a long page only what is in view is drawn. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowLink, query, spec, lead, cell: around, isSelected, totals, grouping = null, empty = 'none', emptyTitle, emptyText, emptyAction } = props;
  const { density } = useRootData();
  const layout = useLayout(query);
  // What is pressed in the table adds to what was asked last, also while that is on its way.
  const asked = useAskedQuery(query, spec);
  const { shown, pinned, widths } = useMemo(() => arrange(layout, columns.map(({ id }) => id), extrasOf(columns)), [layout, columns]);
  const table = useTable({ features, columns, data: rows, getRowId: rowKey });
  const busy = useBusy();
  const navigate = useNavigate();
  const pins = usePins(`${lead ? 'lead ' : ''}${shown.join(' ')}|${pinned.length}`);
  const answer = answerOf(query, spec);
  const lines = table.getRowModel().rows;
  const items = useMemo(() => tableItems(lines, grouping, query.closed ?? []), [lines, grouping, query.closed]);
  const keys = useMemo(() => items.map(({ key }) => key), [items]);
  const headings = useMemo(() => items.flatMap(({ line }, index) => (line === null ? [index] : [])), [items]);
  const { isLong, window, keeper } = useRowWindow({ keys, headings, answer, table: pins, rowHeight: ROW_HEIGHTS[density] });
  const open = (event: MouseEvent<HTMLTableRowElement>, row: Row) => {
    const onControl = event.target instanceof Element && event.target.closest('a, button, input, select, textarea, label, summary, [role="menuitem"], [contenteditable]');
    const marking = getSelection()?.isCollapsed === false;
    if (rowLink && !onControl && !marking && !event.defaultPrevented) navigate(rowLink(row));
  };
  if (items.length === 0) return <TableEmpty kind={empty} query={query} spec={spec} title={emptyTitle} action={emptyAction}>{emptyText}</TableEmpty>;
  const headed: readonly ShownColumn<Row>[] = shown.flatMap((id) => columns.filter((column) => column.id === id)).map(({ id, meta, cell }) => ({
    id, meta, cell, isName: id === columns[0]?.id, pin: pinAt(pinned.indexOf(id), lead ? 1 : 0), className: cx(meta.numeric && 'num', widths[id] !== undefined && 'sized') || undefined,
  }));
  const cells: LineCells<Row> = { columns: headed, lead, around, rowLink };
  return (
    <>
      <Table label={label} tall windowed={isLong} rowCount={isLong ? items.length + (totals ? 2 : 1) : null} busy={busy} density={density} tableRef={pins}>
        <colgroup>
          {lead ? <col className="lead" /> : null}
          {shown.map((id) => <col key={id} data-column={id} width={widths[id]} />)}
        </colgroup>
        <thead>
          <tr aria-rowindex={isLong ? 1 : undefined}>
            {lead ? <th scope="col" className="lead" data-pin="0">{lead.header}</th> : null}
            {headed.map(({ id, meta, pin }) => <HeaderCell key={id} id={id} meta={meta} pin={pin} layout={layout} query={query} asked={asked} spec={spec} />)}
          </tr>
        </thead>
        {isLong ? <WidthLines lines={lines} cells={cells} /> : null}
        <TableRows
          items={items} isLong={isLong} window={window} answer={answer} grouping={grouping} cells={cells} busy={busy} asked={asked} spec={spec} isSelected={isSelected} onOpen={open}
        />
        {totals ? (
          <tfoot key={answer}>
            <tr aria-rowindex={isLong ? items.length + 2 : undefined}>
              {lead ? <td className="lead" data-pin="0">{lead.footer}</td> : null}
              {headed.map(({ id, isName, pin, className }) => (
                isName ? <th key={id} scope="row" data-pin={pin} className={className}>{totals[id]}</th> : <td key={id} data-pin={pin} className={className}>{totals[id]}</td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </Table>
      {keeper}
      {isLong ? <WindowNote query={query} spec={spec} /> : null}
    </>
  );
}

/**
 * What the rows are an answer to. Rows of another order, selection or page are other elements: moved ones would be pushed about under
 * the eyes of the reader, who was not touching anything any more when a slow answer came (layout shift).
 */
function answerOf({ layout: _columns, view: _tab, closed: _groups, ...asked }: TableQuery, spec: TableSpec): string {
  return tableSearch(asked, spec);
}

/** The place of a pinned column from the start of the table, the leading one included. */
function pinAt(index: number, leading: number): number | undefined {
  return index < 0 || index + leading >= MAX_PINS ? undefined : index + leading;
}
