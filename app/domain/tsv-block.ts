/** More cells than this are an import, not a paste. */
export const MAX_PASTE_CELLS = 5_000;

/**
 * A block as spreadsheets put it on the clipboard: rows end with a line break, cells with a tab; a cell with tabs, breaks or quotation marks stands
 * in quotation marks, its own doubled. Rows are made equally long; an empty last row (from the final line break) is none.
 */
export function parseTsvBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows[rows.length - 1]?.push(cell);
    cell = '';
  };
  const source = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  for (let index = 0; index < source.length; index += 1) {
    const letter = source[index] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '' && closes(source, index)) quoted = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  const last = rows[rows.length - 1];
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}

/** Whether a quotation mark at the beginning of a cell opens a quoted one: its partner ends the cell. `"big" one` is text as it stands. */
function closes(source: string, start: number): boolean {
  for (let index = start + 1; index < source.length; index += 1) {
    if (source[index] !== '"') continue;
    if (source[index + 1] === '"') index += 1;
    else return source[index + 1] === undefined || source[index + 1] === '\t' || source[index + 1] === '\n';
  }
  return false;
}

export interface PastedCell<Column> {
  readonly rowId: string;
  readonly column: Column;
  readonly text: string;
}

/**
 * Lays a block on rows and columns of a table from its first cell on; one single cell fills all rows that are chosen. What hangs over is counted,
 * never cut silently.
 */
export function placeBlock<Column>(
  block: readonly (readonly string[])[], { rowIds, columns }: { readonly rowIds: readonly string[]; readonly columns: readonly Column[] },
): { readonly cells: readonly PastedCell<Column>[]; readonly over: { readonly rows: number; readonly columns: number } } {
  const [first = []] = block;
  const fills = block.length === 1 && first.length === 1;
  const rows = fills ? rowIds.map(() => first) : block.slice(0, rowIds.length);
  const cells = rows.flatMap((row, index) => {
    const rowId = rowIds[index];
    return rowId === undefined ? [] : row.slice(0, columns.length).flatMap((text, place) => {
      const column = columns[place];
      return column === undefined ? [] : [{ rowId, column, text }];
    });
  });
  return { cells, over: { rows: fills ? 0 : Math.max(0, block.length - rowIds.length), columns: Math.max(0, first.length - columns.length) } };
}
