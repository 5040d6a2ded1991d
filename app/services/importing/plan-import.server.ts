import type { Kysely } from 'kysely';
import { findImportMapping } from '#db/queries/import-mapping.server.ts';
import type { Database } from '#db/schema.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import type { Columns, Mapping, MappingProblem } from '#app/domain/ingestion/columns.ts';
import { foldHeading, resolveColumns } from '#app/domain/ingestion/columns.ts';
import type { HeaderRow } from '#app/domain/ingestion/header-row.ts';
import { findHeaderRow, headingText, platformHint } from '#app/domain/ingestion/header-row.ts';
import type { FileFormat, FormatChoice, ImportFormat } from '#app/domain/ingestion/file-format.ts';
import { guessMapping, recogniseKind } from '#app/domain/ingestion/headings.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { columnsOfFormat, fileFormatOf, mappingOfFormat, recogniseFormat } from '#app/domain/ingestion/known-formats.ts';
import { isReasonHeading } from '#app/domain/ingestion/reject-file.ts';
import type { Platform } from '#app/domain/kol.ts';
import type { TabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { sha256 } from '#app/lib/secret.server.ts';

/** How a file will be read. */
export interface ImportPlan {
  readonly format: ImportFormat;
  readonly headings: readonly string[];
  /** How many rows of the file stand above its data. */
  readonly skipRows: number;
  readonly mapping: Mapping;
  readonly columns: Columns;
  /** Of the headings: files with the same ones are read with the mapping used last. */
  readonly signature: string;
  /** The platform whose reports look like this; a default for files without a platform column. */
  readonly platform: Platform | null;
}

export interface PlanInput {
  readonly workspaceId: string;
  readonly kind: ImportKind;
  readonly format: FormatChoice;
  /** Chosen by a person; else the one remembered for these headings, else a guess. */
  readonly mapping?: Mapping | null;
}

const HEADER_ROWS = 5;

/** Finds the headings and what they hold. @throws UnreadableFileError when the file cannot be one of this kind */
export async function planImport(db: Kysely<Database>, file: TabularFile, input: PlanInput): Promise<ImportPlan> {
  const top = await firstRows(file);
  const header = findHeaderRow(top, input.kind);
  const chosen = input.mapping && Object.keys(input.mapping).length > 0 ? input.mapping : null;
  const format = namedFormat(input, header.headings);
  if (format) return await planOfFormat(db, input, format, header, chosen);
  const { headings, dataFrom, mapping, columns } = chosen ? chosenColumns(input.kind, chosen, header, top) : await knownColumns(db, input, header);
  return { format: 'generic', headings, skipRows: dataFrom, mapping, columns, signature: signatureOf(headings), platform: platformHint(headings) };
}

/** The format by which the file is read; null for a record a row. @throws UnreadableFileError when it was named and the file is none */
function namedFormat({ kind, format }: PlanInput, headings: readonly string[]): FileFormat | null {
  if (format === 'own') return null;
  const recognised = recogniseFormat(headings);
  const fitting = recognised?.kind === kind ? recognised : null;
  if (format === 'auto' || fitting?.id === format) return fitting;
  throw new UnreadableFileError('other_format', `this is not a file of ${kind} in the format ${format}: its headings are ${listed(headings)}`);
}

/** What the format does not say itself is told by the chosen mapping, the remembered one or a guess. */
async function planOfFormat(db: Kysely<Database>, input: PlanInput, format: FileFormat, header: HeaderRow, chosen: Mapping | null): Promise<ImportPlan> {
  const { headings, dataFrom } = header;
  const signature = signatureOf(headings);
  const own = mappingOfFormat(format, headings);
  const remembered = chosen ?? (await findImportMapping(db, input.workspaceId, input.kind, signature));
  const mapping = chosen ? { ...own, ...chosen } : { ...(remembered ?? guessMapping(input.kind, headings).mapping), ...own };
  const resolved = columnsOfFormat(format, headings, mapping);
  if (!resolved.ok) throw doesNotResolve(resolved.problems);
  const platform = format.defaults.platform ?? platformHint(headings);
  return { format: format.id, headings, skipRows: dataFrom, mapping, columns: resolved.columns, signature, platform };
}

async function firstRows(file: TabularFile): Promise<(readonly Cell[])[]> {
  const top: (readonly Cell[])[] = [];
  for await (const rows of file.rows()) {
    for (const row of rows) top.push(row.cells);
    if (top.length >= HEADER_ROWS) break;
  }
  if (top.length === 0) throw new UnreadableFileError('empty_file', 'the file has no rows');
  return top.slice(0, HEADER_ROWS);
}

type Found = HeaderRow & { readonly mapping: Mapping; readonly columns: Columns };

/** The headings are where the chosen mapping finds all of its columns. */
function chosenColumns(kind: ImportKind, mapping: Mapping, guess: HeaderRow, top: readonly (readonly Cell[])[]): Found {
  const rows = top.map((cells, index) => ({ headings: cells.map(headingText), dataFrom: index + 1 }));
  let problems: readonly MappingProblem[] = [];
  for (const header of [guess, ...rows]) {
    const resolved = resolveColumns(kind, mapping, header.headings);
    if (resolved.ok) return { ...header, mapping, columns: resolved.columns };
    if (problems.length === 0) problems = resolved.problems;
  }
  throw doesNotResolve(problems);
}

function doesNotResolve(problems: readonly MappingProblem[]): UnreadableFileError {
  return new UnreadableFileError('mapping_does_not_fit', `the mapping does not fit the file: ${problems.map((problem) => problem.message).join('; ')}`);
}

async function knownColumns(db: Kysely<Database>, { workspaceId, kind }: PlanInput, header: HeaderRow): Promise<Found> {
  const remembered = await findImportMapping(db, workspaceId, kind, signatureOf(header.headings));
  for (const mapping of [remembered, guessMapping(kind, header.headings).mapping]) {
    const resolved = mapping && resolveColumns(kind, mapping, header.headings);
    if (mapping && resolved?.ok) return { ...header, mapping, columns: resolved.columns };
  }
  throw new UnreadableFileError('kind_does_not_fit', doesNotFit(kind, header.headings));
}

function doesNotFit(kind: ImportKind, headings: readonly string[]): string {
  const { missing } = guessMapping(kind, headings);
  const other = recogniseKind(headings);
  const hint = other && other.kind !== kind ? `; it looks like ${other.kind}` : '';
  return `this does not look like a file of ${kind}: it has no column for ${missing.join(', ')}; its headings are ${listed(headings)}${hint}`;
}

function listed(headings: readonly string[]): string {
  const shown = headings.slice(0, 12).map((heading) => heading.slice(0, 40));
  return `${shown.join(', ')}${headings.length > shown.length ? ', ...' : ''}`;
}

function signatureOf(headings: readonly string[]): string {
  // Rejected rows come back with their reasons beside them; their file is still one of these headings.
  return sha256(JSON.stringify(headings.filter((heading) => !isReasonHeading(heading)).map(foldHeading))).toString('hex');
}

/** Fields that the file has no column for and whose value an option must give, for kinds that cannot do without them. */
export function missingDefaults(kind: ImportKind, { columns, format }: ImportPlan, given: ReadonlySet<string>): string[] {
  const without = new Set(fileFormatOf(format)?.without);
  return NEEDED_DEFAULTS[kind].filter((field) => !columns.byField.has(field) && !given.has(field) && !without.has(field));
}

const NEEDED_DEFAULTS: Readonly<Record<ImportKind, readonly string[]>> = {
  roster: ['platform'], campaigns: [], collaborations: ['campaign'], content: ['platform'], orders: [], costs: ['campaign'], payments: ['campaign'],
};
