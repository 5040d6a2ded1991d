import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { revokeToken as markRevoked } from '#db/queries/token.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

/** Takes a token back: the next request with it is refused. */
export async function revokeToken(db: Kysely<Database>, input: { workspaceId: string; tokenId: string }, { now, actor }: Doing): Promise<{ readonly status: 'revoked' | 'not-found' }> {
  return await inTransaction(db, async (trx) => {
    if (!(await markRevoked(trx, input.workspaceId, input.tokenId, now))) return { status: 'not-found' };
    await insertAuditEntries(trx, input.workspaceId, [{ id: newId(), at: now, actor, action: 'token.revoke', subjectKind: 'token', subjectId: input.tokenId }]);
    return { status: 'revoked' };
  });
}
