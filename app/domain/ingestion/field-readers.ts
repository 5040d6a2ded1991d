import type { Money } from '../money.ts';
import type { CalendarDay } from '../period.ts';
import type { PercentStyle } from './cell-number.ts';
import { readCount, readRate, readShare } from './cell-number.ts';
import type { AmountContext } from './cell-money.ts';
import { readAmount, readCurrency } from './cell-money.ts';
import { readIdentifier, readText } from './cell-text.ts';
import { readDay, readInstant } from './cell-time.ts';
import { readList } from './cell-list.ts';
import type { Vocabulary } from './cell-word.ts';
import { readWord } from './cell-word.ts';
import type { FieldOf } from './import-fields.ts';
import type { ImportKind } from './import-run.ts';
import type { NumberStyle } from './number-style.ts';
import { read } from './reading.ts';
import type { CellReader, RowDefaults, RowReader } from './row-reader.ts';

/** Longest texts taken in. */
export const MAX_NAME = 200;
export const MAX_ID = 128;
export const MAX_NOTE = 5000;

/** Readers in the form a RowReader takes them: the cell and its column in, a reading out. */
export const name: CellReader<string> = (cell) => readIdentifier(cell, MAX_NAME);
export const id: CellReader<string> = (cell) => readIdentifier(cell, MAX_ID);
export const note: CellReader<string> = (cell) => readText(cell, MAX_NOTE);
export const list: CellReader<string[]> = (cell) => readList(cell, MAX_NAME);

const NOTE_HEADING = /备注|留言|note|remark|memo/i;
/** A code between other words: Latin letters and digits, both, as `LILY15` and tracking codes are; no part of an e-mail address. */
const CODE_IN_NOTE = /(?<![\w@.+-])(?=[a-z_-]*\d)(?=[\d_-]*[a-z])[a-z\d_-]{4,20}(?![\w@+-]|\.\w)/gi;

/**
 * The discount codes of an order. Shops without a field for them have buyers write them into a note: of a note only what
 * looks like a code is taken, as the rest may be anybody's name and address.
 */
export const codes: CellReader<string[]> = (cell, column) => {
  if (!NOTE_HEADING.test(column.heading)) return list(cell, column);
  const found = typeof cell === 'string' ? cell.slice(0, MAX_NOTE).match(CODE_IN_NOTE) : null;
  return list((found ?? []).slice(0, 20).join(';'), column);
};

/** A handle without the @ people put before it. */
export const handle: CellReader<string> = (cell) => {
  const text = readIdentifier(cell, MAX_NAME);
  return text.ok ? read(text.value.replace(/^[@＠]\s*(?=.)/u, '')) : text;
};

/**
 * Whatever names the buyer, to be hashed. What cannot be read names nobody: the order counts all the same, and a reject
 * would carry the buyer's address into a list that people download. Nor does what a platform has masked (138****0001):
 * many buyers share it.
 */
export const buyer: CellReader<string | null> = (cell) => {
  const text = readIdentifier(cell, MAX_NAME);
  return read(text.ok && text.value !== '' && !MASKED.test(text.value) ? text.value : null);
};

const MASKED = /[*＊]/;

export function word<T>(words: Vocabulary<T>): CellReader<T> {
  return (cell) => readWord(cell, words);
}

export function day(defaults: RowDefaults): CellReader<CalendarDay> {
  return (cell) => readDay(cell, defaults);
}

export function instant(defaults: RowDefaults): CellReader<Date> {
  return (cell) => readInstant(cell, defaults);
}

export function count({ numberStyle }: RowDefaults): CellReader<number> {
  return (cell, column) => readCount(cell, column.power, numberStyle);
}

export function share(style: PercentStyle, { numberStyle }: RowDefaults): CellReader<number> {
  return (cell) => readShare(cell, style, numberStyle);
}

export function rate(style: PercentStyle, { numberStyle }: RowDefaults): CellReader<number> {
  return (cell) => readRate(cell, style, numberStyle);
}

/** How a field's column writes percentages, as the whole file showed. */
export function percentStyle<K extends ImportKind>(defaults: RowDefaults, field: FieldOf<K>): PercentStyle {
  return defaults.percentStyles?.get(field) ?? 'percent';
}

/** What holds for the amounts of a row. */
export interface RowCurrency {
  readonly currency: string;
  /** The row names it itself. */
  readonly named: boolean;
  readonly numberStyle?: NumberStyle | null;
}

/** The currency of a row's amounts: its own column where filled, else the import's; and which of both it was. */
export function rowCurrency(reader: RowReader, defaults: RowDefaults): RowCurrency {
  const own = reader.optional('currency', (cell) => readCurrency(cell, defaults.currency));
  return { currency: own ?? defaults.currency, named: typeof own === 'string', numberStyle: defaults.numberStyle };
}

/** What holds for the further amounts of a row once one was read: they are in its currency, or the row contradicts itself. */
export function sameCurrency(row: RowCurrency, first: Money | undefined): RowCurrency {
  return first === undefined ? row : { currency: first.currency, named: true, numberStyle: row.numberStyle };
}

export function amount({ currency, named, numberStyle }: RowCurrency): CellReader<Money> {
  const plain: AmountContext = { currency, named, numberStyle };
  return (cell, column) => {
    if (column.power === 0 && !column.minor) return readAmount(cell, plain);
    return readAmount(cell, { ...plain, headingPower: column.power, headingMinor: column.minor });
  };
}
