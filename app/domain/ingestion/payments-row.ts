import type { PaymentStage } from '../cost.ts';
import type { Platform } from '../kol.ts';
import type { CalendarDay } from '../period.ts';
import type { Cell } from './cell-text.ts';
import type { Columns } from './columns.ts';
import { amount, day, handle, name, rowCurrency, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { PAYMENT_STAGE_WORDS, PLATFORM_WORDS } from './vocabularies.ts';

export interface PaymentRow {
  /** Slug or name of the campaign, to be looked up. */
  readonly campaign: string;
  readonly handle: string;
  readonly platform: Platform | null;
  readonly stage: PaymentStage;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paidOn: CalendarDay;
  readonly reference: string | null;
}

/** Reads a row of payments made. */
export function parsePaymentRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<PaymentRow> {
  const reader = new RowReader(cells, columns);
  const campaign = reader.required('campaign', name, defaults.campaign);
  const account = reader.required('handle', handle);
  const platform = reader.optional('platform', word(PLATFORM_WORDS)) ?? defaults.platform ?? null;
  const stage = reader.required('stage', word(PAYMENT_STAGE_WORDS));
  const money = reader.required('amount', amount(rowCurrency(reader, defaults)));
  const paidOn = reader.required('paid_on', day(defaults));
  const reference = reader.optionalName('reference', name) ?? null;
  if (reader.rejects.length > 0 || !campaign || !account || !stage || !money || !paidOn) return { ok: false, rejects: reader.rejects };
  return {
    ok: true,
    row: { campaign, handle: account, platform, stage, amountMinor: money.minor, currency: money.currency, paidOn, reference },
  };
}
