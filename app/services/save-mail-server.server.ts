import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteMailServer, findMailServer, upsertMailServer } from '#db/queries/notice-channel.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { MailServerInput } from '#app/domain/mail-server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { seal } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

type Db = Kysely<Database>;

/**
 * Stores the server that mail leaves by. An empty password keeps the one that is stored, as long as host and user stay the same: a password is never handed to
 * another server than the one it was entered for.
 */
export async function saveMailServer(db: Db, { workspaceId, ...input }: MailServerInput & { readonly workspaceId: string }, doing: Doing): Promise<void> {
  await inTransaction(db, async (trx) => {
    const known = await findMailServer(trx, workspaceId);
    const kept = known && known.host === input.host && known.userName === input.userName ? known.passwordSealed : null;
    const row = {
      host: input.host, port: input.port, security: input.security, user_name: input.userName, sender_address: input.senderAddress, sender_name: input.senderName,
      updated_at: doing.now, updated_by_name: doing.actor.name,
    };
    await upsertMailServer(trx, { workspace_id: workspaceId, ...row, password_sealed: input.password === '' ? kept : seal(input.password) });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: doing.now, actor: doing.actor, action: 'mail-server.save', subjectKind: 'mail-server', subjectId: 'smtp',
      after: { host: input.host, port: input.port, security: input.security, userName: input.userName, sender: input.senderAddress, newPassword: input.password !== '' },
    }]);
  });
}

/** Forgets the mail server; mail channels pause with their next message. */
export async function forgetMailServer(db: Db, { workspaceId }: { readonly workspaceId: string }, doing: Doing): Promise<'done' | 'not-found'> {
  return await inTransaction(db, async (trx) => {
    if (!(await deleteMailServer(trx, workspaceId))) return 'not-found';
    await insertAuditEntries(trx, workspaceId, [{ id: newId(), at: doing.now, actor: doing.actor, action: 'mail-server.forget', subjectKind: 'mail-server', subjectId: 'smtp' }]);
    return 'done';
  });
}
