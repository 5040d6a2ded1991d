import type { Kysely } from 'kysely';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { AcceptedSwap, SwapMember, SwapQuestion } from '#db/queries/swap-pages.server.ts';
import { listAcceptedSwaps } from '#db/queries/swap-pages.server.ts';
import type { Database } from '#db/schema.ts';
import type { ReviewedSide } from '#app/domain/proposals/swap-outcome.ts';
import { swapOutcome } from '#app/domain/proposals/swap-outcome.ts';

/** Accepted proposals with what was predicted beside what came of it (product.md sections 10 and 13), as reviews up to a day found it. */
export async function reportSwaps(db: Kysely<Database>, input: SwapQuestion & { readonly workspaceId: string }) {
  const { workspaceId, ...question } = input;
  const [swaps, { policy }] = await Promise.all([listAcceptedSwaps(db, workspaceId, question), getPolicy(db, workspaceId)]);
  return swaps.map((swap) => {
    // Of a chosen candidate their own prediction counts, also where it was made before its terms were stored.
    const terms = swap.candidate ? swap.candidate.terms : swap.terms;
    const moneyMinor = swap.candidate?.priceMinor ?? terms?.moneyMinor ?? swap.releasedMinor ?? 0;
    const move = { kind: swap.kind, moneyMinor, terms, targetRoi: terms?.targetRoi ?? policy.roi.greenFrom };
    const outcome = swapOutcome(move, sidesOf(swap.fresh), sideOf(swap.old));
    return { ...swap, moneyMinor, predicted: predictedOf(swap), outcome };
  });
}

export type ReportedSwap = Awaited<ReturnType<typeof reportSwaps>>[number];

/** What was predicted: the gain with its interval where that was stored. */
function predictedOf({ candidate, terms }: AcceptedSwap) {
  const gain = (candidate ? candidate.terms : terms)?.gain ?? null;
  return {
    gain: gain ?? (candidate ? { expectedMinor: candidate.expectedGainMinor, lowMinor: null, highMinor: null, level: null } : null),
    roi: candidate ? { low: candidate.low, high: candidate.high } : null, probabilityBetter: candidate?.probabilityBetter ?? null,
  };
}

/** All of them, or none while one has not been reviewed: half of a pair is no measure of both. */
function sidesOf(members: readonly SwapMember[]): ReviewedSide[] {
  const known = members.flatMap((member) => sideOf(member) ?? []);
  return known.length === members.length ? known : [];
}

function sideOf({ revenueMinor, costMinor, median, low, high, tooEarly, arrivedShare, status }: SwapMember): ReviewedSide | null {
  if (revenueMinor === null || costMinor === null) return null;
  return {
    revenueMinor, costMinor, atClose: median === null || low === null || high === null ? null : { median, low, high },
    tooEarly: tooEarly ?? true, arrivedShare: arrivedShare ?? 0, isOver: status === 'ended' || status === 'cancelled',
  };
}

/** How many of the moves that can be judged turned out as predicted. */
export function predictionsKept(swaps: readonly Pick<ReportedSwap, 'outcome'>[]): { readonly within: number; readonly of: number } {
  const judged = swaps.filter(({ outcome }) => outcome.withinPrediction !== null);
  return { within: judged.filter(({ outcome }) => outcome.withinPrediction).length, of: judged.length };
}
