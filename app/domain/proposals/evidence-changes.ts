import type { AttributionModel } from '../policy.ts';
import type { FuseState } from '../scoring/fuse.ts';
import type { Flip } from './model-verdicts.ts';
import type { ProposalKind } from './proposal.ts';

/** The evidence of a proposal as it is stored: what `evidenceText` writes, read back. Amounts in minor units of the reporting currency. */
export interface StoredEvidence {
  readonly kind: ProposalKind;
  readonly facts: { readonly orders: number; readonly netRevenueMinor: number; readonly refundedMinor: number; readonly costMinor: number; readonly arrivedTenths: number };
  readonly fuse: FuseState;
  readonly attributionModel: AttributionModel;
  readonly policyVersion: number;
  readonly freedMinor: number;
  readonly candidates: readonly { readonly kolIds: readonly string[]; readonly priceMinor: number }[];
  readonly flips?: readonly Flip[];
}

export const EVIDENCE_FIELDS = ['kind', 'orders', 'revenue', 'refunds', 'cost', 'freed', 'arrived', 'fuse', 'model', 'policy', 'candidates', 'flips'] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

/** Fields that tell what somebody costs. */
export const COST_FIELDS: readonly EvidenceField[] = ['cost', 'freed', 'candidates'];

/** A part of the evidence that is not what it was. Amounts in minor units; of candidates and flips how many there were and are. */
export interface EvidenceChange {
  readonly field: EvidenceField;
  readonly before: number | string;
  /** Null where nothing would be proposed any more. */
  readonly now: number | string | null;
}

/** Which parts of a proposal's evidence have changed, in the order in which they are read; just the kind where nothing would be proposed now. */
export function evidenceChanges(before: StoredEvidence, now: StoredEvidence | null): EvidenceChange[] {
  if (now === null) return [{ field: 'kind', before: before.kind, now: null }];
  return EVIDENCE_FIELDS.flatMap((field): EvidenceChange[] => {
    const [was, is] = [partOf(before, field), partOf(now, field)];
    return was.whole === is.whole ? [] : [{ field, before: was.shown, now: is.shown }];
  });
}

interface Part {
  readonly shown: number | string;
  /** What is compared: a list changes although its length does not. */
  readonly whole: number | string;
}

function partOf(evidence: StoredEvidence, field: EvidenceField): Part {
  const { facts } = evidence;
  const plain = (shown: number | string): Part => ({ shown, whole: shown });
  switch (field) {
    case 'kind':
      return plain(evidence.kind);
    case 'orders':
      return plain(facts.orders);
    case 'revenue':
      return plain(facts.netRevenueMinor);
    case 'refunds':
      return plain(facts.refundedMinor);
    case 'cost':
      return plain(facts.costMinor);
    case 'freed':
      return plain(evidence.freedMinor);
    case 'arrived':
      return plain(facts.arrivedTenths);
    case 'fuse':
      return plain(evidence.fuse);
    case 'model':
      return plain(evidence.attributionModel);
    case 'policy':
      return plain(evidence.policyVersion);
    case 'candidates':
      return { shown: evidence.candidates.length, whole: evidence.candidates.map(({ kolIds, priceMinor }) => `${kolIds.join('+')} ${priceMinor}`).join('\n') };
    case 'flips':
      return { shown: evidence.flips?.length ?? 0, whole: (evidence.flips ?? []).map(({ model, verdict }) => `${model} ${verdict}`).join('\n') };
  }
}
