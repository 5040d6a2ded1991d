import type { CostKind } from '../cost.ts';
import type { Platform } from '../kol.ts';
import type { CalendarDay } from '../period.ts';
import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import { amount, day, handle, name, note, rowCurrency, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { COST_KIND_WORDS, PLATFORM_WORDS, YES_NO_WORDS } from './vocabularies.ts';

export interface CostRow {
  /** Slug or name of the campaign, to be looked up; null where the KOL's collaboration of `day` is meant. */
  readonly campaign: string | null;
  readonly handle: string;
  readonly platform: Platform | null;
  readonly kind: CostKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly incurredOn: CalendarDay;
  /** null when the file does not say. */
  readonly cancellable: boolean | null;
  readonly note: string | null;
  /** The source's own name of the cost, by which it is the same in every file; without it equal rows are told apart by their number. */
  readonly reference?: string | null;
  /** When what it was paid for happened, to find the collaboration that was in flight. */
  readonly day?: CalendarDay | null;
}

/** Reads a row of cost items. */
export function parseCostRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<CostRow> {
  const reader = new RowReader(cells, columns);
  const campaign = reader.required('campaign', name, defaults.campaign);
  const account = reader.required('handle', handle);
  const platform = reader.optional('platform', word(PLATFORM_WORDS)) ?? defaults.platform ?? null;
  const kind = reader.required('kind', word(COST_KIND_WORDS));
  const money = reader.required('amount', amount(rowCurrency(reader, defaults)));
  const incurredOn = reader.required('incurred_on', day(defaults));
  const cancellable = reader.optional('cancellable', word(YES_NO_WORDS)) ?? null;
  const text = reader.optional('note', note) ?? null;
  if (reader.rejects.length > 0 || !campaign || !account || !kind || !money || !incurredOn) return { ok: false, rejects: reader.rejects };
  return {
    ok: true,
    row: {
      campaign, handle: account, platform, kind, amountMinor: money.minor, currency: money.currency, incurredOn,
      cancellable: cancellable === null ? null : cancellable === 'yes', note: text,
    },
  };
}
