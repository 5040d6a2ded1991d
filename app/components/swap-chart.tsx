import { formatMoney, formatMoneyCompact } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { usePageContext } from './page-context.ts';

export interface SwapBar {
  readonly key: string;
  readonly label: string;
  readonly predicted: { readonly expectedMinor: number; readonly lowMinor: number; readonly highMinor: number };
  /** Expected at close as things stand; null while it cannot be said. */
  readonly actualMinor: number | null;
  readonly within: boolean | null;
}

interface SwapChartProps {
  /** The finding. */
  readonly title: string;
  readonly bars: readonly SwapBar[];
  readonly currency: string;
}

const ROW = 30;

/** Predicted gain with its interval as a bar, what came of it as a dot, on one scale for all swaps; the table says the same in digits. */
export function SwapChart({ title, bars, currency }: SwapChartProps) {
  const t = useText('swaps');
  const { locale, units } = usePageContext();
  const values = bars.flatMap(({ predicted, actualMinor }) => [predicted.lowMinor, predicted.highMinor, actualMinor ?? 0]);
  const low = Math.min(0, ...values);
  const span = Math.max(1, Math.max(0, ...values) - low) * 1.06;
  const at = (minor: number) => `${(((minor - low) / span) * 94 + 3).toFixed(2)}%`;
  const width = (from: number, to: number) => `${(((to - from) / span) * 94).toFixed(2)}%`;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const verdict = (within: boolean | null) => t(within === null ? 'within.open' : within ? 'within.yes' : 'within.no');
  const said = ({ label, predicted, actualMinor, within }: SwapBar) =>
    `${label}: ${t('column.predicted')} ${money(predicted.expectedMinor)} (${money(predicted.lowMinor)} – ${money(predicted.highMinor)}), ${t('column.atClose')} ${actualMinor === null ? '—' : money(actualMinor)}. ${verdict(within)}`;
  const table = {
    head: [t('column.swap'), t('column.predicted'), t('column.interval'), t('column.atClose'), t('column.within')],
    rows: bars.map(({ key, label, predicted, actualMinor, within }) => ({
      key, cells: [label, money(predicted.expectedMinor), `${money(predicted.lowMinor)} – ${money(predicted.highMinor)}`, actualMinor === null ? '—' : money(actualMinor), verdict(within)],
    })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <div role="group" aria-label={title}>
        <ol className="flex flex-col">
          {bars.map((bar, index) => <Bar key={bar.key} bar={bar} label={pointLabel(said(bar), index === 0)} at={at} width={width} />)}
          <li className="grid grid-cols-1 sm:grid-cols-[minmax(9rem,16rem)_minmax(0,1fr)] gap-x-3 text-muted text-[0.857rem]" aria-hidden="true">
            <span />
            <svg width="100%" height="16" className="block overflow-visible"><text x={at(0)} y="12" textAnchor="middle" className="fill-muted">{formatMoneyCompact(0, currency, locale, units)}</text></svg>
          </li>
        </ol>
      </div>
      <p className="text-muted text-[0.9286rem]">{t('chartKey')}</p>
    </ChartFrame>
  );
}

interface BarProps {
  readonly bar: SwapBar;
  readonly label: ReturnType<typeof pointLabel>;
  /** Where an amount stands on the common scale, and how wide a span of it is. */
  readonly at: (minor: number) => string;
  readonly width: (from: number, to: number) => string;
}

function Bar({ bar: { label: name, predicted, actualMinor, within }, label, at, width }: BarProps) {
  return (
    <li className="grid grid-cols-1 sm:grid-cols-[minmax(9rem,16rem)_minmax(0,1fr)] items-center gap-x-3">
      <span className="truncate" title={name}>{name}</span>
      <svg width="100%" height={ROW} className="point block overflow-visible" {...label}>
        <line x1={at(0)} x2={at(0)} y1="0" y2={ROW} className="stroke-line-strong" />
        <rect x={at(predicted.lowMinor)} width={width(predicted.lowMinor, predicted.highMinor)} y={ROW / 2 - 5} height="10" rx="3" className="fill-series-1 opacity-30" />
        <rect x={at(predicted.expectedMinor)} width="2" y={ROW / 2 - 8} height="16" className="fill-series-1" />
        {actualMinor === null ? null : (
          <circle cx={at(actualMinor)} cy={ROW / 2} r="5.5" className={within === false ? 'fill-surface stroke-red' : 'fill-text stroke-surface'} strokeWidth={within === false ? 3 : 1.5} />
        )}
      </svg>
    </li>
  );
}
