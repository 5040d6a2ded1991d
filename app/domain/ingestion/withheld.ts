/** What stands in place of a value that may be about a buyer: in kept rows, in lists of problems, in files given back. One for all languages, as it is read again. */
export const WITHHELD = '(withheld / 不显示)';

export function isWithheld(cell: unknown): boolean {
  return typeof cell === 'string' && cell.trim() === WITHHELD;
}
