import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findBrief } from '#db/queries/brief.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { lockCollaboration } from '#db/queries/collaboration.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findScript, findScriptVersion, insertScriptEvent, listCampaignScripts, upsertScripts } from '#db/queries/script.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import { EMPTY_BRIEF, isLegalRequired } from '#app/domain/brief.ts';
import { checkScript, findingsOf } from '#app/domain/script-checks.ts';
import type { ScriptRefusal, ScriptStatus, ScriptStep } from '#app/domain/script.ts';
import { needsReason, SCRIPT_STEP_NAMES, scriptRefusal, statusAfter } from '#app/domain/script.ts';
import { namedScript, nearestScripts } from '#app/domain/similar-scripts.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { changedScript, isSamePerson } from './script-state.ts';

const ACTIONS: Readonly<Record<ScriptStep, AuditAction>> = {
  submit: 'script.submit', approve_content: 'script.approve-content', return_content: 'script.return-content', approve_legal: 'script.approve-legal', return_legal: 'script.return-legal',
  withdraw: 'script.withdraw', publish: 'script.publish',
};

/** A step as a form states it. Steps that say no need a reason. */
export const scriptStepSchema = z
  .strictObject({
    step: z.enum(SCRIPT_STEP_NAMES),
    reason: z.string().trim().max(1000).default(''),
    /** The state that the person saw. */
    version: z.coerce.number().int().positive(),
  })
  .refine(({ step, reason }) => reason !== '' || !needsReason(step), { path: ['reason'], message: 'required' });
export type AdvanceScriptInput = z.infer<typeof scriptStepSchema> & { readonly collaborationId: string };

/** What the person may do; the policy of the route has checked it, and the domain checks it again with the rest. */
export interface ScriptRights {
  readonly mayWrite: boolean;
  readonly mayApproveLegal: boolean;
}

export type AdvanceScriptOutcome =
  | { readonly status: 'advanced'; readonly to: ScriptStatus; readonly version: number }
  | { readonly status: 'not-found' }
  /** Somebody else acted in the meantime. */
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'refused'; readonly why: ScriptRefusal };

/** How many near-copies are kept with a step. */
const KEPT_NEAR = 5;

/**
 * Takes a step of a script's approval by the state table of the domain, and keeps with it what the checks said at that moment: claims missing or
 * forbidden, the mark 广告, near-copies. Of two people at once one acts and the other is told that it has changed.
 */
export async function advanceScript(
  db: Kysely<Database>, input: AdvanceScriptInput & ScriptRights & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<AdvanceScriptOutcome> {
  const { workspaceId, collaborationId, step, reason, mayWrite, mayApproveLegal } = input;
  return await inTransaction(db, async (trx) => {
    const collaboration = await lockCollaboration(trx, workspaceId, collaborationId);
    const script = collaboration && (await findScript(trx, workspaceId, collaborationId));
    if (!script) return { status: 'not-found' };
    if (script.version !== input.version) return { status: 'stale', version: script.version };
    const detail = await findCollaborationDetail(trx, workspaceId, collaborationId);
    const brief = await findBrief(trx, workspaceId, collaborationId);
    const text = await findScriptVersion(trx, workspaceId, collaborationId, script.latest_version);
    const { policy } = await getPolicy(trx, workspaceId);
    const { timeZone } = await getWorkspace(trx, workspaceId);
    const asked = brief?.body ?? EMPTY_BRIEF;
    const needsLegal = isLegalRequired(asked);
    const checks = checkScript(text?.body ?? '', asked, detail?.platform ?? 'other');
    const why = scriptRefusal(step, {
      status: script.status, latestVersion: script.latest_version, needsLegal, hasLegalApproval: script.legal_approved_version === script.latest_version, adMark: checks.adMark.status,
      mayWrite, mayApproveLegal, isAuthor: text !== undefined && isSamePerson(actor, { id: text.authorId, name: text.authorName }),
    });
    if (why !== null) return { status: 'refused', why };
    const others = (await listCampaignScripts(trx, workspaceId, collaboration.campaign_id)).filter((one) => one.collaborationId !== collaborationId);
    const near = nearestScripts(namedScript({ id: collaborationId, body: text?.body ?? '', mustSay: asked.mustSay }).script, others.map((one) => namedScript({ ...one, id: one.collaborationId })), KEPT_NEAR)
      .filter(({ similarity }) => similarity >= policy.scripts.similarityFrom);
    const to = statusAfter(step, needsLegal);
    const next = changedScript(
      script,
      {
        status: to, since: now, round: script.round + (step === 'submit' ? 1 : 0),
        legal_approved_version: step === 'approve_legal' ? script.latest_version : step === 'publish' ? script.legal_approved_version : null,
      },
      { brief: brief?.body, policy, timeZone },
    );
    await upsertScripts(trx, [next]);
    const findings = findingsOf(checks, near.map(({ id, similarity }) => ({ collaborationId: id, similarity: Math.round(similarity * 10_000) / 10_000 })));
    await insertScriptEvent(trx, {
      workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, at: now, actor_id: actor.kind === 'user' ? actor.id : null, actor_name: actor.name, step,
      from_status: script.status, to_status: to, script_version: script.latest_version, brief_version: brief?.version ?? null, round: next.round, reason, was_due_on: script.due_on,
      findings: JSON.stringify(findings),
    });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: ACTIONS[step], subjectKind: 'collaboration', subjectId: collaborationId, before: { status: script.status },
      after: { status: to, version: script.latest_version, round: next.round, nearCopies: near.length }, ...(reason ? { reason } : {}),
    }]);
    return { status: 'advanced', to, version: next.version };
  });
}
