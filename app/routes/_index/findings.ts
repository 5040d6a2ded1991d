import { usePageContext } from '#app/components/page-context.ts';
import { formatDayShort, formatMoneyCompact, formatPercent, formatRatio } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { DashboardData } from './load-dashboard.server.ts';

/** What each chart of the dashboard shows, in a sentence: its title (ux.md section 1.1). */
export function useFindings(board: DashboardData, currency: string): { readonly spend: string; readonly roi: string; readonly revenue: string } {
  const t = useText('dashboard');
  const td = useText('domain');
  const { locale, units } = usePageContext();
  const { spend, weeks } = board;

  const shares = (spend?.tiers ?? []).flatMap(({ tier, plannedMinor, spentMinor }) => (plannedMinor > 0 && spentMinor > 0 ? [{ tier, share: spentMinor / plannedMinor }] : []));
  const most = shares.toSorted((a, b) => b.share - a.share)[0];
  const rois = weeks.flatMap(({ roi }) => (roi === null || roi === undefined ? [] : [roi]));
  const [before, now] = [rois.at(-2), rois.at(-1)];
  const best = weeks.reduce<(typeof weeks)[number] | null>((top, week) => (week.revenueMinor > (top?.revenueMinor ?? 0) ? week : top), null);

  const ratio = (value: number) => formatRatio(value, locale);
  const roi = () => {
    if (now === undefined) return t('finding.roiNone');
    if (before === undefined) return t('finding.roiFirst', { now: ratio(now) });
    const direction = ratio(now) === ratio(before) ? 'roiSame' : now > before ? 'roiUp' : 'roiDown';
    return t(`finding.${direction}`, { now: ratio(now), before: ratio(before) });
  };
  return {
    spend: most ? t(most.share > 1 ? 'finding.spendOver' : 'finding.spendWithin', { tier: td(`tier.${most.tier}`), percent: formatPercent(most.share, locale, 0) }) : t('finding.spendNone'),
    roi: roi(),
    revenue: best ? t('finding.revenueBest', { day: formatDayShort(best.startDay, locale), amount: formatMoneyCompact(best.revenueMinor, currency, locale, units) }) : t('finding.revenueNone'),
  };
}
