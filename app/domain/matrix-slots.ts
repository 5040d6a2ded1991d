import type { CollaborationStatus } from './collaboration.ts';
import type { Tier } from './kol.ts';
import { TIERS } from './kol.ts';
import type { SlotAddress } from './matrix-board.ts';

/** A collaboration that stands, to be given a slot. */
export interface ToSeat {
  readonly id: string;
  readonly tier: Tier;
  readonly status: CollaborationStatus;
  readonly replacesId: string | null;
}

/**
 * Which slot each collaboration has: the one it was put into, where that is of its tier; the one of the partner that it replaces and that
 * has ended; else the lowest that is free, in the order given. Nobody is left out: numbers above the plan's are people too many. An ended
 * one whose successor stands has none (null).
 * @param placed slots that people chose, by collaboration; of two for one slot the first given keeps it
 */
export function arrangeSlots(people: readonly ToSeat[], placed: ReadonlyMap<string, SlotAddress>): Map<string, number | null> {
  const succeeded = new Set(people.flatMap(({ replacesId }) => (replacesId === null ? [] : [replacesId])));
  const arranged = new Map<string, number | null>();
  for (const tier of TIERS) {
    const own = people.filter((one) => one.tier === tier);
    const seated = own.filter((one) => one.status !== 'ended' || !succeeded.has(one.id));
    for (const one of own) if (!seated.includes(one)) arranged.set(one.id, null);
    const taken = new Set<number>();
    const chosen = seated.filter((one) => take(one, placed.get(one.id), tier, taken, arranged));
    const followers = seated.filter((one) => !chosen.includes(one) && one.replacesId !== null && take(one, placed.get(one.replacesId), tier, taken, arranged));
    let next = 1;
    for (const one of seated) {
      if (chosen.includes(one) || followers.includes(one)) continue;
      while (taken.has(next)) next += 1;
      taken.add(next);
      arranged.set(one.id, next);
    }
  }
  return arranged;
}

function take(one: ToSeat, place: SlotAddress | undefined, tier: Tier, taken: Set<number>, arranged: Map<string, number | null>): boolean {
  if (place === undefined || place.tier !== tier || taken.has(place.slot)) return false;
  taken.add(place.slot);
  arranged.set(one.id, place.slot);
  return true;
}
