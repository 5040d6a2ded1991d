import { apiOrderSchema } from '#app/domain/ingestion/api-order.ts';
import { answerBatch } from '#app/lib/api-batch.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { settleAfterIntake } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';

export const action = api('orders:write', (context) =>
  answerBatch(context, 'orders', apiOrderSchema, async (items) => {
    const { db, workspaceId, now, actor } = context;
    const orders = items.map(({ value: { customer, ...order } }) => (
      { ...order, customerHash: customer === null ? null : hashBuyer(workspaceId, customer).toString('hex') }
    ));
    const result = await takeInOrders(db, { workspaceId, orders, source: 'api' }, { now, actor });
    await settleAfterIntake(db, { workspaceId, now });
    return { result: { ...result }, rejected: [] };
  }),
);
