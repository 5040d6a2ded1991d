/** A piece of more or less spending whose every unit brings or loses the same. Thousands of the reporting currency. */
export interface SpendPiece {
  readonly width: number;
  /** Revenue for one more (or lost for one less). */
  readonly slope: number;
}

export interface SpendCurve {
  /** Outwards from what is committed now: the first unit saved costs the least revenue. */
  readonly cuts: readonly SpendPiece[];
  /** The first unit added brings the most. */
  readonly additions: readonly SpendPiece[];
}

const PIECES = 4;

/**
 * Diminishing returns as straight pieces: revenue at close is expected to follow ROI x committed x (spend / committed) ^ exponent, so that
 * doubling a partner's money does not double their sales. The pieces' sums lie on the curve at their ends.
 * @param committed thousands, above 0
 * @param freed how much of it can still be withdrawn
 * @param capacity how much more the partner can take
 */
export function spendCurve(meanRoi: number, committed: number, freed: number, capacity: number, exponent: number): SpendCurve {
  const revenueAt = (spend: number) => meanRoi * committed * (Math.max(0, spend) / committed) ** exponent;
  const pieces = (total: number, sign: 1 | -1): SpendPiece[] => {
    if (total <= 0) return [];
    const width = total / PIECES;
    return Array.from({ length: PIECES }, (_, index) => ({
      width,
      slope: Math.abs(revenueAt(committed + sign * width * (index + 1)) - revenueAt(committed + sign * width * index)) / width,
    }));
  };
  return { cuts: pieces(Math.min(freed, committed), -1), additions: pieces(capacity, 1) };
}
