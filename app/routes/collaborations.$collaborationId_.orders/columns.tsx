import type { CreditedOrderRow } from '#db/queries/order-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';
import { Badge } from '#app/ui/badge.tsx';

export const creditedOrdersSpec: TableSpec = { sortable: [], defaultSort: [], filters: {}, keeps: { model: 'text', from: 'text', through: 'text' } };

const column = columnsOf<CreditedOrderRow>();

export const columns = column.columns([
  column.accessor('orderId', { meta: { header: 'collaboration:orders.order' }, cell: ({ row }) => <span>{row.original.orderId} <span className="text-muted font-normal">{row.original.shop}</span></span> }),
  column.accessor('placedAt', { meta: { header: 'collaboration:orders.placedAt' }, cell: ({ row }) => <InstantText at={row.original.placedAt} /> }),
  column.accessor('method', { meta: { header: 'collaboration:orders.method' }, cell: ({ row }) => <Method method={row.original.method} /> }),
  column.accessor('status', { meta: { header: 'collaboration:orders.status' }, cell: ({ row }) => <StatusBadge kind="order" status={row.original.status} /> }),
  column.accessor('refundedMinor', {
    meta: { header: 'collaboration:orders.refunded', numeric: true }, cell: ({ row }) => <MoneyText minor={row.original.refundedMinor} currency={row.original.currency} />,
  }),
  column.accessor('netReportingMinor', { meta: { header: 'collaboration:orders.net', numeric: true }, cell: ({ row }) => <Reporting minor={row.original.netReportingMinor} /> }),
  column.accessor('creditMinor', { meta: { header: 'collaboration:orders.credit', numeric: true }, cell: ({ row }) => <Credit row={row.original} /> }),
]);

function Method({ method }: { readonly method: CreditedOrderRow['method'] }) {
  const td = useText('domain');
  return <>{td(`attributionMethod.${method}`)}</>;
}

/** A credit that is left out of ROI stands beside the sum, not in it. */
function Credit({ row }: { readonly row: CreditedOrderRow }) {
  const t = useText('collaboration');
  if (!row.excluded) return <Reporting minor={row.creditMinor} />;
  return <span className="inline-flex items-center gap-2"><Badge tone="amber">{t('orders.excluded')}</Badge><s className="text-muted"><Reporting minor={row.creditMinor} /></s></span>;
}

function Reporting({ minor }: { readonly minor: number | null }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} />;
}
