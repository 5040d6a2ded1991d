import * as z from 'zod';

/** What a review proposes for a collaboration (product.md section 10). */
export const PROPOSAL_KINDS = ['keep', 'extend', 'reduce', 'replace', 'wait'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
export const proposalKindSchema = z.enum(PROPOSAL_KINDS);

/** A verdict is a proposal's kind, or a countdown: too early for any proposal. */
export const VERDICT_KINDS = [...PROPOSAL_KINDS, 'countdown'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];
export const verdictKindSchema = z.enum(VERDICT_KINDS);

export const PROPOSAL_STATUSES = ['open', 'accepted', 'rejected', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];
export const proposalStatusSchema = z.enum(PROPOSAL_STATUSES);

/** What can happen to a proposal: people accept or reject it, a later review supersedes it. Each happens once. */
export const PROPOSAL_STEPS = {
  accept: { from: ['open'], to: 'accepted' },
  reject: { from: ['open'], to: 'rejected' },
  supersede: { from: ['open'], to: 'superseded' },
} as const satisfies Record<string, { from: readonly ProposalStatus[]; to: ProposalStatus }>;

export type ProposalStep = keyof typeof PROPOSAL_STEPS;

/** Decisions that a person makes (POST /api/v1/proposals/:id/decision). */
export const PROPOSAL_DECISIONS = ['accept', 'reject'] as const satisfies readonly ProposalStep[];
export type ProposalDecision = (typeof PROPOSAL_DECISIONS)[number];
export const proposalDecisionSchema = z.enum(PROPOSAL_DECISIONS);

/** Whether a person may still accept or reject: the one answer for services and disabled buttons. */
export function canDecide(status: ProposalStatus): boolean {
  return PROPOSAL_DECISIONS.every((step) => PROPOSAL_STEPS[step].from.some((from) => from === status));
}

/** Kinds whose acceptance moves money or people; accepting `keep` or `wait` only records that somebody has read it. */
export function movesMoney(kind: ProposalKind): boolean {
  return kind === 'extend' || kind === 'reduce' || kind === 'replace';
}
