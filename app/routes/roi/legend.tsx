import type { Policy } from '#app/domain/policy.ts';
import { LIGHTS_BEST_FIRST } from '#app/domain/scoring/light.ts';
import { LightBadge } from '#app/components/badges.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatRatio } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';

/** What the lights mean under the workspace's thresholds, and what each figure is. */
export function RoiLegend({ thresholds }: { readonly thresholds: Policy['roi'] }) {
  const t = useText('roi');
  const td = useText('domain');
  const locale = useLocale();
  const values = { star: formatRatio(thresholds.starFrom, locale), green: formatRatio(thresholds.greenFrom, locale), amber: formatRatio(thresholds.amberFrom, locale) };
  return (
    <details className="mt-4 text-[0.9286rem]">
      <summary className="inline-flex items-center min-h-6 text-muted hover:text-text">{t('legend')}</summary>
      <dl className="mt-2 grid gap-x-4 gap-y-1.5 grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] max-w-3xl">
        {LIGHTS_BEST_FIRST.map((light) => (
          <div key={light} className="contents">
            <dt><LightBadge light={light} /></dt>
            <dd>{td(`lightMeaning.${light}`, values)}</dd>
          </div>
        ))}
        {(['roi_so_far', 'roi_at_close'] as const).map((metric) => (
          <div key={metric} className="contents">
            <dt className="text-muted">{td(`metric.${metric}`)}</dt>
            <dd>{td(`metricMeaning.${metric}`)}</dd>
          </div>
        ))}
        <dt className="text-muted">{t('probabilities')}</dt>
        <dd>{t('probabilitiesMeaning', values)}</dd>
        <dt className="text-muted">{t('groups')}</dt>
        <dd>{t('groupsMeaning')}</dd>
      </dl>
    </details>
  );
}
