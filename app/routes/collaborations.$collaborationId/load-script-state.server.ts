import type { Kysely } from 'kysely';
import { findBrief } from '#db/queries/brief.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findScript } from '#db/queries/script.server.ts';
import type { Database } from '#db/schema.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { isOverdue, TURN_IN } from '#app/domain/script.ts';

/** Where a collaboration's brief and script stand. */
export async function loadScriptState(db: Kysely<Database>, workspaceId: string, collaborationId: string, today: CalendarDay) {
  const [brief, script, { policy }] = await Promise.all([findBrief(db, workspaceId, collaborationId), findScript(db, workspaceId, collaborationId), getPolicy(db, workspaceId)]);
  return {
    brief: brief ? { version: brief.version, publishOn: brief.body.publishOn } : null,
    script: script
      ? { status: script.status, turn: TURN_IN[script.status], latestVersion: script.latest_version, round: script.round, dueOn: script.due_on, overdue: isOverdue(script.due_on, today) }
      : null,
    usualRounds: policy.scripts.usualRounds,
  };
}

export type ScriptState = Awaited<ReturnType<typeof loadScriptState>>;
