import type { TableGrouping } from './group-row.tsx';
import type { RowGroup } from './groups.ts';
import { sectionsOf } from './groups.ts';

/** A line of a table's body: a row, or the heading of a group. */
export interface TableItem<Line> {
  readonly key: string;
  /** Null for a heading. */
  readonly line: Line | null;
  /** The body it stands in; null where rows are not grouped. */
  readonly section: SectionOfItem | null;
}

export interface SectionOfItem {
  readonly group: RowGroup;
  readonly isClosed: boolean;
  readonly closedBefore: number;
}

/** The lines of a table's body, one under the other. */
export function tableItems<Row, Line extends { readonly id: string; readonly original: Row }>(lines: readonly Line[], grouping: TableGrouping<Row> | null, closed: readonly string[]): readonly TableItem<Line>[] {
  if (grouping === null) return lines.map((line) => ({ key: line.id, line, section: null }));
  return sectionsOf(grouping.groups, lines, (line) => grouping.groupOf(line.original), closed).flatMap(({ group, isClosed, closedBefore, rows }) => {
    const section = { group, isClosed, closedBefore };
    return [{ key: `group ${group.value}`, line: null, section }, ...rows.map((line) => ({ key: line.id, line, section }))];
  });
}
