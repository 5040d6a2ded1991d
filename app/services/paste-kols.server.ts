import type { Kysely } from 'kysely';
import { listEditableKols } from '#db/queries/kol-edit.server.ts';
import type { Database } from '#db/schema.ts';
import type { EditProblem, SkippedRow } from '#app/domain/edit-run.ts';
import type { EditableKol, KolChange, KolEdit, KolEditField } from '#app/domain/kol-edit.ts';
import { kolFieldText, planKolEdits, readKolField } from '#app/domain/kol-edit.ts';
import type { Doing } from './doing.ts';
import { editKols } from './edit-kols.server.ts';

export interface PasteInput {
  readonly workspaceId: string;
  readonly cells: readonly { readonly rowId: string; readonly column: KolEditField; readonly text: string; readonly version: number }[];
  readonly reason: string;
  /** Only says what would happen. */
  readonly isPreview: boolean;
  /** Of amounts that name none. */
  readonly currency: string;
}

/** A pasted cell: what it says now and would say, or why it cannot. */
export interface PastedCellPlan {
  readonly rowId: string;
  readonly label: string;
  readonly column: KolEditField;
  readonly before: string;
  readonly after: string;
  readonly problem: EditProblem | null;
}

export type PasteOutcome =
  | { readonly status: 'preview'; readonly cells: readonly PastedCellPlan[]; readonly changing: number }
  | { readonly status: 'done'; readonly runId: string | null; readonly changed: number; readonly skipped: readonly SkippedRow[]; readonly versions: readonly { readonly id: string; readonly version: number }[] };

/**
 * Takes a block that was copied from a spreadsheet, read as an import reads cells. A cell that cannot be read is told in its place and its row is
 * left whole: no row is changed by half.
 */
export async function pasteKols(db: Kysely<Database>, { workspaceId, cells, reason, isPreview, currency }: PasteInput, doing: Doing): Promise<PasteOutcome> {
  const readings = cells.map((cell) => ({ cell, reading: readKolField(cell.column, cell.text, { currency }) }));
  const bad = new Set(readings.filter(({ reading }) => !reading.ok).map(({ cell }) => cell.rowId));
  const edits = new Map<string, KolEdit>();
  for (const { cell, reading } of readings) {
    if (!reading.ok || bad.has(cell.rowId)) continue;
    const change: KolChange = { ...edits.get(cell.rowId)?.change, ...reading.change };
    edits.set(cell.rowId, { id: cell.rowId, version: cell.version, change });
  }
  if (!isPreview) {
    const outcome = await editKols(db, { workspaceId, kind: 'paste', edits: [...edits.values()], reason }, doing);
    return { status: 'done', runId: outcome.runId, changed: outcome.changed.length, skipped: outcome.skipped, versions: outcome.changed.map(({ id, version }) => ({ id, version })) };
  }
  const kols = await listEditableKols(db, workspaceId, [...new Set(cells.map(({ rowId }) => rowId))]);
  const { changes, skipped } = planKolEdits(kols, [...edits.values()], reason);
  const afters = new Map(changes.map(({ after }) => [after.id, after]));
  const problems = new Map(skipped.map(({ id, problem }) => [id, problem]));
  return {
    status: 'preview', changing: changes.length,
    cells: readings.map(({ cell, reading }) => {
      const kol = kols.get(cell.rowId);
      const own = reading.ok ? null : reading.problem;
      return planOf(cell, kol, afters.get(cell.rowId), own ?? (bad.has(cell.rowId) ? 'row-left' : (problems.get(cell.rowId) ?? null)));
    }),
  };
}

function planOf(cell: PasteInput['cells'][number], kol: EditableKol | undefined, after: EditableKol | undefined, problem: EditProblem | null): PastedCellPlan {
  return {
    rowId: cell.rowId, label: kol?.name ?? '', column: cell.column, before: kol ? kolFieldText(kol, cell.column) : '', after: after ? kolFieldText(after, cell.column) : cell.text,
    problem: problem === 'unchanged' ? null : problem,
  };
}
