import { apiRefundSchema } from '#app/domain/ingestion/api-refund.ts';
import { answerBatch } from '#app/lib/api-batch.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { settleSoon } from '#app/services/settle-soon.server.ts';
import { takeInRefunds } from '#app/services/take-in-refunds.server.ts';

export const action = api('orders:write', (context) =>
  answerBatch(context, 'refunds', apiRefundSchema, async (items, { partial }) => {
    const { db, workspaceId, now, actor } = context;
    const refunds = items.map(({ value }) => value);
    const { rejected, ...result } = await takeInRefunds(db, { workspaceId, refunds, source: 'api', partial }, { now, actor });
    settleSoon(db, { workspaceId, now });
    return { result, rejected: rejected.map((reject) => ({ ...reject, index: items[reject.index]?.index ?? reject.index })) };
  }),
);
