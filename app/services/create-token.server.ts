import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertToken } from '#db/queries/token.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { tokenScopeSchema } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { makeToken } from '#app/lib/token.server.ts';
import type { Doing } from './doing.ts';

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(tokenScopeSchema).min(1),
  expiresAt: z.date().nullable(),
});
export type CreateTokenInput = z.infer<typeof createTokenSchema>;

/** Makes a key for the API; the token itself is in the answer alone and can never be read again. */
export async function createToken(
  db: Kysely<Database>, input: CreateTokenInput & { readonly workspaceId: string }, { now, actor }: Doing,
): Promise<{ readonly tokenId: string; readonly token: string; readonly prefix: string }> {
  const { token, prefix, hash } = makeToken();
  const tokenId = newId();
  const scopes = [...new Set(input.scopes)];
  await inTransaction(db, async (trx) => {
    const createdBy = actor.kind === 'user' ? actor.id : null;
    await insertToken(trx, { workspaceId: input.workspaceId, id: tokenId, name: input.name, prefix, hash, scopes, createdBy, expiresAt: input.expiresAt, now });
    await insertAuditEntries(trx, input.workspaceId, [
      { id: newId(), at: now, actor, action: 'token.create', subjectKind: 'token', subjectId: tokenId, after: { name: input.name, prefix, scopes } },
    ]);
  });
  return { tokenId, token, prefix };
}
