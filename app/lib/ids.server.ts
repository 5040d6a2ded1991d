import { randomBytes, randomFillSync } from 'node:crypto';

const POOL_BYTES = 8192;
const pool = randomBytes(POOL_BYTES);
let used = 0;

/**
 * A UUIDv7: time-ordered, so that random-order index writes do not dominate (performance.md section 3), and made here so
 * that no sequence has to be shared between machines. PostgreSQL 15 cannot make them itself.
 */
export function newId(epochMs: number = Date.now()): string {
  if (used + 10 > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 10);
  used += 10;
  return `${timePart(epochMs)}${random.slice(0, 3)}-${VARIANTS[Number.parseInt(random[3] ?? '0', 16) & 0x3]}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

const VARIANTS = ['8', '9', 'a', 'b'] as const;
let timeMs = -1;
let timeText = '';

/** The head of an id up to its version; many ids share a millisecond. */
function timePart(epochMs: number): string {
  if (epochMs !== timeMs) {
    timeMs = epochMs;
    const time = Math.floor(epochMs).toString(16).padStart(12, '0');
    timeText = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  }
  return timeText;
}

/** The instant in a UUIDv7; null when the text is not one. */
export function instantOfId(id: string): Date | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return null;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** Whether a text is a UUID of any version: what is not cannot be the id of anything. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The least UUIDv7 of an instant: ids made before it are smaller, ids made then or later are not. */
export function leastIdAt(epochMs: number): string {
  const time = Math.floor(epochMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
