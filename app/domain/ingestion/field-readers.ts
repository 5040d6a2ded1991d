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
export const count: CellReader<number> = (cell, column) => readCount(cell, column.power);

/** A handle without the @ people put before it. */
export const handle: CellReader<string> = (cell) => {
  const text = readIdentifier(cell, MAX_NAME);
  return text.ok ? read(text.value.replace(/^[@＠]\s*(?=.)/u, '')) : text;
};

/**
 * Whatever names the buyer, to be hashed. What cannot be read names nobody: the order counts all the same, and a reject
 * would carry the buyer's address into a list that people download.
 */
export const buyer: CellReader<string | null> = (cell) => {
  const text = readIdentifier(cell, MAX_NAME);
  return read(text.ok && text.value !== '' ? text.value : null);
};

export function word<T>(words: Vocabulary<T>): CellReader<T> {
  return (cell) => readWord(cell, words);
}

export function day(defaults: RowDefaults): CellReader<CalendarDay> {
  return (cell) => readDay(cell, defaults);
}

export function instant(defaults: RowDefaults): CellReader<Date> {
  return (cell) => readInstant(cell, defaults);
}

export function share(style: PercentStyle): CellReader<number> {
  return (cell) => readShare(cell, style);
}

export function rate(style: PercentStyle): CellReader<number> {
  return (cell) => readRate(cell, style);
}

/** How a field's column writes percentages, as the whole file showed. */
export function percentStyle<K extends ImportKind>(defaults: RowDefaults, field: FieldOf<K>): PercentStyle {
  return defaults.percentStyles?.get(field) ?? 'percent';
}

/** The currency of a row's amounts: its own column where filled, else the import's; and which of both it was. */
export function rowCurrency(reader: RowReader, defaults: RowDefaults): { currency: string; named: boolean } {
  const own = reader.optional('currency', (cell) => readCurrency(cell, defaults.currency));
  return own ? { currency: own, named: true } : { currency: defaults.currency, named: false };
}

export function amount(currency: { currency: string; named: boolean }): CellReader<Money> {
  const plain: AmountContext = { currency: currency.currency, named: currency.named };
  return (cell, column) => {
    if (column.power === 0 && !column.minor) return readAmount(cell, plain);
    return readAmount(cell, { ...plain, headingPower: column.power, headingMinor: column.minor });
  };
}
