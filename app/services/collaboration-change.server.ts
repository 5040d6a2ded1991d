import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { COLLABORATION_STEP_NAMES, COLLABORATION_STEPS, canTakeStep, isActive } from '#app/domain/collaboration.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { CodeBook, CouponHolder } from './collaboration-codes.server.ts';
import { storedCoupon } from './collaboration-codes.server.ts';
import type { FallbackProblem, LandingProblem } from './landing-check.ts';
import { fallbackProblem, landingProblem } from './landing-check.ts';

/** What may be changed of a collaboration; what is undefined or null stays as it is, but for the link's end and fallback, which null takes away. */
export interface CollaborationChange {
  readonly tier?: Tier | null;
  readonly startsOn?: string | null;
  /** Last day, inclusive. */
  readonly endsOn?: string | null;
  readonly coupon?: string | null;
  readonly landingUrl?: string | null;
  readonly linkExpiresAt?: Date | null;
  readonly linkFallbackUrl?: string | null;
  readonly publishedAt?: Date | null;
  readonly status?: CollaborationStatus | null;
}

export type ChangeProblem =
  | { readonly status: 'ends-before-start' }
  | { readonly status: 'status-unreachable'; readonly from: CollaborationStatus; readonly to: CollaborationStatus }
  | { readonly status: 'coupon-taken'; readonly coupon: string; readonly holder: CouponHolder }
  | LandingProblem
  | FallbackProblem;

/**
 * A collaboration with a change applied, or why it may not be; the same row when the change changes nothing.
 * A new landing page is checked against the allowed hosts, one that stays is not: the redirector checks it at every load.
 */
export function changedCollaboration(
  before: CollaborationRecord, change: CollaborationChange, context: { codes: CodeBook; allowedHosts: readonly string[]; now: Date },
): CollaborationRecord | ChangeProblem {
  const after: CollaborationRecord = {
    ...before,
    tier: change.tier ?? before.tier,
    starts_on: change.startsOn ?? before.starts_on,
    ends_on: change.endsOn ?? before.ends_on,
    coupon: change.coupon ? storedCoupon(change.coupon) : before.coupon,
    landing_url: change.landingUrl ?? before.landing_url,
    link_expires_at: change.linkExpiresAt === undefined ? before.link_expires_at : change.linkExpiresAt,
    link_fallback_url: change.linkFallbackUrl === undefined ? before.link_fallback_url : change.linkFallbackUrl,
    published_at: change.publishedAt ?? before.published_at,
    status: change.status ?? before.status,
  };
  if (isSame(before, after)) return before;
  if (after.ends_on < after.starts_on) return { status: 'ends-before-start' };
  if (after.status !== before.status && !isReachable(before.status, after.status)) {
    return { status: 'status-unreachable', from: before.status, to: after.status };
  }
  const landing = after.landing_url === before.landing_url ? null : landingProblem(after.landing_url, context.allowedHosts);
  if (landing) return landing;
  const fallback = after.link_fallback_url === before.link_fallback_url ? null : fallbackProblem(after.link_fallback_url, context.allowedHosts);
  if (fallback) return fallback;
  if (after.coupon !== before.coupon && isActive(after.status)) {
    const holder = context.codes.otherHolder(after.coupon, before.id);
    if (holder) return { status: 'coupon-taken', coupon: after.coupon, holder };
    context.codes.free(before.coupon, before.id);
    context.codes.take(after.coupon, { id: before.id, campaign: '', platform: '', handle: '' });
  }
  return { ...after, version: before.version + 1, updated_at: context.now };
}

function isSame(a: CollaborationRecord, b: CollaborationRecord): boolean {
  return (
    a.tier === b.tier && a.starts_on === b.starts_on && a.ends_on === b.ends_on && a.coupon === b.coupon && a.landing_url === b.landing_url &&
    a.status === b.status && a.link_fallback_url === b.link_fallback_url && a.link_expires_at?.getTime() === b.link_expires_at?.getTime() && a.published_at?.getTime() === b.published_at?.getTime()
  );
}

/** Whether steps of the state table lead from one state to another: a file states where things stand, not each step on the way. */
export function isReachable(from: CollaborationStatus, to: CollaborationStatus): boolean {
  const reached = new Set([from]);
  for (const status of reached) {
    for (const step of COLLABORATION_STEP_NAMES) if (canTakeStep(status, step)) reached.add(COLLABORATION_STEPS[step].to);
  }
  return reached.has(to);
}
