import type { Kysely } from 'kysely';
import type { AuditAction, AuditSubject } from '#app/domain/audit-action.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { AuditActorKind } from '#app/domain/permission.ts';
import type { Database } from '../schema.ts';

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: { readonly kind: AuditActorKind; readonly id: string | null; readonly name: string };
  readonly action: AuditAction;
  readonly subjectKind: AuditSubject;
  readonly subjectId: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
}

/** A statement takes 65,535 values at most, and an entry has twelve. */
const ENTRIES_A_STATEMENT = 5_000;

/** Appends entries to the audit log, in the transaction of the change they tell of. */
export async function insertAuditEntries(db: Kysely<Database>, workspaceId: string, entries: readonly AuditEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ENTRIES_A_STATEMENT) await insertSome(db, workspaceId, entries.slice(from, from + ENTRIES_A_STATEMENT));
}

async function insertSome(db: Kysely<Database>, workspaceId: string, entries: readonly AuditEntry[]): Promise<void> {
  await db
    .insertInto('audit_event')
    .values(
      entries.map((entry) => ({
        workspace_id: workspaceId, id: entry.id, at: entry.at,
        actor_kind: entry.actor.kind, actor_id: entry.actor.id, actor_name: entry.actor.name,
        action: entry.action, subject_kind: entry.subjectKind, subject_id: entry.subjectId,
        before: entry.before ? JSON.stringify(entry.before) : null,
        after: entry.after ? JSON.stringify(entry.after) : null,
        reason: entry.reason ?? null,
      })),
    )
    .execute();
}

export type SubjectHistoryRow = Awaited<ReturnType<typeof listSubjectHistory>>[number];

/** What was done to one thing, latest first. */
export async function listSubjectHistory(db: Kysely<Database>, workspaceId: string, subject: { kind: string; id: string }, limit = 50) {
  return await db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name as actorName', 'action', 'before', 'after', 'reason'])
    .where('workspace_id', '=', workspaceId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(limit, 200))
    .execute();
}
