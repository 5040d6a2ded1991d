import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { insertImportRun, lockImports, upsertImportMapping } from '#db/queries/import.server.ts';
import { listShops } from '#db/queries/shop.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import type { DateOrder } from '#app/domain/ingestion/civil-time.ts';
import type { ImportKind, ImportStatus } from '#app/domain/ingestion/import-run.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import type { Platform } from '#app/domain/kol.ts';
import type { FileSource } from '#app/lib/file-reading/file-source.server.ts';
import { openTabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from './books.server.ts';
import { openBooks } from './books.server.ts';
import type { Doing } from './doing.ts';
import type { ImportContext } from './importing/importer.ts';
import type { ImportPlan } from './importing/plan-import.server.ts';
import { missingDefaults, planImport } from './importing/plan-import.server.ts';
import { percentStylesOf } from './importing/read-records.server.ts';
import type { Totals } from './importing/take-in-file.server.ts';
import { takeInFile } from './importing/take-in-file.server.ts';

/** What holds for every row of a file that does not say it itself. */
export interface ImportDefaults {
  readonly platform?: Platform | null;
  readonly campaign?: string | null;
  readonly shop?: string | null;
  readonly currency?: string | null;
  readonly capturedAt?: Date | null;
  readonly dateOrder?: DateOrder | null;
}

export type ImportFileInput = FileSource & {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  readonly format: 'auto' | 'shopify' | 'own';
  readonly fileName: string;
  readonly mapping?: Mapping | null;
  readonly defaults?: ImportDefaults;
  /** Does everything and takes it back: what it reports is what would happen. */
  readonly dryRun: boolean;
  /** Takes the good rows although others are bad; else one bad row refuses the whole file. */
  readonly skipBadRows: boolean;
  /** Whether landing pages on new hosts allow those hosts (settings:manage); else they are rejected. */
  readonly mayAllowHosts?: boolean;
  readonly onProgress?: (rows: number) => void;
};

/** The shape of interfaces.md. */
export interface ImportResult {
  readonly kind: ImportKind;
  readonly file: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Reject[];
}

export type ImportOutcome =
  | { readonly status: ImportStatus; readonly importId: string; readonly result: ImportResult }
  /** Not a file of this kind, or no file that can be read. */
  | { readonly status: 'unusable'; readonly code: string; readonly message: string };

/** Takes a file in, whole or not at all (product.md section 5). The same file twice changes nothing. */
export async function importFile(db: Kysely<Database>, input: ImportFileInput, doing: Doing): Promise<ImportOutcome> {
  try {
    const file = await openTabularFile(input);
    const plan = await planImport(db, file, input);
    const books = await openBooks(db, input.workspaceId, doing.now);
    const defaults = await rowDefaults(db, file, plan, books, input, doing.now);
    return await run(db, { file, plan, books, defaults, input, doing, importId: newId() });
  } catch (error) {
    if (error instanceof UnreadableFileError) return { status: 'unusable', code: error.code, message: error.message };
    throw error;
  }
}

interface Job {
  readonly file: TabularFile;
  readonly plan: ImportPlan;
  readonly books: Books;
  readonly defaults: RowDefaults;
  readonly input: ImportFileInput;
  readonly doing: Doing;
  readonly importId: string;
}

/** Leaves a transaction without its effects, with what they were. */
class TakenBack extends Error {
  readonly totals: Totals;

  constructor(totals: Totals) {
    super('an import was taken back');
    this.totals = totals;
  }
}

async function run(db: Kysely<Database>, job: Job): Promise<ImportOutcome> {
  const { input, importId } = job;
  const isTakenBack = (totals: Totals) => input.dryRun || (totals.rejects.length > 0 && !input.skipBadRows);
  try {
    const totals = await db.transaction().execute(async (trx) => {
      if (!(await lockImports(trx, input.workspaceId, input.kind))) {
        throw new UnreadableFileError('import_running', `another import of ${input.kind} is running; try again when it has finished`);
      }
      const done = await takeInFile(job.file, job.plan, input, contextOf(trx, job));
      if (isTakenBack(done)) throw new TakenBack(done);
      await recordRun(trx, job, 'applied', done);
      return done;
    });
    return { status: 'applied', importId, result: resultOf(input, totals) };
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    const status = input.dryRun ? 'previewed' : 'refused';
    const totals = status === 'previewed' ? error.totals : { ...error.totals, created: 0, updated: 0, unchanged: 0 };
    await inTransaction(db, (trx) => recordRun(trx, job, status, totals));
    return { status, importId, result: resultOf(input, totals) };
  }
}

function contextOf(trx: Transaction<Database>, { books, plan, defaults, input, doing, importId }: Job): ImportContext {
  return { trx, books, columns: plan.columns, defaults, importId, fileName: input.fileName, doing, mayAllowHosts: input.mayAllowHosts ?? false };
}

function resultOf({ kind, fileName }: ImportFileInput, { created, updated, unchanged, rejects }: Totals): ImportResult {
  return { kind, file: fileName, created, updated, unchanged, rejected: rejects };
}

async function recordRun(trx: Transaction<Database>, { input, plan, doing, importId }: Job, status: ImportStatus, totals: Totals): Promise<void> {
  const { workspaceId, kind, fileName } = input;
  const counts = { created_count: totals.created, updated_count: totals.updated, unchanged_count: totals.unchanged, rejected_count: totals.rejects.length };
  await insertImportRun(
    trx,
    {
      workspace_id: workspaceId, id: importId, kind, file_name: fileName.slice(0, 300), format: plan.format, status, ...counts,
      actor_name: doing.actor.name, started_at: doing.now, finished_at: doing.now,
    },
    totals.rejects,
  );
  if (status !== 'applied') return;
  if (plan.format === 'generic') await upsertImportMapping(trx, { workspaceId, kind, signature: plan.signature, mapping: plan.mapping, now: doing.now });
  await insertAuditEntries(trx, workspaceId, [
    { id: newId(), at: doing.now, actor: doing.actor, action: 'import.apply', subjectKind: 'import', subjectId: importId, after: { kind, file: fileName, ...counts } },
  ]);
}

async function rowDefaults(
  db: Kysely<Database>, file: TabularFile, plan: ImportPlan, books: Books, { kind, defaults = {} }: ImportFileInput, now: Date,
): Promise<RowDefaults> {
  const platform = defaults.platform ?? plan.platform;
  const given = new Set([...(platform ? ['platform'] : []), ...(defaults.campaign ? ['campaign'] : [])]);
  const missing = plan.format === 'shopify' ? [] : missingDefaults(kind, plan.columns, given);
  if (missing.length > 0) {
    const named = missing.map((field) => `no column for ${field} and none was given for all rows (--${field})`);
    throw new UnreadableFileError('default_missing', `the file has ${named.join(', and ')}`);
  }
  return {
    zone: books.workspace.timeZone,
    currency: defaults.currency ?? books.workspace.currency,
    dateOrder: defaults.dateOrder ?? null,
    platform,
    campaign: defaults.campaign ?? null,
    shop: defaults.shop ?? (kind === 'orders' ? await usualShop(db, books.workspace.id, plan.format) : null),
    capturedAt: defaults.capturedAt ?? now,
    percentStyles: kind === 'roster' ? await percentStylesOf(file, plan) : new Map(),
  };
}

/** Where a file does not name its shop: the only connected Shopify shop for its export, else `shopify`; `main` for our own format. */
async function usualShop(db: Kysely<Database>, workspaceId: string, format: ImportPlan['format']): Promise<string> {
  if (format !== 'shopify') return 'main';
  const [only, ...others] = (await listShops(db, workspaceId)).filter((shop) => shop.kind === 'shopify');
  return only !== undefined && others.length === 0 ? only.slug : 'shopify';
}
