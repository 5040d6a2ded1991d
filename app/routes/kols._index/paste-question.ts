import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { MAX_PASTE_CELLS, parseTsvBlock, placeBlock } from '#app/domain/tsv-block.ts';
import { EDITED_COLUMNS } from './editable.tsx';
import type { PasteQuestion } from './paste-dialog.tsx';

interface PastePlace {
  readonly rows: readonly RosterRow[];
  readonly from: HTMLElement;
  readonly row: HTMLElement;
  readonly chosen: ReadonlySet<string>;
}

/** A block laid on the table: from the cell on, over the columns as they are shown; over the rows that are ticked, where any are. */
export function questionOf(text: string, { rows, from, row, chosen }: PastePlace): PasteQuestion | 'too-large' | null {
  const shown = [...row.querySelectorAll<HTMLElement>('[data-edit-cell]')].map((each) => each.dataset['editCell']);
  const columns = shown.slice(shown.indexOf(from.dataset['editCell'])).flatMap((name) => EDITED_COLUMNS.filter((known) => known === name));
  const place = Math.max(0, rows.findIndex(({ id }) => id === row.dataset['row']));
  const target = chosen.size > 0 ? rows.filter(({ id }) => chosen.has(id)) : rows.slice(place);
  const block = parseTsvBlock(text);
  const isOne = block.length === 1 && block[0]?.length === 1;
  const { cells, over } = placeBlock(block, { rowIds: (isOne && chosen.size === 0 ? target.slice(0, 1) : target).map(({ id }) => id), columns });
  if (cells.length > MAX_PASTE_CELLS) return 'too-large';
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return cells.length === 0 ? null : { cells: cells.map((cell) => ({ ...cell, version: versions.get(cell.rowId) ?? 1 })), over };
}
