import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { AdvanceScriptInput, ScriptRights } from '#app/services/advance-script.server.ts';
import { advanceScript, scriptStepSchema } from '#app/services/advance-script.server.ts';
import type { StepAnswer } from './script-steps.tsx';

/** Takes the step that a form names with the rights that its page stands for; null when it was taken. @throws 404 without such a script */
export async function takeStep({ db, workspaceId, actor, now, request }: RequestContext, collaborationId: string, rights: ScriptRights): Promise<StepAnswer | null> {
  const form = await readForm(request, scriptStepSchema);
  if (!form.ok) return { problem: form.errors.reason === undefined ? 'state' : 'reason', reason: form.values.reason ?? '' };
  const input: AdvanceScriptInput = { ...form.value, collaborationId };
  const outcome = await advanceScript(db, { ...input, ...rights, workspaceId }, { now, actor });
  switch (outcome.status) {
    case 'advanced':
      return null;
    case 'not-found':
      throw new Response('No such script.', { status: 404 });
    case 'stale':
      return { problem: 'stale', reason: input.reason };
    case 'refused':
      return { problem: outcome.why, reason: input.reason };
  }
}
