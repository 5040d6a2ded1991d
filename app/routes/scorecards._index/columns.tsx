import type { ScorecardRow } from '#db/queries/scorecard-pages.server.ts';
import { GradeBadge, PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { PercentText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { columnsOf } from '#app/table/columns.ts';

const column = columnsOf<ScorecardRow>();

function dimension(key: 'exposure' | 'engagement' | 'conversion' | 'sentiment', place: number) {
  return column.accessor((row) => row.dimensions[place], {
    id: key, meta: { header: `domain:dimension.${key}`, numeric: true }, cell: ({ row }) => <Points points={row.original.dimensions[place] ?? null} />,
  });
}

export const columns = column.columns([
  column.accessor('kolName', { meta: { header: 'scorecard:column.kol', sort: 'name' } }),
  column.accessor('campaignName', { meta: { header: 'scorecard:column.campaign' } }),
  column.accessor('tier', { meta: { header: 'scorecard:column.tier', sort: 'tier' }, cell: ({ row }) => <TierBadge tier={row.original.tier} /> }),
  column.accessor('platform', { meta: { header: 'scorecard:column.platform' }, cell: ({ row }) => <PlatformBadge platform={row.original.platform} /> }),
  column.accessor('scoreTenths', {
    meta: { header: 'scorecard:column.score', sort: 'score', numeric: true },
    cell: ({ row }) => <strong><Points points={row.original.scoreTenths === null ? null : row.original.scoreTenths / 10} /></strong>,
  }),
  column.accessor('grade', { meta: { header: 'scorecard:column.grade' }, cell: ({ row }) => <GradeCell grade={row.original.grade} /> }),
  column.accessor('coverageBasisPoints', {
    meta: { header: 'scorecard:column.coverage', sort: 'coverage', numeric: true }, cell: ({ row }) => <PercentText share={row.original.coverageBasisPoints / 10_000} decimals={0} />,
  }),
  dimension('exposure', 0), dimension('engagement', 1), dimension('conversion', 2), dimension('sentiment', 3),
  column.accessor('asOf', { meta: { header: 'scorecard:column.asOf' }, cell: ({ row }) => <DayText day={row.original.asOf} /> }),
]);

function Points({ points }: { readonly points: number | null }) {
  const locale = useLocale();
  const t = useText('scorecard');
  return points === null ? <Dash title={t('notEnough')} /> : <>{formatNumber(points, locale, 1)}</>;
}

function GradeCell({ grade }: { readonly grade: ScorecardRow['grade'] }) {
  const t = useText('scorecard');
  return grade ? <GradeBadge grade={grade} /> : <span className="text-muted whitespace-nowrap">{t('notEnough')}</span>;
}
