import type { RowParser } from '#app/domain/ingestion/file-format.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { fileFormatOf } from '#app/domain/ingestion/known-formats.ts';
import { isReasonHeading } from '#app/domain/ingestion/reject-file.ts';
import { withheldRejects } from '#app/domain/ingestion/rejected-cells.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectedRowCount } from '#app/domain/ingestion/rejects.ts';
import { isWithheld } from '#app/domain/ingestion/withheld.ts';
import type { FileRow, TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { campaignsImporter } from './import-campaigns.server.ts';
import { collaborationsImporter } from './import-collaborations.server.ts';
import { contentImporter } from './import-content.server.ts';
import { costsImporter } from './import-costs.server.ts';
import { arrivalOf, ordersImporter } from './import-orders.server.ts';
import { paymentsImporter } from './import-payments.server.ts';
import { rosterImporter } from './import-roster.server.ts';
import type { ImportContext, Importer } from './importer.ts';
import type { ImportPlan } from './plan-import.server.ts';
import type { Part } from './read-records.server.ts';
import { readOrderGroups, readRecords } from './read-records.server.ts';

/** What became of a file's rows; rejects in the order of the file. */
export interface Totals {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejects: readonly Reject[];
}

/** Few enough that a part's rows are written, or bytes for the database, before the garbage collector has moved them twice. */
const PART_ROWS = 1000;

interface FileJob {
  readonly kind: ImportKind;
  readonly onProgress?: (rows: number) => void;
}

/** Reads a file and writes it part by part, in the caller's transaction; memory is bounded by one part and the rejects. */
export async function takeInFile(file: TabularFile, plan: ImportPlan, job: FileJob, context: ImportContext): Promise<Totals> {
  const { defaults } = context;
  const format = fileFormatOf(plan.format);
  const generic = <T>(importer: Importer<T>) => takeInParts(readRecords(file, plan, importer, defaults, PART_ROWS), importer, job, context);
  switch (job.kind) {
    case 'roster':
      return await generic(rosterImporter());
    case 'campaigns':
      return await generic(campaignsImporter());
    case 'collaborations':
      return await generic(collaborationsImporter());
    case 'content':
      return await generic(withParser(contentImporter(), format?.content));
    case 'costs':
      return await generic(withParser(costsImporter(), format?.costs));
    case 'payments':
      return await generic(paymentsImporter());
    case 'orders': {
      const workspaceId = context.books.workspace.id;
      const isReturned = plan.headings.some(isReasonHeading);
      const importer = isReturned ? refusingWithheld(ordersImporter(workspaceId)) : ordersImporter(workspaceId);
      const grouping = format?.orders?.(plan.columns, defaults);
      if (!grouping) return await generic(importer);
      return await takeInParts(readOrderGroups(isReturned ? withoutWithheld(file) : file, plan, importer, grouping, (order) => arrivalOf(workspaceId, order), PART_ROWS), importer, job, context);
    }
  }
}

/** An importer that reads rows as a format says, where it says. */
function withParser<T>(importer: Importer<T>, parse: RowParser<T> | undefined): Importer<T> {
  return parse ? { ...importer, parse } : importer;
}

/** Of rows that come back from a file of rejects: those with a cell that is still withheld are not taken. */
function refusingWithheld<T>(importer: Importer<T>): Importer<T> {
  return {
    ...importer,
    parse: (cells, columns, defaults) => {
      const rejects = withheldRejects(columns, cells);
      return rejects.length > 0 ? { ok: false, rejects } : importer.parse(cells, columns, defaults);
    },
  };
}

/** Where an order takes several rows, its reader asks for what it cannot do without: a cell that is withheld is empty to it. */
function withoutWithheld(file: TabularFile): TabularFile {
  return { ...file, rows: () => rowsWithoutWithheld(file) };
}

async function* rowsWithoutWithheld(file: TabularFile): AsyncGenerator<readonly FileRow[]> {
  for await (const rows of file.rows()) yield rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => (isWithheld(cell) ? '' : cell)) }));
}

async function takeInParts<T>(parts: AsyncIterator<Part<T>>, importer: Importer<T>, job: FileJob, context: ImportContext): Promise<Totals> {
  const total = { created: 0, updated: 0, unchanged: 0 };
  const rejects: Reject[] = [];
  let rejectedRows = 0;
  let next = await parts.next();
  while (!next.done) {
    const part = next.value;
    // The next part is read while the database writes this one.
    const [applied, following] = await Promise.all([importer.apply(part.rows, context), parts.next()]);
    total.created += applied.created;
    total.updated += applied.updated;
    total.unchanged += applied.unchanged;
    const ofPart = [...part.rejects, ...applied.rejects].sort((a, b) => a.line - b.line);
    for (const reject of ofPart) rejects.push(reject);
    rejectedRows += rejectedRowCount(ofPart);
    job.onProgress?.(total.created + total.updated + total.unchanged + rejectedRows);
    next = following;
  }
  await importer.finish?.();
  return { ...total, rejects };
}
