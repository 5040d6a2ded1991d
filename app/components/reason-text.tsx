import type { CandidateReason } from '#app/domain/proposals/candidates.ts';
import type { VerdictReason } from '#app/domain/proposals/verdict.ts';
import { formatMoney, formatNumber, formatPercent, formatProbability } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

/** One reason of a verdict or of a candidate's rank, in words with its numbers. */
export function ReasonText({ reason }: { readonly reason: VerdictReason | CandidateReason }) {
  const t = useText('domain');
  const locale = useLocale();
  const { workspace } = useRootData();
  const percent = (share: number) => formatPercent(share, locale, 0);
  const ratio = (value: number) => formatNumber(value, locale, 2);
  const money = (minor: number) => formatMoney(minor, workspace.currency, locale);
  switch (reason.code) {
    case 'roi_below_amber':
    case 'roi_below_green':
    case 'roi_at_least_star':
    case 'roi_seldom_below_green':
      return <>{t(`reason.${reason.code}`, { percent: formatProbability(reason.probability, locale), threshold: ratio(reason.threshold), level: percent(reason.level) })}</>;
    case 'better_candidate':
    case 'candidate_not_clearly_better':
    case 'candidate_beyond_money':
      return <>{t(`reason.${reason.code}`, { percent: formatProbability(reason.probability, locale), level: percent(reason.level) })}</>;
    case 'not_enough_orders':
      return <>{t('reason.not_enough_orders', { percent: formatProbability(reason.probability, locale), threshold: ratio(reason.threshold), keepBelow: percent(reason.keepBelow), reduceFrom: percent(reason.reduceFrom) })}</>;
    case 'tier_prior':
      return <>{t('reason.tier_prior', { factor: ratio(reason.factor) })}</>;
    case 'fit':
      return <>{t('reason.fit', { percent: percent(reason.fit) })}</>;
    case 'price_within_freed':
      return <>{t('reason.price_within_freed', { price: money(reason.priceMinor), freed: money(reason.freedMinor) })}</>;
    case 'fuse_tripped':
    case 'too_early':
    case 'no_cost':
    case 'no_candidate':
    case 'same_tier':
    case 'two_from_tier_below':
    case 'own_history':
      return <>{t(`reason.${reason.code}`)}</>;
  }
}
