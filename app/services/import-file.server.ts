import type { Kysely } from 'kysely';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { FileSource } from '#app/lib/file-reading/file-source.server.ts';
import { openTabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import type { Doing } from './doing.ts';
import type { ImportRequest } from './importing/import-table.server.ts';
import { importTable } from './importing/import-table.server.ts';
import { recordUnusable } from './importing/record-run.server.ts';

export type ImportFileInput = FileSource & ImportRequest;

/** The shape of interfaces.md. */
export interface ImportResult {
  readonly kind: ImportKind;
  readonly file: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly Reject[];
}

export type ImportOutcome =
  | { readonly status: 'previewed' | 'applied' | 'refused'; readonly importId: string; readonly result: ImportResult }
  /** Not a file of this kind, or no file that can be read. */
  | { readonly status: 'unusable'; readonly code: string; readonly message: string };

/** Takes a file in at once, whole or not at all (product.md section 5), and records it. The same file twice changes nothing. */
export async function importFile(db: Kysely<Database>, input: ImportFileInput, doing: Doing): Promise<ImportOutcome> {
  try {
    const { status, importId, totals } = await importTable(db, await openTabularFile(input), input, doing);
    const { created, updated, unchanged, rejects } = totals;
    return { status, importId, result: { kind: input.kind, file: input.fileName, created, updated, unchanged, rejected: rejects } };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    if (error.code !== 'import_running') await inTransaction(db, (trx) => recordUnusable(trx, { ...input, doing }, error));
    return { status: 'unusable', code: error.code, message: error.message };
  }
}
