import * as z from 'zod';
import { platformSchema } from '#app/domain/kol.ts';
import { instantSchema, optionalText, shortText } from './api-fields.ts';
import type { ContentRow } from './content-row.ts';

const count = z
  .int()
  .min(0)
  .nullish()
  .transform((value) => value ?? null);

/** An item of `POST /api/v1/content-metrics`: one snapshot of one post. What is absent or null is "not reported" and never 0. */
export const apiContentSchema = z
  .strictObject({
    platform: platformSchema,
    contentUrl: z.url({ protocol: /^https?$/, error: 'expected an address such as https://example.com/post' }).max(2000).transform((url) => new URL(url).href),
    handle: optionalText(200).meta({ description: 'Whose post it is; needed for a post that is not known yet' }),
    campaign: optionalText(200).meta({ description: 'Slug or name; needed where the account has several collaborations' }),
    publishedAt: instantSchema.nullish().transform((at) => at ?? null).meta({ description: 'Needed for a post that is not known yet' }),
    capturedAt: instantSchema,
    source: shortText(40).regex(/^[a-z0-9_-]+$/, { error: 'letters a-z, digits, - and _' }).default('api').meta({ description: 'Who counted; one snapshot for each post, instant and source' }),
    impressions: count, views: count, likes: count, comments: count, shares: count, saves: count, follows: count,
    positiveComments: count, neutralComments: count, negativeComments: count,
  })
  .refine((item) => item.publishedAt === null || item.capturedAt >= item.publishedAt, { path: ['capturedAt'], error: 'is before the publication' })
  .transform((item): ApiContent => {
    const { platform, contentUrl, handle, campaign, publishedAt, capturedAt, source, ...metrics } = item;
    return { source, row: { platform, contentUrl, handle: handle === null ? null : handle.replace(/^@(?=.)/, ''), campaign, publishedAt, capturedAt, metrics } };
  });

export interface ApiContent {
  readonly source: string;
  readonly row: ContentRow;
}
