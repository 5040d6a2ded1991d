import type { RejectFile, RejectRow } from '#db/queries/import-reject.server.ts';
import { KEPT_REJECT_ROWS } from '#db/queries/import-reject.server.ts';
import { groupBy } from '#app/domain/group.ts';
import { buyerToken, hashInToken } from '#app/domain/ingestion/buyer-token.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import { cellAsText, cleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { Column } from '#app/domain/ingestion/columns.ts';
import { buyer, codes } from '#app/domain/ingestion/field-readers.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { fileFormatOf } from '#app/domain/ingestion/known-formats.ts';
import type { OrderGrouping } from '#app/domain/ingestion/order-grouper.ts';
import type { CellKeeping } from '#app/domain/ingestion/personal-columns.ts';
import { cellKeeping } from '#app/domain/ingestion/personal-columns.ts';
import type { Standing } from '#app/domain/ingestion/rejected-cells.ts';
import { keptCellText, keptRejectValue, standingOf } from '#app/domain/ingestion/rejected-cells.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import { readShopifyAttribution } from '#app/domain/ingestion/shopify-attribution.ts';
import { WITHHELD } from '#app/domain/ingestion/withheld.ts';
import type { FileRow, TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { dataRows } from './data-rows.ts';
import type { ImportPlan } from './plan-import.server.ts';

interface KeepRejectsInput {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  readonly file: TabularFile;
  readonly plan: ImportPlan;
  readonly defaults: RowDefaults;
  readonly rejects: readonly Reject[];
}

/** The rejected rows of a file as they may be kept, and what may be told of their cells. */
export interface KeptRejects {
  readonly file: RejectFile;
  readonly rows: readonly RejectRow[];
  readonly rejects: readonly Reject[];
}

/** Together the kept rows of an import are no longer than this, in characters of JSON; what comes after is counted. */
const KEPT_CHARACTERS = 32_000_000;

/**
 * The rows of a file that were rejected, for people to correct them here or in a file of their own. All rows of an order that takes several are
 * kept together. Of buyers nothing is kept but a keyed hash. The file is read once more, as far as its last rejected row.
 */
export async function readRejects(input: KeepRejectsInput): Promise<KeptRejects> {
  const { file, plan, kind, rejects } = input;
  const byLine = groupBy(rejects, (reject) => reject.line);
  const grouping = kind === 'orders' ? fileFormatOf(plan.format)?.orders?.(plan.columns, input.defaults) : undefined;
  const keep = cellsToKeep(input);
  const rows: RejectRow[] = [];
  const values = new Map<Reject, string>();
  let [rowCount, characters] = [0, 0];
  for await (const row of rejectedRows(file, plan.skipRows, new Set(byLine.keys()), grouping)) {
    rowCount += 1;
    const isFull = rows.length >= KEPT_REJECT_ROWS || characters > KEPT_CHARACTERS;
    const { cells, valueOf } = keep(row.cells);
    for (const reject of byLine.get(row.line) ?? []) values.set(reject, valueOf(reject));
    if (isFull) continue;
    // A row of a million empty cells is long, too.
    characters += cells.reduce((sum, cell) => sum + cell.length + 3, 0);
    rows.push({ line: row.line, cells });
  }
  const headerRows = rejects.length === 0 ? [plan.headings] : await rowsAbove(file, plan.skipRows);
  const told = kind === 'orders' ? rejects.map((reject) => ({ ...reject, value: values.get(reject) ?? '' })) : rejects;
  return { file: { container: file.container, delimiter: await file.delimiter(), headerRows, rowCount }, rows, rejects: told };
}

async function rowsAbove(file: TabularFile, count: number): Promise<string[][]> {
  const above: string[][] = [];
  for await (const rows of file.rows()) {
    for (const { cells } of rows.slice(0, count - above.length)) above.push(cells.map(textOf));
    if (above.length >= count) break;
  }
  return above;
}

/** The rows at the lines, with the other rows of their orders; ends after the last one. */
async function* rejectedRows(file: TabularFile, skipRows: number, lines: ReadonlySet<number>, grouping: OrderGrouping | undefined): AsyncGenerator<FileRow> {
  const last = greatest(lines);
  let group: FileRow[] = [];
  const rejectedGroup = () => (group.some((row) => lines.has(row.line)) ? group : []);
  for await (const rows of dataRows(file, skipRows)) {
    for (const row of rows) {
      const [first] = group;
      if (grouping && first && grouping.continues(first, row)) {
        // An order of more rows than any has is not held in memory whole.
        if (group.length < MOST_ROWS_TOGETHER || lines.has(row.line)) group.push(row);
        continue;
      }
      yield* rejectedGroup();
      if (row.line > last) return;
      group = [row];
    }
  }
  yield* rejectedGroup();
}

const MOST_ROWS_TOGETHER = 1000;

function greatest(numbers: Iterable<number>): number {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

interface KeptRow {
  readonly cells: string[];
  /** What may be told of a cell that was rejected. */
  readonly valueOf: (reject: Reject) => string;
}

/** What may be kept of a row's cells. In a row that is wider than its headings, or has slipped, every cell may be another's: of such a row less is. */
function cellsToKeep({ kind, plan, workspaceId }: KeepRejectsInput): (cells: readonly Cell[]) => KeptRow {
  if (kind !== 'orders') return (cells) => ({ cells: cells.map(textOf), valueOf: ({ value }) => value });
  const keeping = cellKeeping(kind, plan.headings, plan.columns);
  return (cells) => {
    const texts = cells.map(textOf);
    const standing = standingOf(plan.columns, texts);
    return {
      cells: cells.map((cell, place) => keptCell(cell, standing(place), keeping[place] ?? 'plain', workspaceId)),
      valueOf: (reject) => keptRejectValue(plan.columns, keeping, standing, reject),
    };
  };
}

function keptCell(cell: Cell, standing: Standing, keeping: CellKeeping, workspaceId: string): string {
  const text = textOf(cell);
  if (standing === 'unsure') return keptCellText(text, standing, keeping);
  switch (keeping) {
    case 'whole':
    case 'plain':
    case 'nothing':
      return keptCellText(text, standing, keeping);
    case 'origin': {
      const { clickId, utmContent } = readShopifyAttribution(text, text);
      return [clickId && `kclid: ${clickId}`, utmContent && `utm_content: ${utmContent}`].filter((line) => line).join('\n') || withheldUnlessBlank(text);
    }
    case 'buyer': {
      const named = buyer(cleanCell(cell), A_NOTE);
      if (!named.ok || named.value === null) return withheldUnlessBlank(text);
      return hashInToken(named.value) === null ? buyerToken(hashBuyer(workspaceId, named.value).toString('hex')) : named.value;
    }
    case 'codes': {
      const found = codes(cleanCell(cell), A_NOTE);
      return (found.ok && found.value.join(' ')) || withheldUnlessBlank(text);
    }
  }
}

function withheldUnlessBlank(text: string): string {
  return text.trim() === '' ? '' : WITHHELD;
}

/** Free text, whatever its heading in the file. */
const A_NOTE: Column = { index: 0, heading: 'note', power: 0, minor: false };

/** A cell as text, as the file has it but for what no database takes. */
function textOf(cell: Cell): string {
  const text = typeof cell === 'string' ? cell : cellAsText(cleanCell(cell));
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
