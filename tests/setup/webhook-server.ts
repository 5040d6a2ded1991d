import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import type { Database } from '#db/schema.ts';
import { newId } from '#app/lib/ids.server.ts';
import { createClientOf } from '#app/server/client-of.ts';
import type { RunningServer } from '#app/server/http-server.ts';
import { serve } from '#app/server/http-server.ts';
import { pathOf } from '#app/server/web/origin-gate.ts';
import type { Webhooks } from '#app/server/webhooks/webhook-handler.ts';
import { createWebhooks } from '#app/server/webhooks/webhook-handler.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { mockServer } from '#tests/mocks/server.ts';

export interface WebhookAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface WebhookServer {
  /** The clock of the server; it stands still unless a test moves it. */
  now: Date;
  post(path: string, body: string | Buffer, headers?: Readonly<Record<string, string>>, method?: string): Promise<WebhookAnswer>;
  settled(): Promise<void>;
}

/** The real entry of webhooks behind a real HTTP server on a port of its own. */
export function useWebhookServer(database: { readonly db: Kysely<Database> }): WebhookServer {
  let running: RunningServer | undefined;
  let webhooks: Webhooks | undefined;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
  const server: WebhookServer = {
    now: NOON,
    post: (path, body, headers = {}, method = 'POST') => send(agent, running?.port ?? 0, path, { body, headers, method }),
    settled: async () => await webhooks?.settled(),
  };
  beforeAll(async () => {
    mockServer.close(); // only this machine is spoken to
    webhooks = createWebhooks({ db: database.db, clientOf: createClientOf(null), publicOrigin: null, now: () => server.now });
    running = await serve((request, response) => {
      if (!webhooks?.handle(request, response, pathOf(request.url ?? '/'))) response.writeHead(404).end('{}');
    }, { port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await running?.close(0);
    agent.destroy();
  });
  return server;
}

function send(agent: http.Agent, port: number, path: string, sent: { body: string | Buffer; headers: Readonly<Record<string, string>>; method: string }): Promise<WebhookAnswer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent.body)), ...sent.headers };
    const request = http.request({ agent, host: '127.0.0.1', port, path, method: sent.method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    request.on('error', reject);
    request.end(sent.body);
  });
}

/** Base64 of HMAC-SHA256, as shops sign. */
export function signed(secret: string | Buffer, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('base64');
}

/** The headers of a delivery by Shopify. */
export function shopifyHeaders(topic: string, body: string | Buffer, secret: string, eventId: string = newId()): Record<string, string> {
  return { 'x-shopify-topic': topic, 'x-shopify-event-id': eventId, 'x-shopify-webhook-id': newId(), 'x-shopify-hmac-sha256': signed(secret, body) };
}

/** The headers of a delivery by WooCommerce. */
export function wooHeaders(topic: string, body: string | Buffer, secret: string, deliveryId: string = newId()): Record<string, string> {
  return { 'x-wc-webhook-topic': topic, 'x-wc-webhook-delivery-id': deliveryId, 'x-wc-webhook-id': '7', 'x-wc-webhook-signature': signed(secret, body) };
}

/** The headers of a delivery by Standard Webhooks. */
export function standardHeaders(body: string | Buffer, secret: string, at: Date, id: string = `msg_${newId()}`): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signed(key, `${id}.${timestamp}.`, body)}` };
}
