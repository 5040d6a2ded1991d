import type { Transaction } from 'kysely';
import type { RejectRow } from '#db/queries/import-reject.server.ts';
import { KEPT_REJECT_ROWS, replaceRejectRows } from '#db/queries/import-reject.server.ts';
import type { Database } from '#db/schema.ts';
import { buyerToken, hashInToken } from '#app/domain/ingestion/buyer-token.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import { cellAsText, cleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { Column } from '#app/domain/ingestion/columns.ts';
import { buyer, codes } from '#app/domain/ingestion/field-readers.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { fileFormatOf } from '#app/domain/ingestion/known-formats.ts';
import type { OrderGrouping } from '#app/domain/ingestion/order-grouper.ts';
import type { CellKeeping } from '#app/domain/ingestion/personal-columns.ts';
import { cellKeeping, formlessPlaces, plainOnly, unsureFrom, withoutContacts } from '#app/domain/ingestion/personal-columns.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import { readShopifyAttribution } from '#app/domain/ingestion/shopify-attribution.ts';
import type { FileRow, TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { hashBuyer } from '#app/lib/secret.server.ts';
import { dataRows } from './data-rows.ts';
import type { ImportPlan } from './plan-import.server.ts';

interface KeepRejectsInput {
  readonly workspaceId: string;
  readonly importId: string;
  readonly kind: ImportKind;
  readonly file: TabularFile;
  readonly plan: ImportPlan;
  readonly defaults: RowDefaults;
  readonly rejects: readonly Reject[];
  readonly isApplied: boolean;
}

/** Together the kept rows of an import are no longer than this, in characters of JSON; what comes after is counted. */
const KEPT_CHARACTERS = 32_000_000;

/**
 * Keeps the rows of a file that were rejected, so that people can correct them here or in a file of their own. All rows of an order that takes
 * several are kept together. Of buyers nothing is kept but a keyed hash. The file is read once more, as far as its last rejected row.
 */
export async function keepRejects(trx: Transaction<Database>, input: KeepRejectsInput): Promise<void> {
  const { file, plan, kind, workspaceId, importId, isApplied } = input;
  const lines = new Set(input.rejects.map((reject) => reject.line));
  const grouping = kind === 'orders' ? fileFormatOf(plan.format)?.orders?.(plan.columns, input.defaults) : undefined;
  const keep = cellsToKeep(input);
  const rows: RejectRow[] = [];
  let [rowCount, characters] = [0, 0];
  for await (const row of rejectedRows(file, plan.skipRows, lines, grouping)) {
    rowCount += 1;
    if (rows.length >= KEPT_REJECT_ROWS || characters > KEPT_CHARACTERS) continue;
    const cells = keep(row.cells);
    // A row of a million empty cells is long, too.
    characters += cells.reduce((sum, cell) => sum + cell.length + 3, 0);
    rows.push({ line: row.line, cells });
  }
  const headerRows = lines.size === 0 ? [plan.headings] : await rowsAbove(file, plan.skipRows);
  await replaceRejectRows(trx, { workspaceId, importId, isApplied }, { container: file.container, delimiter: await file.delimiter(), headerRows, rowCount }, rows);
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

/** What may be kept of a row's cells. In a row that is wider than its headings, or has slipped, every cell may be another's: of such a row little is. */
function cellsToKeep({ kind, plan, workspaceId }: KeepRejectsInput): (cells: readonly Cell[]) => string[] {
  const keeping = cellKeeping(kind, plan.headings, plan.columns);
  const beyond: CellKeeping = kind === 'orders' ? 'plain' : 'whole';
  return (cells) => {
    if (kind !== 'orders') return cells.map((cell, place) => keptCell(cell, keeping[place] ?? beyond, kind, workspaceId));
    const texts = cells.map(textOf);
    const isWider = texts.slice(plan.headings.length).some((text) => text.trim() !== '');
    const unsure = isWider ? 0 : unsureFrom(plan.columns, texts);
    const formless = formlessPlaces(plan.columns, texts);
    const keepingAt = (place: number) => (place >= unsure || formless.has(place) ? 'plain' : (keeping[place] ?? beyond));
    return cells.map((cell, place) => keptCell(cell, keepingAt(place), kind, workspaceId));
  };
}

function keptCell(cell: Cell, keeping: CellKeeping, kind: ImportKind, workspaceId: string): string {
  switch (keeping) {
    case 'whole':
      return kind === 'orders' ? withoutContacts(textOf(cell)) : textOf(cell);
    case 'plain':
      return plainOnly(textOf(cell));
    case 'nothing':
      return '';
    case 'origin': {
      const { clickId, utmContent } = readShopifyAttribution(textOf(cell), textOf(cell));
      return [clickId && `kclid: ${clickId}`, utmContent && `utm_content: ${utmContent}`].filter((line) => line).join('\n');
    }
    case 'buyer': {
      const named = buyer(cleanCell(cell), A_NOTE);
      if (!named.ok || named.value === null) return '';
      return hashInToken(named.value) === null ? buyerToken(hashBuyer(workspaceId, named.value).toString('hex')) : named.value;
    }
    case 'codes': {
      const found = codes(cleanCell(cell), A_NOTE);
      return found.ok ? found.value.join(' ') : '';
    }
  }
}

/** Free text, whatever its heading in the file. */
const A_NOTE: Column = { index: 0, heading: 'note', power: 0, minor: false };

/** A cell as text, as the file has it but for what no database takes. */
function textOf(cell: Cell): string {
  const text = typeof cell === 'string' ? cell : cellAsText(cleanCell(cell));
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
