import { execFile, fork } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import fs from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDatabase } from '#db/client.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { newId } from '#app/lib/ids.server.ts';
import { keepHeapSmall } from '#app/lib/small-heap.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { importFile } from '#app/services/import-file.server.ts';
import type { Bench, BenchLine, Figure } from './line.ts';
import { median } from './line.ts';
import { peakMemoryMb } from './machine.ts';

export const IMPORT_ARGUMENT = '--import-orders';

/** What the child that imports is told, and what it tells back. */
interface ImportTask {
  readonly url: string;
  readonly workspaceId: string;
  readonly file: string;
}

interface ImportDone {
  readonly seconds: number;
  readonly created: number;
  readonly unchanged: number;
  readonly peakMb: number;
}

const HEADINGS = 'shop,order_id,placed_at,currency,merchandise,refunded,status,discount_codes,click_id,utm_content,customer';

/** A file of orders imported by the portal (parsed, checked, compared, stored, attributed) beside `\copy` of the same file into a table of texts, times and numbers. */
export const importLine: BenchLine = {
  name: 'import',
  measure: async (bench: Bench): Promise<Figure[]> => {
    const rows = bench.quick ? 50_000 : 100_000;
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-bench-import-'));
    try {
      const rounds: Round[] = [];
      for (let number = 0; number < bench.rounds; number += 1) {
        bench.progress(`import: round ${number + 1} of ${bench.rounds}`);
        rounds.push(await measureRound(bench, { number, rows, dir }));
      }
      const note = `${rows.toLocaleString('en')} orders, a third of them credited`;
      return [
        {
          figure: 'CSV import of orders', value: median(rounds.map((round) => round.rate)), unit: 'rows/s', reference: { name: `${psqlPath() ? 'psql \\copy' : 'COPY'}, same file`, value: median(rounds.map((round) => round.reference)) },
          ratio: median(rounds.map((round) => round.rate / round.reference)), demanded: { of: 'ratio', bound: 'at least', limit: 0.25 }, note,
        },
        { figure: 'the same file again', value: median(rounds.map((round) => round.again)), unit: 'rows/s', reference: null, ratio: null, demanded: null, note: 'compared, nothing written' },
        { figure: 'memory of the import', value: Math.max(...rounds.map((round) => round.peakMb)), unit: 'MB', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 150 }, note: 'largest resident size of its process' },
      ];
    } finally {
      fs.rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface Round {
  /** Rows a second of the import, of the plain copy, and of the same file imported again. */
  readonly rate: number;
  readonly reference: number;
  readonly again: number;
  readonly peakMb: number;
}

/** In a database of its own, as the plain copy has a table of its own: what a round before has left is not vacuumed meanwhile. */
async function measureRound(bench: Bench, { number, rows, dir }: { readonly number: number; readonly rows: number; readonly dir: string }): Promise<Round> {
  const name = `import_${number}`;
  const url = await bench.makeDatabase(name);
  const { workspaceId, codes } = await aSellingWorkspace(url);
  const file = path.join(dir, 'orders.csv');
  await writeOrders(file, rows, codes, number);
  // The two sides take turns at going first.
  const first = number % 2 === 0 ? await copyRate(url, file, rows) : null;
  const imported = await importInChild({ url, workspaceId, file });
  const reference = first ?? (await copyRate(url, file, rows));
  if (imported.created !== rows) throw new Error(`the import created ${imported.created} of ${rows} orders`);
  const repeated = await importInChild({ url, workspaceId, file });
  if (repeated.unchanged !== rows) throw new Error(`the second import changed ${rows - repeated.unchanged} orders`);
  await bench.dropDatabase(name);
  return { rate: rows / imported.seconds, reference, again: rows / repeated.seconds, peakMb: Math.max(imported.peakMb, repeated.peakMb) };
}

/** A workspace with forty collaborations; their codes. */
async function aSellingWorkspace(url: string): Promise<{ workspaceId: string; codes: string[] }> {
  const handle = openDatabase(url, { max: 2 });
  try {
    const workspaceId = await aWorkspace(handle.db);
    const codes: string[] = [];
    for (let index = 0; index < 40; index += 1) codes.push((await aCollaboration(handle.db, { workspaceId, startsOn: '2025-01-01', endsOn: '2026-12-31' })).code);
    return { workspaceId, codes };
  } finally {
    await handle.close();
  }
}

/** Orders of a year: every sixth with a coupon, every sixth with a tag, the others without evidence; two orders a buyer. */
export async function writeOrders(file: string, rows: number, codes: readonly string[], round: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${HEADINGS}\n`);
  const start = Date.UTC(2025, 6, 1);
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    const placedAt = new Date(start + Math.floor((row * 365 * 86_400_000) / rows)).toISOString();
    const code = codes[row % codes.length] ?? '';
    const coupon = row % 6 === 1 ? code : row % 6 === 2 ? 'WELCOME10' : '';
    const tag = row % 6 === 3 ? code : '';
    text += `main,${round}-${1_000_000 + row},${placedAt},CNY,${100 + (row % 400)}.${String(row % 100).padStart(2, '0')},0.00,paid,${coupon},,${tag},buyer${row % (rows / 2)}@example.com\n`;
    if (text.length < 65_536) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

/** Rows a second of a plain copy into a table with the file's columns and its primary key. */
async function copyRate(url: string, file: string, rows: number): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const table = `plain_${newId().replaceAll('-', '')}`;
  await client.query(`create table ${table} (shop text, order_id text, placed_at timestamptz, currency text, merchandise numeric, refunded numeric, status text,
    discount_codes text, click_id text, utm_content text, customer text, primary key (shop, order_id))`);
  const startedAt = performance.now();
  const psql = psqlPath();
  if (psql) await promisify(execFile)(psql, [url, '-qc', `\\copy ${table} from '${file}' with (format csv, header)`]);
  else await pipeline(createReadStream(file), client.query(copyFrom(`copy ${table} from stdin with (format csv, header)`)));
  const seconds = (performance.now() - startedAt) / 1000;
  await client.query(`drop table ${table}`);
  await client.end();
  return rows / seconds;
}

function psqlPath(): string | null {
  return (process.env['PATH'] ?? '').split(path.delimiter).map((dir) => path.join(dir, 'psql')).find((file) => fs.existsSync(file)) ?? null;
}

/** In a process of its own, so that the memory measured is the import's. */
function importInChild(task: ImportTask): Promise<ImportDone> {
  return new Promise((resolve, reject) => {
    // Without the benchmark's own flags: the product runs without source maps, whose text would be counted as the import's.
    const child = fork(process.argv[1] ?? '', [IMPORT_ARGUMENT], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    let done: ImportDone | null = null;
    child.on('message', (message) => (done = message as ImportDone)); // our own program answers
    child.on('exit', (code) => (done ? resolve(done) : reject(new Error(`the import ended with ${code}`))));
    child.send(task);
  });
}

/** The child's part. */
export function importOrders(): void {
  process.once('message', (message) => {
    void importAndTell(message as ImportTask);
  });
}

async function importAndTell({ url, workspaceId, file }: ImportTask): Promise<void> {
  keepHeapSmall(); // as the worker and the command line do
  const handle = openDatabase(url, { max: 2, statementTimeoutMs: 0 });
  await handle.pool.query('select 1');
  const startedAt = performance.now();
  const outcome = await importFile(
    handle.db,
    { path: file, workspaceId, kind: 'orders', format: 'auto', fileName: path.basename(file), dryRun: false, skipBadRows: false },
    { now: new Date(), actor: PORTAL_ACTOR },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  await handle.close();
  if (outcome.status !== 'applied') throw new Error(JSON.stringify(outcome).slice(0, 1000));
  const peakMb = peakMemoryMb();
  const done: ImportDone = { seconds, created: outcome.result.created, unchanged: outcome.result.unchanged, peakMb };
  process.send?.(done);
  process.disconnect();
}
