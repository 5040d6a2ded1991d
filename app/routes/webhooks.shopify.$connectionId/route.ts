import { isShopifySignature } from '#app/integrations/shopify/signature.server.ts';
import { findShopConnection } from '#db/queries/shop.server.ts';
import type { OpenContext } from '#app/lib/authorize.server.ts';
import { open } from '#app/lib/authorize.server.ts';
import { log } from '#app/lib/log.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { sha256, unseal } from '#app/lib/secret.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { takeInShopifyEvent } from '#app/services/take-in-shopify-event.server.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHOPIFY: Doing['actor'] = { kind: 'system', id: null, name: 'Shopify' };

export const action = open('signed by the shop; nothing is read before the signature holds', async (context) => {
  if (context.request.method !== 'POST') return problem(405, 'Webhooks come with POST', {}, { allow: 'POST' });
  try {
    return await receive(context);
  } catch (error) {
    // Whatever went wrong here, nothing is stored: the shop is to send it again.
    log.error({ err: error, connectionId: context.params['connectionId'] }, 'a webhook was not stored');
    return notStored('The event was not stored; send it again');
  }
});

async function receive({ request, params, db, now }: OpenContext): Promise<Response> {
  const connectionId = params['connectionId'] ?? '';
  const rawBody = Buffer.from(await request.arrayBuffer());
  const shop = UUID.test(connectionId) ? await findShopConnection(db, connectionId, 'shopify') : undefined;
  const secrets = [shop?.secretSealed, shop?.previousSecretSealed].flatMap((sealed) => (sealed ? [unseal(sealed)] : []));
  if (!shop || !isShopifySignature(header(request, 'Hmac-SHA256'), rawBody, secrets)) return problem(401, 'The signature is not one of this connection');

  const topic = header(request, 'Topic') ?? '';
  const eventId = header(request, 'Event-Id') ?? header(request, 'Webhook-Id') ?? sha256(rawBody).toString('hex');
  const event = { workspaceId: shop.workspaceId, shop: shop.slug, topic: topic.slice(0, 100), eventId: eventId.slice(0, 200), body: rawBody.toString('utf8') };
  const outcome = await takeInShopifyEvent(db, event, { now, actor: SHOPIFY });
  if (outcome.status === 'unreadable') {
    log.error({ shop: shop.slug, topic: event.topic, eventId: event.eventId, why: outcome.why }, 'a webhook could not be read');
    return notStored(`The event could not be read: ${outcome.why}`);
  }
  return Response.json({ status: outcome.status });
}

/** Newer deliveries leave the prefix away. */
function header(request: Request, name: string): string | null {
  return request.headers.get(`x-shopify-${name}`) ?? request.headers.get(`shopify-${name}`);
}

function notStored(detail: string): Response {
  return problem(503, detail, {}, { 'retry-after': '60' });
}
