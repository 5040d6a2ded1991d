import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { retryMessage } from '#db/queries/notice-outbox.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

/** Puts a message that was given up in line again, under the same id. */
export async function replayNoticeMessage(db: Kysely<Database>, input: { readonly workspaceId: string; readonly messageId: string }, doing: Doing): Promise<'done' | 'not-failed'> {
  return await inTransaction(db, async (trx) => {
    if (!(await retryMessage(trx, input.workspaceId, input.messageId, doing.now))) return 'not-failed';
    await insertAuditEntries(trx, input.workspaceId, [{
      id: newId(), at: doing.now, actor: doing.actor, action: 'notice-message.replay', subjectKind: 'notice-message', subjectId: input.messageId,
    }]);
    return 'done';
  });
}
