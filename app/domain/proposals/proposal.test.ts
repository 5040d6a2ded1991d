import { describe, expect, it } from 'vitest';
import { canDecide, movesMoney, PROPOSAL_KINDS, PROPOSAL_STATUSES, proposalDecisionSchema, proposalKindSchema, proposalStatusSchema, VERDICT_KINDS, verdictKindSchema } from './proposal.ts';

describe('a proposal', () => {
  it('can be decided once, while it is open', () => {
    expect(PROPOSAL_STATUSES.filter(canDecide)).toEqual(['open']);
  });

  it('only some kinds move money', () => {
    expect(PROPOSAL_KINDS.filter(movesMoney)).toEqual(['extend', 'reduce', 'replace']);
  });

  it('words outside the lists are refused', () => {
    expect(VERDICT_KINDS).toEqual([...PROPOSAL_KINDS, 'countdown']);
    expect(verdictKindSchema.safeParse('countdown').success).toBe(true);
    expect(proposalKindSchema.safeParse('countdown').success).toBe(false);
    expect(proposalStatusSchema.safeParse('closed').success).toBe(false);
    expect(proposalDecisionSchema.safeParse('supersede').success).toBe(false);
  });
});
