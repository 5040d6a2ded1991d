import type { CalendarDay } from '#app/domain/period.ts';
import { formatDay, formatDayShort, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { useLocale } from './page-context.ts';

export interface RoiPoint {
  readonly day: CalendarDay;
  /** Null on days without a figure: the line breaks there. */
  readonly roi: number | null;
  /** ROI expected at close as of that day, with its 90 % interval; null before the first review. */
  readonly atClose?: { readonly median: number; readonly low: number; readonly high: number } | null;
}

interface RoiTrendChartProps {
  readonly title: string;
  readonly points: readonly RoiPoint[];
  /** Ratios drawn as dashed lines, as the thresholds of the lights. */
  readonly thresholds?: readonly number[];
}

const HEIGHT = 190;
const FOOT = 22;
/** Level of the intervals. */
const LEVEL = 0.9;
/** Half the width of the band of a lone review, of 100. */
const LONE_BAND = 1.5;

/**
 * ROI so far as a line, and beside it the ROI expected at close with its interval as a band, which it meets as orders come in (product.md section
 * 7); with the thresholds that they are judged by. The last value is written at its point.
 */
export function RoiTrendChart({ title, points, thresholds = [] }: RoiTrendChartProps) {
  const t = useText('common');
  const td = useText('domain');
  const locale = useLocale();
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatNumber(value, locale, 2));
  const end = Math.max(0.5, ...thresholds, ...points.flatMap((point) => [point.roi ?? 0, point.atClose?.high ?? 0])) * 1.1;
  const x = (index: number) => (points.length < 2 ? 50 : (index / (points.length - 1)) * 100);
  const y = (value: number) => (1 - Math.max(0, value) / end) * (HEIGHT - FOOT);
  const first = points.findIndex((point) => point.roi !== null);
  const last = points.findLastIndex((point) => point.roi !== null);
  const level = formatPercent(LEVEL, locale, 0);
  const isExpected = points.some(({ atClose }) => atClose);
  const soFar = td('metric.roi_so_far');
  const close = td('metric.roi_at_close');
  const table = {
    head: [t('chart.date'), soFar, ...(isExpected ? [close, t('interval.heading', { level })] : [])],
    rows: points.map(({ day, roi, atClose }) => ({
      key: day, cells: [formatDay(day, locale), number(roi), ...(isExpected ? [number(atClose?.median), atClose ? t('interval.short', { low: number(atClose.low), high: number(atClose.high) }) : '—'] : [])],
    })),
  };
  const said = ({ day, roi, atClose }: RoiPoint) => [
    `${formatDay(day, locale)}: ${soFar} ${number(roi)}`, ...(atClose ? [`${close} ${t('interval.text', { median: number(atClose.median), level, low: number(atClose.low), high: number(atClose.high) })}`] : []),
  ].join(' · ');
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
          <path d={bandPath(points, x, y)} className="fill-series-2 opacity-20" />
          <path d={linePath(points.map(({ atClose }) => atClose?.median ?? null), x, y)} fill="none" className="stroke-series-2" strokeWidth="1.5" strokeDasharray="5 3" vectorEffect="non-scaling-stroke" />
          <path d={linePath(points.map(({ roi }) => roi), x, y)} fill="none" className="stroke-series-1" strokeWidth="2" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
        </svg>
        {points.map((point, index) => (point.roi === null ? null : (
          <circle
            key={point.day} cx={`${x(index)}%`} cy={y(point.roi)} r="5" className="point fill-series-1 opacity-0 hover:opacity-100 focus-visible:opacity-100"
            {...pointLabel(said(point), index === first)}
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
      {isExpected ? (
        <p className="flex flex-wrap gap-x-4 text-muted text-[0.857rem]" aria-hidden="true">
          <Key mark="line">{soFar}</Key>
          <Key mark="dashes">{close}</Key>
          <Key mark="band">{t('interval.heading', { level })}</Key>
        </p>
      ) : null}
    </ChartFrame>
  );
}

type Scale = (value: number) => number;

/** A line that lifts the pen where a value is missing. */
function linePath(values: readonly (number | null)[], x: Scale, y: Scale): string {
  return values
    .map((value, index) => (value === null ? '' : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${x(index).toFixed(2)} ${y(value).toFixed(1)}`))
    .join('');
}

/** The area between low and high, one piece for each run of days that has both; a lone day's is as wide as a mark. */
function bandPath(points: readonly RoiPoint[], x: Scale, y: Scale): string {
  const runs: { at: number; low: number; high: number }[][] = [[]];
  points.forEach(({ atClose }, index) => {
    if (atClose) runs.at(-1)?.push({ at: x(index), low: atClose.low, high: atClose.high });
    else runs.push([]);
  });
  const place = (at: number, value: number) => `${at.toFixed(2)} ${y(value).toFixed(1)}`;
  return runs
    .map((run) => (run.length === 1 ? run.flatMap((one) => [{ ...one, at: one.at - LONE_BAND }, { ...one, at: one.at + LONE_BAND }]) : run))
    .filter((run) => run.length > 0)
    .map((run) => `M${run.map((point) => place(point.at, point.high)).join('L')}L${run.toReversed().map((point) => place(point.at, point.low)).join('L')}Z`)
    .join('');
}

function Key({ mark, children }: { readonly mark: 'line' | 'dashes' | 'band'; readonly children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="18" height="10">
        {mark === 'band' ? <rect width="18" height="10" rx="2" className="fill-series-2 opacity-20" /> : (
          <line x1="0" x2="18" y1="5" y2="5" className={mark === 'line' ? 'stroke-series-1' : 'stroke-series-2'} strokeWidth="2" strokeDasharray={mark === 'line' ? undefined : '5 3'} />
        )}
      </svg>
      {children}
    </span>
  );
}
