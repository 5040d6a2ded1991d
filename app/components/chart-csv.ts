/** A number as people read it: an optional sign, a currency's sign, digits in groups, decimals. */
const READABLE = /^([-−]?)\s*([^\d\s.,%()+-]{0,4})\s?(\d{1,3}(?:,\d{3})*|\d+)(\.\d+)?$/u;

/**
 * The figures of a chart as a CSV that a spreadsheet can calculate with: numbers without groups and signs of currency, the sign in the heading of a
 * column where all of it shares one, nothing for a dash. Text that a spreadsheet would take for a formula is kept from being one. Starts with a
 * byte order mark, so that Excel reads Chinese.
 */
export function chartCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const signs = head.map((_, column) => signOf(rows.map((row) => row[column] ?? '')));
  const heading = head.map((text, column) => (signs[column] ? `${text} (${signs[column]})`.trim() : text));
  return `\uFEFF${[heading, ...rows.map((row) => row.map(plain))].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** The sign of currency that a column's numbers have in common. */
function signOf(cells: readonly string[]): string {
  const signs = new Set(cells.flatMap((cell) => READABLE.exec(cell.trim())?.[2] ?? []).filter((sign) => sign !== ''));
  const [only = ''] = signs;
  return signs.size === 1 ? only : '';
}

function plain(cell: string): string {
  const text = cell.trim().replace(/\s+/gu, ' ');
  if (text === '—' || text === '–') return '';
  const number = READABLE.exec(text);
  if (number) return `${number[1] ? '-' : ''}${(number[3] ?? '').replaceAll(',', '')}${number[4] ?? ''}`;
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
