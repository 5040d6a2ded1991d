import { createCipheriv } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { imports as importTexts } from '#app/i18n/en/imports.ts';
import type { ImportFileInput, ImportResult } from '#app/services/import-file.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { lookAtImport } from '#app/services/look-at-import.server.ts';
import { openTabularFile } from '#app/lib/file-reading/tabular-file.server.ts';
import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { zipFile } from '#tests/factories/zip-file.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
const SEED = 20_261_122;
const FOLDER = 'tests/fixtures/ingestion';
const KIND_OF: Readonly<Record<string, ImportKind>> = {
  'alliance-commission.csv': 'costs', 'instagram-posts.csv': 'content', 'pugongying-notes.csv': 'content', 'xhs-notes.xlsx': 'content', 'xingtu-creators.xlsx': 'roster',
};
let workspaceId = '';
let mutated = 0;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'summer' });
  for (const [platform, handle] of [['douyin', 'lily'], ['xiaohongshu', '桃子'], ['instagram', 'lily.demo']] as const) {
    await aCollaboration(t.db, { workspaceId, campaignId, kol: await aKol(t.db, { workspaceId, platform, handle }) });
  }
});

type Options = Partial<Pick<ImportFileInput, 'format' | 'mapping' | 'defaults' | 'dryRun' | 'skipBadRows'>>;

/** Imports bytes as a preview and holds every promise about what may come of a file, whatever it is. */
async function take(kind: ImportKind, bytes: Uint8Array | string, options: Options = {}): Promise<ImportResult | { code: string }> {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const outcome = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: 'x.csv', bytes: content, dryRun: true, skipBadRows: true, ...options }, doing);
  if (outcome.status === 'unusable') {
    expect(Object.keys(importTexts.reason)).toContain(outcome.code);
    expectSafe(outcome.message);
    return { code: outcome.code };
  }
  const { created, updated, unchanged, rejected } = outcome.result;
  for (const reject of rejected) {
    expect(reject.line).toBeGreaterThan(0);
    expect(Object.keys(importTexts.reason)).toContain(reject.code);
    for (const text of [reject.column, reject.value, reject.message]) expectSafe(text);
    expect(reject.value.length).toBeLessThanOrEqual(200);
    expect(reject.message).not.toBe('');
  }
  expect(Math.min(created, updated, unchanged)).toBeGreaterThanOrEqual(0);
  return outcome.result;
}

/** Text that a database takes, JSON carries and a page shows. */
function expectSafe(text: string): void {
  expect(text.length).toBeLessThan(2000);
  expect(text).not.toMatch(/[\0\p{Surrogate}]/u);
}

async function codes(kind: ImportKind, bytes: Uint8Array | string, options: Options = {}) {
  const result = await take(kind, bytes, options);
  return 'code' in result ? result.code : result.rejected.map(({ line, column, code }) => [line, column, code]);
}

/** How a file is damaged: at a place (0 to 1 of its length) some bytes are changed, taken out, put in or doubled. */
type Damage = readonly [how: 'flip' | 'set' | 'cut' | 'insert' | 'double' | 'truncate', at: number, length: number, bytes: Uint8Array];

const damage: fc.Arbitrary<Damage> = fc.tuple(
  fc.constantFrom('flip', 'set', 'cut', 'insert', 'double', 'truncate'), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 200 }), fc.uint8Array({ minLength: 1, maxLength: 8 }),
);

function damaged(original: Buffer, [how, share, length, bytes]: Damage): Buffer {
  const at = Math.floor(share * original.length);
  const [before, after] = [original.subarray(0, at), original.subarray(at)];
  switch (how) {
    case 'flip':
      return Buffer.concat([before, Buffer.from(after.subarray(0, 1).map((byte) => byte ^ (1 << (length % 8)))), after.subarray(1)]);
    case 'set':
      return Buffer.concat([before, bytes, after.subarray(bytes.length)]);
    case 'cut':
      return Buffer.concat([before, after.subarray(length)]);
    case 'insert':
      return Buffer.concat([before, bytes, after]);
    case 'double':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'truncate':
      return Buffer.from(before);
  }
}

/** The parts of a workbook. */
async function unzipped(bytes: Buffer): Promise<(readonly [string, Buffer])[]> {
  const zip = await yauzl.fromBufferPromise(bytes);
  const parts: (readonly [string, Buffer])[] = [];
  for await (const entry of zip.eachEntry()) parts.push([entry.fileName, await buffer(await zip.openReadStreamPromise(entry))]);
  return parts;
}

describe('damaged files', () => {
  test.each(readdirSync(FOLDER).map((file) => [file]))('%s, its bytes flipped, cut, put in, doubled: always an answer', async (file) => {
    const original = readFileSync(`${FOLDER}/${file}`);
    const kind = KIND_OF[file] ?? 'orders';
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), fc.constantFrom<ImportKind>(kind, kind, kind, ...IMPORT_KINDS), async (damages, asKind) => {
        const bytes = damages.reduce(damaged, original);
        mutated += 1;
        await take(asKind, bytes);
        try {
          await lookAtImport(t.db, await openTabularFile({ bytes }), { workspaceId, kind: asKind, format: 'auto', mapping: null });
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFileError);
        }
      }),
      { seed: SEED, numRuns: file.endsWith('.xlsx') ? 12 : 30 },
    );
  });

  test.each(['xhs-notes.xlsx', 'xingtu-creators.xlsx'].map((file) => [file]))('%s, the text inside it damaged and packed again: always an answer', async (file) => {
    const parts = await unzipped(readFileSync(`${FOLDER}/${file}`));
    const anyPart = fc.constantFrom(...parts.map(([name]) => name).filter((name) => name.startsWith('xl/')));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyPart, damage), { minLength: 1, maxLength: 3 }), async (damages) => {
        mutated += 1;
        const changed = parts.map(([name, content]) => [name, damages.filter(([part]) => part === name).reduce((bytes, [, how]) => damaged(bytes, how), content)] as const);
        await take(KIND_OF[file] ?? 'orders', zipFile(changed));
      }),
      { seed: SEED, numRuns: 15 },
    );
  });

  test('were more than 300', () => {
    expect(mutated).toBeGreaterThanOrEqual(300);
  });
});
const ORDERS = 'shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,customer\n';
const good = (id: string) => `main,${id},2026-07-02T10:00:00+08:00,CNY,10.00,0.00,paid,,a\n`;

describe('rows that are out of order', () => {
  test('every row of a file is counted or rejected: none is lost in silence', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('', '-', '\u200b', '1', '199.00', '2026-07-02', 'CNY', 'paid', '\0', '=1+1', '"', '__proto__', 'constructor'));
    const row = fc.tuple(cell, cell, fc.constantFrom('2026-07-02', 'x', '03/04/2026'), fc.constantFrom('CNY', 'USD', '', 'x'), cell, cell);
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const quoted = rows.map((cells) => cells.map((text) => `"${text.replace(/"/g, '""')}"`).join(','));
      const result = await take('orders', ['shop,order_id,placed_at,currency,merchandise,customer', ...quoted, ''].join('\n'));
      if ('code' in result) throw new Error(result.code);
      expect(result.created + result.updated + result.unchanged + new Set(result.rejected.map(({ line }) => line)).size).toBe(rows.length);
    }), { seed: SEED, numRuns: 60 });
  });

  test('too wide, too narrow, empty: the good ones stay good', async () => {
    const file = `${ORDERS}${good('1')}main,2,2026-07-02,CNY,5,,,,,buyer@example.com\nmain,3,2026-07-02\n\n,,,,,,,,\n${good('4')}`;
    const result = await take('orders', file);
    expect(result).toMatchObject({ created: 2, rejected: [{ line: 3, code: 'row_too_wide', value: '' }, { line: 4, column: 'merchandise', code: 'required' }, { line: 6, code: 'required' }, { line: 6 }, { line: 6 }] });
  });

  test('with the same id twice, in two currencies, with dates that may be either: each named at its line', async () => {
    const file = `${ORDERS}${good('1')}${good('1')}main,2,03/04/2026,CNY,5,,,,\nmain,3,2026-07-02,CNY,$5,,,,\nmain,4,2026-07-02,CNY,¥5,,,,\n`;
    expect(await codes('orders', file)).toEqual([[3, 'order_id', 'duplicate'], [4, 'placed_at', 'ambiguous_date'], [5, 'merchandise', 'currency_conflict']]);
    expect(await codes('orders', file, { defaults: { dateOrder: 'dmy' } })).toEqual([[3, 'order_id', 'duplicate'], [5, 'merchandise', 'currency_conflict']]);
  });

  test('with formulas: they are text, never computed, and amounts are refused', async () => {
    const file = `${ORDERS}=cmd|' /C calc'!A0,@SUM(1),2026-07-02,CNY,=1+1,,,=HYPERLINK(1),\n`;
    expect(await codes('orders', file)).toEqual([[2, 'merchandise', 'not_an_amount']]);
    expect(await take('orders', file.replace('=1+1', '5'))).toMatchObject({ created: 1, rejected: [] });
  });

  test('with headings like __proto__ and constructor: columns like any other', async () => {
    const file = `__proto__,constructor,toString,hasOwnProperty,${ORDERS}x,x,x,x,${good('1')}`;
    expect(await take('orders', file)).toMatchObject({ created: 1, rejected: [] });
    expect(await codes('orders', '__proto__,constructor\n1,2\n')).toBe('kind_does_not_fit');
    expect(await codes('orders', '__proto__,constructor\n1,2\n', { mapping: JSON.parse('{"__proto__":"constructor"}') })).toBe('mapping_does_not_fit');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('with NUL, direction marks, halves of characters, cells of 100,000 characters: refused at the cell, or cleaned', async () => {
    const row = (id: string) => `main,${id},2026-07-02,CNY,5,,,,\n`;
    expect(await codes('orders', `${ORDERS}${row('a\0b')}${row('\u202eevil')}${row('x'.repeat(99_999))}`)).toEqual([[2, 'order_id', 'control_character'], [4, 'order_id', 'too_long']]);
    expect(await codes('orders', Buffer.from(`\ufeff${ORDERS}${row('a\ud800b')}`, 'utf16le'))).toEqual([]);
    expect(await codes('orders', `${ORDERS}${row('x'.repeat(100_001))}`)).toBe('cell_too_long');
    expect(await codes('orders', `${ORDERS}${row('"open')}${good('1').repeat(20_000)}`)).toBe('cell_too_long');
  });

  test('a million cells in one row end with a sentence and not with the memory', async () => {
    expect(await codes('orders', `${ORDERS}${','.repeat(999_000)}\n`)).toEqual([[2, 'order_id', 'required'], [2, 'placed_at', 'required'], [2, 'merchandise', 'required']]);
    expect(await codes('orders', ','.repeat(1_000_001))).toBe('row_too_long');
  });
});

describe('files that are something else', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n', 'latin1'), 'not_a_table_document'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'not_a_table_picture'],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body><table><tr><td>order_id</td></tr></table></body></html>'), 'not_a_table_web_page'],
    ['a web page behind a byte order mark', Buffer.from('\ufeff  <html><table>'), 'not_a_table_web_page'],
    ['JSON', Buffer.from('[{"order_id":"1","merchandise":"1.00"}]'), 'not_a_table_json'],
    ['XML', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'not_a_table_xml'],
    ['a zip of something', zipFile([['readme.txt', Buffer.from('hello')]]), 'broken_workbook'],
    ['a zip in a zip', zipFile([['inner.zip', zipFile([['xl/workbook.xml', Buffer.from('<workbook/>')]])]]), 'broken_workbook'],
    ['an empty zip', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'), 'not_a_table_archive'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old_workbook'],
    ['nothing', Buffer.alloc(0), 'empty_file'],
    ['a byte order mark', Buffer.from('\ufeff'), 'empty_file'],
    ['blank lines', Buffer.from('\r\n\r\n\r\n'), 'empty_file'],
    ['zeros', Buffer.alloc(5000), 'not_a_table_data'],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 0xff)), 'not_a_table_data'],
    ['a film', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\0', 'latin1'), 'not_a_table_video'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 0, 0]), 'not_a_table_archive'],
    ['a text of an office program', zipFile([['mimetype', Buffer.from('application/vnd.oasis.opendocument.text')]]), 'not_a_table_document'],
    ['a spreadsheet of another program', zipFile([['mimetype', Buffer.from('application/vnd.oasis.opendocument.spreadsheet')]]), 'not_a_table_spreadsheet'],
  ])('%s is told by a sentence', async (_name, bytes, code) => {
    expect(await take('orders', bytes)).toEqual({ code });
  });

  test('headings alone are a file without rows', async () => {
    expect(await take('orders', ORDERS)).toMatchObject({ created: 0, rejected: [] });
  });

  test('in the wrong encoding a file is read or refused, never half', async () => {
    const text = `${ORDERS}${good('1')}`.replace('paid', '已付款');
    expect(await take('orders', Buffer.from(text, 'utf16le').swap16())).toMatchObject({ created: 1, rejected: [] });
    expect(await take('orders', Buffer.from(text, 'utf16le'))).toMatchObject({ created: 1, rejected: [] });
    expect(await codes('orders', Buffer.concat([Buffer.from('\ufeff'), Buffer.from(text.replace('已付款', 'caf\xe9'), 'latin1')]))).toEqual([[2, 'status', 'unknown_word']]);
  });
});

describe('workbooks that are bombs', () => {
  const workbook = (parts: readonly (readonly [string, string | Buffer])[]) => zipFile([
    ['[Content_Types].xml', Buffer.from('<Types/>')], ['xl/workbook.xml', Buffer.from('<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>')],
    ...parts.map(([name, content]) => [name, Buffer.from(content)] as const),
  ]);
  /** Bytes that do not pack, the same in every run. */
  const noise = (length: number) => createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16)).update(Buffer.alloc(length));

  const lying = () => {
    const honest = workbook([['xl/worksheets/sheet1.xml', Buffer.alloc(40_000_000, 0x20)]]);
    const at = honest.lastIndexOf(Buffer.from('504b0102', 'hex'));
    honest.writeUInt32LE(2000, at + 24);
    return honest;
  };
  const hidden = () => {
    const inner = zipFile([['xl/worksheets/sheet1.xml', Buffer.alloc(40_000_000, 0x20)]]);
    return zipFile([['xl/workbook.xml', Buffer.from('<workbook/>')]], inner.subarray(0, inner.lastIndexOf(Buffer.from('504b0102', 'hex'))));
  };

  test.each([
    ['unpacks to 100 MB of blanks', () => workbook([['xl/worksheets/sheet1.xml', Buffer.alloc(100_000_000, 0x20)]]), 'workbook_too_large'],
    ['has a directory that lies about sizes', lying, 'broken_workbook'],
    ['holds parts that the directory does not name', hidden, 'broken_workbook'],
    ['names one part many times', () => zipFile([['xl/a.xml', noise(1_000_000)]], undefined, 40), 'broken_workbook'],
    ['has 5,000 sheets', () => workbook(Array.from({ length: 5000 }, (_, index) => [`xl/worksheets/sheet${index}.xml`, '<worksheet/>'] as const)), 'workbook_too_large'],
    ['laughs a billion times', () => workbook([['xl/sharedStrings.xml', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>']]), 'workbook_too_large'],
    ['laughs in UTF-16', () => workbook([['xl/sharedStrings.xml', Buffer.from('\ufeff<!DOCTYPE x [<!ENTITY a "ha">]><sst/>', 'utf16le')]]), 'workbook_too_large'],
    ['has a cell at the far corner', () => workbook([['xl/worksheets/sheet1.xml', '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>']]), 'workbook_too_large'],
    ['is one part inside another', () => zipFile([['a.zip', zipFile([['b.zip', zipFile([['c', noise(10_000)]])]])]]), 'broken_workbook'],
  ])('one that %s is refused within a second and 20 MB', async (_name, make, code) => {
    const bytes = make();
    const before = process.memoryUsage();
    const startedAt = process.cpuUsage();
    const error: unknown = await openTabularFile({ bytes }).then(() => null, (caught: unknown) => caught);
    // Time of the processor, threads included: the machine may be busy with other things.
    const { user, system } = process.cpuUsage(startedAt);
    const after = process.memoryUsage();
    expect(error).toBeInstanceOf(UnreadableFileError);
    expect(error).toMatchObject({ code });
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(after.heapUsed + after.external + after.arrayBuffers - before.heapUsed - before.external - before.arrayBuffers).toBeLessThan(20_000_000);
  });

  test('one text that many cells share is not multiplied: 20,000 cells of a megabyte are refused', async () => {
    const cells = Array.from({ length: 20_000 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="s"><v>0</v></c></row>`).join('');
    const bytes = zipFile([
      ['[Content_Types].xml', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')],
      ['_rels/.rels', Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')],
      ['xl/_rels/workbook.xml.rels', Buffer.from('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')],
      ['xl/workbook.xml', Buffer.from('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>')],
      ['xl/sharedStrings.xml', Buffer.concat([Buffer.from('<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'), Buffer.from(noise(1_000_000).toString('base64')), Buffer.from('</t></si></sst>')])],
      ['xl/worksheets/sheet1.xml', Buffer.from(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`)],
    ]);
    await expect(openTabularFile({ bytes })).rejects.toMatchObject({ code: 'broken_workbook', message: expect.stringContaining('longer than 100000 characters') });
  });
});
