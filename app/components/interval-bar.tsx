import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';

interface IntervalBarProps {
  /** Posterior median and its interval; null while there is nothing to say. */
  readonly interval: { readonly low: number; readonly median: number; readonly high: number; readonly level: number } | null;
  /** Ratios at which a thin mark is drawn, as the thresholds of the lights. */
  readonly thresholds?: readonly number[];
  /** Right end of the scale; the same on all rows of a table, so that bars can be compared. */
  readonly max?: number;
}

/** Median and interval of a ratio: numbers first, the bar repeats them. */
export function IntervalBar({ interval, thresholds = [], max }: IntervalBarProps) {
  const locale = useLocale();
  const t = useText('common');
  if (interval === null) return <Dash title={t('notEnoughData')} />;
  const end = max ?? Math.max(interval.high, ...thresholds) * 1.1;
  const at = (value: number) => `${((Math.max(0, Math.min(end, value)) / end) * 100).toFixed(2)}%`;
  const number = (value: number) => formatNumber(value, locale, 2);
  const text = t('interval.text', { median: number(interval.median), level: formatPercent(interval.level, locale, 0), low: number(interval.low), high: number(interval.high) });
  const width = `${(((Math.min(end, interval.high) - Math.max(0, interval.low)) / end) * 100).toFixed(2)}%`;
  return (
    <span className="inline-block w-36 align-middle text-start" title={text}>
      <span className="sr-only">{text}</span>
      <span aria-hidden="true" className="flex justify-between gap-2">
        <span className="font-medium">{number(interval.median)}</span>
        <span className="text-muted">{t('interval.short', { low: number(interval.low), high: number(interval.high) })}</span>
      </span>
      <svg aria-hidden="true" width="100%" height="8" className="block">
        <rect y="3" width="100%" height="2" rx="1" className="fill-line" />
        <rect x={at(interval.low)} y="2" width={width} height="4" rx="2" className="fill-series-1 opacity-60" />
        {thresholds.map((threshold) => <rect key={threshold} x={at(threshold)} y="0" width="1" height="8" className="fill-muted" />)}
        <circle cx={at(interval.median)} cy="4" r="3.5" className="fill-series-1 stroke-surface" />
      </svg>
    </span>
  );
}
