import { signerOf } from '#app/lib/body-signature.server.ts';
import type { SignedBytes } from '../webhook-vendor.server.ts';

/** How far a delivery's time may be from ours, in seconds, either way. */
const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 10;
const SECRET_PREFIX = 'whsec_';

/**
 * Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, several signatures `v1,<base64>` apart by blanks, so that a sender can rotate too.
 * A delivery whose time is more than 300 s from ours was recorded and sent again, or its clock is wrong: it is signed by nobody.
 */
export function standardSigner(delivery: SignedBytes, secrets: readonly string[], now: Date): number {
  return standardWhyLate(delivery, now) === null ? signerWhenever(delivery, secrets) : -1;
}

/** Why the time of a delivery is not taken; null where it is, or where it states none. Says nothing that the sender does not know of the protocol. */
export function standardWhyLate({ header }: Pick<SignedBytes, 'header'>, now: Date): string | null {
  const sentAt = sentAtOf({ header });
  if (sentAt === null || Math.abs(now.getTime() - sentAt.getTime()) <= TOLERANCE_SECONDS * 1_000) return null;
  return `The webhook-timestamp is further than ${TOLERANCE_SECONDS} s from the time here; send the event again with a new one, and look at the sender's clock`;
}

function signerWhenever({ header, rawBody }: SignedBytes, secrets: readonly string[]): number {
  const id = header('webhook-id');
  if (id === null || sentAtOf({ header }) === null) return -1;
  const signatures = (header('webhook-signature') ?? '').split(' ', MOST_SIGNATURES).flatMap((part) => (part.startsWith('v1,') ? [part.slice(3)] : []));
  return signerOf(signatures, [`${id}.${header('webhook-timestamp') ?? ''}.`, rawBody], secrets.map(keyOf));
}

/** `webhook-timestamp`: whole seconds since 1970. */
export function sentAtOf({ header }: Pick<SignedBytes, 'header'>): Date | null {
  const text = header('webhook-timestamp');
  return text !== null && /^\d{1,11}$/.test(text) ? new Date(Number(text) * 1_000) : null;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret, 'base64');
}
