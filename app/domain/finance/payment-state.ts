import type { PaymentStatus } from '../cost.ts';

/**
 * What can be done to a payment (product.md section 12): planned -> requested -> approved -> paid, or voided. Each step names the states it starts from and the
 * one it leads to. `withdraw` takes a request back; `replan` is the portal's own: money was released, so nobody agreed to the new amount.
 */
export const PAYMENT_STEPS = {
  request: { from: ['planned'], to: 'requested' },
  withdraw: { from: ['requested'], to: 'planned' },
  approve: { from: ['requested'], to: 'approved' },
  pay: { from: ['approved'], to: 'paid' },
  void: { from: ['planned', 'requested', 'approved'], to: 'voided' },
  replan: { from: ['planned', 'requested', 'approved'], to: 'planned' },
} as const satisfies Record<string, { from: readonly PaymentStatus[]; to: PaymentStatus }>;

export type PaymentStep = keyof typeof PAYMENT_STEPS;
export const PAYMENT_STEP_NAMES = Object.keys(PAYMENT_STEPS) as PaymentStep[]; // Object.keys knows no keys.

/** Whether a step may be taken from a state: the one answer for services and disabled buttons. */
export function canTakePaymentStep(status: PaymentStatus, step: PaymentStep): boolean {
  return (PAYMENT_STEPS[step].from as readonly PaymentStatus[]).includes(status);
}

/** What people may do next; `replan` is not theirs. */
export function allowedPaymentSteps(status: PaymentStatus): PaymentStep[] {
  return PAYMENT_STEP_NAMES.filter((step) => step !== 'replan' && canTakePaymentStep(status, step));
}

/** What stands against approving or paying. */
export interface PaymentCheck {
  readonly status: PaymentStatus;
  /** Who asked for it; null where nobody is known (a file, the command line). */
  readonly requestedBy: string | null;
  readonly actorId: string | null;
  /** Whether the actor may approve and pay: finance alone. */
  readonly isFinance: boolean;
  /** Whether the actor has given the password again a moment ago. */
  readonly isSteppedUp: boolean;
  readonly isFuseTripped: boolean;
  /** Whether what is approved or paid of the collaboration, this payment with it, stays within what stands of its costs, or is signed off. */
  readonly isCovered: boolean;
}

/** In the order in which they are told: who may not do it at all learns nothing of the payment's state. */
export const PAYMENT_PROBLEMS = ['not-finance', 'step-up-needed', 'not-allowed', 'same-person', 'fuse-tripped', 'above-commitment'] as const;
export type PaymentProblem = (typeof PAYMENT_PROBLEMS)[number];

/**
 * Why a payment may not be approved or paid; null when it may (product.md sections 9, 12 and 14). A tripped fuse stops approvals; what was approved before it
 * tripped is owed and may be paid.
 */
export function paymentProblem(step: 'approve' | 'pay', check: PaymentCheck): PaymentProblem | null {
  if (!check.isFinance || check.actorId === null) return 'not-finance';
  if (!check.isSteppedUp) return 'step-up-needed';
  if (!canTakePaymentStep(check.status, step)) return 'not-allowed';
  if (step === 'approve' && check.requestedBy === check.actorId) return 'same-person';
  if (step === 'approve' && check.isFuseTripped) return 'fuse-tripped';
  return check.isCovered ? null : 'above-commitment';
}

/** Whether a password given at `steppedUpAt` still counts. */
export function isSteppedUp(steppedUpAt: Date | null, now: Date, minutes: number): boolean {
  if (steppedUpAt === null) return false;
  const ageMs = now.getTime() - steppedUpAt.getTime();
  return ageMs >= 0 && ageMs <= minutes * 60_000;
}
