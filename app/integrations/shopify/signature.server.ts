import { createHmac } from 'node:crypto';
import { equalInConstantTime } from '#app/lib/secret.server.ts';

/**
 * Whether a webhook was signed with one of the secrets: `X-Shopify-Hmac-SHA256` is the base64 HMAC-SHA256 of the raw bytes.
 * During a rotation the one before is still in use for up to an hour. Without a secret nothing is genuine.
 */
export function isShopifySignature(header: string | null, rawBody: Buffer, secrets: readonly string[]): boolean {
  if (header === null) return false;
  let genuine = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(rawBody).digest('base64');
    if (secret !== '' && equalInConstantTime(header, expected)) genuine = true;
  }
  return genuine;
}
