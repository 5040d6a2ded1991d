import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertUser, upsertMembership } from '#db/queries/user.server.ts';
import type { Database } from '#db/schema.ts';
import { roleSchema, seatSchema } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { hashPassword, MINIMUM_PASSWORD_LENGTH } from '#app/lib/password.server.ts';
import type { Doing } from './doing.ts';

export const createUserSchema = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(100),
  role: roleSchema,
  seat: seatSchema.nullable(),
  password: z.string().min(MINIMUM_PASSWORD_LENGTH).max(200),
});
export type CreateUserInput = z.infer<typeof createUserSchema>;

export type CreateUserOutcome = { readonly status: 'created' | 'role-changed'; readonly userId: string };

/** Adds a person to a workspace; someone known by that e-mail keeps their password and gets the role. */
export async function createUser(
  db: Kysely<Database>,
  input: CreateUserInput & { workspaceId: string },
  { now, actor }: Doing,
): Promise<CreateUserOutcome> {
  const passwordHash = await hashPassword(input.password);
  return await db.transaction().execute(async (trx) => {
    const { id: userId, isNew } = await insertUser(trx, { id: newId(), email: input.email, name: input.name, passwordHash, now });
    await upsertMembership(trx, { workspaceId: input.workspaceId, userId, role: input.role, seat: input.seat, now });
    await insertAuditEntries(trx, input.workspaceId, [
      { id: newId(), at: now, actor, action: 'person.add', subjectKind: 'person', subjectId: userId, after: { email: input.email, role: input.role, seat: input.seat } },
    ]);
    return { status: isNew ? 'created' : 'role-changed', userId };
  });
}
