import { foldWidth, unitPower } from './decimal.ts';
import type { ImportField } from './import-fields.ts';
import { IMPORT_FIELDS } from './import-fields.ts';
import type { ImportKind } from './import-run.ts';

/** Which heading holds which field: a plain object that can be saved, edited and given again. */
export type Mapping = Readonly<Record<string, string>>;

/** One column of a file that holds a field. */
export interface Column {
  readonly index: number;
  /** As the file writes it: what rejects name. */
  readonly heading: string;
  /** Power of ten the heading promises for plain numbers: 粉丝数（万） is 4, else 0. */
  readonly power: number;
  /** The heading says that amounts are in minor units: 金额（分）. */
  readonly minor: boolean;
}

/** The columns of a file by the field they hold. A Map, so that a heading like `__proto__` is a heading like any other. */
export interface Columns {
  readonly width: number;
  readonly byField: ReadonlyMap<string, Column>;
}

export interface MappingProblem {
  readonly code: 'unknown_field' | 'missing_heading' | 'missing_required';
  readonly field: string;
  readonly message: string;
}

/**
 * Finds the columns a mapping names. A field that is always needed must be mapped; one that an option may supply need
 * not be. For the roster a name or a handle is enough.
 */
export function resolveColumns(
  kind: ImportKind, mapping: Mapping, headings: readonly string[],
): { readonly ok: true; readonly columns: Columns } | { readonly ok: false; readonly problems: readonly MappingProblem[] } {
  const { byField, problems } = mappedColumns(kind, mapping, headings);
  const missing = missingFields(kind, byField).map((field): MappingProblem => ({ code: 'missing_required', field, message: `no column is chosen for ${field}` }));
  if (problems.length + missing.length > 0) return { ok: false, problems: [...problems, ...missing] };
  return { ok: true, columns: { width: headings.length, byField } };
}

/** The columns that a mapping names, and what of it the file or the kind does not have. */
export function mappedColumns(kind: ImportKind, mapping: Mapping, headings: readonly string[]): { byField: Map<string, Column>; problems: MappingProblem[] } {
  const fields = fieldsOf(kind);
  const places = headingPlaces(headings);
  const byField = new Map<string, Column>();
  const problems: MappingProblem[] = [];
  for (const [field, heading] of Object.entries(mapping)) {
    const index = places.get(heading.trim()) ?? places.get(foldHeading(heading));
    if (!fields.has(field)) problems.push({ code: 'unknown_field', field, message: `${kind} has no field ${field}` });
    else if (index === undefined) problems.push({ code: 'missing_heading', field, message: `the file has no column ${heading}` });
    else byField.set(field, columnAt(headings, index));
  }
  return { byField, problems };
}

/** The fields of a kind by name. */
export function fieldsOf(kind: ImportKind): ReadonlyMap<string, ImportField> {
  return FIELD_MAPS[kind];
}

const FIELD_MAPS: Readonly<Record<ImportKind, ReadonlyMap<string, ImportField>>> = {
  roster: new Map(Object.entries(IMPORT_FIELDS.roster)),
  campaigns: new Map(Object.entries(IMPORT_FIELDS.campaigns)),
  collaborations: new Map(Object.entries(IMPORT_FIELDS.collaborations)),
  content: new Map(Object.entries(IMPORT_FIELDS.content)),
  orders: new Map(Object.entries(IMPORT_FIELDS.orders)),
  costs: new Map(Object.entries(IMPORT_FIELDS.costs)),
  payments: new Map(Object.entries(IMPORT_FIELDS.payments)),
};

/** Fields no file of the kind can do without that have no column. A roster account is named by its handle or its name. */
export function missingFields(kind: ImportKind, mapped: { has(field: string): boolean }): string[] {
  const missing = [...fieldsOf(kind)].filter(([field, { need }]) => need === 'always' && !mapped.has(field)).map(([field]) => field);
  return kind === 'roster' && mapped.has('handle') ? missing.filter((field) => field !== 'name') : missing;
}

/** A heading as it is compared: without case, width, blanks, punctuation and what stands in brackets. */
export function foldHeading(heading: string): string {
  const plain = heading.slice(0, 200).normalize('NFKC').toLowerCase().trim();
  const folded = plain.replace(/\([^()]*\)|\[[^[\]]*\]/g, '').replace(/[\s_\-/:*#'".%\ufeff]+/g, '');
  return folded === '' ? plain : folded;
}

/** Where each heading stands, as written and folded; of repeated headings the first. */
export function headingPlaces(headings: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  headings.forEach((heading, index) => {
    for (const key of [heading.trim(), foldHeading(heading)]) if (!places.has(key)) places.set(key, index);
  });
  return places;
}

const BRACKETS = /\(([^()]{1,20})\)/;
const MINOR_UNITS = new Set(['分', 'fen', 'cents']);
/** Fields of the note data of 蒲公英, whose amounts are in fen (metrics-and-formats.md section 5f). */
const FEN_FIELDS = new Set(['kolprice', 'totalplatformprice']);
const UNIT_OF_COUNT = /^(.*?)(?:元|人|个|次|rmb|cny|usd)?$/;

/** The column at a place of the headings, with what its heading promises of its cells. */
export function columnAt(headings: readonly string[], index: number): Column {
  const heading = headings[index] ?? '';
  const unit = (BRACKETS.exec(foldWidth(heading.slice(0, 200)))?.[1] ?? '').trim().toLowerCase();
  const power = unitPower(UNIT_OF_COUNT.exec(unit)?.[1] ?? '') ?? 0;
  return { index, heading: heading.trim().slice(0, 200), power, minor: MINOR_UNITS.has(unit) || FEN_FIELDS.has(foldHeading(heading)) };
}
