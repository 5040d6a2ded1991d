import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import type { Columns } from '#app/domain/ingestion/columns.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { rejectedValue } from '#app/domain/ingestion/rejects.ts';
import type { ParsedRow, RowDefaults } from '#app/domain/ingestion/row-reader.ts';
import type { Books } from '../books.server.ts';
import type { Doing } from '../doing.ts';
import type { ChangeLog } from './change-log.server.ts';

/** A row that could be read, with its line. */
export interface Lined<T> {
  readonly line: number;
  readonly row: T;
}

/** What writing some rows did; a row that names something unknown is rejected here. */
export interface Applied {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejects: readonly Reject[];
}

/** What an importer writes with, the same for every part of a file. */
export interface ImportContext {
  readonly trx: Transaction<Database>;
  readonly books: Books;
  readonly columns: Columns;
  readonly defaults: RowDefaults;
  readonly importId: string;
  readonly fileName: string;
  readonly doing: Doing;
  /** Whoever imports may allow new hosts for landing pages (an administrator, the machine's own command line). */
  readonly mayAllowHosts: boolean;
  /** What the import changes, for people to see and for undoing it. */
  readonly changes: ChangeLog;
}

/** How rows of one kind are read, told apart and written. Made anew for each file, as it may count along. */
export interface Importer<T> {
  /** May read a row several times. */
  parse(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<T>;
  /** What two rows of a file may not share, for people and for comparison; null where equal rows are two things. */
  key(row: T): string | null;
  /** The field a repeated key is reported at. */
  readonly keyField: string;
  /** Writes rows, set by set; called with some thousand rows at a time, in the order of the file. */
  apply(rows: readonly Lined<T>[], context: ImportContext): Promise<Applied>;
  /** Ends writes that `apply` has only begun. */
  finish?(): Promise<void>;
}

/** A reject of a row that could be read but names something that does not fit. */
export function rejectAt(columns: Columns, line: number, field: string, value: Cell, code: string, message: string): Reject {
  return { line, column: columns.byField.get(field)?.heading ?? field, value: rejectedValue(value), code, message };
}

/** A collaboration as the row of a file names it. */
export function placeLabel({ campaign, handle }: { readonly campaign?: string | null; readonly handle?: string | null }): string {
  return [handle, campaign].filter((word) => word).join(' · ');
}

/** Counts results by their status; what is none of the three is left to the caller. */
export function countResults(results: readonly ('created' | 'updated' | 'unchanged')[]): Omit<Applied, 'rejects'> {
  const count = (status: string) => results.filter((result) => result === status).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}
