/** What makes a spreadsheet take text for a formula or run it into the next cell (CWE-1236), full-width forms included. */
const FORMULA_LEAD = /^[=+\-@\t\r\n\0＝＋－＠]/;
/** An apostrophe that a guard put there, or text that would be taken for guarded and so needs one apostrophe more. */
const GUARDED = /^'+[=+\-@\t\r\n\0＝＋－＠0-9]/;

/**
 * Text for a cell of a CSV or XLSX export: an apostrophe is put before what a spreadsheet would compute.
 * For TEXT only; numbers are written as numbers and must not pass here ("-1" as a number stays -1).
 * `withoutGuard` takes it off again, so what is exported can be imported unchanged.
 */
export function formulaSafeText(text: string): string {
  return FORMULA_LEAD.test(text) || GUARDED.test(text) ? `'${text}` : text;
}

/** Takes off the one apostrophe that `formulaSafeText` or a spreadsheet user ('0123) put before text. */
export function withoutGuard(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
