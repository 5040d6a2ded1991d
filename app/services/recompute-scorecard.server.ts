import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { findPolicyVersion } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { MetricKey } from '#app/domain/scoring/metrics.ts';
import { scoreCollaborations } from '#app/domain/scoring/score-collaborations.ts';
import type { Scorecard, ScorecardMetric } from '#app/domain/scoring/scorecard.ts';
import { gatherReviewFacts } from './gather-review-facts.server.ts';

export type RecomputeOutcome =
  /** To the last digit of every metric. */
  | { readonly status: 'equal' }
  /** Facts of those days came in, or were corrected, after the card was made. */
  | { readonly status: 'differs'; readonly scoreNow: number | null; readonly metrics: readonly MetricKey[] }
  | { readonly status: 'gone' };

/** Computes a card again from the policy version and the data instant that it names (product.md section 8), and compares. Writes nothing. */
export async function recomputeScorecard(db: Kysely<Database>, { workspaceId, asOf, card }: { readonly workspaceId: string; readonly asOf: CalendarDay; readonly card: Scorecard }): Promise<RecomputeOutcome> {
  const under = await findPolicyVersion(db, workspaceId, card.policyVersion);
  if (!under) return { status: 'gone' };
  const again = scoreCollaborations(await gatherReviewFacts(db, workspaceId, asOf, { under })).find((one) => one.collaborationId === card.collaborationId);
  if (!again) return { status: 'gone' };
  // Through JSON, as the stored card went.
  if (isDeepStrictEqual(plain(again), plain(card))) return { status: 'equal' };
  // By place: a metric may stand in two slots of a card. Contributions are rounded so that they sum to the score, so one of them moves with another's points.
  const measured = ({ value, benchmark, peers, points }: ScorecardMetric) => plain({ value, benchmark, peers, points });
  const was = metricsOf(card);
  return { status: 'differs', scoreNow: again.score, metrics: metricsOf(again).filter((metric, place) => !isDeepStrictEqual(measured(metric), was[place] && measured(was[place]))).map(({ key }) => key) };
}

function metricsOf(card: Scorecard) {
  return card.dimensions.flatMap(({ metrics }) => metrics);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
