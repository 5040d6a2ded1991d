import type { OrderRow } from '#db/queries/order-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';
import { Badge } from '#app/ui/badge.tsx';

export const ordersSpec: TableSpec = {
  sortable: [],
  defaultSort: [],
  filters: { method: ['coupon', 'click', 'utm', 'none'], status: ['paid', 'pending', 'partially_refunded', 'refunded', 'cancelled', 'voided'], campaign: 'text', rate: ['missing'] },
  excludable: ['method', 'status', 'campaign'], dates: ['placed'],
  keeps: { from: 'text', through: 'text' }, where: { texts: ['order'], empties: ['campaign'] },
};

const column = columnsOf<OrderRow>();

export const columns = column.columns([
  column.accessor('orderId', { meta: { header: 'collaboration:orders.order' }, cell: ({ row }) => <span>{row.original.orderId} <span className="text-muted font-normal">{row.original.shop}</span></span> }),
  column.accessor('placedAt', { meta: { header: 'collaboration:orders.placedAt' }, cell: ({ row }) => <InstantText at={row.original.placedAt} /> }),
  column.accessor('method', { meta: { header: 'collaboration:orders.method' }, cell: ({ row }) => <Method method={row.original.method} /> }),
  column.accessor('status', { meta: { header: 'collaboration:orders.status' }, cell: ({ row }) => <StatusBadge kind="order" status={row.original.status} /> }),
  column.accessor('refundedMinor', { meta: { header: 'collaboration:orders.refunded', numeric: true }, cell: ({ row }) => <MoneyText minor={row.original.refundedMinor} currency={row.original.currency} /> }),
  column.accessor('netMinor', { meta: { header: 'collaboration:orders.netOwn', numeric: true }, cell: ({ row }) => <MoneyText minor={row.original.netMinor} currency={row.original.currency} /> }),
  column.accessor('netReportingMinor', { meta: { header: 'collaboration:orders.net', numeric: true }, cell: ({ row }) => <Reporting minor={row.original.netReportingMinor} /> }),
]);

function Method({ method }: { readonly method: OrderRow['method'] }) {
  const td = useText('domain');
  return method === 'none' ? <Badge>{td('attributionMethod.none')}</Badge> : <>{td(`attributionMethod.${method}`)}</>;
}

function Reporting({ minor }: { readonly minor: number | null }) {
  const t = useText('collaboration');
  const { workspace } = useRootData();
  return minor === null ? <Badge tone="amber" icon="alert">{t('orders.noRate')}</Badge> : <MoneyText minor={minor} currency={workspace.currency} />;
}
