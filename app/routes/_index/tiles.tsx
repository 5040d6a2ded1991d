import type { ReactNode } from 'react';
import { ChangeText, CountText, PercentText, RatioText } from '#app/components/number-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { changeShare } from '#app/domain/movement.ts';
import { formatNumber } from '#app/i18n/format.ts';
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

/**
 * The campaign's figures; each tile opens the rows that it was added from. What the campaign has come to stands large, with the days chosen and
 * their change against the days before under it.
 */
export function DashboardTiles({ board, currency, asOf, isToday }: DashboardTilesProps) {
  const t = useText('dashboard');
  const td = useText('domain');
  const locale = useLocale();
  const { campaign, spend, roi, span, loose: { sentiment } } = board;
  const slug = encodeURIComponent(campaign.slug);
  const sold = paths.collaborations(`?${isToday ? '' : `as_of=${asOf}&`}sort=-revenue&f.campaign=${slug}`);
  const reviewed = paths.roi(`?${board.reviewDay === null || isToday ? '' : `as_of=${board.reviewDay}&`}f.campaign=${slug}`);
  const interval = roi?.atClose?.interval90;
  const ratio = (value: number) => formatNumber(value, locale, 2);
  const classified = sentiment.positive + sentiment.neutral + sentiment.negative;
  const inSpan = (now: ReactNode, before: number | null, after: number): ReactNode => (
    span.choice === 'campaign' ? null : <span className="block">{t('span.short', { days: span.choice })} {now} {before === null ? null : <ChangeText share={changeShare(before, after)} />}</span>
  );
  return (
    <StatGrid>
      {spend ? (
        <StatTile
          label={t('tile.spend')} to={paths.campaign(campaign)} value={<MoneyText minor={spend.accruedMinor} currency={currency} compact />}
          note={
            <>
              {spend.budgetMinor ? <>{t('tile.ofBudget')} <MoneyText minor={spend.budgetMinor} currency={currency} compact /> · <PercentText share={spend.accruedMinor / spend.budgetMinor} decimals={0} /></> : t('tile.noBudgetRate')}
              {inSpan(<MoneyText minor={span.total.accruedMinor} currency={currency} compact />, span.totalBefore?.accruedMinor ?? null, span.total.accruedMinor ?? 0)}
            </>
          }
        >
          {spend.budgetMinor ? <ProgressBar share={spend.accruedMinor / spend.budgetMinor} label={t('tile.spendOfBudget')} tone={spend.accruedMinor > spend.budgetMinor ? 'red' : 'accent'} /> : null}
        </StatTile>
      ) : null}
      <StatTile
        label={td('metric.revenue')} to={sold} value={<MoneyText minor={board.revenueMinor} currency={currency} compact />}
        note={<>{t('tile.orders', { count: board.orderCount, formatted: formatNumber(board.orderCount, locale, 0) })}{inSpan(<MoneyText minor={span.total.revenueMinor} currency={currency} compact />, span.totalBefore?.revenueMinor ?? null, span.total.revenueMinor)}</>}
      />
      {spend ? <StatTile label={td('metric.roi_so_far')} to={reviewed} value={<RatioText ratio={roi?.soFar ?? null} />} note={board.reviewDay === null ? t('noReview') : t('tile.atReview')} /> : null}
      {spend ? (
        <StatTile
          label={td('metric.roi_at_close')} to={reviewed} value={<RatioText ratio={roi?.atClose?.median ?? null} />}
          note={interval ? t('tile.interval', { low: ratio(interval.low), high: ratio(interval.high) }) : t('tile.noInterval')}
        />
      ) : null}
      <StatTile
        label={td('metric.human_clicks')} to={sold} value={<CountText count={board.clicks.people} compact />}
        note={<>{t('tile.automated')} <CountText count={board.clicks.automated} compact />{inSpan(<CountText count={span.total.clicks} compact />, span.totalBefore?.clicks ?? null, span.total.clicks)}</>}
      />
      <StatTile
        label={t('tile.sentiment')} to={paths.scorecards(`?f.campaign=${slug}`)} value={<PercentText share={classified > 0 ? sentiment.positive / classified : null} decimals={0} />}
        note={classified > 0 ? <>{t('tile.classified')} <CountText count={classified} compact /> · {t('tile.negative')} <PercentText share={sentiment.negative / classified} decimals={0} /></> : t('tile.noComments')}
      />
    </StatGrid>
  );
}
