import { useAnyText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import type { ColumnMeta } from './columns.ts';
import type { ColumnLayout } from './layout.ts';
import { resizeColumn } from './layout.ts';
import { ResizeHandle } from './resize-handle.tsx';
import { SortHeader } from './sort-header.tsx';
import type { TableQuery, TableSpec } from './url-state.ts';
import { useChangeLayout } from './use-layout.ts';

interface HeaderCellProps {
  readonly id: string;
  readonly meta: ColumnMeta;
  /** Its place among the pinned columns; undefined for one that scrolls. */
  readonly pin: number | undefined;
  readonly layout: ColumnLayout;
  /** What the rows are in the order of. */
  readonly query: TableQuery;
  /** What was asked last: the rows may still be on their way. */
  readonly asked: TableQuery;
  readonly spec: TableSpec;
}

/** A column's heading: sorts where it can, and carries the edge that sets the width. */
export function HeaderCell({ id, meta, pin, layout, query, asked, spec }: HeaderCellProps) {
  const text = useAnyText();
  const change = useChangeLayout(asked, spec);
  const name = text(meta.header);
  const width = layout.widths[id] ?? null;
  const place = meta.sort === undefined ? -1 : query.sort.findIndex((key) => key.column === meta.sort);
  const sorted = query.sort[place];
  return (
    <th scope="col" data-pin={pin} className={cx(meta.numeric && 'num', width !== null && 'sized')} aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : undefined}>
      {meta.sort === undefined ? <span className="head-name">{name}</span> : <SortHeader name={name} column={meta.sort} place={place} query={query} asked={asked} spec={spec} />}
      <svg className="col-strut" width={width ?? undefined} height={0} aria-hidden="true" />
      <ResizeHandle name={name} columnId={id} width={width} onResize={(next) => change(resizeColumn(layout, id, next))} />
    </th>
  );
}
