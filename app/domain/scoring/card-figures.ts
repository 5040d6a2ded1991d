import type { DisputedFigure } from '../dispute.ts';
import type { Scorecard } from './scorecard.ts';

/** What a card says of a figure: its score, a dimension's, or a metric's value; null where it has none, undefined where the card does not have the figure. */
export function figureOnCard({ score, dimensions }: Pick<Scorecard, 'score' | 'dimensions'>, figure: DisputedFigure): number | null | undefined {
  if (figure === 'score') return score;
  const dimension = dimensions.find(({ key }) => key === figure);
  if (dimension) return dimension.score;
  return dimensions.flatMap(({ metrics }) => metrics).find(({ key }) => key === figure)?.value;
}
