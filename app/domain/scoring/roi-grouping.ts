import * as z from 'zod';

/** What a row of the ROI board stands for (GET /api/v1/roi?by=). */
export const ROI_GROUPINGS = ['collaboration', 'kol', 'tier', 'campaign'] as const;
export type RoiGrouping = (typeof ROI_GROUPINGS)[number];
export const roiGroupingSchema = z.enum(ROI_GROUPINGS);
