import { getPolicy } from '#db/queries/policy.server.ts';
import { isSteppedUp } from '#app/domain/finance/payment-state.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { clientAddress } from '#app/lib/client-address.server.ts';
import { markSteppedUp } from '#app/lib/session.server.ts';
import { confirmPassword } from '#app/services/confirm-password.server.ts';

/** What is wrong with a password that was given again. */
export type PasswordProblem = 'required' | 'wrong' | 'too-many';

/** When the password was last given: a moment ago, or now with this form. */
export async function stepUpOf({ request, db, workspaceId, actor, now }: RequestContext, password: string): Promise<{ readonly at: Date | null } | { readonly problem: PasswordProblem }> {
  const { policy } = await getPolicy(db, workspaceId);
  if (isSteppedUp(actor.steppedUpAt, now, policy.money.stepUpMinutes)) return { at: actor.steppedUpAt };
  if (password === '') return { problem: 'required' };
  const outcome = await confirmPassword(db, { workspaceId, userId: actor.id ?? '', email: actor.email ?? '', password, address: clientAddress(request) }, { now });
  if (outcome.status !== 'confirmed') return { problem: outcome.status };
  await markSteppedUp(request, now);
  return { at: now };
}
