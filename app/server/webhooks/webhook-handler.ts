import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { log } from '#app/lib/log.server.ts';
import { plainSecurityHeaders } from '#app/lib/security-headers.server.ts';
import type { Delivery } from '#app/services/read-delivery.server.ts';
import { readDelivery } from '#app/services/read-delivery.server.ts';
import type { DeliveryResult } from '#app/services/take-in-deliveries.server.ts';
import type { Client } from '../client-of.ts';
import { bodyLimitOf, BodyRefused } from '../web/body-limit.ts';
import { passGate } from '../web/origin-gate.ts';
import type { ConnectionTable } from './connection-table.ts';
import { createConnectionTable } from './connection-table.ts';
import type { DeliverySink } from './delivery-sink.ts';
import { createDeliverySink } from './delivery-sink.ts';
import { readRawBody } from './raw-body.ts';
import { webhookOf } from './raw-routes.ts';

export interface Webhooks {
  /** Answers a request for a webhook; false, with nothing done, for any other path. */
  handle(request: IncomingMessage, response: ServerResponse, pathname: string): boolean;
  /** Resolves when what was taken in has been stored or given up. */
  settled(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

type Address = NonNullable<ReturnType<typeof webhookOf>>;

/**
 * `POST /webhooks/<kind>/:connectionId`, before the framework: shops send many at once and give us seconds (performance.md section 5B). 401 for a signature
 * that is none of the connection's, 200 for what is stored or known already, 503 for what is not stored.
 */
export function createWebhooks(
  { db, clientOf, publicOrigin, now = () => new Date() }:
  { db: Kysely<Database>; clientOf: (request: IncomingMessage) => Client; publicOrigin: string | null; now?: () => Date },
): Webhooks {
  const connections = createConnectionTable(db);
  const sink = createDeliverySink(db);

  async function answer(request: IncomingMessage, pathname: string, address: Address): Promise<Answer> {
    const refusal = passGate(request, clientOf(request), { publicOrigin });
    if (refusal) return problem(refusal.status, refusal.sentence);
    if (request.method !== 'POST') return problem(405, 'Webhooks come with POST', { allow: 'POST' });
    const rawBody = await readRawBody(request, bodyLimitOf(pathname));
    return await receive({ connections, sink }, address, { header: headerOf(request), rawBody }, now());
  }

  return {
    handle: (request, response, pathname) => {
      const address = webhookOf(pathname);
      if (address === null) return false;
      answer(request, pathname, address).then(
        (made) => send(response, made),
        (error: unknown) => send(response, answerTo(error, address)),
      );
      return true;
    },
    settled: () => sink.settled(),
  };
}

async function receive({ connections, sink }: { connections: ConnectionTable; sink: DeliverySink }, address: Address, bytes: Parameters<typeof readDelivery>[1], at: Date): Promise<Answer> {
  let why: string | null = null;
  for (const anew of [false, true]) {
    const connection = await connections.find(address, at, anew);
    if (connection === null) continue;
    const reading = readDelivery(connection, bytes, at);
    switch (reading.status) {
      case 'forged':
        why = reading.why;
        continue; // perhaps the secret was changed a moment ago
      case 'ping':
        return { status: 200, body: { status: 'ignored' } };
      case 'unsupported':
        return problem(415, reading.why);
      case 'delivery':
        return stored(reading.delivery, await sink.append(reading.delivery));
      default:
        reading satisfies never;
    }
  }
  return problem(401, why ?? 'The signature is not one of this connection');
}

function stored({ id, shop, topic, reading, isKeptWhole }: Delivery, result: DeliveryResult): Answer {
  if (result === 'unreadable') log.error({ deliveryId: id, shop, topic, why: reading.status === 'unreadable' ? reading.why : undefined }, 'a webhook could not be read');
  // What was needed and could not be kept is with the sender alone: it is to send it again.
  if (result === 'unreadable' && !isKeptWhole) return problem(503, 'The event could not be read; send it again', RETRY);
  return { status: 200, body: { status: result === 'taken_in' || result === 'unchanged' || result === 'parked' ? 'stored' : result } };
}

const RETRY = { 'retry-after': '60' } as const;

function answerTo(error: unknown, address: Address): Answer {
  if (error instanceof BodyRefused) return problem(error.status, error.message);
  // Whatever went wrong here, nothing is known to be stored: the sender is to send it again.
  log.error({ err: error, connectionId: address.connectionId }, 'a webhook was not stored');
  return problem(503, 'The event was not stored; send it again', RETRY);
}

function headerOf({ headers }: IncomingMessage): (name: string) => string | null {
  return (name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
}

/** RFC 9457, as everywhere for programs. */
function problem(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }, headers };
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...plainSecurityHeaders, 'content-type': status === 200 ? 'application/json' : 'application/problem+json', 'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store', ...headers,
  });
  response.end(text);
}
