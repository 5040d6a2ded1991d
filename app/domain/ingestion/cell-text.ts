import { withoutGuard } from './formula-guard.ts';
import type { Reading } from './reading.ts';
import { read, unreadable } from './reading.ts';

/** A cell as a file reader delivers it: text from CSV; text, numbers, booleans and dates from XLSX. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A cell without the wrapping that spreadsheets and shops put around it; '' where there is nothing. Readers take these. */
export type CleanCell = string | number | Date;

/**
 * Takes a cell out of its wrapping: leading tabs and spaces (Chinese shops put a tab before ids), a guarding apostrophe,
 * `="..."` around ids. To be applied once, as an apostrophe under an apostrophe is content.
 */
export function cleanCell(cell: Cell): CleanCell {
  if (typeof cell === 'string') return PLAIN.test(cell) ? cell : unwrap(cell.trim());
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'boolean' ? String(cell) : cell;
}

/** Most cells: printable ASCII without wrapping or spaces around it. */
const PLAIN = /^[!-&(-<>-~](?:[ -~]*[!-~])?$/;

/** Whether `cleanCell` and `readText` leave a text as it is. */
export function isPlainCell(cell: string): boolean {
  return PLAIN.test(cell);
}

function unwrap(text: string): string {
  if (text.startsWith("'")) return withoutGuard(text);
  return text.length > 3 && text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).replace(/""/g, '"').trim() : text;
}

const NOTHING = new Set(['unknown', 'n/a', '#n/a', 'na', 'null', 'none', 'nil', '未知', '无', '暂无', '数据较少']);
const STARTS_WITH_DIGIT = /^\d/;
const DASHES = /^[-–—―－_]{0,3}$/;

/** A cell without content, for identifiers and names: empty, or dashes where there is nothing. */
export function isEmptyCell(cell: CleanCell): boolean {
  return typeof cell === 'string' && (cell === '' || (cell.length <= 3 && DASHES.test(cell)));
}

/** A cell that says "nothing is known" in one of the usual ways. It means null and is never 0. */
export function isNothing(cell: CleanCell): boolean {
  return isEmptyCell(cell) || (typeof cell === 'string' && cell.length <= 8 && !STARTS_WITH_DIGIT.test(cell) && NOTHING.has(cell.toLowerCase()));
}

/** The text of a clean cell without judging it: numbers in full, dates as the wall clock reading they stand for. */
export function cellAsText(cell: CleanCell): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return String(cell);
  return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, '');
}

/**
 * Text for people: NFC, line breaks as \n, without the invisible characters that turn the reading direction around
 * (a name must not rewrite the line it stands in). NUL, other control characters and half surrogate pairs are refused.
 */
export function readText(cell: CleanCell, maxLength: number): Reading<string> {
  const raw = cellAsText(cell);
  if (raw.length > maxLength) return unreadable('too_long', `${raw.length} characters`, `at most ${maxLength} characters`);
  if (PLAIN.test(raw)) return read(raw);
  if (CONTROL.test(raw)) return unreadable('control_character', 'holds a control character', 'text without NUL and control characters');
  if (LONE_SURROGATE.test(raw)) return unreadable('broken_text', 'holds half of a character', 'well-formed Unicode text');
  return read(raw.replace(/\r\n?/g, '\n').replace(DIRECTION, '').normalize('NFC').trim());
}

/** Text that is compared: handles, order ids, codes. As `readText`, in one line and without zero-width characters. */
export function readIdentifier(cell: CleanCell, maxLength: number): Reading<string> {
  if ((typeof cell === 'number' && !Number.isSafeInteger(cell)) || (typeof cell === 'string' && SCIENTIFIC.test(cell))) {
    return unreadable('precision_lost', 'a spreadsheet has rounded this number', 'all digits: format the column as text before saving');
  }
  const text = readText(cell, maxLength);
  if (text.ok && WORD.test(text.value)) return text;
  return text.ok ? read(text.value.replace(/[\u200b\u200e\u200f\u2060]/g, '').replace(/\s+/g, ' ').trim()) : text;
}

const CONTROL = /[^\P{Cc}\t\n\r]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\ufeff]/g;
const WORD = /^[!-~]+$/;
const SCIENTIFIC = /^\d(?:\.\d+)?e\+\d+$/i;
