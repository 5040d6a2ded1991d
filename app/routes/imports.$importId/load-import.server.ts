import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { countImportRejects, listAmbiguousCells } from '#db/queries/import.server.ts';
import { countKeptRows } from '#db/queries/import-reject-group.server.ts';
import { findRejectFile, listRejectRows } from '#db/queries/import-reject.server.ts';
import { assumedOf } from '#app/domain/ingestion/assumed-fields.ts';
import { IMPORT_FIELDS } from '#app/domain/ingestion/import-fields.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { canTakeImportStep, isUnderWay } from '#app/domain/ingestion/import-run.ts';
import { KNOWN_FORMATS } from '#app/domain/ingestion/known-formats.ts';
import { holdsFileBack } from '#app/domain/ingestion/rejects.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { readImportSamples } from '#app/lib/import-files.server.ts';
import { loadDifferences } from './load-differences.server.ts';

type Run = ImportRunDetail & { readonly kind: ImportKind };

const ROWS_PER_PAGE = 50;

/** What the page of an import shows in the state it is in: progress, the conversation about its file, or what came of it. */
export async function loadImport({ db, workspaceId, actor, url, now, can }: RequestContext, run: Run) {
  const isWaiting = run.hasFile && canTakeImportStep(run.status, 'check');
  const isRunning = isUnderWay(run.status);
  return {
    run, now, isRunning,
    reading: isWaiting ? await loadReading({ db, workspaceId, actor }, run) : null,
    rejects: isRunning ? null : await loadRejects({ db, workspaceId, url }, run),
    differences: isRunning ? null : await loadDifferences({ db, workspaceId, url, can }, run),
  };
}

/** How the file is read, what is asked about it, and what could be chosen instead. */
async function loadReading({ db, workspaceId, actor }: Pick<RequestContext, 'db' | 'workspaceId' | 'actor'>, run: Run) {
  const [samples, dates, numbers] = await Promise.all([
    readImportSamples(run.id), listAmbiguousCells(db, workspaceId, run.id, 'ambiguous_date'), listAmbiguousCells(db, workspaceId, run.id, 'ambiguous_number'),
  ]);
  return {
    samples, questions: { dates, numbers }, assumed: run.look ? assumedOf(run.kind, run.look, run.options, actor.workspace.currency) : [],
    fields: Object.entries(IMPORT_FIELDS[run.kind]).map(([name, { need }]) => ({ name, need })),
    formats: KNOWN_FORMATS.filter(({ kind }) => kind === run.kind).map(({ id }) => id),
  };
}

export type ImportReading = Awaited<ReturnType<typeof loadReading>>;

async function loadRejects({ db, workspaceId, url }: Pick<RequestContext, 'db' | 'workspaceId' | 'url'>, run: Run) {
  const after = lineOf(url, 'after');
  const [rows, reasons, file, counts] = await Promise.all([
    listRejectRows(db, workspaceId, run.id, { afterLine: after, limit: ROWS_PER_PAGE + 1 }), countImportRejects(db, workspaceId, run.id), findRejectFile(db, workspaceId, run.id),
    countKeptRows(db, { workspaceId, importId: run.id }),
  ]);
  const shown = rows.slice(0, ROWS_PER_PAGE);
  return {
    rows: shown, reasons, counts, problems: reasons.reduce((sum, { count }) => sum + count, 0), holdsBack: reasons.some(holdsFileBack), after, next: rows.length > ROWS_PER_PAGE ? (shown.at(-1)?.line ?? null) : null, editing: lineOf(url, 'edit'), 
    /** Rejected rows with those that belong to their orders, kept or not. */
    total: file?.rowCount ?? shown.length,
    headings: run.look?.headings ?? file?.headerRows.at(-1) ?? [],
  };
}

export type ImportRejects = Awaited<ReturnType<typeof loadRejects>>;

function lineOf(url: URL, name: string): number {
  return Math.min(2_147_483_647, Math.max(0, Math.trunc(Number(url.searchParams.get(name)) || 0)));
}
