import type { AttributionModel } from '../policy.ts';
import type { FuseState } from '../scoring/fuse.ts';
import { canonicalText } from './canonical-text.ts';
import type { Flip } from './model-verdicts.ts';
import type { SalesFacts } from './posterior.ts';
import type { ProposalKind } from './proposal.ts';

/**
 * What a proposal rests on. A rejected proposal does not return until this has changed (product.md section 10), so it holds facts
 * and the choice on offer, not what moves by itself: no instant, no probability (they shift with every order of the tier).
 */
export interface ProposalEvidence {
  readonly collaborationId: string;
  readonly kind: ProposalKind;
  readonly facts: SalesFacts;
  readonly currency: string;
  readonly fuse: FuseState;
  readonly attributionModel: AttributionModel;
  readonly policyVersion: number;
  readonly freedMinor: number;
  readonly candidates: readonly { readonly kolIds: readonly string[]; readonly priceMinor: number }[];
  /** Attribution models under which the verdict is another; empty when it holds under every model. */
  readonly flips: readonly Flip[];
}

/**
 * The evidence as a stable text to be hashed by the caller. The share of sales that has arrived counts in tenths: a quiet day is
 * no new evidence, a quiet week is. The candidates count as a set, in the order of their ids. Where a verdict hangs on the model, under which and
 * into what it turns is evidence; one that holds under every model reads as if there were but one.
 */
export function evidenceText(evidence: ProposalEvidence): string {
  const { facts } = evidence;
  const candidates = evidence.candidates
    .map(({ kolIds, priceMinor }) => ({ kolIds: [...kolIds].sort(), priceMinor }))
    .sort((a, b) => (a.kolIds.join() < b.kolIds.join() ? -1 : 1));
  return canonicalText({
    collaborationId: evidence.collaborationId,
    kind: evidence.kind,
    facts: {
      orders: facts.orders,
      netRevenueMinor: facts.netRevenueMinor,
      refundedMinor: facts.refundedMinor,
      costMinor: facts.costMinor,
      arrivedTenths: Math.floor(facts.arrivedShare * 10),
    },
    currency: evidence.currency,
    fuse: evidence.fuse,
    attributionModel: evidence.attributionModel,
    policyVersion: evidence.policyVersion,
    freedMinor: evidence.freedMinor,
    candidates,
    ...(evidence.flips.length > 0 && { flips: evidence.flips.map(({ model, verdict }) => ({ model, verdict })) }),
  });
}
