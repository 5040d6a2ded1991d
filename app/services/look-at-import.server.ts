import type { Kysely } from 'kysely';
import type { ImportAnswers } from '#db/queries/import-mapping.server.ts';
import { findImportAnswers } from '#db/queries/import-mapping.server.ts';
import type { Database } from '#db/schema.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import { cellAsText, cleanCell } from '#app/domain/ingestion/cell-text.ts';
import type { FormatChoice } from '#app/domain/ingestion/file-format.ts';
import { findHeaderRow } from '#app/domain/ingestion/header-row.ts';
import { guessMapping, recogniseKind } from '#app/domain/ingestion/headings.ts';
import type { Columns, Mapping } from '#app/domain/ingestion/columns.ts';
import type { ImportLook } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { CellKeeping } from '#app/domain/ingestion/personal-columns.ts';
import { cellKeeping, plainOnly, withoutContacts } from '#app/domain/ingestion/personal-columns.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import type { ImportSamples } from '#app/lib/import-files.server.ts';
import { planImport } from './importing/plan-import.server.ts';

interface LookInput {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  readonly format: FormatChoice;
  readonly mapping: Mapping | null;
}

const LOOKED_AT_ROWS = 200;
const SAMPLES = 3;
const SAMPLE_LENGTH = 80;

/**
 * Looks at the beginning of a file: its headings, the first values under each, which field each is taken for and why. Nothing is written.
 * Headings that nothing fits are shown all the same, for a person to choose. @throws UnreadableFileError for what cannot be read at all
 */
export async function lookAtImport(db: Kysely<Database>, file: TabularFile, input: LookInput): Promise<{ readonly look: ImportLook; readonly samples: ImportSamples }> {
  const top = await firstRows(file);
  const header = findHeaderRow(top, input.kind);
  const plan = await planImport(db, file, input).catch((error: unknown) => {
    if (error instanceof UnreadableFileError) return null;
    throw error;
  });
  const headings = plan?.headings ?? header.headings;
  const guess = guessMapping(input.kind, headings);
  const answers = plan ? await findImportAnswers(db, { ...input, signature: plan.signature }) : undefined;
  const mapping = plan?.mapping ?? input.mapping ?? guess.mapping;
  const used = new Set(Object.values(mapping).map((heading) => heading.trim()));
  const usedPlaces = new Set([...(plan?.columns.byField.values() ?? [])].map(({ index }) => index));
  const look: ImportLook = {
    format: plan?.format ?? 'generic', signature: plan?.signature ?? null, headings, mapping,
    confidence: Object.fromEntries([...guess.matches].flatMap(([field, match]) => (mapping[field]?.trim() === match.heading ? [[field, match.confidence]] : []))),
    missing: plan ? [] : guess.missing.filter((field) => !(field in mapping)), unused: headings.filter((heading, place) => heading.trim() !== '' && !used.has(heading.trim()) && !usedPlaces.has(place)),
    recognised: recogniseKind(headings)?.kind ?? null, ...remembered(answers, input.mapping, mapping),
  };
  return { look, samples: samplesOf(headings, top.slice(plan?.skipRows ?? header.dataFrom), input.kind, plan?.columns ?? { width: headings.length, byField: new Map() }) };
}

async function firstRows(file: TabularFile): Promise<(readonly Cell[])[]> {
  const top: (readonly Cell[])[] = [];
  for await (const rows of file.rows()) {
    for (const row of rows) top.push(row.cells);
    if (top.length >= LOOKED_AT_ROWS) break;
  }
  return top.slice(0, LOOKED_AT_ROWS);
}

function remembered(answers: ImportAnswers | undefined, chosen: Mapping | null, used: Mapping): Pick<ImportLook, 'isRemembered' | 'rememberedDateOrder' | 'rememberedNumberStyle'> {
  const isRemembered = answers !== undefined && chosen === null && Object.entries(answers.mapping).every(([field, heading]) => used[field] === heading);
  return { isRemembered, rememberedDateOrder: answers?.dateOrder ?? null, rememberedNumberStyle: answers?.numberStyle ?? null };
}

/** For each heading its first different values; none for what names buyers. */
function samplesOf(headings: readonly string[], rows: readonly (readonly Cell[])[], kind: ImportKind, columns: Columns): ImportSamples {
  const keeping = cellKeeping(kind, headings, columns);
  return headings.map((_, place) => {
    const values = new Set<string>();
    for (const cells of rows) {
      const text = shownText(cellAsText(cleanCell(cells[place])).trim(), kind, keeping[place] ?? 'plain').slice(0, SAMPLE_LENGTH);
      if (text !== '') values.add(text);
      if (values.size === SAMPLES) break;
    }
    return [...values];
  });
}

function shownText(text: string, kind: ImportKind, keeping: CellKeeping): string {
  if (kind !== 'orders') return text;
  if (keeping === 'plain') return plainOnly(text);
  return keeping === 'whole' || keeping === 'codes' ? withoutContacts(text) : '';
}
