import { COST_FIELDS } from '#app/domain/proposals/evidence-changes.ts';
import { moneyRefusalText } from '#app/domain/tier-lock.ts';
import { api } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { decideProposal, decideProposalSchema } from '#app/services/decide-proposal.server.ts';

/** `{"decision":"accept"|"reject","reason":"...","rank":1}` */
export const action = api('proposals:decide', async ({ db, request, params, workspaceId, actor, now, can }) => {
  if (request.method !== 'POST') return problem(405, 'Send a decision with POST', {}, { allow: 'POST' });
  const id = params['id'];
  if (!isId(id)) return problem(404, 'There is no such proposal');
  const body: unknown = await request.json().catch(() => null);
  const parsed = decideProposalSchema.safeParse(body);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.code, message: issue.message }));
    return problem(422, 'The decision is not understood', { errors });
  }
  const outcome = await decideProposal(db, { ...parsed.data, workspaceId, proposalId: id }, { now, actor });
  switch (outcome.status) {
    case 'accepted':
    case 'rejected':
      return Response.json(outcome);
    case 'not-found':
      return problem(404, 'There is no such proposal');
    case 'reason-needed':
      return problem(422, 'Rejecting needs a reason', { errors: [{ field: 'reason', code: 'required', message: 'say why' }] });
    case 'unknown-candidate':
      return problem(422, 'The proposal has no candidate of this rank', { errors: [{ field: 'rank', code: 'unknown', message: 'one of the listed ranks' }] });
    case 'already-decided':
      return problem(409, `The proposal was already ${outcome.as}`);
    case 'evidence-changed':
      return problem(409, 'The facts have changed since the proposal was made; run a review and decide on the new one', {
        errors: outcome.changes
          .filter(({ field }) => can('costs:read') || !COST_FIELDS.includes(field))
          .map(({ field, before, now }) => ({ field, code: 'changed', value: String(now ?? ''), message: `was ${before}, is ${now ?? 'nothing to propose'}` })),
      });
    case 'cannot-draft':
      return problem(409, `The replacement cannot be drafted: ${outcome.problem}`);
    case 'tier-locked':
      return problem(409, `The replacement cannot be drafted: ${moneyRefusalText(outcome)}`);
    case 'sign-off-needed':
      return problem(409, 'More would be moved within the quarter than the campaign may without sign-off by three people');
  }
});
