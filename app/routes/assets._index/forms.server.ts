import * as z from 'zod';
import { MAX_ADDED_ASSETS } from '#app/domain/collection.ts';
import { assetLanguageSchema, LARGEST_FILE_BYTES } from '#app/domain/asset.ts';

/** As file sizes are shown. */
const GB = 1_073_741_824;

/** A number of gigabytes as people write it, in bytes. */
const gigabytes = (most: number) => z.string().trim().regex(/^\d{1,6}(\.\d{1,3})?$/, { error: 'limit' }).transform((text) => Math.round(Number(text) * GB)).pipe(z.number().min(1, { error: 'limit' }).max(most, { error: 'limit' }));

export const limitsSchema = z.strictObject({ intent: z.literal('limits'), quota: gigabytes(1_000_000 * GB), file: gigabytes(LARGEST_FILE_BYTES) });

/** An id from a choice whose empty value means none. */
export const idOrNone = z.union([z.literal('').transform(() => null), z.uuid()]);

export const writeSchema = z.strictObject({
  intent: z.literal('write'), kind: z.enum(['text', 'script']), title: z.string().trim().min(1, { error: 'missing' }).max(200), body: z.string().trim().min(1, { error: 'missing' }).max(100_000),
  tags: z.string().max(2_000), language: assetLanguageSchema, collaboration: idOrNone,
});

/** One box or many: a form sends a list only when there are several. */
export const collectSchema = z.strictObject({
  intent: z.literal('collect'), collection: idOrNone, name: z.string().trim().max(120),
  asset: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(MAX_ADDED_ASSETS)]).default([]),
});
