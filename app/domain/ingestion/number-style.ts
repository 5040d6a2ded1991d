import type { CleanCell } from './cell-text.ts';
import { foldWidth } from './decimal.ts';

/** How a file writes numbers: 1,234.56 (`dot`) or 1.234,56 (`comma`). */
export type NumberStyle = 'dot' | 'comma';

const NUMBER_IN_CELL = /\d[\d.,]*\d|[.,]\d+/;
/** Groups of three between separators: 1.234.567. */
const GROUPED = /^\d{1,3}(?:[.,]\d{3})+$/;

/**
 * The style that a cell can only be in: 1,234.5 and 1.5 and 0.125 and 1,234,567 have their decimals behind a dot. null for what
 * may be read in both ways (1.234, 1,234), for whole numbers and for what is no number.
 */
export function numberStyleOf(cell: CleanCell): NumberStyle | null {
  const number = typeof cell === 'string' && cell.length <= 60 ? NUMBER_IN_CELL.exec(foldWidth(cell).replace(/['’ ]/g, ''))?.[0] : undefined;
  if (number === undefined) return null;
  const [dots, commas] = [count(number, '.'), count(number, ',')];
  if (dots + commas === 0) return null;
  const last = number.lastIndexOf('.') > number.lastIndexOf(',') ? '.' : ',';
  const styleIfDecimal = last === '.' ? 'dot' : 'comma';
  const styleIfGrouped = last === '.' ? 'comma' : 'dot';
  if (dots > 0 && commas > 0) return (last === '.' ? dots : commas) === 1 ? styleIfDecimal : null;
  if (dots + commas > 1) return GROUPED.test(number) ? styleIfGrouped : null;
  const mayBeGrouped = GROUPED.test(number) && !number.startsWith('0');
  return mayBeGrouped ? null : styleIfDecimal;
}

/** Whether a number may be read in both styles: 1.234 and 1,234. */
export function isAmbiguousNumber(text: string): boolean {
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
}

/**
 * The style of a file, told by all of its numbers together: one that has its decimals behind a dot decides, as that is the usual
 * one and the readers refuse what does not fit it; a comma decides where no cell has a dot before its decimals.
 */
export class NumberStyleDetector {
  #style: NumberStyle | null = null;

  note(cell: CleanCell): void {
    if (this.#style !== 'dot') this.#style = numberStyleOf(cell) ?? this.#style;
  }

  get style(): NumberStyle | null {
    return this.#style;
  }

  /** Whether further cells cannot change it. */
  get isDecided(): boolean {
    return this.#style === 'dot';
  }
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
