import { Link } from '@remix-run/react';
import type { Row as TableRow, RowData } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { useMemo } from 'react';
import type { Column, ColumnMeta, TableFeatureSet } from './columns.ts';
import type { CellOf, LeadColumn } from './data-table.tsx';
import { breadthOf } from './row-window.ts';

/** A column as the table shows it. */
export interface ShownColumn<Row extends RowData> {
  readonly id: string;
  readonly meta: ColumnMeta;
  readonly cell: Column<Row>['cell'];
  /** Names the row. */
  readonly isName: boolean;
  readonly pin: number | undefined;
  readonly className: string | undefined;
}

/** What the cells of every row of a table are made of. */
export interface LineCells<Row extends RowData> {
  readonly columns: readonly ShownColumn<Row>[];
  readonly lead: LeadColumn<Row> | undefined;
  readonly around: ((cell: CellOf<Row>) => ReactNode) | undefined;
  readonly rowLink: ((row: Row) => string) | undefined;
}

type Line<Row extends RowData> = TableRow<TableFeatureSet, Row>;

interface TableLineProps<Row extends RowData> {
  readonly cells: LineCells<Row>;
  readonly row: Line<Row>;
  /** Its place in a table of which only a part is drawn. */
  readonly place: number | undefined;
  readonly isSelected: boolean;
  readonly onOpen: (event: MouseEvent<HTMLTableRowElement>, row: Row) => void;
}

/** A row. */
export function TableLine<Row extends RowData>({ row, place, isSelected, onOpen, cells }: TableLineProps<Row>) {
  const { columns, lead, rowLink } = cells;
  return (
    <tr
      data-row={row.id} data-index={place} aria-rowindex={place === undefined ? undefined : place + 2}
      onClick={rowLink ? (event) => onOpen(event, row.original) : undefined} className={rowLink ? 'cursor-pointer' : undefined} data-state={isSelected ? 'selected' : undefined}
    >
      {lead ? <td className="lead" data-pin="0">{lead.cell(row.original)}</td> : null}
      {columns.map((column) => {
        const { id, isName, pin, className } = column;
        const content = contentOf(column, row, cells);
        return isName ? <th key={id} scope="row" data-pin={pin} className={className}>{content}</th> : <td key={id} data-pin={pin} className={className}>{content}</td>;
      })}
    </tr>
  );
}

/** So many of the broadest values of each column decide how wide it is: two or three letters of a badge may be broader than five of a word. */
const MOST_WIDTH_LINES = 6;

/** Collapsed rows that hold what is broadest in each column on the whole page, so that columns do not change their width with the rows that scroll into view. */
export function WidthLines<Row extends RowData>({ lines, cells }: { readonly lines: readonly Line<Row>[]; readonly cells: LineCells<Row> }) {
  const ids = cells.columns.map(({ id }) => id).join(' ');
  const found = useMemo(() => new Map(ids.split(' ').map((id) => [id, broadestOf(lines, id)])), [lines, ids]);
  return (
    <tbody>
      {Array.from({ length: Math.max(...[...found.values()].map((each) => each.length)) }, (_, place) => (
        <tr key={place} aria-hidden="true" className="width-line">
          {cells.lead ? <td className="lead" aria-hidden="true" /> : null}
          {cells.columns.map((column) => {
            const line = found.get(column.id)?.[place];
            return <td key={column.id} className={column.className}>{line ? contentOf(column, line, cells) : null}</td>;
          })}
        </tr>
      ))}
    </tbody>
  );
}

function contentOf<Row extends RowData>({ id, meta, cell, isName }: ShownColumn<Row>, row: Line<Row>, { around, rowLink }: Pick<LineCells<Row>, 'around' | 'rowLink'>): ReactNode {
  const own = cell({ row });
  const named = isName && rowLink ? <Link to={rowLink(row.original)} prefetch="intent" className="row-link">{own}</Link> : own;
  return around ? around({ row: row.original, columnId: id, meta, content: named }) : named;
}

/** Lines with different values in a column, the broadest first. */
function broadestOf<Row extends RowData>(lines: readonly Line<Row>[], columnId: string): readonly Line<Row>[] {
  const byValue = new Map<string, { readonly line: Line<Row>; readonly breadth: number }>();
  for (const line of lines) {
    const value = line.getValue(columnId);
    const key = JSON.stringify(value) ?? '';
    if (!byValue.has(key)) byValue.set(key, { line, breadth: breadthOf(value) });
  }
  return [...byValue.values()].sort((a, b) => b.breadth - a.breadth).slice(0, MOST_WIDTH_LINES).map(({ line }) => line);
}
