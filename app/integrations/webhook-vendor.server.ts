import type { DeliveryReading } from '#app/domain/ingestion/delivery.ts';
import type { JsonObject } from '#app/domain/json.ts';
import { sha256 } from '#app/lib/secret.server.ts';

/** A delivery as it came over the wire, byte for byte. */
export interface SignedBytes {
  readonly header: (name: string) => string | null;
  readonly rawBody: Buffer;
}

/** What tells one delivery from another: (event id, topic) is constant over repetitions of an event. */
export interface DeliveryIdentity {
  readonly topic: string;
  readonly eventId: string;
  /** The sender's own id of this sending, where it has one. */
  readonly deliveryId: string | null;
}

/** Where, when and with what a delivery arrived. */
export interface Arrival {
  readonly shop: string;
  readonly now: Date;
  readonly header: SignedBytes['header'];
  readonly hashBuyer: (identity: string) => string;
}

/** How one system's webhooks are checked, told apart, scrubbed and read. */
export interface WebhookVendor {
  /** The place of the secret that signed the delivery, -1 for none. */
  readonly signer: (delivery: SignedBytes, secrets: readonly string[], now: Date) => number;
  /** Of senders that sign a time: why it is too far from ours, in a sentence for them. Asked only of what nobody has signed. */
  readonly whyLate?: (delivery: SignedBytes, now: Date) => string | null;
  /** Whether it is the sender's unsigned greeting, which is answered and means nothing. */
  readonly isPing: (delivery: SignedBytes) => boolean;
  readonly identify: (delivery: SignedBytes, json: unknown) => DeliveryIdentity;
  /** What is kept of the payload, without anything that names a person; null for topics that are not used. */
  readonly keep: (topic: string, json: unknown, at: Arrival) => JsonObject | null;
  /** Reads what was kept, just now or long ago. */
  readonly read: (topic: string, kept: JsonObject, at: { readonly shop: string; readonly receivedAt: Date }) => DeliveryReading;
}

const PLAIN_ID = /^[a-z0-9][\w.:=+/-]{0,199}$/i;
const TOPIC = /^(?=.{1,60}$)[a-z_-]+([/.][a-z_-]+)+$/;

/** An id out of a header; the body's own hash where there is none, or one that could hold anything. */
export function eventIdOf(id: string | null, rawBody: Buffer): string {
  return id !== null && PLAIN_ID.test(id) ? id : sha256(rawBody).toString('hex');
}

export function idOrNone(id: string | null): string | null {
  return id !== null && PLAIN_ID.test(id) ? id : null;
}

/** A topic as vendors write them; `other` for anything else. */
export function topicOf(header: string | null): string {
  return header !== null && TOPIC.test(header) ? header : 'other';
}
