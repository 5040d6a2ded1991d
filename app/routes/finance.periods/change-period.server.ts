import * as z from 'zod';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { ClosePeriodOutcome, ReopenPeriodOutcome } from '#app/services/close-period.server.ts';
import { closePeriod, closePeriodSchema, reopenPeriod, reopenPeriodSchema } from '#app/services/close-period.server.ts';
import type { PasswordProblem } from '../finance.payments_.$paymentId/step-up.server.ts';
import { stepUpOf } from '../finance.payments_.$paymentId/step-up.server.ts';

const text = z.string().max(500).default('');
const formSchema = z.strictObject({ intent: z.enum(['close', 'reopen']), month: text, note: text, reason: text, password: z.string().max(1000).default('') });

export interface PeriodAnswer {
  readonly intent: 'close' | 'reopen';
  /** Why it was not done. */
  readonly refused: Exclude<(ClosePeriodOutcome | ReopenPeriodOutcome)['status'], 'closed' | 'reopened'> | null;
  readonly isReasonMissing: boolean;
  readonly password: PasswordProblem | null;
  /** As typed, without the password. */
  readonly values: FormValues;
}

/** Closes a month or opens it again, after the password was given again; null when it was done. */
export async function changePeriod(context: RequestContext): Promise<PeriodAnswer | null> {
  const { request, db, workspaceId, actor, now } = context;
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, month, note, reason } = form.value;
  const { password: _password, ...values } = form.values;
  const answer = (refused: PeriodAnswer['refused'], more: Partial<PeriodAnswer> = {}): PeriodAnswer => ({ intent, refused, isReasonMissing: false, password: null, values, ...more });
  if (!closePeriodSchema.shape.month.safeParse(month).success) throw new Response('A month such as 2026-07 is needed.', { status: 400 });
  const input = intent === 'reopen' ? reopenPeriodSchema.safeParse({ month, reason }) : null;
  if (input?.success === false) return answer(null, { isReasonMissing: true });
  const stepUp = await stepUpOf(context, form.value.password);
  if ('problem' in stepUp) return answer(null, { password: stepUp.problem });
  const { status } = input === null
    ? await closePeriod(db, { ...closePeriodSchema.parse({ month, note }), workspaceId, steppedUpAt: stepUp.at }, { now, actor })
    : await reopenPeriod(db, { ...input.data, workspaceId, steppedUpAt: stepUp.at }, { now, actor });
  return status === 'closed' || status === 'reopened' ? null : answer(status);
}
