import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { IMPORT_FIELDS } from '../domain/ingestion/import-fields.ts';
import { CELL_PROBLEMS } from '../domain/ingestion/reading.ts';
import { imports as en } from './en/imports.ts';
import { imports as zh } from './zh/imports.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const PLACES = ['app/services/importing', 'app/services/run-queued-import.server.ts', 'app/lib/file-reading', 'db/queries/import-queue.server.ts', 'app/domain/ingestion/csv.ts'];
/** Words beside codes: fields, and what became of a row that was taken. */
const NO_CODES = new Set([...Object.values(IMPORT_FIELDS).flatMap((fields) => Object.keys(fields)), 'created', 'updated', 'unchanged']);

function sources(): string[] {
  return PLACES.flatMap((place) => {
    const full = path.join(ROOT, place);
    if (fs.statSync(full).isFile()) return [full];
    return fs.readdirSync(full, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => path.join(full, name));
  }).map((file) => fs.readFileSync(file, 'utf8'));
}

/** Every code that an import may give as a reason: those of cells, and those that the services write out. */
function allCodes(): string[] {
  const written = sources().flatMap((text) => [
    ...[...text.matchAll(/UnreadableFileError\('(\w+)'/g)].map(([, code = '']) => code),
    ...[...text.matchAll(/(?:code|problem_code)(?:: | = )((?:'\w+'(?: \| )?)+)/g)].flatMap(([, codes = '']) => [...codes.matchAll(/'(\w+)'/g)].map(([, code = '']) => code)),
    ...text.split('\n').filter((line) => /(?:rejectAt|problemAt)\(/.test(line)).flatMap((line) => [...line.matchAll(/'([a-z]+(?:_[a-z]+)+|duplicate)'/g)].map(([, code = '']) => code)),
    ...(text.includes("status.replaceAll('-', '_')") ? [...text.matchAll(/case '([a-z-]+)'/g)].map(([, status = '']) => status.replaceAll('-', '_')) : []),
    ...(text.includes('`not_a_table_${kind}`') ? [...text.matchAll(/^ {2}(\w+): '(?:a|an|no) /gm)].map(([, kind = '']) => `not_a_table_${kind}`) : []),
  ]);
  return [...new Set([...CELL_PROBLEMS, ...written])].filter((code) => !NO_CODES.has(code));
}

test('every reason of an import has words in both languages', () => {
  const codes = allCodes();
  expect(codes).toEqual(expect.arrayContaining(['required', 'duplicate', 'worker_lost', 'internal_error', 'file_gone', 'tier_locked', 'fallback_not_allowed', 'unknown_account', 'not_a_table_document', 'broken_workbook', 'unterminated_quote']));
  expect(codes.filter((code) => !(code in en.reason))).toEqual([]);
  expect(codes.filter((code) => !(code in zh.reason))).toEqual([]);
});
