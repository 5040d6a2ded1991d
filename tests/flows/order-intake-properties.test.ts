import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderArrival } from '#app/domain/ingestion/order-version.ts';
import { OrderIntake } from '#app/services/order-intake.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
const HOUR = 3_600_000;

/** Few buyers, instants and codes, so that orders meet: who is first changes hands, within a part and over parts. */
const version = fc.record({
  number: fc.integer({ min: 1, max: 12 }), hours: fc.integer({ min: -40, max: 40 }), millis: fc.constantFrom(0, 0, 1, 999), merchandiseMinor: fc.integer({ min: 0, max: 99_999 }),
  refundedMinor: fc.constantFrom(0, 0, 500), status: fc.constantFrom('paid', 'pending', 'cancelled'), buyer: fc.constantFrom(null, 'a1', 'b2', 'c3'),
  code: fc.constantFrom('', 'CODE', ' code ', 'other'), tag: fc.constantFrom(null, 'tag', 'none'), shop: fc.constantFrom('main', '小店'),
});
type Version = typeof version extends fc.Arbitrary<infer V> ? V : never;

function arrivalOf({ number, hours, millis, buyer, code, tag, ...rest }: Version, coupon: string): OrderArrival {
  const codes = { '': [], CODE: [coupon], ' code ': [` ${coupon.toLowerCase()} `, 'x'], other: ['WELCOME'] }[code] ?? [];
  return {
    ...anOrder({ orderId: `o-${number}`, placedAt: new Date(NOON.getTime() + hours * HOUR + millis) }), ...rest, discountCodes: codes,
    utmContent: tag === 'tag' ? coupon : tag, customerHash: buyer === null ? null : buyer.repeat(32), sourceUpdatedAt: null,
  };
}

/** As an import takes them: part after part in one transaction, new ones by COPY. */
async function takeAsFile(workspaceId: string, parts: readonly (readonly OrderArrival[])[]): Promise<void> {
  await t.db.transaction().execute(async (trx) => {
    const intake = await OrderIntake.begin(trx, { workspaceId, source: 'test', importId: null, isLarge: true }, doing);
    for (const part of parts) await intake.take(part);
    await intake.finish();
  });
}

async function stateOf(workspaceId: string) {
  const orders = await t.db.selectFrom('shop_order').selectAll().where('workspace_id', '=', workspaceId).orderBy('shop').orderBy('order_id').execute();
  const credits = await t.db.selectFrom('order_credit').selectAll().where('workspace_id', '=', workspaceId).orderBy('shop').orderBy('order_id').execute();
  const claims = await t.db.selectFrom('order_claim').selectAll().where('workspace_id', '=', workspaceId).orderBy('shop').orderBy('order_id').orderBy('method').execute();
  // Which days were marked may differ by the way; what they are settled to may not.
  await settleRollups(t.db, { workspaceId, now: NOON });
  const days = await t.db.selectFrom('credit_day').selectAll().where('workspace_id', '=', workspaceId).orderBy('model').orderBy('day').execute();
  const plain = <Row extends object>(rows: readonly Row[]) => rows.map((row) => ({ ...row, workspace_id: null, collaboration_id: null, discount_codes: null, utm_content: null, source: null }));
  return { orders: plain(orders), credits: plain(credits), claims: plain(claims), days: plain(days) };
}

function onlyLast(versions: readonly Version[]): Version[] {
  return [...new Map(versions.map((order) => [`${order.shop} ${order.number}`, order])).values()];
}

test('orders taken in part after part, each being decided while the one before is written, end as those taken in one by one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(version, { maxLength: 6 }), fc.array(version, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 5 }), fc.boolean(),
      async (before, file, partRows, hasRefund) => {
        const states = [];
        for (const way of ['parts', 'one by one']) {
          const workspaceId = await aWorkspace(t.db);
          const { code } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-01', endsOn: '2026-08-30' });
          if (hasRefund) {
            const refund = { shop: 'main', orderId: 'o-1', refundId: 'r', amountMinor: 300, currency: 'CNY', refundedAt: NOON };
            await takeInRefunds(t.db, { workspaceId, refunds: [refund], source: 'test' }, doing);
          }
          if (before.length > 0) await takeInOrders(t.db, { workspaceId, orders: onlyLast(before).map((order) => arrivalOf(order, code)), source: 'test' }, doing);
          const orders = onlyLast(file).map((order) => arrivalOf(order, code));
          if (way === 'parts') {
            await takeAsFile(workspaceId, Array.from({ length: Math.ceil(orders.length / partRows) }, (_, part) => orders.slice(part * partRows, (part + 1) * partRows)));
          } else {
            for (const order of orders) await takeInOrders(t.db, { workspaceId, orders: [order], source: 'test' }, doing);
          }
          states.push(await stateOf(workspaceId));
        }
        expect(states[0]).toEqual(states[1]);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('a thousand new orders by COPY are stored as a few are by insert', async () => {
  const odd = ['plain', 'tab\tand\\backslash', 'quote"{,}', '达人', '😀', 'x'.repeat(300)];
  const states = [];
  for (const size of [1000, 100]) {
    const workspaceId = await aWorkspace(t.db);
    const { code } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-01', endsOn: '2026-08-30' });
    const orders = Array.from({ length: 1000 }, (_, index): OrderArrival => ({
      ...anOrder({ orderId: `${String(index).padStart(4, '0')} ${odd[index % odd.length]}`, placedAt: new Date(NOON.getTime() + index * 1_234_567) }),
      shop: index % 2 === 0 ? 'main' : '小店', merchandiseMinor: index % 7 === 0 ? 2 ** 41 + index : index, currency: index % 5 === 0 ? 'USD' : 'CNY',
      discountCodes: index % 3 === 0 ? [code, odd[index % odd.length] ?? ''] : [], utmContent: index % 4 === 0 ? (odd[index % odd.length] ?? '') : null,
      customerHash: index % 6 === 0 ? null : (index % 40).toString(16).padStart(2, '0').repeat(32), sourceUpdatedAt: index % 2 === 0 ? null : NOON,
      clickId: index % 9 === 0 ? '01a20179-5775-74da-9baf-21f9a0082f34' : null,
    }));
    for (let from = 0; from < orders.length; from += size) {
      const part = orders.slice(from, from + size);
      if (size === 100) await takeInOrders(t.db, { workspaceId, orders: part, source: 'test' }, doing);
      else await takeAsFile(workspaceId, [part]);
    }
    states.push(await stateOf(workspaceId));
  }
  expect(states[0]).toEqual(states[1]);
}, 60_000);

test('an order that the database refuses ends the file with what it says of it, though later ones were decided meanwhile', async () => {
  const workspaceId = await aWorkspace(t.db);
  const orderOf = (number: number): OrderArrival => ({ ...anOrder({ orderId: String(100_000 + number) }), sourceUpdatedAt: null });
  const parts = Array.from({ length: 12 }, (_, part) => Array.from({ length: 1000 }, (__, index) => orderOf(part * 1000 + index)));
  // No order may come in two parts: the COPY of the first five thousand fails while the next are decided.
  await expect(takeAsFile(workspaceId, [...parts.slice(0, 4), parts[0] ?? [], ...parts.slice(5)])).rejects.toMatchObject({ code: '23505', table: 'shop_order' });
  const { orders } = await t.db.selectFrom('shop_order').select(({ fn }) => fn.countAll<number>().as('orders')).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  expect(Number(orders)).toBe(0);
  await takeAsFile(workspaceId, parts.slice(0, 1)); // on a connection that is of use again
}, 60_000);
