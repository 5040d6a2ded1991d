/** Stable codes of what may be wrong with a cell; screens translate them, scripts compare them. */
export const CELL_PROBLEMS = [
  'required', 'control_character', 'broken_text', 'too_long', 'precision_lost',
  'not_a_number', 'not_whole', 'negative', 'too_large', 'too_precise', 'not_a_percent', 'out_of_range',
  'not_an_amount', 'unknown_currency', 'currency_conflict',
  'not_a_date', 'ambiguous_date', 'unknown_word', 'not_a_url', 'not_an_email', 'not_a_slug', 'not_a_coupon', 'too_many_items',
  'shares_not_100', 'ends_before_start', 'captured_before_published', 'row_too_wide', 'line_without_order',
  'ambiguous_number', 'rows_apart', 'item_twice', 'too_many_rows', 'not_settled', 'withheld',
] as const;
export type CellProblem = (typeof CELL_PROBLEMS)[number];

/** What a cell was found to hold, or why it could not be read and what was expected. Readers never throw on what a file says. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | Unreadable;

export interface Unreadable {
  readonly ok: false;
  readonly code: CellProblem;
  readonly message: string;
  /** An example of what would have been read, in words. */
  readonly expectation: string;
}

export function read<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function unreadable(code: CellProblem, message: string, expectation: string): Unreadable {
  return { ok: false, code, message, expectation };
}
