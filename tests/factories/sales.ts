import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { anOrder } from './order.ts';
import { NOON } from './workspace.ts';

export interface SalesWishes {
  readonly workspaceId: string;
  readonly coupon: string;
  readonly orders: number;
  /** Of each order. */
  readonly eachMinor: number;
  /** Default: noon on 1 July 2026. */
  readonly placedAt?: Date;
}

/** Orders with a collaboration's coupon, taken in as any shop's. */
export async function someSales(db: Kysely<Database>, { workspaceId, coupon, orders, eachMinor, placedAt }: SalesWishes): Promise<void> {
  const at = placedAt ?? new Date('2026-07-01T04:00:00Z');
  const list = Array.from({ length: orders }, () => anOrder({ discountCodes: [coupon], merchandiseMinor: eachMinor, placedAt: at }));
  await takeInOrders(db, { workspaceId, orders: list, source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
}
