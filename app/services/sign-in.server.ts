import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { countSignInAttempts, deleteSignInAttempt, deleteSignInAttempts, findUserForSignIn, insertSignInAttempt, listMemberships } from '#db/queries/user.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import { verifyPassword } from '#app/lib/password.server.ts';
import { portalKey } from '#app/lib/secret.server.ts';

const WINDOW_MS = 15 * 60_000;
const ATTEMPTS_PER_EMAIL = 10;
const ATTEMPTS_PER_ADDRESS = 50;

export type SignInOutcome =
  | { readonly status: 'signed-in'; readonly userId: string; readonly workspaceId: string }
  | { readonly status: 'wrong' }
  | { readonly status: 'no-workspace' }
  | { readonly status: 'too-many'; readonly retryAfterSeconds: number };

const hashOf = (value: string) => createHmac('sha256', portalKey('sign-in-attempt')).update(value.trim().toLowerCase()).digest();

/**
 * Checks an e-mail and password. An unknown e-mail takes as long as a wrong password and gets the same answer; after too many
 * failures the answer is the same for right and wrong passwords until the window has passed.
 */
export async function signIn(
  db: Kysely<Database>,
  input: { email: string; password: string; address: string },
  { now }: { now: Date },
): Promise<SignInOutcome> {
  const hashes = { email: hashOf(input.email), address: hashOf(input.address) };
  const windowStart = new Date(now.getTime() - WINDOW_MS);
  // Noted before anything is looked at, so that of many who guess at once none slips in between: whoever goes on counts those who went on before.
  const attemptId = newId();
  await insertSignInAttempt(db, { id: attemptId, ...hashes, now });
  const attempts = await countSignInAttempts(db, hashes, windowStart);
  if (attempts.forEmail > ATTEMPTS_PER_EMAIL || attempts.forAddress > ATTEMPTS_PER_ADDRESS) {
    await deleteSignInAttempt(db, attemptId);
    return { status: 'too-many', retryAfterSeconds: WINDOW_MS / 1000 };
  }
  const user = await findUserForSignIn(db, input.email);
  const passwordIsRight = await verifyPassword(user?.password_hash ?? null, input.password);
  if (!user || !passwordIsRight || user.disabled_at) return { status: 'wrong' };
  const [membership] = await listMemberships(db, user.id);
  if (!membership) {
    await deleteSignInAttempt(db, attemptId);
    return { status: 'no-workspace' };
  }
  await deleteSignInAttempts(db, { email: hashes.email, olderThan: new Date(now.getTime() - 24 * 3_600_000) });
  return { status: 'signed-in', userId: user.id, workspaceId: membership.workspaceId };
}
