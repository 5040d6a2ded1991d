const LEAD = 'buyer:';
const TOKEN = /^buyer:([0-9a-f]{64})$/;

/** What stands for a buyer in a file that the portal gives back: the keyed hash, which names nobody and is taken in again as the same buyer. */
export function buyerToken(hash: string): string {
  return `${LEAD}${hash}`;
}

/** The hash in a token; null for text that is none and names a buyer itself. */
export function hashInToken(text: string): string | null {
  return TOKEN.exec(text)?.[1] ?? null;
}
