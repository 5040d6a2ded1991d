import type { FileRow, TabularFile } from './tabular-file.server.ts';

/** What a person decided about a row that could not be taken: left out, or some of its cells (by place) written anew. */
export type RowEdit = { readonly skipped: true } | { readonly skipped: false; readonly cells: ReadonlyMap<number, string> };

/** Corrections laid over a file, by line; the file itself is never changed. */
export type RowEdits = ReadonlyMap<number, RowEdit>;

interface KeptRow {
  readonly line: number;
  /** As the file has them, buyers' columns blank. */
  readonly cells: readonly string[];
  readonly editedCells: readonly string[] | null;
  readonly isSkipped: boolean;
}

/** The corrections that people made of rows. Only cells that they changed count: the others stay as the file has them, blanked ones too. */
export function rowEditsOf(rows: readonly KeptRow[]): RowEdits {
  return new Map(rows.map(({ line, cells, editedCells, isSkipped }): [number, RowEdit] => {
    if (isSkipped) return [line, { skipped: true }];
    const changed = (editedCells ?? []).flatMap((cell, place): [number, string][] => (cell === (cells[place] ?? '') ? [] : [[place, cell]]));
    return [line, { skipped: false, cells: new Map(changed) }];
  }));
}

/** A file as it reads with corrections laid over it. */
export function editedFile(file: TabularFile, edits: RowEdits): TabularFile {
  if (edits.size === 0) return file;
  return { ...file, rows: () => editedRows(file, edits) };
}

async function* editedRows(file: TabularFile, edits: RowEdits): AsyncGenerator<readonly FileRow[]> {
  for await (const rows of file.rows()) {
    yield rows.some(({ line }) => edits.has(line)) ? rows.flatMap((row) => editedRow(row, edits.get(row.line))) : rows;
  }
}

function editedRow(row: FileRow, edit: RowEdit | undefined): FileRow[] {
  if (!edit) return [row];
  if (edit.skipped) return [];
  const width = Math.max(row.cells.length, ...[...edit.cells.keys()].map((place) => place + 1));
  return [{ line: row.line, cells: Array.from({ length: width }, (_, place) => edit.cells.get(place) ?? row.cells[place] ?? '') }];
}
