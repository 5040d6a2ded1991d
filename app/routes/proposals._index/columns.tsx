import { TierBadge, VerdictBadge } from '#app/components/badges.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { IntervalBar } from '#app/components/interval-bar.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { ChanceText, RatioText } from '#app/components/number-text.tsx';
import { RobustBadge } from '#app/components/robust-badge.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { TwoLineName } from '#app/components/two-line-name.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';
import type { ProposalRow } from './row.server.ts';

const column = columnsOf<ProposalRow>();

/** The same scale on every row, past the star's threshold. */
const SCALE_END = 5;

const name = column.accessor('kolName', {
  meta: { header: 'proposals:column.kol', sort: 'name' },
  cell: ({ row }) => <TwoLineName name={row.original.kolName} under={row.original.campaignName} />,
});
const kind = column.accessor('kind', { meta: { header: 'proposals:column.kind', sort: 'kind' }, cell: ({ row }) => <Kind row={row.original} /> });
const tier = column.accessor('tier', { meta: { header: 'proposals:column.tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> });
const age = column.accessor('ageDays', { meta: { header: 'proposals:column.age', sort: 'age', numeric: true }, cell: ({ row }) => <Age days={row.original.ageDays} /> });
const status = column.accessor('status', { meta: { header: 'proposals:column.status' }, cell: ({ row }) => <StatusBadge kind="proposal" status={row.original.status} /> });
const decided = column.accessor('decidedAt', { meta: { header: 'proposals:column.decided', sort: 'decided' }, cell: ({ row }) => <InstantText at={row.original.decidedAt} dateOnly /> });
const decidedBy = column.accessor('decidedBy', { meta: { header: 'proposals:column.decidedBy' }, cell: ({ row }) => <>{row.original.decidedBy ?? <Dash />}</> });

const roi = column.accessor((row) => row.figures?.roi, {
  id: 'roi', meta: { header: 'proposals:column.roi', sort: 'roi', numeric: true }, cell: ({ row }) => <RatioText ratio={row.original.figures?.roi ?? null} />,
});
const interval = column.accessor((row) => row.figures?.roiAtClose, { id: 'interval', meta: { header: 'proposals:column.interval' }, cell: ({ row }) => <Interval row={row.original} /> });

function probability(key: 'below1' | 'below15' | 'atLeast3') {
  return column.accessor((row) => row.figures?.[key], {
    id: key, meta: { header: `proposals:column.${key}`, sort: key, numeric: true }, cell: ({ row }) => <ChanceText probability={row.original.figures?.[key] ?? null} />,
  });
}

const freed = column.accessor((row) => row.figures?.freedMinor, {
  id: 'freed', meta: { header: 'proposals:column.freed', sort: 'freed', numeric: true }, cell: ({ row }) => <Money minor={row.original.figures?.freedMinor ?? null} />,
});
const candidate = column.accessor((row) => row.figures?.candidateName, {
  id: 'candidate', meta: { header: 'proposals:column.candidate' }, cell: ({ row }) => <>{row.original.figures?.candidateName ?? <Dash />}</>,
});
const gain = column.accessor((row) => row.figures?.expectedGainMinor, {
  id: 'gain', meta: { header: 'proposals:column.gain', sort: 'gain', numeric: true }, cell: ({ row }) => <Money minor={row.original.figures?.expectedGainMinor ?? null} />,
});

const figures = [roi, interval, freed, candidate, gain, probability('below1'), probability('below15'), probability('atLeast3')];
const ended = [status, decided, decidedBy];
const OPEN = column.columns([name, kind, tier, ...figures, age]);
const OPEN_WITHOUT_COSTS = column.columns([name, kind, tier, age]);
const DECIDED = column.columns([name, kind, ...ended, tier, ...figures]);
const DECIDED_WITHOUT_COSTS = column.columns([name, kind, ...ended, tier]);

/** The columns of a tab, for those who see costs and those who do not. */
export function columnsFor(tab: 'open' | 'decided', seesCosts: boolean) {
  if (tab === 'open') return seesCosts ? OPEN : OPEN_WITHOUT_COSTS;
  return seesCosts ? DECIDED : DECIDED_WITHOUT_COSTS;
}

function Kind({ row }: { readonly row: ProposalRow }) {
  return <span className="inline-flex flex-wrap items-center gap-1"><VerdictBadge kind={row.kind} /><RobustBadge flips={row.flips} /></span>;
}

function Age({ days }: { readonly days: number }) {
  const t = useText('common');
  return <>{t('days', { count: days })}</>;
}

function Interval({ row }: { readonly row: ProposalRow }) {
  const { figures: own } = row;
  return <IntervalBar interval={own && own.roiAtClose !== null ? { low: own.low, median: own.roiAtClose, high: own.high, level: 0.9 } : null} max={SCALE_END} />;
}

function Money({ minor }: { readonly minor: number | null }) {
  const { workspace } = useRootData();
  return <MoneyText minor={minor} currency={workspace.currency} signed />;
}
