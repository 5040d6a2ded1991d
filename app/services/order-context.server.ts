import type { Kysely } from 'kysely';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import { inOrder } from '#db/queries/pipeline.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { OrderRules } from '#app/domain/ingestion/derive-order.ts';
import type { Policy } from '#app/domain/policy.ts';

/** What every order of a workspace is decided with. */
export interface OrderContext {
  readonly workspaceId: string;
  readonly rules: OrderRules;
  readonly policy: Policy['attribution'];
}

export async function loadOrderContext(db: Kysely<Database>, workspaceId: string): Promise<OrderContext> {
  const [workspace, { policy }, rates] = await inOrder(db, [
    () => getWorkspace(db, workspaceId), () => getPolicy(db, workspaceId), () => listExchangeRates(db, workspaceId),
  ]);
  return {
    workspaceId,
    policy: policy.attribution,
    rules: {
      reportingCurrency: workspace.currency, timeZone: workspace.timeZone, countPendingOrders: policy.attribution.countPendingOrders, rates,
    },
  };
}
