import { Link } from '@remix-run/react';
import type { CollaborationRow } from '#db/queries/collaboration-list.server.ts';
import { LightBadge, PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';

/** What the loader sends of a row; the fee only to those who may see costs. */
export type ListedCollaboration = CollaborationRow & { readonly feeMinor?: number | null };

export const collaborationSpec: TableSpec = {
  sortable: ['name', 'campaign', 'start', 'clicks', 'revenue', 'orders'],
  defaultSort: [{ column: 'start', descending: true }],
  filters: { campaign: 'text', status: 'text', tier: 'text', platform: 'text', light: 'text' },
  excludable: ['campaign', 'status', 'tier', 'platform', 'light'], ranges: ['clicks', 'orders', 'revenue'], dates: ['start', 'end'],
  keeps: { as_of: 'text' }, groupable: ['campaign', 'tier', 'platform', 'status', 'light'], where: { texts: ['name', 'coupon'], empties: ['coupon'] },
};

const column = columnsOf<ListedCollaboration>();

const shared = [
  column.accessor('kolName', { meta: { header: 'collaboration:column.kol', sort: 'name' }, cell: ({ row }) => row.original.kolName }),
  column.accessor('campaignName', {
    meta: { header: 'collaboration:column.campaign', sort: 'campaign' },
    cell: ({ row }) => <Link to={paths.campaign({ slug: row.original.campaignSlug })} className="hover:underline">{row.original.campaignName}</Link>,
  }),
  column.accessor('tier', { meta: { header: 'collaboration:column.tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> }),
  column.accessor('platform', { meta: { header: 'collaboration:column.platform' }, cell: ({ row }) => <PlatformBadge platform={row.original.platform} /> }),
  column.accessor('status', { meta: { header: 'collaboration:column.status' }, cell: ({ row }) => <StatusBadge kind="collaboration" status={row.original.status} /> }),
  column.accessor('light', { meta: { header: 'collaboration:column.light' }, cell: ({ row }) => <LightBadge light={row.original.light} /> }),
  column.accessor('revenueMinor', { meta: { header: 'collaboration:column.revenue', sort: 'revenue', numeric: true }, cell: ({ row }) => <Revenue row={row.original} /> }),
  column.accessor('orders', {
    meta: { header: 'collaboration:column.orders', sort: 'orders', numeric: true },
    cell: ({ row }) => <Link to={paths.collaborationOrders({ collaborationId: row.original.id })} className="hover:underline"><CountText count={row.original.orders} /></Link>,
  }),
  column.accessor('clicks', { meta: { header: 'collaboration:column.clicks', sort: 'clicks', numeric: true }, cell: ({ row }) => <Clicks row={row.original} /> }),
  column.accessor('startsOn', {
    meta: { header: 'collaboration:column.flight', sort: 'start' },
    cell: ({ row }) => <span className="whitespace-nowrap"><DayText day={row.original.startsOn} /> – <DayText day={row.original.endsOn} /></span>,
  }),
  column.accessor('trackingCode', { meta: { header: 'collaboration:column.code' }, cell: ({ row }) => <code>{row.original.trackingCode}</code> }),
  column.accessor('coupon', { meta: { header: 'collaboration:column.coupon' }, cell: ({ row }) => <code>{row.original.coupon}</code> }),
];

export const columns = column.columns(shared);
export const columnsWithFee = column.columns([
  ...shared.slice(0, 6),
  column.accessor('feeMinor', { meta: { header: 'collaboration:column.fee', numeric: true }, cell: ({ row }) => <Fee row={row.original} /> }),
  ...shared.slice(6),
]);

function Revenue({ row }: { readonly row: ListedCollaboration }) {
  const { workspace } = useRootData();
  return <Link to={paths.collaborationOrders({ collaborationId: row.id })} className="hover:underline"><MoneyText minor={row.revenueMinor} currency={workspace.currency} /></Link>;
}

function Clicks({ row }: { readonly row: ListedCollaboration }) {
  const t = useText('collaboration');
  return <span title={t('clicks.automatedCount', { count: row.automated })}><CountText count={row.clicks} /></span>;
}

function Fee({ row }: { readonly row: ListedCollaboration }) {
  const { workspace } = useRootData();
  return <MoneyText minor={row.feeMinor ?? null} currency={workspace.currency} />;
}
