import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findBrief } from '#db/queries/brief.server.ts';
import { lockCollaboration } from '#db/queries/collaboration.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findScript, findScriptVersion, insertScriptVersion, upsertScripts } from '#db/queries/script.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { ScriptStatus } from '#app/domain/script.ts';
import { isWritable, SCRIPT_LENGTH } from '#app/domain/script.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { changedScript, newScript } from './script-state.ts';

export const writeScriptSchema = z.strictObject({
  collaborationId: z.uuid(),
  /** The newest version that the person saw; 0 when there was none. */
  basedOn: z.coerce.number().int().min(0),
  /** Browsers send line ends as two signs; kept as one, so that versions differ by what was typed only. */
  body: z.string().transform((text) => text.replaceAll('\r\n', '\n').trim()).pipe(z.string().min(1).max(SCRIPT_LENGTH)),
  note: z.string().trim().max(500).default(''),
});
export type WriteScriptInput = z.infer<typeof writeScriptSchema>;

export type WriteScriptOutcome =
  | { readonly status: 'written'; readonly version: number }
  | { readonly status: 'unchanged'; readonly version: number }
  | { readonly status: 'stale'; readonly version: number }
  /** Somebody approves it just now: it has to be withdrawn or returned first. */
  | { readonly status: 'under-approval'; readonly state: ScriptStatus }
  | { readonly status: 'not-found' };

/** Writes the next version of a collaboration's script; earlier ones stay as they are. */
export async function writeScript(db: Kysely<Database>, input: WriteScriptInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<WriteScriptOutcome> {
  const { workspaceId, collaborationId, body, note } = input;
  return await inTransaction(db, async (trx) => {
    if (!(await lockCollaboration(trx, workspaceId, collaborationId))) return { status: 'not-found' };
    const script = (await findScript(trx, workspaceId, collaborationId)) ?? newScript({ workspaceId, collaborationId, now });
    if (!isWritable(script.status)) return { status: 'under-approval', state: script.status };
    if (script.latest_version !== input.basedOn) return { status: 'stale', version: script.latest_version };
    const latest = await findScriptVersion(trx, workspaceId, collaborationId, script.latest_version);
    if (latest?.body === body) return { status: 'unchanged', version: latest.version };
    const version = script.latest_version + 1;
    const brief = await findBrief(trx, workspaceId, collaborationId);
    const { policy } = await getPolicy(trx, workspaceId);
    const { timeZone } = await getWorkspace(trx, workspaceId);
    await upsertScripts(trx, [changedScript(script, { latest_version: version }, { brief: brief?.body, policy, timeZone })]);
    await insertScriptVersion(trx, {
      workspace_id: workspaceId, collaboration_id: collaborationId, version, body, note, written_at: now, author_id: actor.kind === 'user' ? actor.id : null, author_name: actor.name,
    });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'script.write', subjectKind: 'collaboration', subjectId: collaborationId, after: { version, length: body.length }, ...(note ? { reason: note } : {}),
    }]);
    return { status: 'written', version };
  });
}
