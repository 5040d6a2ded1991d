import * as z from 'zod';
import { AUTOMATIONS } from '../attribution/counted-clicks.ts';
import { instantSchema, optionalText, shortText } from './api-fields.ts';

/** A click that another system recorded. */
export type ClickFact = z.infer<typeof apiClickSchema>;

/** An item of `POST /api/v1/clicks`. */
export const apiClickSchema = z.strictObject({
  id: shortText(128).meta({ description: 'Identity of the click: a UUIDv7 that holds its time, or any other id; the answer tells the `kclid` it got' }),
  code: shortText(64).meta({ description: 'Tracking code of the collaboration', examples: ['7ZKQ4M2X'] }),
  clickedAt: instantSchema,
  visitor: shortText(128).meta({ description: 'Id of the visitor in the recording system, the same for all their clicks' }),
  referrerHost: optionalText(253),
  device: z.enum(['desktop', 'mobile', 'tablet', 'unknown']).default('unknown'),
  country: z.string().regex(/^[A-Z]{2}$/, { error: 'expected an ISO 3166 code such as CN' }).nullish().transform((code) => code ?? null),
  automation: z.enum(AUTOMATIONS).nullish().transform((kind) => kind ?? null)
    .meta({ description: 'Why it looks automated; none for a person' }),
});
