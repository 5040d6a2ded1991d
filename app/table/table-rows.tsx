import type { Row as TableRow, RowData } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { ROW_GAP } from '#app/components/next-row.ts';
import type { TableFeatureSet } from './columns.ts';
import type { TableGrouping } from './group-row.tsx';
import { GroupRow } from './group-row.tsx';
import type { RowWindow } from './row-window.ts';
import { drawnRows } from './row-window.ts';
import type { SectionOfItem, TableItem } from './table-items.ts';
import type { LineCells } from './table-line.tsx';
import { TableLine } from './table-line.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';

type Line<Row extends RowData> = TableRow<TableFeatureSet, Row>;

interface TableRowsProps<Row extends RowData> {
  readonly items: readonly TableItem<Line<Row>>[];
  /** Whether they say where they stand: of a long table only some may be drawn. */
  readonly isLong: boolean;
  /** Which of them are drawn; null for all. */
  readonly window: RowWindow | null;
  readonly answer: string;
  readonly grouping: TableGrouping<Row> | null;
  readonly cells: LineCells<Row>;
  readonly busy: boolean;
  /** What groups that are opened and closed are added to. */
  readonly asked: TableQuery;
  readonly spec: TableSpec;
  readonly isSelected: ((row: Row) => boolean) | undefined;
  readonly onOpen: (event: MouseEvent<HTMLTableRowElement>, row: Row) => void;
}

/** The bodies of a table: one, or one for each group, with gaps in the place of rows that are not drawn. */
export function TableRows<Row extends RowData>({ items, isLong, window, answer, grouping, cells, busy, asked, spec, isSelected, onOpen }: TableRowsProps<Row>) {
  const drawn = window ? drawnRows(window, items.length) : null;
  const rows = drawn ? drawn.rows : items.map((_item, index) => ({ index, gapBefore: 0 }));
  const span = cells.columns.length + (cells.lead ? 1 : 0);
  const bodies: { readonly section: SectionOfItem | null; readonly content: ReactNode[] }[] = [];
  for (const { index, gapBefore } of rows) {
    const item = items[index];
    if (!item) continue;
    const place = isLong ? index : undefined;
    // Headings are always drawn, so every body begins where its group does; what is left out of a group is a gap in its own body.
    if (gapBefore > 0 && item.line === null) bodies.at(-1)?.content.push(<Gap key={`before ${item.key} ${gapBefore}`} height={gapBefore} span={span} />);
    if (bodies.length === 0 || bodies.at(-1)?.section !== item.section) bodies.push({ section: item.section, content: [] });
    const content = bodies.at(-1)?.content;
    if (gapBefore > 0 && item.line !== null) content?.push(<Gap key={`before ${item.key} ${gapBefore}`} height={gapBefore} span={span} />);
    if (item.line) content?.push(<TableLine key={item.key} row={item.line} place={place} isSelected={isSelected?.(item.line.original) === true} onOpen={onOpen} cells={cells} />);
    else if (item.section && grouping) {
      const { group, isClosed } = item.section;
      content?.push(
        <GroupRow
          key={item.key} place={place} group={group} name={grouping.nameOf(group.value)} isClosed={isClosed} totals={grouping.totalsOf(group.value)} hasLead={cells.lead !== undefined}
          columns={cells.columns} asked={asked} spec={spec}
        />,
      );
    }
  }
  if (drawn && drawn.gapAfter > 0) bodies.at(-1)?.content.push(<Gap key={`after ${drawn.gapAfter}`} height={drawn.gapAfter} span={span} />);
  return (
    <>
      {bodies.map(({ section, content }) => (
        <tbody key={section ? `${answer} ${section.closedBefore} ${section.group.value}` : answer} className={busy ? 'opacity-60' : undefined}>{content}</tbody>
      ))}
    </>
  );
}

/** As high as the rows that are not drawn there; another height is another gap, not one that has moved. The height is an attribute, as the content policy allows no style in the document. */
function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  return <tr aria-hidden="true" className={ROW_GAP}><td colSpan={span} height={height} aria-hidden="true" /></tr>;
}
