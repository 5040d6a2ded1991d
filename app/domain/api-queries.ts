import * as z from 'zod';
import { assetKindSchema } from './asset.ts';
import { campaignStatusSchema } from './campaign.ts';
import { collaborationStatusSchema } from './collaboration.ts';
import { kolStatusSchema, platformSchema, tierSchema } from './kol.ts';
import { orderStatusSchema } from './order.ts';
import { isCalendarDay } from './period.ts';
import { attributionModelSchema } from './policy.ts';
import { proposalKindSchema, proposalStatusSchema } from './proposals/proposal.ts';
import { rightsChannelSchema, territorySchema } from './usage-rights.ts';

/** Filters of the API's lists and reports: the schemas that check them and that the OpenAPI document is made from. */
export const daySchema = z.string().refine(isCalendarDay, { message: 'a day as YYYY-MM-DD' });

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export const kolsQuery = z.object({ ...pageQuery, tier: tierSchema.optional(), status: kolStatusSchema.optional(), platform: platformSchema.optional() });
export const campaignsQuery = z.object({ ...pageQuery, status: campaignStatusSchema.optional() });
export const collaborationsQuery = z.object({ ...pageQuery, campaign: z.string().optional(), status: collaborationStatusSchema.optional(), tier: tierSchema.optional() });
export const ordersQuery = z.object({ ...pageQuery, shop: z.string().optional(), status: orderStatusSchema.optional() });
export const proposalsQuery = z.object({ ...pageQuery, campaign: z.string().optional(), kind: proposalKindSchema.optional(), status: proposalStatusSchema.optional() });
/** `channel` leaves what may be used there, in `territory` (CN) on the day `on` (today). */
export const assetsQuery = z.object({
  ...pageQuery, kind: assetKindSchema.optional(), campaign: z.string().optional(), kol: z.uuid().optional(), q: z.string().max(200).optional(), channel: rightsChannelSchema.optional(),
  territory: territorySchema.default('CN'), on: daySchema.optional(),
});
export const creditsQuery = z.object({ ...pageQuery, model: attributionModelSchema.default('last_click') });
export const scorecardQuery = z.object({ as_of: daySchema.optional() });
export const roiQuery = z.object({
  campaign: z.string().optional(),
  by: z.enum(['collaboration', 'kol', 'tier', 'campaign']).default('collaboration'),
  as_of: daySchema.optional(),
  /** Revenue credited and cost accrued from this day on, and through this one: all before, and up to today, where one is absent. */
  from: daySchema.optional(),
  through: daySchema.optional(),
});
