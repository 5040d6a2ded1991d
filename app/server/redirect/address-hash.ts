import { createHmac } from 'node:crypto';

const DAY_MS = 86_400_000;
const REMEMBERED = 10_000;

/**
 * Hashes client addresses under a key that changes every day (UTC): the same address gives the same number within a day, which
 * is enough to see repetition, and nothing links two days. 53 bits are kept, a number that JavaScript reads exactly, and no address.
 * @param key the portal's key for this purpose
 */
export function createAddressHash(key: Buffer): (address: string, epochMs: number) => string {
  let day = -1;
  let dayKey = key;
  let known = new Map<string, string>();
  return (address, epochMs) => {
    const today = Math.floor(epochMs / DAY_MS);
    if (today !== day) {
      day = today;
      dayKey = createHmac('sha256', key).update(String(today)).digest();
      known = new Map();
    }
    let hash = known.get(address);
    if (hash === undefined) {
      hash = (createHmac('sha256', dayKey).update(address).digest().readBigUInt64BE(0) >> 11n).toString();
      if (known.size >= REMEMBERED) known.clear();
      known.set(address, hash);
    }
    return hash;
  };
}
