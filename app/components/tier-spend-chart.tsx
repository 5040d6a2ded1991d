import { varianceState } from '#app/domain/finance/money-rules.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { Policy } from '#app/domain/policy.ts';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { ChartFrame } from './chart-frame.tsx';
import { pointLabel } from './chart-point.ts';
import { MoneyText } from './money-text.tsx';
import { useLocale } from './page-context.ts';

export interface TierSpend {
  readonly tier: Tier;
  readonly plannedMinor: number;
  readonly committedMinor: number;
  readonly spentMinor: number;
}

interface TierSpendChartProps {
  readonly title: string;
  readonly currency: string;
  readonly tiers: readonly TierSpend[];
  readonly policy: Pick<Policy['money'], 'overspendCutBasisPoints'>;
}

/** Spend and commitments against the plan of each tier. The mark is the plan; beyond the limit of overspending (115 % of it by default) the bar turns red. */
export function TierSpendChart({ title, currency, tiers, policy }: TierSpendChartProps) {
  const t = useText('common');
  const td = useText('domain');
  const locale = useLocale();
  const end = Math.max(1, ...tiers.flatMap((tier) => [tier.plannedMinor, tier.committedMinor, tier.spentMinor])) * 1.05;
  const at = (minor: number) => `${((Math.max(0, minor) / end) * 100).toFixed(2)}%`;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const said = (tier: TierSpend) => `${td(`tier.${tier.tier}`)}: ${t('chart.spent')} ${money(tier.spentMinor)}, ${t('chart.committed')} ${money(tier.committedMinor)}, ${t('chart.plan')} ${money(tier.plannedMinor)}`;
  const table = {
    head: ['', t('chart.plan'), t('chart.committed'), t('chart.spent')],
    rows: tiers.map((tier) => ({
      key: tier.tier,
      cells: [td(`tier.${tier.tier}`), ...(['plannedMinor', 'committedMinor', 'spentMinor'] as const).map((key) => <MoneyText key={key} minor={tier[key]} currency={currency} />)],
    })),
  };
  return (
    <ChartFrame title={title} table={table}>
      <div role="group" aria-label={title} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-3">
        {tiers.map((tier, index) => (
          <div key={tier.tier} className="contents">
            <span aria-hidden="true">{td(`tier.${tier.tier}`)}</span>
            <svg width="100%" height="22" className="point block" {...pointLabel(said(tier), index === 0)}>
              <rect width="100%" height="14" y="4" rx="3" className="fill-sunken" />
              <rect width={at(tier.committedMinor)} height="14" y="4" rx="3" className={`${fillOf(tier, policy)} opacity-35`} />
              <rect width={at(tier.spentMinor)} height="14" y="4" rx="3" className={fillOf(tier, policy)} />
              <rect x={at(tier.plannedMinor)} width="2" height="22" className="fill-text" />
            </svg>
            <span className="text-end whitespace-nowrap" aria-hidden="true">
              <MoneyText minor={tier.spentMinor} currency={currency} compact />
              <span className="text-muted"> / <MoneyText minor={tier.plannedMinor} currency={currency} compact /> · {tier.plannedMinor > 0 ? formatPercent(tier.spentMinor / tier.plannedMinor, locale, 0) : '—'}</span>
            </span>
          </div>
        ))}
      </div>
      <p className="flex flex-wrap gap-x-4 text-muted text-[0.857rem]" aria-hidden="true">
        <Key className="bg-series-1">{t('chart.spent')}</Key>
        <Key className="bg-series-1 opacity-35">{t('chart.committed')}</Key>
        <Key className="bg-text w-0.5!">{t('chart.plan')}</Key>
      </p>
    </ChartFrame>
  );
}

/** Green up to the plan would shout where all is well, so what is within it keeps the neutral series colour. */
const FILLS = { green: 'fill-series-1', amber: 'fill-amber-mark', red: 'fill-red-mark' } as const;

function fillOf({ plannedMinor, committedMinor, spentMinor }: TierSpend, policy: TierSpendChartProps['policy']): string {
  return FILLS[varianceState(plannedMinor, Math.max(committedMinor, spentMinor), policy)];
}

function Key({ className, children }: { readonly className: string; readonly children: string }) {
  return <span className="inline-flex items-center gap-1.5"><span className={`inline-block w-3 h-3 rounded-[2px] ${className}`} />{children}</span>;
}
