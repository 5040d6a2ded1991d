import * as z from 'zod';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { ClosePeriodOutcome, ReopenPeriodOutcome } from '#app/services/close-period.server.ts';
import { closePeriod, closePeriodSchema, reopenPeriod, reopenPeriodSchema } from '#app/services/close-period.server.ts';

const text = z.string().max(500).default('');
const formSchema = z.strictObject({ intent: z.enum(['close', 'reopen']), month: text, note: text, reason: text });

export interface PeriodAnswer {
  readonly intent: 'close' | 'reopen';
  /** Why it was not done. */
  readonly refused: Exclude<(ClosePeriodOutcome | ReopenPeriodOutcome)['status'], 'closed' | 'reopened'> | null;
  readonly isReasonMissing: boolean;
  /** As typed. */
  readonly values: FormValues;
}

/** Closes a month or opens it again; null when it was done. */
export async function changePeriod({ request, db, workspaceId, actor, now }: RequestContext): Promise<PeriodAnswer | null> {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, month, note, reason } = form.value;
  const answer = (refused: PeriodAnswer['refused']): PeriodAnswer => ({ intent, refused, isReasonMissing: refused === null, values: form.values });
  if (!closePeriodSchema.shape.month.safeParse(month).success) throw new Response('A month such as 2026-07 is needed.', { status: 400 });
  if (intent === 'close') {
    const { status } = await closePeriod(db, { ...closePeriodSchema.parse({ month, note }), workspaceId }, { now, actor });
    return status === 'closed' ? null : answer(status);
  }
  const input = reopenPeriodSchema.safeParse({ month, reason });
  if (!input.success) return answer(null);
  const { status } = await reopenPeriod(db, { ...input.data, workspaceId }, { now, actor });
  return status === 'reopened' ? null : answer(status);
}
