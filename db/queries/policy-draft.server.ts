import type { Kysely, Transaction } from 'kysely';
import type { Policy } from '#app/domain/policy.ts';
import { policySchema } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface PolicyDraft {
  /** The version whose thresholds it started from, or was last brought up to date with. */
  readonly basedOn: number;
  readonly policy: Policy;
  /** Counts changes: a save states the one it read. */
  readonly revision: number;
  readonly begunAt: Date;
  readonly begunByName: string;
  readonly changedAt: Date;
  /** Null for the portal and the command line. */
  readonly changedBy: string | null;
  readonly changedByName: string;
}

function drafts(db: Db, workspaceId: string) {
  return db
    .selectFrom('policy_draft')
    .select([
      'based_on as basedOn', 'body', 'revision', 'begun_at as begunAt', 'begun_by_name as begunByName', 'changed_at as changedAt', 'changed_by as changedBy',
      'changed_by_name as changedByName',
    ])
    .where('workspace_id', '=', workspaceId);
}

function draftOf(row: Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirst']>>): PolicyDraft | null {
  if (!row) return null;
  const { body, ...rest } = row;
  return { ...rest, policy: policySchema.parse(body) };
}

/** The open draft; null when nobody works on one. */
export async function findPolicyDraft(db: Db, workspaceId: string): Promise<PolicyDraft | null> {
  return draftOf(await drafts(db, workspaceId).executeTakeFirst());
}

/** The open draft, held until the transaction ends. */
export async function lockPolicyDraft(trx: Trx, workspaceId: string): Promise<PolicyDraft | null> {
  return draftOf(await drafts(trx, workspaceId).forUpdate().executeTakeFirst());
}

export interface DraftChange {
  readonly basedOn: number;
  readonly policy: Policy;
  readonly at: Date;
  readonly by: { readonly id: string | null; readonly name: string };
}

/** Begins the workspace's draft; false when somebody else has begun one in the meantime. */
export async function insertPolicyDraft(trx: Trx, workspaceId: string, { basedOn, policy, at, by }: DraftChange): Promise<boolean> {
  const inserted = await trx
    .insertInto('policy_draft')
    .values({
      workspace_id: workspaceId, based_on: basedOn, body: JSON.stringify(policy), revision: 1, begun_at: at, begun_by: by.id, begun_by_name: by.name, changed_at: at,
      changed_by: by.id, changed_by_name: by.name,
    })
    .onConflict((conflict) => conflict.column('workspace_id').doNothing())
    .returning('revision')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Writes the next revision of a draft that the caller holds. */
export async function updatePolicyDraft(trx: Trx, workspaceId: string, { basedOn, policy, at, by }: DraftChange): Promise<void> {
  await trx
    .updateTable('policy_draft')
    .set((eb) => ({
      based_on: basedOn, body: JSON.stringify(policy), revision: eb('revision', '+', 1), changed_at: at, changed_by: by.id, changed_by_name: by.name,
    }))
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function deletePolicyDraft(trx: Trx, workspaceId: string): Promise<void> {
  await trx.deleteFrom('policy_draft').where('workspace_id', '=', workspaceId).execute();
}

/** Whether an administrator of the workspace who can sign in is somebody else than this person. */
export async function hasOtherAdmin(db: Db, workspaceId: string, userId: string): Promise<boolean> {
  const other = await db
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .select('membership.user_id')
    .where('membership.workspace_id', '=', workspaceId)
    .where('membership.role', '=', 'admin')
    .where('membership.user_id', '<>', userId)
    .where('app_user.disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
