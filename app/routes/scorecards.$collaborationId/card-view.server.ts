import { METRICS } from '#app/domain/scoring/metrics.ts';
import type { MetricKey } from '#app/domain/scoring/metrics.ts';
import type { Scorecard } from '#app/domain/scoring/scorecard.ts';

export type CardView = ReturnType<typeof cardFor>;
export type MetricView = CardView['dimensions'][number]['metrics'][number];

/**
 * The card as a person may see it. Without sight of costs neither the value nor the benchmark of a metric that has cost in it
 * leaves the server; its points and contribution do, so that the card still adds up.
 */
export function cardFor(card: Scorecard, seesCosts: boolean) {
  return {
    ...card, seesCosts,
    dimensions: card.dimensions.map((dimension) => ({
      ...dimension,
      metrics: dimension.metrics.map((metric) => {
        const withheld = !seesCosts && hasCost(metric.key);
        return { ...metric, reported: metric.value !== null, withheld, value: withheld ? null : metric.value, benchmark: withheld ? null : metric.benchmark };
      }),
    })),
  };
}

function hasCost(key: MetricKey): boolean {
  const { of, per } = METRICS[key];
  return of.includes('costMinor') || per.includes('costMinor');
}
