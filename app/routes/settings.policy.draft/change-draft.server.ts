import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { discardPolicyDraft } from '#app/services/discard-policy-draft.server.ts';
import { publishPolicyDraft } from '#app/services/publish-policy-draft.server.ts';
import { rebasePolicyDraft } from '#app/services/rebase-policy-draft.server.ts';
import { savePolicyDraft } from '#app/services/save-policy-draft.server.ts';
import type { PolicyProblem } from '../settings._index/fields.ts';
import { policyFormSchema, readPolicy } from '../settings._index/policy-form.server.ts';

/** What came of a form on the draft's page; an answer with `values` shows them again. */
export interface DraftResult {
  readonly notice: 'saved' | 'rebased' | 'gone' | 'conflict' | 'stale' | 'unchanged' | 'invalid' | 'second-person' | 'note-missing' | 'problems';
  /** Who saved the draft meanwhile; for `conflict`. */
  readonly changedByName: string | null;
  readonly problems: Readonly<Record<string, PolicyProblem>> | null;
  readonly values: FormValues | null;
  readonly note: string;
}

/** Saves, brings up to date, publishes or discards the draft, as the form's intent says. */
export async function changeDraft({ db, workspaceId, request, now, actor }: RequestContext): Promise<DraftResult | Response> {
  const form = await readForm(request, policyFormSchema);
  if (!form.ok) throw new Response('The form is not one of this page.', { status: 400 });
  const { intent, revision } = form.value;
  const [input, doing] = [{ workspaceId, revision }, { now, actor }];
  switch (intent) {
    case 'save':
      return await save(form.values, { db, input, doing });
    case 'rebase': {
      const { status } = await rebasePolicyDraft(db, input, doing);
      return told(status === 'current' ? 'rebased' : status);
    }
    case 'discard': {
      const { status } = await discardPolicyDraft(db, input, doing);
      return status === 'discarded' ? seeOther(paths.settings()) : told(status);
    }
    case 'publish': {
      const note = (form.values['note'] ?? '').trim();
      if (note === '') return told('note-missing');
      const { status } = await publishPolicyDraft(db, { ...input, note }, doing);
      return status === 'published' ? seeOther(paths.settings()) : told(status, { note });
    }
  }
}

interface Saving {
  readonly db: RequestContext['db'];
  readonly input: { readonly workspaceId: string; readonly revision: number };
  readonly doing: Pick<RequestContext, 'now' | 'actor'>;
}

async function save(values: FormValues, { db, input, doing }: Saving): Promise<DraftResult> {
  const { policy, problems } = readPolicy(values);
  if (policy === null || Object.keys(problems).length > 0) return told('problems', { problems, values });
  const outcome = await savePolicyDraft(db, { ...input, policy }, doing);
  switch (outcome.status) {
    case 'conflict':
      return told('conflict', { values, changedByName: outcome.changedByName });
    case 'gone':
      return told('gone', { values });
    case 'saved':
    case 'unchanged':
      return told('saved');
  }
}

function told(notice: DraftResult['notice'], more: Partial<DraftResult> = {}): DraftResult {
  return { notice, changedByName: null, problems: null, values: null, note: '', ...more };
}
