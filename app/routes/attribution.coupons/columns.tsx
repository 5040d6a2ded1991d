import type { CouponRow } from '#db/queries/coupon-pages.server.ts';
import { CouponBadge, LeakReasons } from '#app/components/coupon-finding.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { TwoLineName } from '#app/components/two-line-name.tsx';
import { COUPON_STATES } from '#app/domain/attribution/coupon-state.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { TableSpec } from '#app/table/url-state.ts';

export const couponSpec: TableSpec = {
  sortable: ['name', 'coupon', 'state', 'orders', 'clickless', 'fromDay', 'excluded'],
  defaultSort: [{ column: 'state', descending: false }],
  filters: { state: COUPON_STATES, campaign: 'text' },
};

const column = columnsOf<CouponRow>();

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'roi:column.name', sort: 'name' }, cell: ({ row }) => <TwoLineName name={row.original.kolName} under={row.original.campaignName} /> }),
  column.accessor('coupon', { meta: { header: 'attribution:coupon.code', sort: 'coupon' }, cell: ({ row }) => <code>{row.original.coupon}</code> }),
  column.accessor('state', { meta: { header: 'attribution:coupon.stateColumn', sort: 'state' }, cell: ({ row }) => <CouponBadge state={row.original.state} /> }),
  column.accessor((row) => (row.finding?.status === 'suspected' ? row.finding.fromDay : null), {
    id: 'fromDay', meta: { header: 'attribution:coupon.since', sort: 'fromDay' }, cell: ({ row }) => <DayText day={row.original.finding?.status === 'suspected' ? row.original.finding.fromDay : null} />,
  }),
  column.accessor('orders', { meta: { header: 'attribution:coupon.orders', sort: 'orders', numeric: true }, cell: ({ row }) => <CountText count={row.original.orders} /> }),
  column.accessor('clicklessOrders', { id: 'clickless', meta: { header: 'attribution:coupon.clickless', sort: 'clickless', numeric: true }, cell: ({ row }) => <CountText count={row.original.clicklessOrders} /> }),
  column.accessor('excludedMinor', { id: 'excluded', meta: { header: 'attribution:coupon.excluded', sort: 'excluded', numeric: true }, cell: ({ row }) => <Excluded row={row.original} /> }),
  column.accessor((row) => row.finding?.status, { id: 'why', meta: { header: 'attribution:coupon.why' }, cell: ({ row }) => <Why row={row.original} /> }),
]);

function Excluded({ row }: { readonly row: CouponRow }) {
  const { workspace } = useRootData();
  return row.excludedOrders === 0 ? <Dash /> : <MoneyText minor={row.excludedMinor} currency={workspace.currency} />;
}

function Why({ row }: { readonly row: CouponRow }) {
  return row.finding?.status === 'suspected' ? <div className="min-w-64 max-w-md whitespace-normal"><LeakReasons reasons={row.finding.reasons} /></div> : <Dash />;
}
