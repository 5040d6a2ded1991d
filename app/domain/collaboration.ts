import * as z from 'zod';

/** States of a collaboration, in the order of its life (product.md section 4). */
export const COLLABORATION_STATUSES = ['draft', 'offered', 'agreed', 'live', 'ended', 'paused', 'cancelled'] as const;
export type CollaborationStatus = (typeof COLLABORATION_STATUSES)[number];
export const collaborationStatusSchema = z.enum(COLLABORATION_STATUSES);

/** What a person can do to a collaboration's state; each names the states it starts from and the one it leads to. */
export const COLLABORATION_STEPS = {
  offer: { from: ['draft'], to: 'offered' },
  agree: { from: ['offered'], to: 'agreed' },
  start: { from: ['agreed'], to: 'live' },
  pause: { from: ['live'], to: 'paused' },
  resume: { from: ['paused'], to: 'live' },
  end: { from: ['live', 'paused'], to: 'ended' },
  cancel: { from: ['draft', 'offered', 'agreed'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly CollaborationStatus[]; to: CollaborationStatus }>;

export type CollaborationStep = keyof typeof COLLABORATION_STEPS;
export const COLLABORATION_STEP_NAMES = Object.keys(COLLABORATION_STEPS) as CollaborationStep[];

/** Whether a step may be taken from a state: the one answer for services, disabled buttons and imports. */
export function canTakeStep(status: CollaborationStatus, step: CollaborationStep): boolean {
  return (COLLABORATION_STEPS[step].from as readonly CollaborationStatus[]).includes(status);
}

export function allowedSteps(status: CollaborationStatus): CollaborationStep[] {
  return COLLABORATION_STEP_NAMES.filter((step) => canTakeStep(status, step));
}

/** A collaboration whose money is still at work or may be: the states in which a coupon must be unique and a review applies. */
export const ACTIVE_STATUSES = ['draft', 'offered', 'agreed', 'live', 'paused'] as const satisfies readonly CollaborationStatus[];

export function isActive(status: CollaborationStatus): boolean {
  return (ACTIVE_STATUSES as readonly CollaborationStatus[]).includes(status);
}

/** States in which nobody has agreed to anything: what such a collaboration would cost is pencilled in, not committed. */
const PENCILLED_STATUSES: readonly CollaborationStatus[] = ['draft', 'offered'];

export function isPencilled(status: CollaborationStatus): boolean {
  return PENCILLED_STATUSES.includes(status);
}
