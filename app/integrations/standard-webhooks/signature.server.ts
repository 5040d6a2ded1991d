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
export function standardSigner({ header, rawBody }: SignedBytes, secrets: readonly string[], now: Date): number {
  const id = header('webhook-id');
  const sentAt = sentAtOf({ header });
  if (id === null || sentAt === null || Math.abs(now.getTime() - sentAt.getTime()) > TOLERANCE_SECONDS * 1_000) return -1;
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
