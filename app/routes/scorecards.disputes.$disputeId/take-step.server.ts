import { data } from '@remix-run/node';
import * as z from 'zod';
import { findDisputeRow } from '#db/queries/dispute.server.ts';
import type { DisputeRefusal } from '#app/domain/dispute.ts';
import { answerDisputeSchema, DISPUTE_REMEDIES } from '#app/domain/dispute.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { requirePermission } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import type { DisputeStepOutcome } from '#app/services/answer-dispute.server.ts';
import { answerDispute, commentDispute, withdrawDispute } from '#app/services/answer-dispute.server.ts';

/** Why a step was not taken: what the form lacks, or how the dispute stands; with what was typed. */
export interface StepAnswer {
  readonly missing: 'decision' | 'answer' | 'remedy' | 'words' | null;
  readonly refused: DisputeRefusal | null;
  readonly values: FormValues;
}

const formSchema = z.strictObject({
  intent: z.enum(['answer', 'withdraw', 'comment']), decision: z.enum(['upheld', 'rejected']).optional(), remedy: z.enum(DISPUTE_REMEDIES).optional(), answer: z.string().max(1000).default(''),
  words: z.string().trim().max(1000).default(''),
});

/** Answers a dispute, takes it back, or says something of it. */
export async function takeStep({ db, workspaceId, actor, params, request, now }: RequestContext) {
  const found = isId(params['disputeId']) ? await findDisputeRow(db, workspaceId, params['disputeId']) : undefined;
  if (!found) throw new Response('There is no such dispute.', { status: 404 });
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent, words, ...typed } = form.value;
  const place = { workspaceId, disputeId: found.id };
  const lacking = (missing: StepAnswer['missing']) => data<StepAnswer>({ missing, refused: null, values: form.values }, { status: 422 });
  const after = (outcome: DisputeStepOutcome) => {
    if (outcome.status === 'done') return seeOther(paths.dispute({ disputeId: found.id }));
    if (outcome.status === 'not-found') throw new Response('There is no such dispute.', { status: 404 });
    return data<StepAnswer>({ missing: null, refused: outcome.status, values: form.values }, { status: 409 });
  };
  switch (intent) {
    case 'comment':
      return words === '' ? lacking('words') : after(await commentDispute(db, { ...place, words }, { now, actor }));
    case 'withdraw':
      return after(await withdrawDispute(db, place, { now, actor }));
    case 'answer': {
      requirePermission(actor, 'disputes:answer');
      if (typed.decision === undefined) return lacking('decision');
      if (typed.answer.trim() === '') return lacking('answer');
      if (typed.decision === 'upheld' && typed.remedy === undefined) return lacking('remedy');
      // A remedy that was chosen before the decision turned is left out.
      const decision = answerDisputeSchema.parse(typed.decision === 'upheld' ? typed : { decision: typed.decision, answer: typed.answer });
      return after(await answerDispute(db, { ...place, ...decision }, { now, actor }));
    }
  }
}
