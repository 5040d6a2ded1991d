import type { MetricKey, MetricUnit } from '#app/domain/scoring/metrics.ts';
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';

/** How each metric is written. The domain's own table would bring its validation into the browser; a test binds the two. */
export const METRIC_UNITS: Readonly<Record<MetricKey, MetricUnit>> = {
  views: 'count', impressions: 'count', cpm: 'money', cpm_views: 'money',
  engagement_rate: 'share', engagement_rate_no_saves: 'share', engagement_rate_basic: 'share', save_share_rate: 'share', share_rate: 'share', save_rate: 'share',
  comment_rate: 'share', click_through_rate: 'share', conversion_rate: 'share', roi: 'ratio', positive_share: 'share', complaint_rate: 'share',
  cpv: 'money', cpe: 'money', cpc: 'money', cpa: 'money', average_order_value: 'money', new_customer_share: 'share',
};

/** A metric's value in its own unit; a dash where it was not reported. Money is in minor units of `currency`. */
export function MetricText({ metric, value, currency, title }: { readonly metric: MetricKey; readonly value: number | null; readonly currency: string; readonly title?: string }) {
  const locale = useLocale();
  if (value === null) return <Dash title={title} />;
  switch (METRIC_UNITS[metric]) {
    case 'count':
      return <>{formatNumber(value, locale, 0)}</>;
    case 'share':
      return <>{formatPercent(value, locale, 2)}</>;
    case 'money':
      return <>{formatMoney(Math.round(value), currency, locale)}</>;
    case 'ratio':
      return <>{formatNumber(value, locale, 2)}</>;
  }
}
