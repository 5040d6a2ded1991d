import { InstantText } from '#app/components/date-text.tsx';
import { DisputeBadge, FigureValue, useFigureName } from '#app/components/dispute-badge.tsx';
import type { DisputeView } from '#app/lib/dispute-view.server.ts';
import { columnsOf } from '#app/table/columns.ts';

const column = columnsOf<DisputeView>();

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'scorecard:column.kol' }, cell: ({ row }) => <>{row.original.kolName}</> }),
  column.accessor('campaignName', { meta: { header: 'scorecard:column.campaign' }, cell: ({ row }) => <>{row.original.campaignName}</> }),
  column.accessor('figure', { meta: { header: 'scorecard:dispute.figure' }, cell: ({ row }) => <FigureName row={row.original} /> }),
  column.accessor('shownValue', { meta: { header: 'scorecard:dispute.shown', numeric: true }, cell: ({ row }) => <FigureValue figure={row.original.figure} value={row.original.shownValue} withheld={row.original.withheld} /> }),
  column.accessor('reason', { meta: { header: 'scorecard:dispute.reason' }, cell: ({ row }) => <span className="line-clamp-2 max-w-96">{row.original.reason}</span> }),
  column.accessor('status', { meta: { header: 'scorecard:dispute.state' }, cell: ({ row }) => <DisputeBadge status={row.original.status} overdue={row.original.isOverdue} /> }),
  column.accessor('openedByName', { meta: { header: 'scorecard:dispute.by' }, cell: ({ row }) => <>{row.original.openedByName}</> }),
  column.accessor('dueAt', { meta: { header: 'scorecard:dispute.due' }, cell: ({ row }) => <InstantText at={row.original.dueAt} /> }),
]);

function FigureName({ row }: { readonly row: DisputeView }) {
  const nameOf = useFigureName();
  return <>{nameOf(row.figure)}</>;
}
