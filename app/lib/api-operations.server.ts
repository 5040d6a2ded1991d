import * as z from 'zod';
import {
  assetsQuery, campaignsQuery, collaborationsQuery, creditsQuery, kolsQuery, ordersQuery, proposalsQuery, roiQuery, scorecardQuery,
} from '#app/domain/api-queries.ts';
import { apiClickSchema } from '#app/domain/ingestion/api-click.ts';
import { apiContentSchema } from '#app/domain/ingestion/api-content.ts';
import { apiOrderSchema } from '#app/domain/ingestion/api-order.ts';
import { apiRefundSchema } from '#app/domain/ingestion/api-refund.ts';
import { proposalDecisionSchema } from '#app/domain/proposals/proposal.ts';
import type { ApiOperation } from './openapi.server.ts';

const rejectedSchema = z.array(z.object({ index: z.int(), field: z.string(), code: z.string(), value: z.string().optional(), message: z.string() }));

const listSchema = z.object({ items: z.array(z.looseObject({})), nextCursor: z.string().nullable() });

const LISTS = [
  { path: '/api/v1/kols', operationId: 'listKols', summary: 'The roster', scope: 'read', query: kolsQuery },
  { path: '/api/v1/campaigns', operationId: 'listCampaigns', summary: 'Campaigns', scope: 'read', query: campaignsQuery },
  { path: '/api/v1/collaborations', operationId: 'listCollaborations', summary: 'Collaborations with code, link and coupon', scope: 'read', query: collaborationsQuery },
  { path: '/api/v1/orders', operationId: 'listOrders', summary: 'Orders with net revenue and attribution', scope: 'read', query: ordersQuery },
  { path: '/api/v1/assets', operationId: 'listAssets', summary: 'The asset library with origin, performance and usage rights', scope: 'read', query: assetsQuery },
  { path: '/api/v1/proposals', operationId: 'listProposals', summary: 'Proposals with candidates', scope: 'costs:read', query: proposalsQuery },
] as const;

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
    method: 'post', path: '/api/v1/content-metrics', operationId: 'takeInContentMetrics', scope: 'content:write', batchOf: apiContentSchema,
    summary: 'Add metric snapshots of posts; identity is post, instant and source',
    answer: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: rejectedSchema }),
  },
  {
    method: 'post', path: '/api/v1/clicks', operationId: 'takeInClicks', scope: 'clicks:write', batchOf: apiClickSchema,
    summary: 'Add clicks that another system recorded',
    answer: z.object({ created: z.int(), unchanged: z.int(), clickIds: z.array(z.string().nullable()), rejected: rejectedSchema }),
  },
  ...LISTS.map(({ path, operationId, summary, scope, query }): ApiOperation => ({ method: 'get', path, operationId, summary, scope, query, answer: listSchema })),
  {
    method: 'get', path: '/api/v1/collaborations/{id}/scorecard', operationId: 'getScorecard', scope: 'costs:read', query: scorecardQuery,
    summary: 'The scorecard with every term', answer: z.looseObject({ asOf: z.string(), score: z.number().nullable(), grade: z.string().nullable(), coverage: z.number() }),
  },
  {
    method: 'get', path: '/api/v1/collaborations/{id}/credits', operationId: 'listCredits', scope: 'read', query: creditsQuery,
    summary: 'The orders behind the revenue, under one attribution model', answer: listSchema,
  },
  {
    method: 'get', path: '/api/v1/collaborations/{id}/statement', operationId: 'getStatement', scope: 'costs:read', summary: 'The money lines, and the figures that they add up to',
    answer: z.looseObject({
      collaborationId: z.string(), costs: z.array(z.looseObject({})), invoices: z.array(z.looseObject({})), payments: z.array(z.looseObject({})), totals: z.looseObject({ currency: z.string(), committed: z.string() }),
    }),
  },
  {
    method: 'get', path: '/api/v1/roi', operationId: 'reportRoi', scope: 'costs:read', query: roiQuery,
    summary: 'ROI so far and at close, with light, interval and probabilities', answer: z.object({ items: z.array(z.looseObject({ revenue: z.string(), cost: z.string(), roi: z.number().nullable() })), nextCursor: z.null() }),
  },
  {
    method: 'post', path: '/api/v1/proposals/{id}/decision', operationId: 'decideProposal', scope: 'proposals:decide',
    body: z.object({ decision: proposalDecisionSchema, reason: z.string().optional(), rank: z.int().optional() }),
    summary: 'Accept or reject a proposal', answer: z.looseObject({ status: z.enum(['accepted', 'rejected']) }),
  },
];
