import * as z from 'zod';
import type { PeriodRefusal } from '#app/domain/finance/period-lock.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { requirePermission } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { approvePayment, approvePaymentSchema } from '#app/services/approve-payment.server.ts';
import { payPayment, payPaymentSchema } from '#app/services/pay-payment.server.ts';
import { requestPayment, requestPaymentSchema } from '#app/services/request-payment.server.ts';
import { voidPayment, voidPaymentSchema } from '#app/services/void-payment.server.ts';
import type { PasswordProblem } from './step-up.server.ts';
import { stepUpOf } from './step-up.server.ts';

const text = z.string().max(1000).default('');
const formSchema = z.strictObject({
  intent: z.enum(['request', 'withdraw', 'approve', 'pay', 'void']), key: text, reason: text, paidOn: text, reference: text, password: z.string().max(1000).default(''),
});
type Step = z.infer<typeof formSchema>['intent'];

/** Fields that were not filled in as they must be; what the form says beside them. */
export type FieldProblem = PasswordProblem | 'day' | 'closed';

export interface StepAnswer {
  readonly intent: Step;
  /** A refusal of the whole step, as the services name it. */
  readonly refused: string | null;
  readonly fields: Readonly<Partial<Record<'reason' | 'paidOn' | 'reference' | 'password', FieldProblem>>>;
  /** What `closed` is about. */
  readonly period: PeriodRefusal | null;
  /** As typed, without the password. */
  readonly values: FormValues;
}

/** Takes a step with a payment; null when it was taken. Finance alone approves and pays, after giving the password again. */
export async function takeStep(context: RequestContext, payment: { readonly id: string; readonly collaborationId: string; readonly stage: string }): Promise<StepAnswer | null> {
  const { request, db, workspaceId, actor, now } = context;
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, key, reason, paidOn, reference, password } = form.value;
  const { password: _password, ...values } = form.values;
  const answer = (refused: string | null, fields: StepAnswer['fields'] = {}, period: PeriodRefusal | null = null): StepAnswer => ({ intent, refused, fields, period, values });
  const doing = { now, actor };
  const paymentId = payment.id;
  switch (intent) {
    case 'request': {
      const outcome = await requestPayment(db, { ...requestPaymentSchema.parse({ collaborationId: payment.collaborationId, stage: payment.stage }), workspaceId }, doing);
      return outcome.status === 'requested' ? null : answer(outcome.status);
    }
    case 'withdraw':
    case 'void': {
      const input = voidPaymentSchema.safeParse({ paymentId, step: intent, reason });
      if (!input.success) return answer(null, { reason: 'required' });
      const outcome = await voidPayment(db, { ...input.data, workspaceId }, doing);
      return outcome.status === 'voided' || outcome.status === 'withdrawn' ? null : answer(outcome.status);
    }
    case 'approve': {
      requirePermission(actor, 'payments:approve');
      const stepUp = await stepUpOf(context, password);
      if ('problem' in stepUp) return answer(null, { password: stepUp.problem });
      const outcome = await approvePayment(db, { ...approvePaymentSchema.parse({ paymentId, key }), workspaceId, steppedUpAt: stepUp.at }, doing);
      return outcome.status === 'approved' ? null : answer(outcome.status);
    }
    case 'pay': {
      requirePermission(actor, 'payments:approve');
      const input = payPaymentSchema.safeParse({ paymentId, key, paidOn, reference });
      if (!input.success) return answer(null, { ...(reference.trim() === '' ? { reference: 'required' } : {}), ...(/^\d{4}-\d\d-\d\d$/.test(paidOn) ? {} : { paidOn: 'day' }) });
      const stepUp = await stepUpOf(context, password);
      if ('problem' in stepUp) return answer(null, { password: stepUp.problem });
      const outcome = await payPayment(db, { ...input.data, workspaceId, steppedUpAt: stepUp.at }, doing);
      if (outcome.status === 'period-closed') return answer(null, { paidOn: 'closed' }, outcome.refusal);
      return outcome.status === 'paid' ? null : answer(outcome.status);
    }
  }
}
