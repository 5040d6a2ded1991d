import { CountText, PercentText, RatioText } from '#app/components/number-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import type { DashboardData } from './load-dashboard.server.ts';

interface DashboardTilesProps {
  readonly board: DashboardData;
  readonly currency: string;
  readonly asOf: string;
  readonly isToday: boolean;
}

/** The campaign's figures; each tile opens the rows that it was added from. */
export function DashboardTiles({ board, currency, asOf, isToday }: DashboardTilesProps) {
  const t = useText('dashboard');
  const td = useText('domain');
  const locale = useLocale();
  const { campaign, spend, roi } = board;
  const slug = encodeURIComponent(campaign.slug);
  const sold = paths.collaborations(`?${isToday ? '' : `as_of=${asOf}&`}sort=-revenue&f.campaign=${slug}`);
  const reviewed = paths.roi(`?${board.reviewDay === null || isToday ? '' : `as_of=${board.reviewDay}&`}f.campaign=${slug}`);
  const interval = roi?.atClose?.interval90;
  const ratio = (value: number) => formatNumber(value, locale, 2);
  return (
    <StatGrid>
      {spend ? (
        <StatTile
          label={t('tile.spend')} to={paths.campaign(campaign)} value={<MoneyText minor={spend.accruedMinor} currency={currency} compact />}
          note={spend.budgetMinor ? <>{t('tile.ofBudget')} <MoneyText minor={spend.budgetMinor} currency={currency} compact /> · <PercentText share={spend.accruedMinor / spend.budgetMinor} decimals={0} /></> : t('tile.noBudgetRate')}
        >
          {spend.budgetMinor ? <ProgressBar share={spend.accruedMinor / spend.budgetMinor} label={t('tile.spendOfBudget')} tone={spend.accruedMinor > spend.budgetMinor ? 'red' : 'accent'} /> : null}
        </StatTile>
      ) : null}
      <StatTile label={td('metric.revenue')} to={sold} value={<MoneyText minor={board.revenueMinor} currency={currency} compact />} note={t('tile.credited')} />
      {spend ? <StatTile label={td('metric.roi_so_far')} to={reviewed} value={<RatioText ratio={roi?.soFar ?? null} />} note={board.reviewDay === null ? t('noReview') : t('tile.atReview')} /> : null}
      {spend ? (
        <StatTile
          label={td('metric.roi_at_close')} to={reviewed} value={<RatioText ratio={roi?.atClose?.median ?? null} />}
          note={interval ? t('tile.interval', { low: ratio(interval.low), high: ratio(interval.high) }) : t('tile.noInterval')}
        />
      ) : null}
      <StatTile label={td('metric.human_clicks')} to={sold} value={<CountText count={board.clicks.people} compact />} note={<>{t('tile.automated')} <CountText count={board.clicks.automated} compact /></>} />
      <StatTile label={td('metric.orders')} to={sold} value={<CountText count={board.orderCount} compact />} note={t('tile.credited')} />
    </StatGrid>
  );
}
