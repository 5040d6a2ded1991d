import type { Kysely, Transaction } from 'kysely';
import { replaceImportChanges } from '#db/queries/import-change.server.ts';
import type { ShownChange } from '#db/queries/import-change.server.ts';
import { findImportAnswers } from '#db/queries/import-mapping.server.ts';
import type { ImportHold } from '#db/queries/import-queue.server.ts';
import { replaceRejectRows } from '#db/queries/import-reject.server.ts';
import { lockImports } from '#db/queries/import.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import type { FormatChoice } from '#app/domain/ingestion/file-format.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { holdsFileBack } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Books } from '../books.server.ts';
import { openBooks } from '../books.server.ts';
import type { Doing } from '../doing.ts';
import { ChangeLog } from './change-log.server.ts';
import type { ImportContext } from './importer.ts';
import type { KeptRejects } from './keep-rejects.server.ts';
import { readRejects } from './keep-rejects.server.ts';
import type { ImportPlan } from './plan-import.server.ts';
import { planImport } from './plan-import.server.ts';
import type { RecordedRun } from './record-run.server.ts';
import { recordRun } from './record-run.server.ts';
import type { ImportDefaults } from './row-defaults.server.ts';
import { rowDefaults } from './row-defaults.server.ts';
import type { Totals } from './take-in-file.server.ts';
import { takeInFile } from './take-in-file.server.ts';

/** What is to be done with a file. */
export interface ImportRequest {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  readonly format: FormatChoice;
  readonly fileName: string;
  readonly mapping?: Mapping | null;
  readonly defaults?: ImportDefaults;
  /** Does everything and takes it back: what it reports is what would happen. */
  readonly dryRun: boolean;
  /** Takes the good rows although others are bad; else one bad row refuses the whole file. */
  readonly skipBadRows: boolean;
  /** Whether landing pages on new hosts allow those hosts (settings:manage); else they are rejected. */
  readonly mayAllowHosts?: boolean;
  /** Told how many rows are done, between two parts of the file; what it throws ends the import without effect. */
  readonly onProgress?: (rows: number) => void;
  /** The worker's hold on the queued import that this is; a new one is recorded where there is none. */
  readonly hold?: ImportHold;
}

export interface ImportEnd {
  readonly status: 'previewed' | 'applied' | 'refused';
  readonly importId: string;
  readonly totals: Totals;
}

interface Job {
  readonly file: TabularFile;
  readonly plan: ImportPlan;
  readonly books: Books;
  readonly defaults: RowDefaults;
  readonly answered: RecordedRun['answered'];
  readonly request: ImportRequest;
  readonly doing: Doing;
  readonly importId: string;
}

/**
 * Takes the rows of a file in, in one transaction, and records what came of it. @throws UnreadableFileError for what is not a file of this
 * kind, HoldLostError when the queued import was cancelled or taken over
 */
export async function importTable(db: Kysely<Database>, file: TabularFile, request: ImportRequest, doing: Doing): Promise<ImportEnd> {
  const { workspaceId, kind, defaults: asked = {} } = request;
  const plan = await planImport(db, file, request);
  const books = await openBooks(db, workspaceId, doing.now);
  const answers = await findImportAnswers(db, { workspaceId, kind, signature: plan.signature });
  const defaults = await rowDefaults(db, { file, kind, plan, books, defaults: asked, answers, now: doing.now });
  const answered = { dateOrder: asked.dateOrder ?? answers?.dateOrder ?? null, numberStyle: asked.numberStyle ?? answers?.numberStyle ?? null };
  return await run(db, { file, plan, books, defaults, answered, request, doing, importId: request.hold?.importId ?? newId() });
}

/** Leaves a transaction without its effects, with what they were. */
class TakenBack extends Error {
  readonly found: Found;

  constructor(found: Found) {
    super('an import was taken back');
    this.found = found;
  }
}

/** What came of a file: the counts, what may be kept of its rejected rows, what would change. */
interface Found {
  readonly totals: Totals;
  readonly kept: KeptRejects;
  readonly changes: readonly ShownChange[];
}

async function run(db: Kysely<Database>, job: Job): Promise<ImportEnd> {
  const { request, importId } = job;
  const isTakenBack = (totals: Totals) => request.dryRun || (totals.rejects.some(holdsFileBack) && !request.skipBadRows);
  try {
    const totals = await db.transaction().execute(async (trx) => {
      if (!(await lockImports(trx, request.workspaceId, request.kind))) {
        throw new UnreadableFileError('import_running', `another import of ${request.kind} is running; try again when it has finished`);
      }
      const context = contextOf(trx, job);
      const taken = await takeInFile(job.file, job.plan, request, context);
      const kept = await readRejects({ ...request, file: job.file, plan: job.plan, defaults: job.defaults, rejects: taken.rejects });
      // What is reported of rejected cells says nothing of a buyer, wherever it goes from here.
      const found = { totals: { ...taken, rejects: kept.rejects }, kept, changes: context.changes.shown };
      if (isTakenBack(found.totals)) throw new TakenBack(found);
      await record(trx, job, 'applied', found);
      return found.totals;
    });
    return { status: 'applied', importId, totals };
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    const { found } = error;
    const status = request.dryRun ? 'previewed' : 'refused';
    const totals = status === 'previewed' ? found.totals : { ...found.totals, created: 0, updated: 0, unchanged: 0 };
    await inTransaction(db, (trx) => record(trx, job, status, { ...found, totals }));
    return { status, importId, totals };
  }
}

function contextOf(trx: Transaction<Database>, { books, plan, defaults, request, doing, importId }: Job): ImportContext {
  const changes = new ChangeLog({ trx, workspaceId: request.workspaceId, importId, keepsImages: !request.dryRun });
  return { trx, books, columns: plan.columns, defaults, importId, fileName: request.fileName, doing, mayAllowHosts: request.mayAllowHosts ?? false, changes };
}

async function record(trx: Transaction<Database>, job: Job, status: ImportEnd['status'], { totals, kept, changes }: Found): Promise<void> {
  const { request, importId } = job;
  const { workspaceId, kind, fileName, hold = null } = request;
  await recordRun(trx, { workspaceId, importId, kind, fileName, plan: job.plan, answered: job.answered, isMappingChosen: Object.keys(request.mapping ?? {}).length > 0, hold, doing: job.doing }, status, totals);
  await replaceImportChanges(trx, workspaceId, importId, changes);
  await replaceRejectRows(trx, { workspaceId, importId, isApplied: status === 'applied' }, kept.file, kept.rows);
}
