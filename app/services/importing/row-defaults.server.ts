import type { Kysely } from 'kysely';
import type { ImportAnswers } from '#db/queries/import-mapping.server.ts';
import { listShops } from '#db/queries/shop.server.ts';
import type { Database } from '#db/schema.ts';
import type { DateOrder } from '#app/domain/ingestion/civil-time.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { fileFormatOf } from '#app/domain/ingestion/known-formats.ts';
import type { NumberStyle } from '#app/domain/ingestion/number-style.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import type { Platform } from '#app/domain/kol.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import type { Books } from '../books.server.ts';
import type { ImportPlan } from './plan-import.server.ts';
import { missingDefaults } from './plan-import.server.ts';
import { surveyFile } from './survey-file.server.ts';

/** What holds for every row of a file that does not say it itself. */
export interface ImportDefaults {
  readonly platform?: Platform | null;
  readonly campaign?: string | null;
  readonly shop?: string | null;
  readonly currency?: string | null;
  readonly capturedAt?: Date | null;
  readonly dateOrder?: DateOrder | null;
  readonly numberStyle?: NumberStyle | null;
}

interface DefaultsInput {
  readonly file: TabularFile;
  readonly kind: ImportKind;
  readonly plan: ImportPlan;
  readonly books: Books;
  readonly defaults: ImportDefaults;
  /** What was answered for the last file with these headings. */
  readonly answers: ImportAnswers | undefined;
  readonly now: Date;
}

/**
 * How rows are read: as a person says, else as was answered for such files before, else as the file as a whole shows or its format has it.
 * @throws UnreadableFileError when every row lacks something that only an option could supply
 */
export async function rowDefaults(db: Kysely<Database>, { file, kind, plan, books, defaults, answers, now }: DefaultsInput): Promise<RowDefaults> {
  const ofFormat = fileFormatOf(plan.format)?.defaults;
  const platform = defaults.platform ?? plan.platform;
  const given = new Set([...(platform ? ['platform'] : []), ...(defaults.campaign ? ['campaign'] : [])]);
  const missing = missingDefaults(kind, plan, given);
  if (missing.length > 0) {
    const named = missing.map((field) => `no column for ${field} and none was given for all rows (--${field})`);
    throw new UnreadableFileError('default_missing', `the file has ${named.join(', and ')}`);
  }
  const survey = await surveyFile(file, plan);
  return {
    zone: ofFormat?.zone ?? books.workspace.timeZone,
    currency: defaults.currency ?? ofFormat?.currency ?? books.workspace.currency,
    dateOrder: defaults.dateOrder ?? answers?.dateOrder ?? null,
    numberStyle: defaults.numberStyle ?? survey.numberStyle ?? answers?.numberStyle ?? null,
    platform,
    campaign: defaults.campaign ?? null,
    shop: defaults.shop || (kind === 'orders' ? await usualShop(db, books.workspace.id, plan.format, now) : null),
    capturedAt: defaults.capturedAt ?? now,
    percentStyles: survey.percentStyles,
  };
}

/** Where a file does not name its shop: the only connected shop of the program that wrote it, else the one the format names; `main` for our own. */
async function usualShop(db: Kysely<Database>, workspaceId: string, format: ImportPlan['format'], now: Date): Promise<string> {
  if (format !== 'shopify' && format !== 'woocommerce') return fileFormatOf(format)?.defaults.shop ?? 'main';
  const [only, ...others] = (await listShops(db, workspaceId, now)).filter((shop) => shop.kind === format);
  return only !== undefined && others.length === 0 ? only.slug : format;
}
