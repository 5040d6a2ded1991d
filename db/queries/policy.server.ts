import type { Kysely } from 'kysely';
import type { Policy } from '#app/domain/policy.ts';
import { policySchema } from '#app/domain/policy.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface PolicyInForce {
  readonly version: number;
  readonly policy: Policy;
}

/** The thresholds in force: the highest published version. */
export async function getPolicy(db: Db, workspaceId: string): Promise<PolicyInForce> {
  const row = await db
    .selectFrom('policy_version')
    .select(['version', 'body'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (!row) throw new Error(`workspace ${workspaceId} has no policy`);
  return { version: row.version, policy: policySchema.parse(row.body) };
}

export async function listPolicyVersions(db: Db, workspaceId: string) {
  return await db
    .selectFrom('policy_version')
    .leftJoin('app_user', 'app_user.id', 'policy_version.published_by')
    .select(['version', 'note', 'published_at as publishedAt', 'app_user.name as publishedBy'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
}

/** Adds a version; the primary key refuses the second of two people who publish the same one. */
export async function insertPolicyVersion(
  db: Db,
  entry: { workspaceId: string; version: number; policy: Policy; note: string; publishedBy: string | null; now: Date },
): Promise<boolean> {
  const inserted = await db
    .insertInto('policy_version')
    .values({
      workspace_id: entry.workspaceId, version: entry.version, body: JSON.stringify(entry.policy),
      note: entry.note, published_at: entry.now, published_by: entry.publishedBy,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
}
