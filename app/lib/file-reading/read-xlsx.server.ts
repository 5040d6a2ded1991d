import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { FileSource } from './file-source.server.ts';
import { sizeOf } from './file-source.server.ts';
import type { FileRow } from './tabular-file.server.ts';
import { UnreadableFileError } from './unreadable-file.ts';
import { refuseZipBomb, ZIP_LIMITS } from './zip-guard.server.ts';

const TIME_LIMIT_MS = 60_000;
const HEAP_LIMIT_MB = 512;
/** Cells as long as a CSV's may be; altogether as much text as a workbook of 50 MB holds. */
const MOST = { cellLength: 100_000, textLength: 100_000_000 };

/**
 * The rows of a workbook's first sheet that holds any, read in a thread of its own with a heap limit: parsing blocks for
 * half a second per 10,000 rows, and a directory may lie about sizes. @throws UnreadableFileError
 */
export async function readXlsx(source: FileSource): Promise<FileRow[]> {
  if ((await sizeOf(source)) > ZIP_LIMITS.unpackedBytes) throw new UnreadableFileError('workbook_too_large', 'the workbook is larger than 50 MB; save it as CSV instead');
  const bytes = 'path' in source ? await readFile(source.path) : source.bytes;
  await refuseZipBomb(bytes);
  const sheets = await readSheets(bytes);
  const rows = sheets.find((sheet) => sheet.some((row) => row.some((cell) => cell !== null && cell !== ''))) ?? [];
  return rows.flatMap((cells, index) => (cells.some((cell) => cell !== null && cell !== '') ? [{ line: index + 1, cells }] : []));
}

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]);
const answerSchema = z.union([z.object({ sheets: z.array(z.array(z.array(cellSchema))) }), z.object({ error: z.string() })]);

/** Plain JavaScript for the thread: the portal runs as one bundle, which has no file of its own for a worker. */
const WORKER_SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { default: readWorkbook } = require(workerData.reader);
  const { cellLength, textLength } = workerData.most;
  // A text that many cells share is one text here and many once it is sent.
  const check = (sheets) => {
    let length = 0;
    for (const { data } of sheets) for (const row of data) for (const cell of row) {
      if (typeof cell !== 'string') continue;
      if (cell.length > cellLength) throw new Error('a cell is longer than ' + cellLength + ' characters');
      length += cell.length;
      if (length > textLength) throw new Error('its cells hold more than ' + textLength + ' characters');
    }
    return sheets.map((sheet) => sheet.data);
  };
  readWorkbook(Buffer.from(workerData.bytes)).then(check).then(
    (sheets) => parentPort.postMessage({ sheets }),
    (error) => parentPort.postMessage({ error: String(error && error.message || error) }),
  );
`;

function readSheets(bytes: Uint8Array): Promise<z.infer<typeof cellSchema>[][][]> {
  const reader = createRequire(import.meta.url).resolve('read-excel-file/node');
  const worker = new Worker(WORKER_SOURCE, { eval: true, workerData: { reader, bytes, most: MOST }, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('reading it takes too long'), TIME_LIMIT_MS);
    const finish = () => {
      clearTimeout(timer);
      void worker.terminate();
    };
    const fail = (why: string, cause?: unknown) => {
      finish();
      reject(new UnreadableFileError('broken_workbook', `the workbook cannot be read: ${why}`, { cause }));
    };
    worker.on('error', (error) => fail(error.message, error));
    worker.on('exit', () => fail('the reader ended without an answer'));
    worker.on('message', (message: unknown) => {
      const answer = answerSchema.safeParse(message);
      if (!answer.success) return fail('it holds cells of an unknown kind');
      if ('error' in answer.data) return fail(answer.data.error);
      finish();
      return resolve(answer.data.sheets);
    });
  });
}
