import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { GradeBadge, LightBadge, PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText, RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import { Badge } from '#app/ui/badge.tsx';

const column = columnsOf<RosterRow>();

const name = column.accessor('name', { meta: { header: 'roster:column.name', sort: 'name' }, cell: ({ row }) => <NameCell row={row.original} /> });
const tier = column.accessor('tier', { meta: { header: 'roster:column.tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> });
const status = column.accessor('status', { meta: { header: 'roster:column.status' }, cell: ({ row }) => <StatusBadge kind="kol" status={row.original.status} /> });
const account = column.accessor('handle', { meta: { header: 'roster:column.account' }, cell: ({ row }) => <AccountCell row={row.original} /> });
const followers = column.accessor('followers', {
  meta: { header: 'roster:column.followers', sort: 'followers', numeric: true }, cell: ({ row }) => <CountText count={row.original.followers} compact />,
});
const band = column.accessor('band', { meta: { header: 'roster:column.band' }, cell: ({ row }) => (row.original.band ? <GradeBadge grade={row.original.band} band /> : <Dash />) });
const verticals = column.accessor('verticals', { meta: { header: 'roster:column.verticals' }, cell: ({ row }) => <VerticalsCell verticals={row.original.verticals} /> });
const score = column.accessor('scoreTenths', { meta: { header: 'roster:column.score', sort: 'score', numeric: true }, cell: ({ row }) => <ScoreCell row={row.original} /> });
const light = column.accessor('light', { meta: { header: 'roster:column.light' }, cell: ({ row }) => (row.original.light ? <LightBadge light={row.original.light} /> : <Dash />) });
const roi = column.accessor((row) => row.money?.roi, {
  id: 'roi', meta: { header: 'roster:column.roi', sort: 'roi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.money?.roi ?? null} />,
});
const spend = column.accessor((row) => row.money?.spendMinor, { id: 'spend', meta: { header: 'roster:column.spend', numeric: true }, cell: ({ row }) => <SpendCell row={row.original} /> });
const price = column.accessor((row) => row.money?.priceMinor, { id: 'price', meta: { header: 'roster:column.price', numeric: true }, cell: ({ row }) => <PriceCell row={row.original} /> });
const notes = column.accessor('notes', { meta: { header: 'roster:column.notes', isExtra: true }, cell: ({ row }) => <NotesCell notes={row.original.notes} /> });

const OPEN = column.columns([name, tier, status, account, followers, band, score, light, verticals, notes]);
const FULL = column.columns([name, tier, status, account, followers, band, score, roi, light, spend, price, verticals, notes]);

/** The columns for those who see costs and those who do not. */
export function rosterColumns(seesCosts: boolean) {
  return seesCosts ? FULL : OPEN;
}

function NameCell({ row }: { readonly row: RosterRow }) {
  const t = useText('roster');
  return (
    <span className="inline-flex items-center gap-1.5 min-w-0">
      <span className="truncate">{row.name}</span>
      {row.longTerm ? <Badge tone="star" icon="star" title={t('longTermMark')}><span className="sr-only">{t('longTermMark')}</span></Badge> : null}
    </span>
  );
}

function AccountCell({ row }: { readonly row: RosterRow }) {
  if (row.platform === null || row.handle === null) return <Dash />;
  return (
    <span className="inline-flex items-baseline gap-1.5 max-w-56">
      <span className="text-muted"><PlatformBadge platform={row.platform} /></span>
      <span className="truncate" title={row.handle}>{row.handle}</span>
    </span>
  );
}

const SHOWN_VERTICALS = 2;

function VerticalsCell({ verticals }: { readonly verticals: readonly string[] }) {
  if (verticals.length === 0) return <Dash />;
  const more = verticals.length - SHOWN_VERTICALS;
  return (
    <span className="inline-flex gap-1 max-w-60" title={verticals.join(', ')}>
      {verticals.slice(0, SHOWN_VERTICALS).map((vertical) => <Badge key={vertical}>{vertical}</Badge>)}
      {more > 0 ? <span className="text-muted">+{more}</span> : null}
    </span>
  );
}

/** Two lines of them; all of them on hover, and where they are edited. */
export function NotesCell({ notes }: { readonly notes: string | null }) {
  if (notes === null || notes === '') return <Dash />;
  return <span className="line-clamp-2 min-w-40 max-w-80 whitespace-pre-line break-words" title={notes}>{notes}</span>;
}

function ScoreCell({ row }: { readonly row: RosterRow }) {
  const locale = useLocale();
  const tc = useText('common');
  if (row.scoreTenths === null) return <Dash title={tc('notEnoughData')} />;
  return (
    <span className="inline-flex items-center gap-1.5">
      {formatNumber(row.scoreTenths / 10, locale, 1)}
      {row.scoreGrade ? <GradeBadge grade={row.scoreGrade} /> : null}
    </span>
  );
}

function SpendCell({ row }: { readonly row: RosterRow }) {
  const { workspace } = useRootData();
  return <MoneyText minor={row.money?.spendMinor ?? null} currency={workspace.currency} />;
}

function PriceCell({ row }: { readonly row: RosterRow }) {
  const { money } = row;
  return money?.priceCurrency ? <MoneyText minor={money.priceMinor} currency={money.priceCurrency} /> : <Dash />;
}
