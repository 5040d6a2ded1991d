import * as z from 'zod';
import { apiClickSchema } from '#app/domain/ingestion/api-click.ts';
import { apiOrderSchema } from '#app/domain/ingestion/api-order.ts';
import { apiRefundSchema } from '#app/domain/ingestion/api-refund.ts';
import type { ApiOperation } from './openapi.server.ts';

const rejectedSchema = z.array(z.object({ index: z.int(), field: z.string(), code: z.string(), value: z.string().optional(), message: z.string() }));

/** Every operation of the API; the document at /api/v1/openapi.json is made from this list. */
export const API_OPERATIONS: readonly ApiOperation[] = [
  {
    method: 'post', path: '/api/v1/orders', operationId: 'takeInOrders', scope: 'orders:write', batchOf: apiOrderSchema,
    summary: 'Create orders or bring them up to date; identity is shop and id',
    answer: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: rejectedSchema }),
  },
  {
    method: 'post', path: '/api/v1/refunds', operationId: 'takeInRefunds', scope: 'orders:write', batchOf: apiRefundSchema,
    summary: 'Add refunds; they may come before their orders',
    answer: z.object({ created: z.int(), unchanged: z.int(), parked: z.int(), rejected: rejectedSchema }),
  },
  {
    method: 'post', path: '/api/v1/clicks', operationId: 'takeInClicks', scope: 'clicks:write', batchOf: apiClickSchema,
    summary: 'Add clicks that another system recorded',
    answer: z.object({ created: z.int(), unchanged: z.int(), clickIds: z.array(z.string().nullable()), rejected: rejectedSchema }),
  },
];
