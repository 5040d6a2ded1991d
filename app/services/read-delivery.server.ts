import { uuidOrNull } from '#db/queries/order-records.server.ts';
import type { ConnectionKind, DeliveryReading, SigningSecret } from '#app/domain/ingestion/delivery.ts';
import { parseExactJson } from '#app/domain/ingestion/exact-json.ts';
import { lacksKept } from '#app/domain/ingestion/kept-text.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { SignedBytes } from '#app/integrations/webhook-vendor.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { WEBHOOK_VENDORS } from './webhook-vendors.server.ts';

/** The connection of a webhook's address, with the secrets that are accepted now: the present one first. */
export interface WebhookConnection {
  readonly workspaceId: string;
  readonly shop: string;
  readonly kind: ConnectionKind;
  readonly secrets: readonly string[];
}

/** A genuine delivery, scrubbed: nothing in it names a person. */
export interface Delivery {
  readonly id: string;
  readonly workspaceId: string;
  readonly shop: string;
  readonly kind: ConnectionKind;
  readonly topic: string;
  readonly eventId: string;
  readonly deliveryId: string | null;
  readonly signedWith: SigningSecret;
  readonly payload: JsonObject | null;
  readonly reading: DeliveryReading;
  /** False when something that was needed could not be kept, so that only the sender can send it again. */
  readonly isKeptWhole: boolean;
  readonly receivedAt: Date;
}

export type SignedReading =
  | { readonly status: 'ping' }
  /** Signed by nobody; `why` where its time alone tells. */
  | { readonly status: 'forged'; readonly why: string | null }
  /** Genuine, but sent in a way that is not understood. */
  | { readonly status: 'unsupported'; readonly why: string }
  | { readonly status: 'delivery'; readonly delivery: Delivery };

/** Checks a delivery's signature over its raw bytes, and only then looks inside. Pure but for the buyers' key: nothing is stored here. */
export function readDelivery(connection: WebhookConnection, bytes: SignedBytes, now: Date): SignedReading {
  const vendor = WEBHOOK_VENDORS[connection.kind];
  if (vendor.isPing(bytes)) return { status: 'ping' };
  const signer = vendor.signer(bytes, connection.secrets, now);
  if (signer < 0) return { status: 'forged', why: vendor.whyLate?.(bytes, now) ?? null };
  const why = whyUnsupported(bytes);
  if (why !== null) return { status: 'unsupported', why };
  const json = exactJson(bytes.rawBody);
  const { workspaceId, shop, kind } = connection;
  const identity = vendor.identify(bytes, json);
  const hashed = (buyer: string) => hashBuyer(workspaceId, buyer).toString('hex');
  const payload = json === undefined ? null : vendor.keep(identity.topic, json, { shop, now, header: bytes.header, hashBuyer: hashed });
  const reading = read(kind, { topic: identity.topic, payload, isJson: json !== undefined, shop, receivedAt: now });
  const isKeptWhole = reading.status !== 'unreadable' || (payload !== null && !lacksKept(payload));
  return {
    status: 'delivery',
    delivery: { id: newId(now.getTime()), workspaceId, shop, kind, ...identity, signedWith: signer === 0 ? 'current' : 'previous', payload, reading, isKeptWhole, receivedAt: now },
  };
}

/** Reads what is kept of a delivery, as it was when it came. */
export function readKept(kind: ConnectionKind, stored: { readonly topic: string; readonly payload: JsonObject; readonly shop: string; readonly receivedAt: Date }): DeliveryReading {
  return read(kind, { ...stored, isJson: true });
}

function read(
  kind: ConnectionKind, { topic, payload, isJson, shop, receivedAt }: { topic: string; payload: JsonObject | null; isJson: boolean; shop: string; receivedAt: Date },
): DeliveryReading {
  if (!isJson) return { status: 'unreadable', why: 'the body is not JSON in UTF-8' };
  if (payload === null) return { status: 'ignored', why: 'unused_topic' };
  const reading = WEBHOOK_VENDORS[kind].read(topic, payload, { shop, receivedAt });
  if (reading.status !== 'ok' || reading.fact.kind !== 'order') return reading;
  const { order } = reading.fact;
  return { status: 'ok', fact: { kind: 'order', order: { ...order, clickId: uuidOrNull(order.clickId) } } };
}

/** Bodies are JSON as it is: no vendor compresses, and unpacking what a stranger packed is a risk without a use. */
function whyUnsupported({ header }: SignedBytes): string | null {
  const encoding = header('content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity') return 'Send the body as it is, not compressed';
  const type = header('content-type');
  return type === null || JSON_TYPE.test(type) ? null : 'Send JSON in UTF-8, with content-type application/json';
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function exactJson(rawBody: Buffer): unknown {
  try {
    return parseExactJson(utf8.decode(rawBody));
  } catch {
    return undefined;
  }
}
