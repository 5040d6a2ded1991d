import type { TFunction } from 'i18next';
import type { DisputedFigure } from '#app/domain/dispute.ts';
import { metricOf } from '#app/domain/dispute.ts';
import { DIMENSIONS } from '#app/domain/scoring/metrics.ts';

/** A figure of a scorecard by its name: the score, a dimension or a metric. */
export function figureWords(t: TFunction<'domain'>, figure: DisputedFigure): string {
  const metric = metricOf(figure);
  if (metric !== null) return t(`metric.${metric}`);
  const dimension = DIMENSIONS.find((key) => key === figure);
  return dimension ? t(`dimension.${dimension}`) : t('scoreName');
}
