import * as z from 'zod';
import { platformSchema } from '../kol.ts';
import type { DateOrder } from './civil-time.ts';
import type { Mapping } from './columns.ts';
import type { ImportFormat } from './file-format.ts';
import { FORMAT_CHOICES } from './file-format.ts';
import type { ImportKind } from './import-run.ts';
import type { NumberStyle } from './number-style.ts';

export const DATE_ORDERS = ['dmy', 'mdy'] as const satisfies readonly DateOrder[];

export const NUMBER_STYLES = ['dot', 'comma'] as const satisfies readonly NumberStyle[];

/** What was chosen for an import. Nulls are found out from the file or remembered from the last one like it. */
export const importOptionsSchema = z.strictObject({
  format: z.enum(FORMAT_CHOICES).default('auto'),
  platform: platformSchema.nullable().default(null),
  campaign: z.string().max(200).nullable().default(null),
  shop: z.string().max(200).nullable().default(null),
  dateOrder: z.enum(DATE_ORDERS).nullable().default(null),
  numberStyle: z.enum(NUMBER_STYLES).nullable().default(null),
  /** Takes the good rows although others are bad. */
  skipBadRows: z.boolean().default(false),
  /** Field -> heading, as a person has put it together. */
  mapping: z.record(z.string(), z.string()).nullable().default(null),
  /** Whether whoever asked may allow new hosts for landing pages. */
  mayAllowHosts: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** The headings of a file and what was made of them, as the mapping step shows it. Values are not in it: those of an order file name buyers. */
export interface ImportLook {
  readonly format: ImportFormat;
  /** Of the headings: what its mapping and answers are remembered under; null while they do not fit. */
  readonly signature: string | null;
  readonly headings: readonly string[];
  /** Field -> heading: chosen, remembered or guessed. */
  readonly mapping: Mapping;
  /** How sure each guess is, 0 to 1, by field. */
  readonly confidence: Readonly<Record<string, number>>;
  /** Fields that every file of the kind needs and that no column was found for. */
  readonly missing: readonly string[];
  /** Headings that nothing is made of. */
  readonly unused: readonly string[];
  readonly recognised: ImportKind | null;
  /** Whether the mapping is the one last used for files with these headings. */
  readonly isRemembered: boolean;
  readonly rememberedDateOrder: DateOrder | null;
  readonly rememberedNumberStyle: NumberStyle | null;
}
