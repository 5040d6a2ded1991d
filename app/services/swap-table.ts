import { amountText } from '#app/domain/money.ts';
import type { ReportedSwap } from './report-swaps.server.ts';

export const SWAP_HEADINGS = [
  'proposal_id', 'kind', 'campaign', 'tier', 'decided_at', 'old', 'new', 'currency', 'money', 'released', 'predicted_gain', 'predicted_low', 'predicted_high', 'state', 'gain_so_far',
  'gain_at_close', 'gain_low', 'gain_high', 'within_prediction',
] as const;

/** A move as a line of a file: amounts as decimals in the reporting currency, empty where nothing is known. */
export function swapLine(swap: ReportedSwap, currency: string) {
  const amount = (minor: number | null | undefined) => ({ decimal: minor === null || minor === undefined ? null : amountText(minor, currency) });
  const { outcome, predicted: { gain } } = swap;
  const within = outcome.withinPrediction === null ? null : outcome.withinPrediction ? 'yes' : 'no';
  return [
    swap.proposalId, swap.kind, swap.campaignSlug, swap.tier, swap.decidedAt.toISOString(), swap.old.kolName, swap.fresh.map((one) => one.kolName).join(' + ') || null, currency,
    amount(swap.moneyMinor), amount(swap.releasedMinor), amount(gain?.expectedMinor), amount(gain?.lowMinor), amount(gain?.highMinor), outcome.state, amount(outcome.soFarMinor),
    amount(outcome.atClose?.expectedMinor), amount(outcome.atClose?.lowMinor), amount(outcome.atClose?.highMinor), within,
  ];
}
