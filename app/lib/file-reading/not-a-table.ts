import { UnreadableFileError } from './unreadable-file.ts';

/** How files begin, byte by byte, that are no tables, and what to call them. */
const BEGINNINGS: readonly (readonly [beginning: string, what: string])[] = [
  ['%PDF-', 'a PDF document'], ['\x89PNG', 'a picture'], ['\xff\xd8\xff', 'a picture'], ['GIF8', 'a picture'], ['\x1f\x8b', 'a gzip archive'], ['Rar!', 'an archive'],
  ['7z\xbc\xaf', 'an archive'], ['PK\x05\x06', 'an empty archive'], ['PK\x07\x08', 'a divided archive'], ['\x7fELF', 'a program'], ['MZ\x90', 'a program'], ['SQLite format 3', 'a database'],
];
const TEXTS: readonly (readonly [form: RegExp, what: string])[] = [
  [/^\s*<(?:!doctype html|html|head|body|table|meta)\b/i, 'a web page, as some shops save under the name .xls: open it in a spreadsheet program and save it as .xlsx'],
  [/^\s*<\?xml\b/i, 'an XML document'],
  [/^\s*(?:\{\s*"|\[\s*[[{])/, 'a JSON document'],
];
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** Refuses what is plainly something else than a table, by its first bytes. @throws UnreadableFileError with what it is */
export function refuseOtherFiles(head: Uint8Array): void {
  const bytes = Buffer.from(head).toString('latin1');
  const text = bytes.startsWith(BYTE_ORDER_MARK) ? bytes.slice(BYTE_ORDER_MARK.length) : bytes;
  const found = BEGINNINGS.find(([beginning]) => bytes.startsWith(beginning)) ?? TEXTS.find(([form]) => form.test(text));
  if (found) throw new UnreadableFileError('not_a_table', `this is ${found[1]}; a CSV or XLSX file is needed`);
}
