import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { JsonValue } from '#app/domain/json.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export interface KeyedRequest {
  readonly workspaceId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
  readonly now: Date;
}

/**
 * Claims a key for a request that is about to run: true for exactly one of those that try at the same time. A claim that has
 * been running since before `staleBefore` belonged to a process that died, and is taken over by the same request.
 */
export async function claimIdempotencyKey(db: Db, request: KeyedRequest, staleBefore: Date): Promise<boolean> {
  const claimed = await db
    .insertInto('idempotency_key')
    .values({
      workspace_id: request.workspaceId, key: request.key, route: request.route, body_hash: request.bodyHash,
      response_status: null, response_body: null, created_at: request.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'key'])
        .doUpdateSet({ created_at: request.now })
        .where('idempotency_key.response_status', 'is', null)
        .where('idempotency_key.created_at', '<', staleBefore)
        .where('idempotency_key.route', '=', request.route)
        .where('idempotency_key.body_hash', '=', request.bodyHash),
    )
    .returning('key')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function findIdempotencyKey(db: Db, workspaceId: string, key: string) {
  return await db
    .selectFrom('idempotency_key')
    .select(['route', 'body_hash as bodyHash', 'response_status as status', 'response_body as body'])
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Keeps the answer to a claimed request. */
export async function storeIdempotentAnswer(db: Db, at: { workspaceId: string; key: string }, answer: { status: number; body: JsonValue }): Promise<void> {
  await db
    .updateTable('idempotency_key')
    .set({ response_status: answer.status, response_body: JSON.stringify(answer.body) })
    .where('workspace_id', '=', at.workspaceId)
    .where('key', '=', at.key)
    .execute();
}

/** Gives a claim up: the request came to nothing and may be tried again, corrected, under the same key. */
export async function releaseIdempotencyKey(db: Db, at: { workspaceId: string; key: string }): Promise<void> {
  await db
    .deleteFrom('idempotency_key')
    .where('workspace_id', '=', at.workspaceId)
    .where('key', '=', at.key)
    .where('response_status', 'is', null)
    .execute();
}

/** Forgets keys of requests made before an instant; returns how many. */
export async function deleteIdempotencyKeys(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from idempotency_key where created_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
