import type { Platform } from '../kol.ts';
import type { ContentRow } from './content-row.ts';
import type { CostRow } from './costs-row.ts';
import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import type { ImportKind } from './import-run.ts';
import type { OrderGrouping } from './order-grouper.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';

/** The formats that are known by name: whose headings say for certain what the rows mean (metrics-and-formats.md section 5). */
export const NAMED_FORMATS = [
  'shopify', 'woocommerce', 'youzan', 'taobao-orders', 'taobao-items', 'douyin-orders', 'alliance-commission', 'xhs-notes', 'pugongying-notes', 'xingtu-creators',
] as const;
export type NamedFormat = (typeof NAMED_FORMATS)[number];

/** How a file is read: by name, or `generic`: a row for a record, columns by their headings. */
export const IMPORT_FORMATS = ['generic', ...NAMED_FORMATS] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What a person may say about a file: find out, one record a row whatever it looks like, or a format by name. */
export const FORMAT_CHOICES = ['auto', 'own', ...NAMED_FORMATS] as const;
export type FormatChoice = (typeof FORMAT_CHOICES)[number];

/** Who writes such files; screens show it. */
export type FileOrigin = 'shopify' | 'woocommerce' | 'youzan' | 'taobao' | 'douyin' | 'alliance' | 'xiaohongshu' | 'pugongying' | 'xingtu';

export type RowParser<T> = (cells: readonly Cell[], columns: Columns, defaults: RowDefaults) => ParsedRow<T>;

/** A format known by name. */
export interface FileFormat {
  readonly id: NamedFormat;
  readonly kind: ImportKind;
  readonly origin: FileOrigin;
  /** Headings that every such file has, and no other format all of them. */
  readonly signature: readonly string[];
  /**
   * Where the format keeps what it reads, each with the headings it may have, the first that is there. A name that is a field of
   * the kind is that field; others are the format's own.
   */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** What holds for all such files: Chinese platforms write wall clocks of Shanghai. */
  readonly defaults: { readonly platform?: Platform; readonly zone?: string; readonly currency?: string; readonly shop?: string };
  /** Fields that the kind needs and this format does without. */
  readonly without?: readonly string[];
  /** How its rows are read, where not as the kind's own. */
  readonly orders?: (columns: Columns, defaults: RowDefaults) => OrderGrouping;
  readonly costs?: RowParser<CostRow>;
  readonly content?: RowParser<ContentRow>;
}
