import * as z from 'zod';

/** What can be imported (interfaces.md). */
export const IMPORT_KINDS = ['roster', 'campaigns', 'collaborations', 'content', 'orders', 'costs', 'payments'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const importKindSchema = z.enum(IMPORT_KINDS);

/** What became of an import: only looked at, carried out, or refused because of rejected rows. */
export const IMPORT_STATUSES = ['previewed', 'applied', 'refused'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
