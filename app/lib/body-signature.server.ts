import { createHmac } from 'node:crypto';
import { equalInConstantTime } from './secret.server.ts';

/**
 * Which of the secrets signed the bytes: its place in the list, -1 for none of them. Every secret is tried whatever came of the one before, and
 * texts are compared in constant time, so that nothing can be learned from how long it took. An empty secret signs nothing.
 * @param signatures one or more, base64 of HMAC-SHA256
 * @param parts what was signed, in order
 */
export function signerOf(signatures: readonly string[], parts: readonly (string | Buffer)[], secrets: readonly (string | Buffer)[]): number {
  let signer = -1;
  secrets.forEach((secret, place) => {
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(part);
    const expected = hmac.digest('base64');
    for (const signature of signatures) {
      if (equalInConstantTime(signature, expected) && secret.length > 0 && signer < 0) signer = place;
    }
  });
  return signer;
}
