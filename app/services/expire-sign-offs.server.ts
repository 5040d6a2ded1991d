import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { expireOpenSignOffs } from '#db/queries/sign-off.server.ts';
import type { Database } from '#db/schema.ts';
import { SIGN_OFF_SUBJECTS } from '#app/domain/finance/sign-off.ts';
import { groupBy } from '#app/domain/group.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from './doing.ts';

/** Closes requests that nobody decided by their deadline, in every workspace. Returns how many. */
export async function expireSignOffs(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const expired = await expireOpenSignOffs(trx, now);
    for (const [workspaceId, own] of groupBy(expired, (one) => one.workspaceId)) {
      await insertAuditEntries(trx, workspaceId, own.map((one) => ({
        id: newId(), at: now, actor: PORTAL_ACTOR, action: 'sign-off.expire', subjectKind: SIGN_OFF_SUBJECTS[one.kind], subjectId: one.subjectId,
        before: { status: 'open' }, after: { requestId: one.id, kind: one.kind, status: 'expired' },
      })));
    }
    return expired.length;
  });
}
