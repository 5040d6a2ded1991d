import { Link } from '@remix-run/react';
import type { AttributionModel } from '#app/domain/policy.ts';
import { TierBadge, VerdictBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { RobustBadge } from '#app/components/robust-badge.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { TwoLineName } from '#app/components/two-line-name.tsx';
import { formatMoneyCompact, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { AttributionRow } from './row.server.ts';

const column = columnsOf<AttributionRow>();
const figureLink = 'inline-flex items-center min-h-6 hover:underline';

const name = column.accessor('kolName', {
  meta: { header: 'roi:column.name', sort: 'name' }, cell: ({ row }) => <TwoLineName name={row.original.kolName} under={row.original.campaignName} />,
});
const tier = column.accessor('tier', { meta: { header: 'roi:column.tier', sort: 'tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> });
const verdict = column.accessor('verdict', { meta: { header: 'attribution:models.verdict' }, cell: ({ row }) => <Verdict row={row.original} /> });
const spread = column.accessor('spreadMinor', {
  id: 'spread', meta: { header: 'attribution:models.spread', sort: 'spread', numeric: true }, cell: ({ row }) => <Amount minor={row.original.spreadMinor} />,
});
const orders = column.accessor((row) => row.orders.all, {
  id: 'orders', meta: { header: 'attribution:models.orders', sort: 'orders', numeric: true }, cell: ({ row }) => <Orders row={row.original} />,
});
const excluded = column.accessor((row) => row.excluded.minor, {
  id: 'excluded', meta: { header: 'attribution:models.excluded', sort: 'excluded', numeric: true }, cell: ({ row }) => <Excluded row={row.original} />,
});
const roiRange = column.accessor('roiRange', { meta: { header: 'attribution:models.roiRange', numeric: true }, cell: ({ row }) => <RoiRange range={row.original.roiRange} /> });

function model(key: AttributionModel, place: number) {
  return column.accessor((row) => row.models[place]?.minor, {
    id: key, meta: { header: `domain:attributionModel.${key}`, sort: key, numeric: true }, cell: ({ row }) => <Revenue figure={row.original.models[place]} />,
  });
}

const MODELS = [model('last_click', 0), model('first_click', 1), model('linear', 2), model('time_decay', 3), model('position', 4)] as const;
const OPEN = column.columns([name, tier, ...MODELS, spread, verdict, orders, excluded]);
const WITH_ROI = column.columns([name, tier, ...MODELS, spread, roiRange, verdict, orders, excluded]);

/** For those who see costs and those who do not. */
export function columnsFor(seesCosts: boolean) {
  return seesCosts ? WITH_ROI : OPEN;
}

function Revenue({ figure }: { readonly figure: AttributionRow['models'][number] | undefined }) {
  const { workspace } = useRootData();
  const locale = useLocale();
  const t = useText('attribution');
  if (!figure) return <Dash />;
  const { minor, differenceMinor, to } = figure;
  const difference = differenceMinor === null || differenceMinor === 0 ? null : `${differenceMinor > 0 ? '+' : '−'}${formatMoneyCompact(Math.abs(differenceMinor), workspace.currency, locale)}`;
  return (
    <span className="inline-flex flex-col items-end">
      <Link to={to} className={figureLink}><MoneyText minor={minor} currency={workspace.currency} /></Link>
      {difference ? (
        <span className="text-muted text-[0.857rem]" title={t('models.difference', { amount: difference })}>{difference}</span>
      ) : null}
    </span>
  );
}

function Amount({ minor }: { readonly minor: number }) {
  const { workspace } = useRootData();
  return minor === 0 ? <Dash /> : <MoneyText minor={minor} currency={workspace.currency} />;
}

function Verdict({ row }: { readonly row: AttributionRow }) {
  if (row.verdict === null) return <Dash />;
  return <span className="inline-flex flex-wrap items-center gap-1"><VerdictBadge kind={row.verdict} /><RobustBadge flips={row.flips} /></span>;
}

function Orders({ row }: { readonly row: AttributionRow }) {
  const t = useText('attribution');
  const { all, coupon, click, utm } = row.orders;
  const byMethod = t('models.byMethod', { coupon, click, utm });
  return (
    <span className="inline-flex flex-col items-end">
      <Link to={row.ordersTo} className={figureLink}><CountText count={all} /></Link>
      <span className="text-muted text-[0.857rem] whitespace-nowrap">{byMethod}</span>
    </span>
  );
}

function Excluded({ row }: { readonly row: AttributionRow }) {
  const { workspace } = useRootData();
  if (row.excluded.orders === 0) return <Dash />;
  return <Link to={row.ordersTo} className={figureLink}><MoneyText minor={row.excluded.minor} currency={workspace.currency} /></Link>;
}

function RoiRange({ range }: { readonly range: AttributionRow['roiRange'] }) {
  const locale = useLocale();
  if (range === null) return <Dash />;
  const number = (value: number) => formatNumber(value, locale, 2);
  return <span className="whitespace-nowrap">{number(range.low) === number(range.high) ? number(range.low) : `${number(range.low)}–${number(range.high)}`}</span>;
}
