import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertShop, lockShop, updateShopConnection } from '#db/queries/shop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { newId } from '#app/lib/ids.server.ts';
import { seal } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

export interface ConnectShopInput {
  readonly workspaceId: string;
  /** Name of the shop, as its orders carry it. */
  readonly shop: string;
  readonly kind: ConnectionKind;
  /** With which the shop signs its webhooks; `newWebhookSecret` makes one where the shop does not bring its own. */
  readonly secret: string;
}

export interface ConnectShopOutcome {
  readonly status: 'created' | 'connected' | 'secret_changed';
  /** Goes into the address of the webhook: /webhooks/<kind>/<connectionId>. */
  readonly connectionId: string;
}

/**
 * Connects a shop's webhooks, or gives a connected shop a new secret; then the one before stays accepted for a day, because shops go on
 * signing with it for a while. A shop that changes its kind keeps no secret of the other. Secrets are kept sealed and never shown again.
 */
export async function connectShop(db: Kysely<Database>, input: ConnectShopInput, { now, actor }: Doing): Promise<ConnectShopOutcome> {
  if (input.secret === '') throw new RangeError('connectShop: without a secret every webhook would be refused');
  return await inTransaction(db, async (trx) => {
    const { workspaceId, shop: slug, kind } = input;
    const known = await lockShop(trx, workspaceId, slug);
    const connectionId = known?.connectionId ?? newId(now.getTime());
    const status = known === undefined ? 'created' : known.secretSealed === null ? 'connected' : 'secret_changed';
    const previousSecretSealed = known?.kind === kind ? known.secretSealed : null;
    const connection = { workspaceId, slug, kind, connectionId, secretSealed: seal(input.secret), previousSecretSealed, now };
    if (known === undefined) await insertShop(trx, connection);
    else await updateShopConnection(trx, connection);
    await insertAuditEntries(trx, workspaceId, [
      { id: newId(now.getTime()), at: now, actor, action: 'shop.connect', subjectKind: 'shop', subjectId: slug, after: { kind, connectionId, status } },
    ]);
    return { status, connectionId };
  });
}

/** A secret for a system that takes one from us: 256 random bits, in the form of Standard Webhooks where that is asked for. */
export function newWebhookSecret(kind: ConnectionKind): string {
  return kind === 'standard' ? `whsec_${randomBytes(32).toString('base64')}` : randomBytes(32).toString('base64url');
}
