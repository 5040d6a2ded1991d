import { Link } from '@remix-run/react';
import { RevenueTrendChart } from '#app/components/revenue-trend-chart.tsx';
import { RoiTrendChart } from '#app/components/roi-trend-chart.tsx';
import { TierSpendChart } from '#app/components/tier-spend-chart.tsx';
import { formatPercent } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { cx } from '#app/ui/class-names.ts';
import { useFindings } from './findings.ts';
import type { DashboardData } from './load-dashboard.server.ts';

/** Spend against the plan by tier, ROI so far by week, revenue by week. The first two are for those who may see costs. */
export function DashboardCharts({ board, currency }: { readonly board: DashboardData; readonly currency: string }) {
  const t = useText('dashboard');
  const td = useText('domain');
  const locale = useLocale();
  const { spend, weeks } = board;
  const findings = useFindings(board, currency);
  const shares = spend?.tiers?.map((tier) => `${td(`tier.${tier.tier}`)} ${formatPercent(tier.shareBasisPoints / 10_000, locale, 0)}`).join(' · ');
  return (
    <div className={cx('grid gap-4', spend && 'lg:grid-cols-2 2xl:grid-cols-3')}>
      {spend?.tiers ? (
        <Card actions={<Link to={paths.campaign(board.campaign)} className="text-accent hover:underline">{t('chart.openMatrix')}</Link>} subtitle={shares} title={t('chart.spend')}>
          <TierSpendChart title={findings.spend} currency={currency} tiers={spend.tiers} policy={spend.policy} />
        </Card>
      ) : null}
      {spend ? (
        <Card title={td('metric.roi_so_far')}>
          {weeks.length > 0 ? <RoiTrendChart title={findings.roi} points={weeks.map((week) => ({ day: week.endDay, roi: week.roi ?? null, atClose: week.atClose ?? null }))} thresholds={board.thresholds} /> : <p className="text-muted">{t('chart.notStarted')}</p>}
        </Card>
      ) : null}
      <Card title={td('metric.revenue')} className="lg:max-2xl:col-span-2">
        {weeks.length > 0 ? <RevenueTrendChart title={findings.revenue} currency={currency} weeks={weeks} /> : <p className="text-muted">{t('chart.notStarted')}</p>}
      </Card>
    </div>
  );
}
