import * as z from 'zod';
import { fieldsOf } from '#app/domain/ingestion/columns.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { platformSchema } from '#app/domain/kol.ts';
import type { FormValues } from '#app/lib/form.server.ts';

const empty = z.literal('').transform(() => null);
const mappingShape = Object.fromEntries(IMPORT_KINDS.flatMap((kind) => [...fieldsOf(kind).keys()]).map((field) => [`map.${field}`, z.string().max(300).optional()]));

/** The choices of the check: every field may name the heading it comes from. */
export const checkFormSchema = z.strictObject({
  intent: z.enum(['check', 'dates', 'commit', 'discard']),
  format: z.enum(['auto', 'shopify', 'own']).optional(),
  platform: z.union([platformSchema, empty]).optional(),
  campaign: z.string().trim().max(200).transform((text) => text || null).optional(),
  dateOrder: z.union([z.enum(['dmy', 'mdy']), empty]).optional(),
  skipBadRows: z.literal('on').optional(),
  ...mappingShape,
});

/** Which heading was chosen for which field; null where the form had no mapping, so that the guess stands. */
export function chosenMapping(kind: ImportKind, values: FormValues): Mapping | null {
  const fields = [...fieldsOf(kind).keys()].filter((field) => `map.${field}` in values);
  if (fields.length === 0) return null;
  return Object.fromEntries(fields.flatMap((field) => (values[`map.${field}`] ? [[field, values[`map.${field}`] ?? '']] : [])));
}
