import * as z from 'zod';
import type { Seat } from '../permission.ts';
import { SEATS } from '../permission.ts';

/** What needs three people (product.md section 9). */
export const SIGN_OFF_KINDS = ['fuse_reset', 'budget_move', 'tier_share', 'over_commitment'] as const;
export type SignOffKind = (typeof SIGN_OFF_KINDS)[number];
export const signOffKindSchema = z.enum(SIGN_OFF_KINDS);

/** What a request is about: `fuse_reset` and `tier_share` a collaboration, `budget_move` a campaign, `over_commitment` a payment. */
export const SIGN_OFF_SUBJECTS = { fuse_reset: 'collaboration', budget_move: 'campaign', tier_share: 'collaboration', over_commitment: 'payment' } as const satisfies Record<SignOffKind, string>;

/** `open` until all seats have approved, one has refused, or the deadline has passed; a granted one is `used` once what it allowed was done. */
export const SIGN_OFF_STATUSES = ['open', 'approved', 'refused', 'expired', 'used'] as const;
export type SignOffStatus = (typeof SIGN_OFF_STATUSES)[number];
export const SIGN_OFF_DECISIONS = ['approve', 'refuse'] as const;
export type SignOffDecision = (typeof SIGN_OFF_DECISIONS)[number];
export const signOffDecisionSchema = z.enum(SIGN_OFF_DECISIONS);

export interface SignOffVote {
  readonly seat: Seat;
  readonly userId: string;
  readonly decision: SignOffDecision;
}

/** Where a request stands after its votes: one refusal is enough, an approval takes every seat; a vote after the deadline does not count. */
export function signOffStatus(votes: readonly SignOffVote[], deadlineAt: Date, now: Date): Exclude<SignOffStatus, 'used'> {
  if (votes.some((vote) => vote.decision === 'refuse')) return 'refused';
  if (SEATS.every((seat) => votes.some((vote) => vote.seat === seat))) return 'approved';
  return now.getTime() >= deadlineAt.getTime() ? 'expired' : 'open';
}

export const VOTE_PROBLEMS = ['no-seat', 'not-open', 'expired', 'own-request', 'already-voted', 'seat-taken'] as const;
export type VoteProblem = (typeof VOTE_PROBLEMS)[number];

/**
 * Why somebody may not vote; null when they may. Three seats are three people, and none of them is the one who asks (reliability.md I6): nobody votes twice, whatever
 * seat they hold by now.
 */
export function voteProblem(
  request: { readonly status: SignOffStatus; readonly deadlineAt: Date; readonly requestedBy: string | null }, votes: readonly SignOffVote[], voter: { readonly seat: Seat | null; readonly userId: string }, now: Date,
): VoteProblem | null {
  if (voter.seat === null) return 'no-seat';
  if (request.status !== 'open') return 'not-open';
  if (now.getTime() >= request.deadlineAt.getTime()) return 'expired';
  if (request.requestedBy === voter.userId) return 'own-request';
  if (votes.some((vote) => vote.userId === voter.userId)) return 'already-voted';
  return votes.some((vote) => vote.seat === voter.seat) ? 'seat-taken' : null;
}

/** Whether a sign-off allows an amount: it was approved, is not used yet, and was asked for that much at least. Both in the same currency. */
export function allows(granted: { readonly status: SignOffStatus; readonly amountMinor: number | null; readonly currency: string | null }, asked: { readonly minor: number; readonly currency: string }): boolean {
  return granted.status === 'approved' && granted.currency === asked.currency && granted.amountMinor !== null && granted.amountMinor >= asked.minor;
}
