import type { CostKind } from '#app/domain/cost.ts';
import { sha256 } from '#app/lib/secret.server.ts';

/** What two cost items of a collaboration have in common when they are the same item. */
export interface CostFacts {
  readonly kind: CostKind;
  readonly incurredOn: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly commissionBasisPoints: number | null;
  readonly note: string;
}

/** The facts as one text, the same for items that only their ordinal tells apart. */
export function costKey(facts: CostFacts): string {
  return JSON.stringify([facts.kind, facts.incurredOn, facts.amountMinor, facts.currency, facts.commissionBasisPoints, facts.note]);
}

/** What makes a cost the same that its source names itself. */
export function referenceIdentity(reference: string): string {
  return sha256(`reference\n${reference}`).toString('hex');
}

/** What makes a repeated import the same item: its facts and which of several equal ones it is, hashed. */
export function costIdentity(facts: CostFacts, ordinal: number): string {
  return sha256(`${costKey(facts)}\n${ordinal}`).toString('hex');
}
