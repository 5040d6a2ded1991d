import * as z from 'zod';
import { CONNECTION_KINDS } from '#app/domain/ingestion/delivery.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { connectShop, newWebhookSecret } from '#app/services/connect-shop.server.ts';
import { disconnectShop } from '#app/services/disconnect-shop.server.ts';
import { rotateShopSecret } from '#app/services/rotate-shop-secret.server.ts';

const connectionForm = z.strictObject({
  intent: z.enum(['connect', 'rotate', 'disconnect']).default('connect'),
  kind: z.enum(CONNECTION_KINDS).default('shopify'),
  shop: z.string().trim().max(100),
  secret: z.string().trim().max(500).default(''),
});

export interface ConnectionResult {
  readonly intent: 'connect' | 'rotate' | 'disconnect';
  readonly status: 'done' | 'refused' | 'not_connected';
  readonly shop: string;
  readonly kind: ConnectionKind;
  readonly address: string | null;
  /** A secret that was made here: this answer alone holds it. */
  readonly newSecret: string | null;
  readonly errors: { readonly shop: boolean; readonly secret: false | 'missing' | 'form' };
}

/** Base64 of 24 bytes at least, as the scheme has it. */
const STANDARD_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

/** What the form of the shops' page asks for. */
export async function changeConnection({ db, workspaceId, request, url, now, actor }: RequestContext): Promise<ConnectionResult> {
  const form = await readForm(request, connectionForm);
  if (!form.ok) {
    const { shop = '' } = form.values;
    return { intent: 'connect', status: 'refused', shop, kind: 'shopify', address: null, newSecret: null, errors: { shop: true, secret: 'missing' } };
  }
  const { intent, kind, shop, secret } = form.value;
  const doing = { now, actor };
  const base = { intent, shop, kind, address: null, newSecret: null, errors: { shop: false, secret: false } } as const;
  if (intent === 'disconnect') {
    const { status } = await disconnectShop(db, { workspaceId, shop }, doing);
    return { ...base, status: status === 'disconnected' ? 'done' : 'not_connected' };
  }
  const errors = { shop: !/^[\w.-]{1,100}$/.test(shop), secret: secretError(kind, secret) };
  if (errors.shop || errors.secret !== false) return { ...base, status: 'refused', errors };
  const addressOf = (connectionId: string) => publicOrigin(url) + paths.webhook({ kind, connectionId });
  if (intent === 'rotate') {
    const rotated = await rotateShopSecret(db, { workspaceId, shop, secret: secret === '' ? null : secret }, doing);
    if (rotated.status === 'not_connected') return { ...base, status: 'not_connected' };
    return { ...base, status: 'done', address: addressOf(rotated.connectionId), newSecret: secret === '' ? rotated.secret : null };
  }
  const made = secret === '' ? newWebhookSecret(kind) : null;
  const { connectionId } = await connectShop(db, { workspaceId, shop, kind, secret: made ?? secret }, doing);
  return { ...base, status: 'done', address: addressOf(connectionId), newSecret: made };
}

/** Shopify makes the secret itself; the others take one that is made here. */
function secretError(kind: ConnectionKind, secret: string): false | 'missing' | 'form' {
  if (secret === '') return kind === 'shopify' ? 'missing' : false;
  return kind === 'standard' && !STANDARD_SECRET.test(secret) ? 'form' : false;
}
