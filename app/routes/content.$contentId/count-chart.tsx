import { ChartFrame } from '#app/components/chart-frame.tsx';
import { pointLabel } from '#app/components/chart-point.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { usePageContext } from '#app/components/page-context.ts';
import type { ContentCount } from '#app/domain/ingestion/content-counts.ts';
import { formatCompact, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useContentText } from './content-text.ts';
import type { SnapshotRow } from './load-content.server.ts';

interface CountChartProps {
  readonly count: ContentCount;
  readonly snapshots: readonly SnapshotRow[];
  /** Fixed ages in hours, drawn where they fall. */
  readonly ageHours: readonly number[];
}

const HEIGHT = 200;
const TOP = 18;
const FOOT = 22;

/** One count of a post over its life. The line breaks where the platform changed what it counts, and where nothing was reported. */
export function CountChart({ count, snapshots, ageHours }: CountChartProps) {
  const t = useText('content');
  const text = useContentText();
  const { locale, units } = usePageContext();
  const points = snapshots.flatMap((row) => (row[count] === null ? [] : [{ ...row, value: row[count] }]));
  const last = points.at(-1);
  if (!last) return <p className="text-muted">{t('chartEmpty')}</p>;
  const endHours = Math.max(1, last.ageHours, ...ageHours.filter((age) => age <= last.ageHours * 1.15));
  const top = Math.max(1, ...points.map((point) => point.value));
  const x = (hours: number) => (Math.max(0, hours) / endHours) * 100;
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - FOOT - TOP);
  const ages = ageHours.filter((age) => age <= endHours);
  const breaks = snapshots.filter((row) => row.breaks);
  const table = {
    head: [t('captured'), t('age'), t(`count.${count}`), t('source'), t('version')],
    rows: snapshots.map((row) => ({
      key: row.key, cells: [<InstantText key="at" at={row.capturedAt} />, text.age(row.ageHours), <CountText key="count" count={row[count]} />, text.source(row.source), row.definitionVersion],
    })),
  };
  return (
    <ChartFrame title={t('chartTitle', { count: t(`count.${count}`), value: formatNumber(last.value, locale, 0), age: text.age(last.ageHours) })} table={table}>
      <svg width="100%" height={HEIGHT} role="group" aria-label={t(`count.${count}`)} className="block overflow-visible text-[0.857rem]">
        <line x1="0" x2="100%" y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
        {ages.map((age, index) => (
          <g key={age}>
            <line x1={`${x(age)}%`} x2={`${x(age)}%`} y1={TOP} y2={HEIGHT - FOOT} className="stroke-line-strong" strokeDasharray="3 4" />
            {hasRoom(ages.map(x), index) ? <text x={`${x(age)}%`} y={HEIGHT - 6} textAnchor={x(age) > 90 ? 'end' : x(age) < 8 ? 'start' : 'middle'} className="fill-muted">{text.age(age)}</text> : null}
          </g>
        ))}
        {breaks.map((row) => (
          <g key={row.key}>
            <line x1={`${x(row.ageHours)}%`} x2={`${x(row.ageHours)}%`} y1={TOP} y2={HEIGHT - FOOT} className="stroke-amber" strokeWidth="2" />
            <text x={`${x(row.ageHours)}%`} y={TOP - 6} textAnchor={x(row.ageHours) > 80 ? 'end' : 'start'} className="fill-amber">{t('chartBreak')}</text>
          </g>
        ))}
        <svg x="0" y="0" width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="overflow-visible">
          <path d={linePath(snapshots, count, x, y)} fill="none" className="stroke-series-1" strokeWidth="2" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        </svg>
        {points.map((point) => <circle key={point.key} cx={`${x(point.ageHours)}%`} cy={y(point.value)} r={point === last ? 4 : 3} {...pointLabel(`${text.age(point.ageHours)}: ${formatNumber(point.value, locale, 0)}`, point === points[0])} className="point fill-series-1 stroke-surface" />)}
        <text x={`${x(last.ageHours)}%`} y={Math.max(12, y(last.value) - 9)} textAnchor={x(last.ageHours) > 85 ? 'end' : 'middle'} className="fill-text font-semibold">{formatCompact(last.value, locale, units)}</text>
      </svg>
    </ChartFrame>
  );
}

/** A label is left out where the next one would stand on it: ages are spread unevenly. */
function hasRoom(places: readonly number[], index: number): boolean {
  const next = places[index + 1];
  return next === undefined || next - (places[index] ?? 0) >= 12;
}

function linePath(snapshots: readonly SnapshotRow[], count: ContentCount, x: (hours: number) => number, y: (value: number) => number): string {
  let isDown = false;
  return snapshots
    .map((row) => {
      const value = row[count];
      const step = value === null ? '' : `${isDown && !row.breaks ? 'L' : 'M'}${x(row.ageHours).toFixed(2)} ${y(value).toFixed(1)}`;
      isDown = value !== null;
      return step;
    })
    .join('');
}
