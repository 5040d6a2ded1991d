import type { Transaction } from 'kysely';
import { claimIdempotencyKey, findIdempotencyKey, releaseIdempotencyKey, storeIdempotentAnswer } from '#db/queries/idempotency.server.ts';
import type { Database } from '#db/schema.ts';
import type { JsonObject } from '#app/domain/json.ts';
import { sha256 } from '#app/lib/secret.server.ts';

export interface KeyedDeed {
  readonly workspaceId: string;
  /** Drawn with the form or by the caller; the same for every repetition of one deed. */
  readonly key: string;
  /** What is done, as idempotency keys are told apart by it: "payment.approve". */
  readonly deed: string;
  /** All that it is done with, the actor included. */
  readonly input: JsonObject;
  readonly now: Date;
}

const DONE = 200;
/** A claim lives in the transaction of its deed, so none is left behind by a process that died. */
const NEVER_STALE = new Date(0);

/**
 * Does something once for a key, within the caller's transaction: a repetition waits for the first to commit and is told what came of it; the same key with another
 * input is refused. A deed that came to nothing frees the key.
 * @param doing.repeated what a repetition is told: what the first one was
 */
export async function oncePerKey<Outcome extends { readonly status: string }>(
  trx: Transaction<Database>, { workspaceId, key, deed, input, now }: KeyedDeed, doing: { readonly run: () => Promise<Outcome>; readonly repeated: Outcome },
): Promise<Outcome | { readonly status: 'key-reused' }> {
  const keyed = { workspaceId, key, route: deed, bodyHash: sha256(JSON.stringify(input)), now };
  if (!(await claimIdempotencyKey(trx, keyed, NEVER_STALE))) {
    const first = await findIdempotencyKey(trx, workspaceId, key);
    const isSame = first !== undefined && first.route === deed && first.bodyHash.equals(keyed.bodyHash) && first.status !== null;
    return isSame ? doing.repeated : { status: 'key-reused' };
  }
  const outcome = await doing.run();
  if (outcome.status === doing.repeated.status) await storeIdempotentAnswer(trx, keyed, { status: DONE, body: { status: outcome.status } });
  else await releaseIdempotencyKey(trx, keyed);
  return outcome;
}
