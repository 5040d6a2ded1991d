import { beforeAll, describe, expect, test } from 'vitest';
import { shopifyOrder, standardOrder, wooOrder } from '#tests/factories/delivery.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { shopifyHeaders, standardHeaders, useWebhookServer, wooHeaders } from '#tests/setup/webhook-server.ts';
import type { ConnectionKind } from '#app/domain/ingestion/delivery.ts';
import { CONNECTION_KINDS } from '#app/domain/ingestion/delivery.ts';
import { connectShop, newWebhookSecret } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { readDelivery } from '#app/services/read-delivery.server.ts';
import { rotateShopSecret } from '#app/services/rotate-shop-secret.server.ts';

const t = useTestDatabase();
const server = useWebhookServer(t);
const SIGNATURE = { shopify: 'x-shopify-hmac-sha256', woocommerce: 'x-wc-webhook-signature', standard: 'webhook-signature' } as const;

type Sent = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };

/** A delivery as its sender signs it. */
function genuine(kind: ConnectionKind, secret: string, id = '4711'): Sent {
  const text = JSON.stringify(kind === 'shopify' ? shopifyOrder(id) : kind === 'woocommerce' ? wooOrder(id) : standardOrder(id));
  const body = Buffer.from(text);
  if (kind === 'shopify') return { body, headers: shopifyHeaders('orders/create', body, secret) };
  return { body, headers: kind === 'woocommerce' ? wooHeaders('order.created', body, secret) : standardHeaders(body, secret, NOON) };
}

/** Everything that a forger or a broken line could make of a genuine delivery: one byte of body or signature is another, in several ways. */
function* forgeries(kind: ConnectionKind, { body, headers }: Sent): Generator<Sent> {
  const name = SIGNATURE[kind];
  const signature = headers[name] ?? '';
  for (let at = 0; at < body.length; at += 1) {
    for (const bit of [1, 2, 4, 8, 16, 32]) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ bit;
      yield { body: changed, headers };
    }
  }
  for (let at = 0; at < signature.length; at += 1) {
    for (const sign of 'Az09+/=-') {
      if (sign !== signature[at]) yield { body, headers: { ...headers, [name]: signature.slice(0, at) + sign + signature.slice(at + 1) } };
    }
  }
  for (const other of ['', ' ', 'x', signature.slice(1), `${signature}=`, signature.slice(0, -1), signature.repeat(2), signature.toLowerCase(), `${signature},${signature}`]) {
    yield { body, headers: { ...headers, [name]: other } };
  }
  const { [name]: _signature, ...unsigned } = headers;
  yield { body, headers: unsigned };
  yield { body: Buffer.alloc(0), headers };
  yield { body: Buffer.concat([body, Buffer.from(' ')]), headers };
  yield { body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)), headers };
  yield { body: Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body.toString())).reverse()))), headers };
}

describe('forged deliveries', () => {
  test('of more than ten thousand not one passes the check, and none breaks it', () => {
    let forged = 0;
    for (const kind of CONNECTION_KINDS) {
      const secrets = [newWebhookSecret(kind), newWebhookSecret(kind)];
      const connection = { workspaceId: 'w', shop: 's', kind, secrets };
      const read = ({ body, headers }: Sent) => readDelivery(connection, { rawBody: body, header: (name) => headers[name] ?? null }, NOON).status;
      expect(secrets.map((secret) => read(genuine(kind, secret)))).toEqual(['delivery', 'delivery']);
      for (const sent of forgeries(kind, genuine(kind, secrets[0] ?? ''))) {
        forged += 1;
        if (read(sent) !== 'forged') expect.fail(`${kind}: ${sent.body.toString('latin1').slice(0, 80)} passed with ${JSON.stringify(sent.headers)}`);
      }
      for (const secret of ['', newWebhookSecret(kind), `x${secrets[0]}`]) expect(read(genuine(kind, secret))).toBe('forged');
      expect(readDelivery({ ...connection, secrets: [''] }, { rawBody: genuine(kind, '').body, header: (name) => genuine(kind, '').headers[name] ?? null }, NOON).status).toBe('forged');
    }
    expect(forged).toBeGreaterThan(10_000);
  });

  describe.each(CONNECTION_KINDS)('over HTTP, %s', (kind) => {
    const doing = { now: NOON, actor: PORTAL_ACTOR };
    const old = newWebhookSecret(kind);
    const renewed = newWebhookSecret(kind);
    let workspaceId = '';
    let path = '';
    beforeAll(async () => {
      server.now = NOON;
      workspaceId = await aWorkspace(t.db);
      const { connectionId } = await connectShop(t.db, { workspaceId, shop: kind, kind, secret: old }, doing);
      path = `/webhooks/${kind}/${connectionId}`;
    });
    const post = (sent: Sent, change: Record<string, string> = {}) => server.post(path, sent.body, { ...sent.headers, ...change });
    const count = async () => (await t.db.selectFrom('webhook_delivery').select('id').where('workspace_id', '=', workspaceId).execute()).length;

    test('every sampled one is answered 401, and nothing is stored', async () => {
      const all = [...forgeries(kind, genuine(kind, old))].filter(({ headers }) => !/^ |[^\x20-\x7e]/.test(headers[SIGNATURE[kind]] ?? ''));
      const step = Math.ceil(all.length / 150);
      const answers = await Promise.all(all.filter((_, index) => index % step === 0).map((sent) => post(sent)));
      expect(answers.length).toBeGreaterThan(100);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
      expect(await count()).toBe(0);
    });

    test('a packed or foreign body is refused clearly once it is signed, and is 401 before', async () => {
      const sent = genuine(kind, old);
      const changes: readonly Record<string, string>[] = [{ 'content-encoding': 'gzip' }, { 'content-encoding': 'br' }, { 'content-type': 'text/xml' }, { 'content-type': 'application/json; charset=gb18030' }];
      for (const change of changes) {
        expect((await post(sent, change)).status, JSON.stringify(change)).toBe(415);
        expect((await post(genuine(kind, renewed), change)).status, JSON.stringify(change)).toBe(401);
      }
      expect((await post(sent, { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200);
      expect((await server.post(path, '', {}, 'GET')).status).toBe(405);
      expect((await server.post(path, Buffer.alloc(5_000_001), sent.headers)).status).toBe(413);
    });

    test('during a rotation both secrets pass, for a day; and another connection\'s secret never', async () => {
      server.now = new Date(NOON.getTime() + 10_000);
      await rotateShopSecret(t.db, { workspaceId, shop: kind, secret: renewed }, { ...doing, now: server.now });
      const fresh = (secret: string) => {
        const sent = genuine(kind, secret, '4712');
        return kind === 'standard' ? { ...sent, headers: standardHeaders(sent.body, secret, server.now) } : sent;
      };
      expect([(await post(fresh(renewed))).status, (await post(fresh(old))).status]).toEqual([200, 200]);
      const signers = await t.db.selectFrom('webhook_delivery').select('signed_with').where('workspace_id', '=', workspaceId).orderBy('id').execute();
      expect(signers.map(({ signed_with }) => signed_with).slice(-2).toSorted()).toEqual(['current', 'previous']);
      server.now = new Date(NOON.getTime() + 25 * 3_600_000);
      expect([(await post(fresh(renewed))).status, (await post(fresh(old))).status]).toEqual([200, 401]);
      expect((await server.post(path.replace(kind, kind === 'shopify' ? 'woocommerce' : 'shopify'), fresh(renewed).body, fresh(renewed).headers)).status).toBe(401);
      server.now = NOON;
    });
  });
});
