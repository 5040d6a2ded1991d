import { execFile } from 'node:child_process';
import { open, rename } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface DocumentFacts {
  readonly pages: number | null;
  /** Whether a picture of its first page was written to `preview`. */
  readonly hasPreview: boolean;
}

/** What turns the first page of a PDF into a picture, by its program's name, in the order of choice. Each writes a PNG to `out`. */
const PREVIEWERS = {
  pdftoppm: { version: ['-v'], draw: (file: string, out: string) => ['-png', '-singlefile', '-f', '1', '-l', '1', '-scale-to', '1280', file, out], made: (out: string) => `${out}.png` },
  mutool: { version: ['-v'], draw: (file: string, out: string) => ['draw', '-q', '-F', 'png', '-w', '1280', '-h', '1280', '-o', out, file, '1'], made: (out: string) => out },
} as const;
type Previewer = keyof typeof PREVIEWERS;

const MAX_MS = 20_000;
/** Of address space and of processor time: a page that takes more was made to. */
const LIMITS = 'ulimit -v 1500000 2>/dev/null; ulimit -t 15 2>/dev/null; exec "$0" "$@"';
/** Pages of a PDF are counted in its beginning and its end, where their tree usually stands. */
const LOOKED_AT = 1_048_576;

let found: Promise<Previewer | null> | undefined;

/** The program that makes previews of PDFs on this machine; null where there is none. Asked once. */
export async function documentPreviewer(): Promise<Previewer | null> {
  found ??= firstPresent();
  return await found;
}

async function firstPresent(): Promise<Previewer | null> {
  for (const name of ['pdftoppm', 'mutool'] as const) {
    const isThere = await run(name, PREVIEWERS[name].version, { timeout: MAX_MS }).then(() => true, (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT'));
    if (isThere) return name;
  }
  return null;
}

/** Pages of a PDF, where they are cheaply known, and a picture of its first page where a previewer is present. In a process of its own with bounded time and memory. */
export async function describeDocument(file: string, preview: string): Promise<DocumentFacts> {
  const pages = await countPages(file);
  const name = await documentPreviewer();
  if (name === null) return { pages, hasPreview: false };
  const { draw, made } = PREVIEWERS[name];
  const isDrawn = await run('sh', ['-c', LIMITS, name, ...draw(file, preview)], { timeout: MAX_MS, killSignal: 'SIGKILL', env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' } }).then(() => true, () => false);
  if (isDrawn && made(preview) !== preview) await rename(made(preview), preview).catch(() => undefined);
  return { pages, hasPreview: isDrawn };
}

/** The largest count among its page trees that stand in the clear; null where they are packed away. */
async function countPages(file: string): Promise<number | null> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const head = await read(handle, 0, Math.min(size, LOOKED_AT));
    const tail = size > LOOKED_AT ? await read(handle, Math.max(LOOKED_AT, size - LOOKED_AT), Math.min(size - LOOKED_AT, LOOKED_AT)) : '';
    const counts = [...`${head}\n${tail}`.matchAll(/<<[^<>]{0,400}\/Type\s*\/Pages\b[^<>]{0,4000}/g)].map(([tree]) => Number(/\/Count\s+(\d{1,6})/.exec(tree)?.[1] ?? 0));
    const most = Math.max(0, ...counts);
    return most > 0 ? most : null;
  } finally {
    await handle.close();
  }
}

async function read(handle: Awaited<ReturnType<typeof open>>, at: number, bytes: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead).toString('latin1');
}
