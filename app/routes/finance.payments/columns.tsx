import type { PaymentRow } from '#db/queries/finance-payments.server.ts';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';

const column = columnsOf<PaymentRow>();

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'payments:column.kol' } }),
  column.accessor('campaignName', { meta: { header: 'payments:column.campaign' } }),
  column.accessor('stage', { meta: { header: 'payments:column.stage' }, cell: ({ row }) => <Stage row={row.original} /> }),
  column.accessor('status', { meta: { header: 'payments:column.status' }, cell: ({ row }) => <StatusBadge kind="payment" status={row.original.status} /> }),
  column.accessor('amountMinor', { meta: { header: 'payments:column.amount', numeric: true }, cell: ({ row }) => <MoneyText minor={row.original.amountMinor} currency={row.original.currency} /> }),
  column.accessor('requestedBy', { meta: { header: 'payments:column.requested' }, cell: ({ row }) => <Who name={row.original.requestedBy} at={row.original.requestedAt} /> }),
  column.accessor('approvedBy', { meta: { header: 'payments:column.approved' }, cell: ({ row }) => <Who name={row.original.approvedBy} at={row.original.approvedAt} /> }),
  column.accessor('paidOn', { meta: { header: 'payments:column.paidOn' }, cell: ({ row }) => <DayText day={row.original.paidOn} /> }),
]);

function Stage({ row }: { readonly row: PaymentRow }) {
  const td = useText('domain');
  return <span className="whitespace-nowrap">{td(`paymentStage.${row.stage}`)}</span>;
}

function Who({ name, at }: { readonly name: string | null; readonly at: Date | null }) {
  if (name === null) return <Dash />;
  return <span className="flex flex-col"><span>{name}</span><span className="text-muted text-[0.857rem]"><InstantText at={at} dateOnly /></span></span>;
}
