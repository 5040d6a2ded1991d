import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { lockShop, updateShopsDisconnected } from '#db/queries/shop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

/** Ends a shop's connection: its secrets are forgotten, so nothing signed for it is accepted any more. Its orders and its address stay. */
export async function disconnectShop(
  db: Kysely<Database>, { workspaceId, shop }: { readonly workspaceId: string; readonly shop: string }, { now, actor }: Doing,
): Promise<{ readonly status: 'disconnected' | 'not_connected' }> {
  return await inTransaction(db, async (trx) => {
    const known = await lockShop(trx, workspaceId, shop);
    if (known === undefined || known.kind === 'manual' || known.secretSealed === null) return { status: 'not_connected' };
    await updateShopsDisconnected(trx, workspaceId, { slugs: [shop], forgetSecrets: true, now });
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(now.getTime()), at: now, actor, action: 'shop.disconnect', subjectKind: 'shop', subjectId: shop, before: { kind: known.kind }, after: { by: 'person' } },
    ]);
    return { status: 'disconnected' };
  });
}
