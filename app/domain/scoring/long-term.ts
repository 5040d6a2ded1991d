import type { Policy } from '#app/domain/policy.ts';

/** A partner's rolled-up score and when it was computed from data. */
export interface PartnerScore {
  readonly kolId: string;
  readonly score: number | null;
  readonly dataAt: Date;
}

const MS_PER_DAY = 86_400_000;

/**
 * Partners marked for the long-term programme (品牌挚友, product.md section 8): the best 5 % by score over the trailing
 * 180 days, at least one when anybody has a score. Several scores of a partner in the window count as their mean. Whoever
 * ties with the last one in is in too: nobody is left out by the letters of an id.
 *
 * @returns ids of the marked partners, best first, ties by id
 */
export function longTermPartners(
  scores: readonly PartnerScore[],
  at: Date,
  policy: Pick<Policy['scorecard'], 'peerWindowDays' | 'longTermTopShare'>,
): string[] {
  const sinceMs = at.getTime() - policy.peerWindowDays * MS_PER_DAY;
  const byPartner = new Map<string, { tenths: number; count: number }>();
  for (const { kolId, score, dataAt } of scores) {
    if (score === null || dataAt > at || dataAt.getTime() <= sinceMs) continue;
    const known = byPartner.get(kolId) ?? { tenths: 0, count: 0 };
    byPartner.set(kolId, { tenths: known.tenths + Math.round(score * 10), count: known.count + 1 });
  }
  const ranked = [...byPartner]
    .map(([kolId, { tenths, count }]) => ({ kolId, mean: tenths / count }))
    .sort((a, b) => b.mean - a.mean || (a.kolId < b.kolId ? -1 : 1));
  // 100 x 0.07 is a hair above 7 in binary; that hair must not let an eighth in.
  const places = Math.ceil(ranked.length * policy.longTermTopShare - 1e-9);
  const last = ranked[places - 1];
  return last === undefined ? [] : ranked.filter(({ mean }) => mean >= last.mean).map(({ kolId }) => kolId);
}
