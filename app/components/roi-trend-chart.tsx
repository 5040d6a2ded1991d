import type { CalendarDay } from '#app/domain/period.ts';
import { formatDay, formatDayShort, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { useLocale } from './page-context.ts';

export interface RoiPoint {
  readonly day: CalendarDay;
  /** Null on days without a figure: the line breaks there. */
  readonly roi: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

interface RoiTrendChartProps {
  readonly title: string;
  readonly points: readonly RoiPoint[];
  /** Ratios drawn as dashed lines, as the thresholds of the lights. */
  readonly thresholds?: readonly number[];
}

const HEIGHT = 190;
const FOOT = 22;

/** ROI by day with its interval as a band and the thresholds it is judged by; the last value is written at its point. */
export function RoiTrendChart({ title, points, thresholds = [] }: RoiTrendChartProps) {
  const t = useText('common');
  const locale = useLocale();
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatNumber(value, locale, 2));
  const end = Math.max(0.5, ...thresholds, ...points.flatMap((point) => [point.roi ?? 0, point.high ?? 0])) * 1.1;
  const x = (index: number) => (points.length < 2 ? 50 : (index / (points.length - 1)) * 100);
  const y = (value: number) => (1 - Math.max(0, value) / end) * (HEIGHT - FOOT);
  const first = points.findIndex((point) => point.roi !== null);
  const last = points.findLastIndex((point) => point.roi !== null);
  const table = {
    head: [t('chart.date'), 'ROI', t('interval.short', { low: '↓', high: '↑' })],
    rows: points.map((point) => ({ key: point.day, cells: [formatDay(point.day, locale), number(point.roi), `${number(point.low)}–${number(point.high)}`] })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <svg width="100%" height={HEIGHT} role="group" aria-label={title} className="block overflow-visible text-[0.857rem]">
        {thresholds.map((threshold) => (
          <g key={threshold}>
            <line x1="0" x2="100%" y1={y(threshold)} y2={y(threshold)} className="stroke-line-strong" strokeDasharray="3 4" />
            <text x="0" y={y(threshold) - 4} className="fill-muted">{formatNumber(threshold, locale, 1)}</text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} className="stroke-line" />
        <svg x="0" y="0" width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="overflow-visible">
          <path d={bandPath(points, x, y)} className="fill-series-1 opacity-15" />
          <path d={linePath(points, x, y)} fill="none" className="stroke-series-1" strokeWidth="2" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        </svg>
        {points.map((point, index) => (point.roi === null ? null : (
          <circle
            key={point.day} cx={`${x(index)}%`} cy={y(point.roi)} r="5" className="point fill-series-1 opacity-0 hover:opacity-100 focus-visible:opacity-100"
            {...pointLabel(`${formatDay(point.day, locale)}: ${number(point.roi)}${typeof point.low === 'number' && typeof point.high === 'number' ? ` (${number(point.low)}–${number(point.high)})` : ''}`, index === first)}
          />
        )))}
        {last >= 0 ? (
          <g aria-hidden="true">
            <circle cx={`${x(last)}%`} cy={y(points[last]?.roi ?? 0)} r="4" className="fill-series-1 stroke-surface" />
            <text x={`${x(last)}%`} y={y(points[last]?.roi ?? 0) - 9} textAnchor={x(last) > 85 ? 'end' : 'middle'} className="fill-text font-semibold">{number(points[last]?.roi)}</text>
          </g>
        ) : null}
        {[0, points.length - 1].filter((index, at, all) => index >= 0 && all.indexOf(index) === at).map((index) => (
          <text key={index} x={`${x(index)}%`} y={HEIGHT - 6} textAnchor={index === 0 && points.length > 1 ? 'start' : 'end'} className="fill-muted">{formatDayShort(points[index]?.day ?? '', locale)}</text>
        ))}
      </svg>
    </ChartFrame>
  );
}

type Scale = (value: number) => number;

/** A line that lifts the pen where a value is missing. */
function linePath(points: readonly RoiPoint[], x: Scale, y: Scale): string {
  return points
    .map((point, index) => (point.roi === null ? '' : `${index === 0 || points[index - 1]?.roi === null ? 'M' : 'L'}${x(index).toFixed(2)} ${y(point.roi).toFixed(1)}`))
    .join('');
}

/** The area between low and high, one piece for each run of days that has both. */
function bandPath(points: readonly RoiPoint[], x: Scale, y: Scale): string {
  const runs: { index: number; low: number; high: number }[][] = [[]];
  points.forEach(({ low, high }, index) => {
    if (typeof low === 'number' && typeof high === 'number') runs.at(-1)?.push({ index, low, high });
    else runs.push([]);
  });
  const at = (index: number, value: number) => `${x(index).toFixed(2)} ${y(value).toFixed(1)}`;
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map((point) => at(point.index, point.high)).join('L')}L${[...run].reverse().map((point) => at(point.index, point.low)).join('L')}Z`)
    .join('');
}
