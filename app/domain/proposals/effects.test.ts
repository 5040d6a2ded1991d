import { describe, expect, test } from 'vitest';
import { DEFAULT_MATRIX_PLAN } from '../campaign.ts';
import { endingStep, moveEffects } from './effects.ts';

const campaign = { budgetMinor: 1_000_000, reserveBasisPoints: 1000, plan: DEFAULT_MATRIX_PLAN };
const board = [
  { id: 'a', tier: 'mid' as const, status: 'live' as const, standingMinor: 100_000, accruedMinor: 50_000 },
  { id: 'b', tier: 'top' as const, status: 'agreed' as const, standingMinor: 200_000, accruedMinor: 0 },
];

test('a running collaboration ends, one that has not begun is cancelled, one that is over stays as it is', () => {
  expect((['live', 'paused', 'draft', 'offered', 'agreed', 'ended', 'cancelled'] as const).map(endingStep)).toEqual(['end', 'end', 'cancel', 'cancel', 'cancel', null, null]);
});

describe('what accepting does to the campaign', () => {
  test('a replacement keeps what is paid, frees the rest, and drafts the candidate in a further slot of the tier', () => {
    const effects = moveEffects(campaign, board, { collaborationId: 'a', ends: true, releasedMinor: 60_000, drafts: [{ tier: 'mid', priceMinor: 55_000 }] });
    expect(effects).toEqual({
      budgetMinor: 1_000_000, takenBeforeMinor: 300_000, takenAfterMinor: 295_000,
      tiers: [{ tier: 'mid', plannedMinor: 315_000, slots: 5, before: { takenMinor: 100_000, filled: 1, offered: 0 }, after: { takenMinor: 95_000, filled: 1, offered: 1 } }],
    });
  });

  test('two of the tier below touch both tiers; a partner who had not begun leaves the slot empty', () => {
    const { tiers } = moveEffects(campaign, board, {
      collaborationId: 'b', ends: true, releasedMinor: 200_000, drafts: [{ tier: 'mid', priceMinor: 90_000 }, { tier: 'mid', priceMinor: 80_000 }],
    });
    expect(tiers.map(({ tier, after }) => ({ tier, ...after }))).toEqual([
      { tier: 'top', takenMinor: 0, filled: 0, offered: 0 }, { tier: 'mid', takenMinor: 270_000, filled: 1, offered: 2 },
    ]);
  });

  test('a reduction keeps the slot and takes the money', () => {
    const { tiers, takenAfterMinor } = moveEffects(campaign, board, { collaborationId: 'a', ends: false, releasedMinor: 30_000, drafts: [] });
    expect(tiers).toMatchObject([{ after: { takenMinor: 70_000, filled: 1, offered: 0 } }]);
    expect(takenAfterMinor).toBe(270_000);
  });

  test('where the partner is over already, ending changes no slot', () => {
    const over = board.map((slot) => ({ ...slot, status: 'ended' as const }));
    expect(moveEffects(campaign, over, { collaborationId: 'a', ends: true, releasedMinor: 0, drafts: [] }).tiers).toMatchObject([{ before: { filled: 1 }, after: { filled: 1 } }]);
  });
});
