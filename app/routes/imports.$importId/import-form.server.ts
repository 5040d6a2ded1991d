import * as z from 'zod';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import { fieldsOf } from '#app/domain/ingestion/columns.ts';
import { FORMAT_CHOICES } from '#app/domain/ingestion/file-format.ts';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import { DATE_ORDERS, NUMBER_STYLES } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { platformSchema } from '#app/domain/kol.ts';
import type { FormValues } from '#app/lib/form.server.ts';

const empty = z.literal('').transform(() => null);
const freeText = z.string().trim().max(200).transform((text) => text || null);

/** What holds for all rows: part of the upload's form and of the check's. A field that the form does not show stays as it was. */
export const optionFields = {
  format: z.enum(FORMAT_CHOICES).optional(),
  platform: z.union([platformSchema, empty]).optional(),
  campaign: freeText.optional(),
  shop: freeText.optional(),
  dateOrder: z.union([z.enum(DATE_ORDERS), empty]).optional(),
  numberStyle: z.union([z.enum(NUMBER_STYLES), empty]).optional(),
};

/** Cells of wider files cannot be corrected on the page. */
export const MAX_CELLS = 300;
const cellFields = Object.fromEntries(Array.from({ length: MAX_CELLS }, (_, place) => [`cell.${place}`, z.string().max(10_000).optional()]));
const mappingFields = Object.fromEntries(IMPORT_KINDS.flatMap((kind) => [...fieldsOf(kind).keys()]).map((field) => [`map.${field}`, z.string().max(300).optional()]));

export const IMPORT_INTENTS = ['check', 'answer', 'forget', 'apply', 'apply-good', 'cancel', 'save-row', 'reset-row', 'skip-row', 'take-row', 'skip-code'] as const;

export const importFormSchema = z.strictObject({
  intent: z.enum(IMPORT_INTENTS),
  line: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  code: z.string().max(60).optional(),
  ...optionFields, ...mappingFields, ...cellFields,
});

/** The options as they were, with what the form says. */
export function changedOptions(options: ImportOptions, form: Partial<ImportOptions>): ImportOptions {
  const { format = options.format, platform = options.platform, campaign = options.campaign, shop = options.shop, dateOrder = options.dateOrder, numberStyle = options.numberStyle } = form;
  return { ...options, format, platform, campaign, shop, dateOrder, numberStyle };
}

/** Which heading was chosen for which field; null where the form had no mapping, or the one that was shown, so that a guess stays one. */
export function chosenMapping(kind: ImportKind, values: FormValues, shown: Mapping): Mapping | null {
  const fields = [...fieldsOf(kind).keys()].filter((field) => `map.${field}` in values);
  if (fields.length === 0) return null;
  const chosen = Object.fromEntries(fields.flatMap((field) => (values[`map.${field}`] ? [[field, values[`map.${field}`] ?? '']] : [])));
  const isShown = fields.every((field) => (chosen[field] ?? '') === (shown[field]?.trim() ?? ''));
  return isShown ? null : chosen;
}

/** The cells that the form names, by their places. */
export function namedCells(values: FormValues): Map<number, string> {
  return new Map(Object.entries(values).flatMap(([name, text]): [number, string][] => (name.startsWith('cell.') ? [[Number(name.slice(5)), text]] : [])));
}
