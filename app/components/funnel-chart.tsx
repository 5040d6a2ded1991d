import { Link } from '@remix-run/react';
import { formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { CountText } from './number-text.tsx';
import { useLocale } from './page-context.ts';

export interface FunnelStep {
  readonly key: string;
  readonly label: string;
  /** Null when not reported, which is not 0. */
  readonly count: number | null;
  /** The rows behind the count. */
  readonly to?: string;
}

/** Steps from seeing to buying, each with its share of the step before. Bars are on a logarithmic scale: the first step outweighs the last a thousandfold. */
export function FunnelChart({ title, steps }: { readonly title: string; readonly steps: readonly FunnelStep[] }) {
  const t = useText('common');
  const locale = useLocale();
  const top = Math.log10(Math.max(10, ...steps.map((step) => step.count ?? 0)));
  const rateOf = (index: number) => {
    const before = steps[index - 1]?.count;
    const count = steps[index]?.count;
    return before && typeof count === 'number' ? formatPercent(count / before, locale, 2) : '—';
  };
  const countOf = ({ count }: FunnelStep) => (count === null ? '—' : formatNumber(count, locale, 0));
  const said = (step: FunnelStep, index: number) => `${step.label}: ${countOf(step)}${index > 0 ? `, ${t('chart.rate')} ${rateOf(index)}` : ''}`;
  const table = {
    head: [t('chart.step'), t('chart.value'), t('chart.rate')],
    rows: steps.map((step, index) => ({ key: step.key, cells: [step.label, countOf(step), rateOf(index)] })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <div role="group" aria-label={title}>
        <ol className="flex flex-col gap-2">
          {steps.map((step, index) => (
            <li key={step.key} className="grid grid-cols-[7.5rem_minmax(0,1fr)_8.5rem] items-center gap-3">
              <span>{step.to ? <Link to={step.to} className="inline-flex items-center min-h-7 text-accent hover:underline">{step.label}</Link> : step.label}</span>
              <svg width="100%" height="14" className="point block" {...pointLabel(said(step, index), index === 0)}>
                <rect width="100%" height="14" rx="3" className="fill-sunken" />
                <rect width={`${(step.count ? (Math.log10(step.count + 1) / top) * 100 : 0).toFixed(2)}%`} height="14" rx="3" className="fill-series-1" />
              </svg>
              <span className="text-end" aria-hidden="true"><CountText count={step.count} compact />{index > 0 ? <span className="text-muted"> · {rateOf(index)}</span> : null}</span>
            </li>
          ))}
        </ol>
      </div>
    </ChartFrame>
  );
}
