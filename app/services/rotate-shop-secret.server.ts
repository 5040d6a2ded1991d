import type { Kysely } from 'kysely';
import { lockShop } from '#db/queries/shop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { connectShop, newWebhookSecret } from './connect-shop.server.ts';
import type { Doing } from './doing.ts';

export type RotateShopSecretOutcome =
  | { readonly status: 'not_connected' }
  /** `secret` is shown once. */
  | { readonly status: 'rotated'; readonly secret: string; readonly connectionId: string };

/**
 * Gives a connected shop another secret: the one that the shop itself shows, or a new one made here. The secret before stays accepted for a day.
 */
export async function rotateShopSecret(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly shop: string; readonly secret: string | null }, doing: Doing,
): Promise<RotateShopSecretOutcome> {
  return await inTransaction(db, async (trx) => {
    const known = await lockShop(trx, input.workspaceId, input.shop);
    if (known === undefined || known.kind === 'manual' || known.secretSealed === null) return { status: 'not_connected' };
    const secret = input.secret ?? newWebhookSecret(known.kind);
    const { connectionId } = await connectShop(trx, { workspaceId: input.workspaceId, shop: input.shop, kind: known.kind, secret }, doing);
    return { status: 'rotated', secret, connectionId };
  });
}
