import type { CalendarDay } from '../period.ts';
import { BASIS_POINTS } from '../ratio.ts';
import type { PercentStyle } from './cell-number.ts';
import { detectPercentStyle, readShare } from './cell-number.ts';
import type { Cell } from './cell-text.ts';
import { readSlug, readUrl } from './cell-link.ts';
import type { Columns } from './columns.ts';
import { amount, day, name, rowCurrency } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';

export interface CampaignRow {
  readonly slug: string;
  readonly name?: string | null;
  readonly startsOn: CalendarDay;
  /** The last day, included. */
  readonly endsOn: CalendarDay;
  readonly budgetMinor: number;
  readonly currency: string;
  readonly reserveBasisPoints?: number | null;
  /** Shares of the tiers, which sum to 10,000; null when the row names none: the plan's default holds. */
  readonly tierShares: { readonly top: number; readonly mid: number; readonly emerging: number } | null;
  readonly landingUrl?: string | null;
}

const SHARE_FIELDS = ['top_pct', 'mid_pct', 'emerging_pct'] as const;

/** Reads a row of campaigns. Shares are all three or none, and sum to 100 % exactly. */
export function parseCampaignRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<CampaignRow> {
  const reader = new RowReader(cells, columns);
  const slug = reader.required('slug', readSlug);
  const startsOn = reader.required('starts_on', day(defaults));
  const endsOn = reader.required('ends_on', day(defaults));
  if (startsOn && endsOn && endsOn < startsOn) reader.reject('ends_on', 'ends_before_start', `ends on ${endsOn}, before it starts on ${startsOn}`);
  const currency = rowCurrency(reader, defaults);
  const budget = reader.required('budget', amount(currency));
  const { style, tierShares } = readTierShares(reader, defaults);
  const optional = {
    name: reader.optionalName('name', name),
    reserveBasisPoints: reader.optional('reserve_pct', (cell) => readShare(cell, style, defaults.numberStyle)),
    landingUrl: reader.optional('landing_url', readUrl),
  };
  if (reader.rejects.length > 0 || !slug || !startsOn || !endsOn || !budget) return { ok: false, rejects: reader.rejects };
  return { ok: true, row: { slug, startsOn, endsOn, budgetMinor: budget.minor, currency: budget.currency, tierShares, ...optional } };
}

/**
 * The shares of one row tell themselves how they are written: 40, 35, 25 or 0.4, 0.35, 0.25.
 * The reserve beside them is written in the same way.
 */
function readTierShares(reader: RowReader, { numberStyle }: RowDefaults): { style: PercentStyle; tierShares: CampaignRow['tierShares'] } {
  const style = detectPercentStyle(SHARE_FIELDS.map((field) => reader.cell(field)));
  const before = reader.rejects.length;
  const shares = SHARE_FIELDS.map((field) => reader.optional(field, (cell) => readShare(cell, style, numberStyle)));
  const readable = reader.rejects.length === before;
  if (readable && shares.every((value) => value === undefined || value === null)) return { style, tierShares: null };
  const [top, mid, emerging] = shares.map((value) => value ?? 0);
  const tierShares = { top: top ?? 0, mid: mid ?? 0, emerging: emerging ?? 0 };
  const sum = tierShares.top + tierShares.mid + tierShares.emerging;
  if (readable && sum !== BASIS_POINTS) {
    reader.reject('top_pct', 'shares_not_100', `top_pct, mid_pct and emerging_pct sum to ${sum / 100} %, not 100 %`);
  }
  return { style, tierShares };
}
