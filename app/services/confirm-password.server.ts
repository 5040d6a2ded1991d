import type { Kysely } from 'kysely';
import { findMember } from '#db/queries/user.server.ts';
import type { Database } from '#db/schema.ts';
import { signIn } from './sign-in.server.ts';

export type ConfirmPasswordOutcome =
  | { readonly status: 'confirmed' | 'wrong' }
  | { readonly status: 'too-many'; readonly retryAfterSeconds: number };

/**
 * Checks the password of somebody who is signed in, before they approve or pay (ASVS 7.5.3). Failures count with those of signing in, so that a session left open
 * is no way to guess. Whoever confirms notes it on the session (`markSteppedUp`).
 */
export async function confirmPassword(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly userId: string; readonly email: string; readonly password: string; readonly address: string }, { now }: { readonly now: Date },
): Promise<ConfirmPasswordOutcome> {
  const member = await findMember(db, input.workspaceId, input.userId);
  const outcome = await signIn(db, { email: input.email, password: input.password, address: input.address }, { now });
  if (outcome.status === 'too-many') return outcome;
  return { status: member !== undefined && outcome.status === 'signed-in' && outcome.userId === input.userId ? 'confirmed' : 'wrong' };
}
