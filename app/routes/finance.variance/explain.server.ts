import * as z from 'zod';
import { VARIANCE_SUBJECTS } from '#app/domain/finance/variance.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { explainVariance, explainVarianceSchema } from '#app/services/explain-variance.server.ts';

export interface ReasonAnswer {
  /** The row that it is about. */
  readonly anchor: string;
  readonly problem: 'required' | 'changed';
  /** As typed. */
  readonly reason: string;
}

const formSchema = z.strictObject({
  anchor: z.string().max(100), kind: z.enum(VARIANCE_SUBJECTS), id: z.uuid(), tier: z.enum(['', ...TIERS]), seen: z.string().regex(/^-?\d{1,15}$/), reason: z.string().max(1000).default(''),
});

/** Keeps a reason; tells the row that was explained, or why it was not. */
export async function explain({ request, db, workspaceId, actor, now }: RequestContext): Promise<ReasonAnswer | { readonly explained: string }> {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { anchor, kind, id, tier, seen, reason } = form.value;
  const input = explainVarianceSchema.safeParse({ kind, id, tier: tier === '' ? null : tier, seenMinor: Number(seen), reason });
  if (!input.success) return { anchor, problem: 'required', reason };
  const outcome = await explainVariance(db, { ...input.data, workspaceId }, { now, actor });
  if (outcome.status === 'not-found') throw new Response('There is nothing to explain there.', { status: 404 });
  return outcome.status === 'changed' ? { anchor, problem: 'changed', reason } : { explained: anchor };
}
