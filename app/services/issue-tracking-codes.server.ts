import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { claimTrackingCodes, listCodeHolders } from '#db/queries/collaboration.server.ts';
import type { Database } from '#db/schema.ts';
import { issueTrackingCode, TRACKING_CODE_PAYLOADS } from '#app/domain/tracking-code.ts';

/**
 * A tracking code for each collaboration, never issued before and no live collaboration's coupon. A code that was drawn
 * twice is drawn again; of 34 thousand million codes that is rare even with millions issued.
 * @param draw a random integer below the number given; replaceable so that a test can force a collision
 */
export async function issueTrackingCodes(
  trx: Transaction<Database>,
  workspaceId: string,
  collaborationIds: readonly string[],
  now: Date,
  draw: (below: number) => number = (below) => randomInt(below),
): Promise<ReadonlyMap<string, string>> {
  const issued = new Map<string, string>();
  let waiting = [...collaborationIds];
  while (waiting.length > 0) {
    const drawn = new Map<string, string>();
    for (const collaborationId of waiting) drawn.set(issueTrackingCode(draw(TRACKING_CODE_PAYLOADS)), collaborationId);
    const claims = [...drawn].map(([code, collaborationId]) => ({ code, workspaceId, collaborationId }));
    const claimed = await claimTrackingCodes(trx, claims, now);
    const holders = await listCodeHolders(trx, workspaceId, [...claimed]);
    const taken = new Set(holders.flatMap((holder) => [holder.coupon, holder.trackingCode]));
    for (const [code, collaborationId] of drawn) if (claimed.has(code) && !taken.has(code)) issued.set(collaborationId, code);
    waiting = waiting.filter((collaborationId) => !issued.has(collaborationId));
  }
  return issued;
}
