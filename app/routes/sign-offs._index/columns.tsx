import type { SignOffRow } from '#db/queries/sign-off-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { SignOffBadge } from '#app/components/sign-off-badge.tsx';
import { SEATS } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import { Badge } from '#app/ui/badge.tsx';

type Row = SignOffRow & { readonly overdue: boolean };
const column = columnsOf<Row>();

export const columns = column.columns([
  column.accessor('kind', { meta: { header: 'payments:signOff.kindColumn' }, cell: ({ row }) => <Kind row={row.original} /> }),
  column.accessor('kolName', { meta: { header: 'payments:signOff.subject' }, cell: ({ row }) => <>{[row.original.kolName, row.original.campaignName].filter(Boolean).join(' · ') || <Dash />}</> }),
  column.accessor('amountMinor', {
    meta: { header: 'payments:column.amount', numeric: true },
    cell: ({ row }) => (row.original.currency === null ? <Dash /> : <MoneyText minor={row.original.amountMinor} currency={row.original.currency} />),
  }),
  column.accessor('status', { meta: { header: 'payments:column.status' }, cell: ({ row }) => <SignOffBadge status={row.original.status} overdue={row.original.overdue} /> }),
  column.accessor('seats', { meta: { header: 'payments:signOff.seats' }, cell: ({ row }) => <Seats row={row.original} /> }),
  column.accessor('requestedByName', { meta: { header: 'payments:column.requested' }, cell: ({ row }) => <>{row.original.requestedByName}</> }),
  column.accessor('deadlineAt', { meta: { header: 'payments:signOff.deadline' }, cell: ({ row }) => <InstantText at={row.original.deadlineAt} /> }),
]);

function Kind({ row }: { readonly row: Row }) {
  const t = useText('payments');
  return <>{t(`signOff.kind.${row.kind}`)}</>;
}

function Seats({ row }: { readonly row: Row }) {
  const td = useText('domain');
  return (
    <span className="inline-flex flex-wrap gap-1">
      {SEATS.map((seat) => <Badge key={seat} tone={row.seats.includes(seat) ? 'green' : 'neutral'} icon={row.seats.includes(seat) ? 'check' : 'clock'}>{td(`seat.${seat}`)}</Badge>)}
    </span>
  );
}
