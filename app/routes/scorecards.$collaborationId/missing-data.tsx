import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import type { CardView } from './card-view.server.ts';

/** Which metrics have no data, and what that did to the weights. Nothing where all have. */
export function MissingData({ card }: { readonly card: CardView }) {
  const t = useText('scorecard');
  const td = useText('domain');
  const missing = card.dimensions.flatMap((dimension) => dimension.metrics.filter((metric) => metric.points === null));
  if (missing.length === 0) return null;
  return (
    <Card title={t('missing')} subtitle={t('missingMeaning')}>
      <ul className="list-disc ps-5">
        {missing.map((metric) => (
          <li key={metric.key}>{td(`metric.${metric.key}`)}: {metric.reported ? t('noComparison') : t('notReported')} ({t('policyWeight', { weight: metric.weight })})</li>
        ))}
      </ul>
    </Card>
  );
}
