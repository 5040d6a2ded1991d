import type { Transaction } from 'kysely';
import { findMember } from '#db/queries/user.server.ts';
import type { Database } from '#db/schema.ts';
import { can } from '#app/domain/permission.ts';
import type { Doing } from './doing.ts';

/** Who does it, as they stand in the workspace now; undefined for programs and for people who are no longer in it. */
export async function findActingMember(trx: Transaction<Database>, workspaceId: string, actor: Doing['actor']) {
  return actor.kind === 'user' && actor.id !== null ? await findMember(trx, workspaceId, actor.id) : undefined;
}

/** Whether finance does it: who may approve payments. */
export async function isFinance(trx: Transaction<Database>, workspaceId: string, actor: Doing['actor']): Promise<boolean> {
  const member = await findActingMember(trx, workspaceId, actor);
  return member !== undefined && can(member.role, 'payments:approve');
}
