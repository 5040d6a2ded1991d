import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Mapping } from '#app/domain/ingestion/columns.ts';
import { guessMapping, recogniseKind } from '#app/domain/ingestion/headings.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { cellAsText, cleanCell } from '#app/domain/ingestion/cell-text.ts';
import { findHeaderRow } from '#app/domain/ingestion/header-row.ts';
import type { FileSource } from '#app/lib/file-reading/file-source.server.ts';
import { openTabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { planImport } from './importing/plan-import.server.ts';

/** What the mapping step shows: the headings, the first values under each, and which field each is taken for. */
export type ImportLook =
  | {
      readonly status: 'readable';
      readonly headings: readonly string[];
      readonly samples: readonly (readonly string[])[];
      /** The remembered mapping for these headings, else a guess; field -> heading. */
      readonly mapping: Mapping;
      /** How sure each guess is, 0 to 1. */
      readonly confidence: Readonly<Record<string, number>>;
      readonly missing: readonly string[];
      readonly unused: readonly string[];
      readonly recognised: ImportKind | null;
    }
  | { readonly status: 'unusable'; readonly code: string; readonly message: string };

const SAMPLE_ROWS = 5;
const SAMPLE_LENGTH = 80;

/** Looks at the beginning of a file without reading it in; nothing is written. What an import would do is told by `importFile` with `dryRun`. */
export async function lookAtImport(
  db: Kysely<Database>, input: FileSource & { readonly workspaceId: string; readonly kind: ImportKind },
): Promise<ImportLook> {
  try {
    const file = await openTabularFile(input);
    const top: string[][] = [];
    for await (const rows of file.rows()) {
      for (const row of rows.slice(0, 50 - top.length)) top.push(row.cells.map((cell) => cellAsText(cleanCell(cell)).slice(0, SAMPLE_LENGTH)));
      if (top.length >= 20) break;
    }
    const header = findHeaderRow(top, input.kind);
    const guess = guessMapping(input.kind, header.headings);
    return {
      status: 'readable',
      headings: header.headings,
      samples: top.slice(header.dataFrom, header.dataFrom + SAMPLE_ROWS),
      mapping: await mappingOf(db, file, input, guess.mapping),
      confidence: Object.fromEntries([...guess.matches].map(([field, match]) => [field, match.confidence])),
      missing: guess.missing,
      unused: guess.unused,
      recognised: recogniseKind(header.headings)?.kind ?? null,
    };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { status: 'unusable', code: error.code, message: error.message };
    throw error;
  }
}

async function mappingOf(
  db: Kysely<Database>, file: Awaited<ReturnType<typeof openTabularFile>>, input: { readonly workspaceId: string; readonly kind: ImportKind }, guess: Mapping,
): Promise<Mapping> {
  try {
    return (await planImport(db, file, { ...input, format: 'auto' })).mapping;
  } catch (error) {
    // Headings that nothing fits yet: the person will choose.
    if (error instanceof UnreadableFileError) return guess;
    throw error;
  }
}
