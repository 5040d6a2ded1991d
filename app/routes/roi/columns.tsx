import { Link, useLoaderData } from '@remix-run/react';
import type { RoiGrouping } from '#app/domain/scoring/roi-grouping.ts';
import { FuseBadge, LightBadge, PlatformBadge, TierBadge, VerdictBadge } from '#app/components/badges.tsx';
import { CouponBadge } from '#app/components/coupon-finding.tsx';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { RobustBadge } from '#app/components/robust-badge.tsx';
import { ChanceText, CountText, RatioText } from '#app/components/number-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { TwoLineName } from '#app/components/two-line-name.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { loader } from './route.tsx';
import type { BoardRow } from './row.server.ts';

const column = columnsOf<BoardRow>();

/** Right end of the interval bars' scale: past the star's threshold, and the same on every row. */
const SCALE_END = 5;
const figureLink = 'inline-flex items-center min-h-6 hover:underline';

function nameUnder(header: 'roi:column.name' | 'roi:filter.tier' | 'roi:filter.campaign') {
  return column.accessor('name', { meta: { header, sort: 'name' }, cell: ({ row }) => <NameCell row={row.original} /> });
}
const name = nameUnder('roi:column.name');
const tier = column.accessor('tier', { meta: { header: 'roi:column.tier', sort: 'tier' }, cell: ({ row }) => (row.original.tier ? <TierBadge tier={row.original.tier} /> : <Dash />) });
const platform = column.accessor('platform', { meta: { header: 'roi:column.platform' }, cell: ({ row }) => (row.original.platform ? <PlatformBadge platform={row.original.platform} /> : <Dash />) });
const collaborations = column.accessor('collaborations', { meta: { header: 'roi:column.collaborations', numeric: true }, cell: ({ row }) => <CountText count={row.original.collaborations} /> });
const revenue = column.accessor('revenueMinor', { meta: { header: 'roi:column.revenue', sort: 'revenue', numeric: true }, cell: ({ row }) => <RevenueCell row={row.original} /> });
const orders = column.accessor('orders', {
  meta: { header: 'roi:column.orders', sort: 'orders', numeric: true },
  cell: ({ row }) => <Link to={row.original.ordersTo} className={figureLink}><CountText count={row.original.orders} /></Link>,
});
const light = column.accessor('light', { meta: { header: 'roi:column.light' }, cell: ({ row }) => <LightBadge light={row.original.light} /> });
const sortedLight = column.accessor('light', { meta: { header: 'roi:column.light', sort: 'light' }, cell: ({ row }) => <LightBadge light={row.original.light} /> });
const fuse = column.accessor('fuse', { meta: { header: 'roi:column.fuse', sort: 'fuse' }, cell: ({ row }) => <FuseBadge fuse={row.original.fuse} /> });
const verdict = column.accessor('verdict', { meta: { header: 'roi:column.verdict' }, cell: ({ row }) => <VerdictCell row={row.original} /> });

const cost = column.accessor((row) => row.cost?.costMinor, { id: 'cost', meta: { header: 'roi:column.cost', sort: 'cost', numeric: true }, cell: ({ row }) => <CostCell row={row.original} /> });
const roi = column.accessor((row) => row.cost?.roi, {
  id: 'roi', meta: { header: 'roi:column.roi', sort: 'roi', numeric: true },
  cell: ({ row }) => <RoiCell row={row.original} />,
});
const periodRoi = column.accessor((row) => row.cost?.roi, {
  id: 'roi', meta: { header: 'roi:column.periodRoi', sort: 'roi', numeric: true }, cell: ({ row }) => <RoiCell row={row.original} />,
});
const periodCost = column.accessor((row) => row.cost?.costMinor, { id: 'cost', meta: { header: 'roi:column.accrued', sort: 'cost', numeric: true }, cell: ({ row }) => <CostCell row={row.original} /> });
const profitRoi = column.accessor((row) => row.cost?.profitRoi, {
  id: 'profitRoi', meta: { header: 'roi:column.profitRoi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.cost?.profitRoi ?? null} />,
});
const atClose = column.accessor((row) => row.cost?.atClose?.median, {
  id: 'atClose', meta: { header: 'roi:column.atClose', sort: 'atClose' }, cell: ({ row }) => <AtClose row={row.original} />,
});

function probability(key: 'roiBelow1' | 'roiBelow15' | 'roiAtLeast3', sort: 'below1' | 'below15' | 'atLeast3', single: boolean) {
  return column.accessor((row) => row.cost?.atClose?.probability[key], {
    id: sort, meta: { header: `roi:column.${sort}`, numeric: true, ...(single ? { sort } : {}) },
    cell: ({ row }) => <ChanceText probability={row.original.cost?.atClose?.probability[key] ?? null} />,
  });
}

const probabilities = (single: boolean) => [
  probability('roiBelow1', 'below1', single), probability('roiBelow15', 'below15', single), probability('roiAtLeast3', 'atLeast3', single),
];

interface Shown {
  readonly seesCosts: boolean;
  /** Figures of a period: its own names for cost and ROI. */
  readonly hasPeriod: boolean;
  /** Profit ROI needs a gross margin. */
  readonly hasMargin: boolean;
}

const ends = (single: boolean) => [atClose, ...probabilities(single), fuse, orders];

/** Every choice of columns, made once: the table keeps its state by the list. */
const SINGLE = {
  open: column.columns([name, light, verdict, tier, platform, revenue, fuse, orders]),
  soFar: column.columns([name, sortedLight, verdict, tier, platform, revenue, cost, roi, ...ends(true)]),
  soFarProfit: column.columns([name, sortedLight, verdict, tier, platform, revenue, cost, roi, profitRoi, ...ends(true)]),
  period: column.columns([name, sortedLight, verdict, tier, platform, revenue, periodCost, periodRoi, ...ends(true)]),
  periodProfit: column.columns([name, sortedLight, verdict, tier, platform, revenue, periodCost, periodRoi, profitRoi, ...ends(true)]),
};

function grouped(first: typeof name) {
  return {
    open: column.columns([first, light, verdict, collaborations, revenue, fuse, orders]),
    soFar: column.columns([first, sortedLight, verdict, collaborations, revenue, cost, roi, ...ends(false)]),
    soFarProfit: column.columns([first, sortedLight, verdict, collaborations, revenue, cost, roi, profitRoi, ...ends(false)]),
    period: column.columns([first, sortedLight, verdict, collaborations, revenue, periodCost, periodRoi, ...ends(false)]),
    periodProfit: column.columns([first, sortedLight, verdict, collaborations, revenue, periodCost, periodRoi, profitRoi, ...ends(false)]),
  };
}

const GROUPED = { kol: grouped(name), tier: grouped(nameUnder('roi:filter.tier')), campaign: grouped(nameUnder('roi:filter.campaign')) };

export function columnsFor(by: RoiGrouping, { seesCosts, hasPeriod, hasMargin }: Shown) {
  const choice = !seesCosts ? 'open' : hasPeriod ? (hasMargin ? 'periodProfit' : 'period') : hasMargin ? 'soFarProfit' : 'soFar';
  return by === 'collaboration' ? SINGLE[choice] : GROUPED[by][choice];
}

function NameCell({ row }: { readonly row: BoardRow }) {
  const t = useText('domain');
  const name = row.name ?? (row.tier ? t(`tier.${row.tier}`) : '');
  if (row.subtitle === null) return <>{name}</>;
  return <TwoLineName name={name} under={row.subtitle} />;
}

function RevenueCell({ row }: { readonly row: BoardRow }) {
  const { workspace } = useRootData();
  return <Link to={row.ordersTo} className={figureLink}><MoneyText minor={row.revenueMinor} currency={workspace.currency} /></Link>;
}

/** Cost and ROI lead to the orders and cost lines that they are added from. */
function CostCell({ row }: { readonly row: BoardRow }) {
  const { workspace } = useRootData();
  return <Link to={`${row.cost?.rowsTo ?? row.to}#costs`} className={figureLink}><MoneyText minor={row.cost?.costMinor ?? null} currency={workspace.currency} /></Link>;
}

function RoiCell({ row }: { readonly row: BoardRow }) {
  return <Link to={row.cost?.rowsTo ?? row.to} className={figureLink}><RatioText ratio={row.cost?.roi ?? null} /></Link>;
}

function AtClose({ row }: { readonly row: BoardRow }) {
  const atClose = row.cost?.atClose;
  const { thresholds } = useLoaderData<typeof loader>();
  return <Link to={row.to}><IntervalBar interval={atClose ? { ...atClose.interval90, median: atClose.median, level: 0.9 } : null} thresholds={[thresholds.amberFrom, thresholds.greenFrom, thresholds.starFrom]} max={SCALE_END} /></Link>;
}

/** What the review says of a collaboration, or how many proposals wait in a group; both lead to the proposals. */
function VerdictCell({ row }: { readonly row: BoardRow }) {
  const t = useText('roi');
  const content = row.verdict ? <VerdictBadge kind={row.verdict} /> : row.openProposals > 0 ? t('openProposals', { count: row.openProposals }) : <Dash />;
  const verdict = row.proposalTo ? <Link to={row.proposalTo} className={figureLink}>{content}</Link> : content;
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {verdict}
      {row.flips ? <Link to={row.modelsTo} className={figureLink}><RobustBadge flips={row.flips} /></Link> : null}
      {row.couponLeaks ? <Link to={row.couponTo} className={figureLink}><CouponBadge state="suspected" /></Link> : null}
    </span>
  );
}
