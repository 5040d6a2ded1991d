import type { Transaction } from 'kysely';
import { insertDirtyDays } from '#db/queries/dirty-day.server.ts';
import type { Database } from '#db/schema.ts';
import { addDays, dayOf, earlierDay, laterDay } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';

interface Flight {
  readonly starts_on: string;
  readonly ends_on: string;
}

/**
 * Marks the days whose orders may belong to collaborations that were made or changed just now: from the first flight's start to the last
 * one's end with the coupon's grace. Flights to come have no orders yet. The next `settleRollups` decides those orders anew.
 */
export async function markAttributionOf(trx: Transaction<Database>, books: Books, flights: readonly Flight[], now: Date): Promise<void> {
  const today = dayOf(now, books.workspace.timeZone);
  const begun = flights.filter((flight) => flight.starts_on <= today);
  const [some] = begun;
  if (!some) return;
  const from = begun.reduce((first, flight) => earlierDay(first, flight.starts_on), some.starts_on);
  const end = begun.reduce((last, flight) => laterDay(last, flight.ends_on), some.ends_on);
  const through = earlierDay(today, addDays(end, books.policy.attribution.couponGraceDays));
  await insertDirtyDays(trx, books.workspace.id, 'attribution', [{ day: from, id: newId() }, { day: laterDay(from, through), id: newId() }]);
}
