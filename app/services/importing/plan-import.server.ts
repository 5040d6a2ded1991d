import type { Kysely } from 'kysely';
import { findImportMapping } from '#db/queries/import.server.ts';
import type { Database } from '#db/schema.ts';
import type { Cell } from '#app/domain/ingestion/cell-text.ts';
import type { Columns, Mapping, MappingProblem } from '#app/domain/ingestion/columns.ts';
import { fieldsOf, foldHeading, resolveColumns } from '#app/domain/ingestion/columns.ts';
import type { HeaderRow } from '#app/domain/ingestion/header-row.ts';
import { findHeaderRow, platformHint } from '#app/domain/ingestion/header-row.ts';
import type { ImportFormat } from '#app/domain/ingestion/headings.ts';
import { guessMapping, isShopifyExport, recogniseKind } from '#app/domain/ingestion/headings.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
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
  readonly format: 'auto' | 'shopify' | 'own';
  /** Chosen by a person; else the one remembered for these headings, else a guess. */
  readonly mapping?: Mapping | null;
}

const HEADER_ROWS = 5;

/** Finds the headings and what they hold. @throws UnreadableFileError when the file cannot be one of this kind */
export async function planImport(db: Kysely<Database>, file: TabularFile, input: PlanInput): Promise<ImportPlan> {
  const top = await firstRows(file);
  const header = findHeaderRow(top, input.kind);
  const isShopify = isShopifyExport(header.headings);
  if (input.format === 'shopify' && !(isShopify && input.kind === 'orders')) {
    throw new UnreadableFileError('not_shopify', `this is not Shopify's order export: its headings are ${listed(header.headings)}`);
  }
  const chosen = input.mapping && Object.keys(input.mapping).length > 0 ? input.mapping : null;
  if (isShopify && input.kind === 'orders' && input.format !== 'own' && !chosen) {
    const columns = { width: header.headings.length, byField: new Map() };
    return { format: 'shopify', headings: header.headings, skipRows: header.dataFrom, mapping: {}, columns, signature: signatureOf(header.headings), platform: null };
  }
  const { headings, dataFrom, mapping, columns } = chosen ? chosenColumns(input.kind, chosen, header, top) : await knownColumns(db, input, header);
  return { format: 'generic', headings, skipRows: dataFrom, mapping, columns, signature: signatureOf(headings), platform: platformHint(headings) };
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
  const rows = top.map((cells, index) => ({ headings: cells.map((cell) => String(cell ?? '').trim()), dataFrom: index + 1 }));
  let problems: readonly MappingProblem[] = [];
  for (const header of [guess, ...rows]) {
    const resolved = resolveColumns(kind, mapping, header.headings);
    if (resolved.ok) return { ...header, mapping, columns: resolved.columns };
    if (problems.length === 0) problems = resolved.problems;
  }
  throw new UnreadableFileError('mapping_does_not_fit', `the mapping does not fit the file: ${problems.map((problem) => problem.message).join('; ')}`);
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
  return sha256(JSON.stringify(headings.map(foldHeading))).toString('hex');
}

/** Fields that the file has no column for and whose value an option must give, for kinds that cannot do without them. */
export function missingDefaults(kind: ImportKind, columns: Columns, given: ReadonlySet<string>): string[] {
  const needed: Readonly<Record<ImportKind, readonly string[]>> = {
    roster: ['platform'], campaigns: [], collaborations: ['campaign'], content: ['platform'], orders: [], costs: ['campaign'], payments: ['campaign'],
  };
  return needed[kind].filter((field) => fieldsOf(kind).has(field) && !columns.byField.has(field) && !given.has(field));
}
