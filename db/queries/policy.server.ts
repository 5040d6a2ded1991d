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
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new Error(`workspace ${workspaceId} has no policy`);
  return { version: row.version, policy: parsedPolicy(row.body) };
}

/** The bodies last read, checked: each batch of orders asks for its workspace's, and checking one takes as long as storing ten orders. */
const parsed = new Map<string, Policy>();
const MOST_PARSED = 100;

function parsedPolicy(body: unknown): Policy {
  const key = JSON.stringify(body);
  let policy = parsed.get(key);
  if (policy === undefined) {
    if (parsed.size >= MOST_PARSED) parsed.clear();
    parsed.set(key, (policy = policySchema.parse(body)));
  }
  return policy;
}

/** A published version, to compute again what was computed under it; null when there is none of that number. */
export async function findPolicyVersion(db: Db, workspaceId: string, version: number): Promise<PolicyInForce | null> {
  const row = await db
    .selectFrom('policy_version')
    .select(['version', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? { version: row.version, policy: policySchema.parse(row.body) } : null;
}

export type PolicyVersionRow = Awaited<ReturnType<typeof listPolicyVersions>>[number];

/** The latest versions, the one in force first, each with its thresholds. */
export async function listPolicyVersions(db: Db, workspaceId: string, limit = 100) {
  const rows = await db
    .selectFrom('policy_version')
    .leftJoin('app_user', 'app_user.id', 'policy_version.published_by')
    .select((eb) => [
      'version', 'body', 'note', 'published_at as publishedAt', eb.fn.coalesce('published_by_name', 'app_user.name').as('publishedBy'), 'drafted_by_name as draftedBy',
    ])
    .where('workspace_id', '=', workspaceId)
    .orderBy('version', 'desc')
    .limit(Math.min(limit, 100))
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, policy: policySchema.parse(body) }));
}

/** Adds a version; the primary key refuses the second of two people who publish the same one. */
export async function insertPolicyVersion(
  db: Db,
  entry: {
    workspaceId: string; version: number; policy: Policy; note: string; publishedBy: string | null; publishedByName?: string; draftedByName?: string | null; now: Date;
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('policy_version')
    .values({
      workspace_id: entry.workspaceId, version: entry.version, body: JSON.stringify(entry.policy),
      note: entry.note, published_at: entry.now, published_by: entry.publishedBy, published_by_name: entry.publishedByName ?? null,
      drafted_by_name: entry.draftedByName ?? null,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return inserted !== undefined;
}
