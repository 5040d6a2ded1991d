import type { Kysely } from 'kysely';
import { claimIdempotencyKey, findIdempotencyKey, releaseIdempotencyKey, storeIdempotentAnswer } from '#db/queries/idempotency.server.ts';
import type { Database } from '#db/schema.ts';
import type { JsonValue } from '#app/domain/json.ts';
import { problem } from './problem.server.ts';
import { sha256 } from './secret.server.ts';

/** What a request came to, before it is made a Response. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

const LONGEST_KEY = 255;
/** Nothing that is keyed runs this long; a claim older than this was left by a process that died. */
const STALE_AFTER_MS = 120_000;

/**
 * Runs a request once for its `Idempotency-Key` (IETF draft -07): a repetition gets the first answer again, the same key with another body
 * or route is a 422, a twin that is still running a 409. Answers from 400 on are not kept: the request came to nothing.
 */
export async function answerOnce(
  db: Kysely<Database>, request: Request, at: { readonly workspaceId: string; readonly route: string; readonly body: string; readonly now: Date },
  run: () => Promise<ApiAnswer | Response>,
): Promise<Response> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return asResponse(await run());
  if (key.length === 0 || key.length > LONGEST_KEY || !/^[\x20-\x7e]+$/.test(key)) {
    return problem(400, `Idempotency-Key must be 1 to ${LONGEST_KEY} printable characters`);
  }
  const keyed = { workspaceId: at.workspaceId, key, route: at.route, bodyHash: sha256(at.body), now: at.now };
  if (!(await claimIdempotencyKey(db, keyed, new Date(at.now.getTime() - STALE_AFTER_MS)))) return await repeated(db, keyed);
  try {
    const answer = await run();
    if (!(answer instanceof Response) && answer.status < 400) await storeIdempotentAnswer(db, keyed, answer);
    else await releaseIdempotencyKey(db, keyed);
    return asResponse(answer);
  } catch (error) {
    await releaseIdempotencyKey(db, keyed);
    throw error;
  }
}

async function repeated(db: Kysely<Database>, keyed: { workspaceId: string; key: string; route: string; bodyHash: Buffer }): Promise<Response> {
  const first = await findIdempotencyKey(db, keyed.workspaceId, keyed.key);
  if (first && (first.route !== keyed.route || !first.bodyHash.equals(keyed.bodyHash))) {
    return problem(422, 'This Idempotency-Key was used for another request', { errors: [{ field: 'Idempotency-Key', code: 'key_reused', value: keyed.key, message: 'use a new key for a new request' }] });
  }
  if (!first || first.status === null) return problem(409, 'A request with this Idempotency-Key is still running; try again in a moment', {}, { 'retry-after': '1' });
  return asResponse({ status: first.status, body: first.body });
}

function asResponse(answer: ApiAnswer | Response): Response {
  if (answer instanceof Response) return answer;
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers: { 'content-type': 'application/json' } });
}
