import type { Column, Columns, Mapping, MappingProblem } from './columns.ts';
import { columnAt, fieldsOf, foldHeading, headingPlaces, mappedColumns } from './columns.ts';
import type { FileFormat, ImportFormat } from './file-format.ts';
import { ALLIANCE_COMMISSION } from './alliance-commission.ts';
import { DOUYIN_ORDERS } from './douyin-orders.ts';
import { SHOPIFY_EXPORT } from './shopify-export.ts';
import { TAOBAO_ITEMS } from './taobao-items.ts';
import { TAOBAO_ORDERS } from './taobao-orders.ts';
import { WOOCOMMERCE_EXPORT } from './woocommerce-export.ts';
import { PUGONGYING_NOTES, XHS_NOTES } from './xhs-notes.ts';
import { XINGTU_CREATORS } from './xingtu-creators.ts';
import { YOUZAN_ORDERS } from './youzan-orders.ts';

/** Every format known by name (metrics-and-formats.md section 5); what is not confirmed there is left to synonyms and mapping. */
export const KNOWN_FORMATS: readonly FileFormat[] = [
  SHOPIFY_EXPORT, WOOCOMMERCE_EXPORT, YOUZAN_ORDERS, TAOBAO_ORDERS, TAOBAO_ITEMS, DOUYIN_ORDERS, ALLIANCE_COMMISSION, XHS_NOTES, PUGONGYING_NOTES, XINGTU_CREATORS,
];

const BY_ID: ReadonlyMap<string, FileFormat> = new Map(KNOWN_FORMATS.map((format) => [format.id, format]));

/** A format by its name; null for `generic`. */
export function fileFormatOf(id: ImportFormat): FileFormat | null {
  return BY_ID.get(id) ?? null;
}

const SIGNATURES = KNOWN_FORMATS.map((format) => ({ format, signature: format.signature.map(foldHeading) }));

/** The format that has such headings; of several the one whose signature says most. null when none has. */
export function recogniseFormat(headings: readonly string[]): FileFormat | null {
  const folded = new Set(headings.map(foldHeading));
  const fitting = SIGNATURES.filter(({ signature }) => signature.every((heading) => folded.has(heading)));
  return fitting.toSorted((a, b) => b.signature.length - a.signature.length)[0]?.format ?? null;
}

/** Which heading of a file holds which field, as far as the format says so itself. */
export function mappingOfFormat(format: FileFormat, headings: readonly string[]): Mapping {
  const fields = fieldsOf(format.kind);
  const columns = [...ownColumns(format, headings)].filter(([role]) => fields.has(role));
  return Object.fromEntries(columns.map(([role, column]) => [role, column.heading]));
}

/** The columns of a file of a format: the format's own, those of `mapping` over and beside them. */
export function columnsOfFormat(
  format: FileFormat, headings: readonly string[], mapping: Mapping,
): { readonly ok: true; readonly columns: Columns } | { readonly ok: false; readonly problems: readonly MappingProblem[] } {
  const { byField, problems } = mappedColumns(format.kind, mapping, headings);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, columns: { width: headings.length, byField: new Map([...ownColumns(format, headings), ...byField]) } };
}

function ownColumns(format: FileFormat, headings: readonly string[]): Map<string, Column> {
  const places = headingPlaces(headings);
  const columns = Object.entries(format.columns).flatMap(([role, names]): [string, Column][] => {
    const index = names.map((name) => places.get(name) ?? places.get(foldHeading(name))).find((place) => place !== undefined);
    return index === undefined ? [] : [[role, columnAt(headings, index)]];
  });
  return new Map(columns);
}
