import type { DeliveryRow } from '#db/queries/webhook-pages.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { DeliveryOutcomeBadge } from '#app/components/delivery-outcome.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { DELIVERY_OUTCOMES } from '#app/domain/ingestion/delivery.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';

export const deliveriesSpec: TableSpec = { sortable: [], defaultSort: [], filters: { outcome: DELIVERY_OUTCOMES, shop: 'text' } };

const column = columnsOf<DeliveryRow>();

export const columns = column.columns([
  column.accessor('receivedAt', { meta: { header: 'settings:deliveries.receivedAt' }, cell: ({ row }) => <InstantText at={row.original.receivedAt} /> }),
  column.accessor('shop', { meta: { header: 'settings:deliveries.shop' }, cell: ({ row }) => row.original.shop }),
  column.accessor('topic', { meta: { header: 'settings:deliveries.topic' }, cell: ({ row }) => <code>{row.original.topic}</code> }),
  column.accessor('orderId', { meta: { header: 'settings:deliveries.order' }, cell: ({ row }) => row.original.orderId ?? '—' }),
  column.accessor('outcome', { meta: { header: 'settings:deliveries.outcome' }, cell: ({ row }) => <DeliveryOutcomeBadge outcome={row.original.outcome} /> }),
  column.accessor('attempts', { meta: { header: 'settings:deliveries.attempts', numeric: true }, cell: ({ row }) => <CountText count={row.original.attempts} /> }),
]);
