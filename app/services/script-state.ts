import type { Brief } from '#app/domain/brief.ts';
import { EMPTY_BRIEF } from '#app/domain/brief.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import { dueDay } from '#app/domain/script.ts';
import type { ScriptRecord } from '#db/queries/script.server.ts';

/** A script of which there is nothing yet but a brief. */
export function newScript(at: { readonly workspaceId: string; readonly collaborationId: string; readonly now: Date }): ScriptRecord {
  return {
    workspace_id: at.workspaceId, collaboration_id: at.collaborationId, status: 'draft', latest_version: 0, round: 0, legal_approved_version: null, since: at.now, due_on: null, version: 0,
  };
}

/** The script as it stands from now on: counted as changed, with the day on which its next step is due. */
export function changedScript(script: ScriptRecord, changes: Partial<ScriptRecord>, terms: { readonly brief: Brief | undefined; readonly policy: Policy; readonly timeZone: string }): ScriptRecord {
  const next = { ...script, ...changes, version: script.version + 1 };
  return { ...next, due_on: dueDay(next.status, dayOf(next.since, terms.timeZone), terms.brief ?? EMPTY_BRIEF, terms.policy.scripts) };
}

/** Whether somebody wrote a text: by their id, or by name where the portal's own hand wrote it. */
export function isSamePerson(actor: { readonly id: string | null; readonly name: string }, author: { readonly id: string | null; readonly name: string }): boolean {
  return actor.id === null && author.id === null ? actor.name === author.name : actor.id === author.id;
}
