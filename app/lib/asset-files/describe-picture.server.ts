import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const pictureSchema = z.object({ width: z.number(), height: z.number(), pictureHash: z.string(), thumbnails: z.array(z.number()), dominant: z.tuple([z.number(), z.number(), z.number()]) });
const answerSchema = z.union([pictureSchema.extend({ id: z.number() }), z.object({ id: z.number(), rendered: z.literal(true) }), z.object({ id: z.number(), refusal: z.enum(['pixels', 'damaged']) })]);

export type Picture = z.infer<typeof pictureSchema>;
/** How a picture is to be made anew. */
export interface RenderWish {
  /** Of its longest side, at most. */
  readonly pixels: number;
  /** Across and down; null for the whole picture. */
  readonly ratio: readonly [number, number] | null;
  readonly format: 'jpeg' | 'png' | 'webp';
}

type Refused = { readonly status: 'refused'; readonly refusal: 'pixels' | 'damaged' };
export type PictureResult = { readonly status: 'described'; readonly picture: Picture } | Refused;
export type RenderResult = { readonly status: 'rendered' } | Refused;

/** Decoding a picture takes less than a second; one that takes longer was made to. */
const MAX_MS = 20_000;
/** A child waits this long for another picture before it ends. */
const IDLE_MS = 3_000;
/** A child is not kept for ever: whatever it leaks goes with it. */
const MAX_JOBS = 200;
/** How scripts/picture-child.mjs ends when it has taken too much memory. */
const SWOLLEN_EXIT_CODE = 70;

interface Job {
  readonly file: string;
  readonly out: string;
  readonly render: RenderWish | null;
  readonly isSecondTry: boolean;
  readonly done: (result: PictureResult | RenderResult) => void;
}

const waiting: Job[] = [];
let child: { readonly process: ChildProcess; jobs: number } | null = null;
let current: (Job & { readonly id: number; readonly timer: NodeJS.Timeout }) | null = null;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;

/**
 * What a picture is, decoded in a process of its own with bounded time and memory, one at a time. Writes to `out` the picture without the place
 * it was taken at, and beside it `<out>-320` and `<out>-1280`, its small versions. A picture that two children died of, or hung at, is refused.
 */
export async function describePicture(file: string, out: string): Promise<PictureResult> {
  const result = await inChild(file, out, null);
  return result.status === 'rendered' ? { status: 'refused', refusal: 'damaged' } : result;
}

/** Writes to `out` a picture of the library in another size, crop or format; bounded in the same way. */
export async function renderPicture(file: string, out: string, wish: RenderWish): Promise<RenderResult> {
  const result = await inChild(file, out, wish);
  return result.status === 'described' ? { status: 'refused', refusal: 'damaged' } : result;
}

function inChild(file: string, out: string, render: RenderWish | null): Promise<PictureResult | RenderResult> {
  return new Promise((resolve) => {
    waiting.push({ file, out, render, isSecondTry: false, done: resolve });
    next();
  });
}

function next(): void {
  if (current !== null) return;
  const job = waiting.shift();
  if (!job) {
    idle = setTimeout(dismiss, IDLE_MS);
    idle.unref();
    return;
  }
  clearTimeout(idle);
  child ??= startChild();
  child.jobs += 1;
  lastId += 1;
  const used = child.process;
  current = { ...job, id: lastId, timer: setTimeout(() => used.kill('SIGKILL'), MAX_MS) };
  used.ref();
  used.stdin?.write(`${JSON.stringify({ id: lastId, file: job.file, out: job.out, ...(job.render ? { render: job.render } : {}) })}\n`);
}

function finish(result: PictureResult | RenderResult): void {
  const job = current;
  if (job === null) return;
  clearTimeout(job.timer);
  current = null;
  if (child !== null && child.jobs >= MAX_JOBS) dismiss();
  child?.process.unref();
  job.done(result);
  next();
}

/** Lets the child end. It is nobody's child from here on, so that no picture is handed to one that has stopped listening. */
function dismiss(): void {
  child?.process.stdin?.end();
  child = null;
}

/** A picture that a child died of is tried in one more: the first may have been ended by a machine short of memory or time, the second was not. */
function bury(isSwollen: boolean): void {
  const job = current;
  child = null;
  if (job === null) return;
  if (isSwollen || job.isSecondTry) return finish({ status: 'refused', refusal: 'damaged' });
  clearTimeout(job.timer);
  current = null;
  waiting.unshift({ ...job, isSecondTry: true });
  next();
}

function startChild(): NonNullable<typeof child> {
  // Of the environment it gets what a program needs to run, and no secret.
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', VIPS_WARNING: '0' };
  const started = spawn(process.execPath, ['--max-old-space-size=256', childProgram()], { stdio: ['pipe', 'pipe', 'ignore'], env });
  const entry = { process: started, jobs: 0 };
  for (const stream of [started.stdin, started.stdout]) if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
  // A write to a child that is gone fails; what it was doing is answered when its end is heard of.
  started.stdin.on('error', () => undefined);
  createInterface({ input: started.stdout }).on('line', (line) => {
    const answer = answerSchema.parse(JSON.parse(line));
    if (answer.id !== current?.id) return;
    const { id: _id, ...rest } = answer;
    finish('refusal' in rest ? { status: 'refused', refusal: rest.refusal } : 'rendered' in rest ? { status: 'rendered' } : { status: 'described', picture: rest });
  });
  started.on('exit', (code) => {
    if (child === entry) bury(code === SWOLLEN_EXIT_CODE);
  });
  started.on('error', () => started.kill());
  return entry;
}

/** The program lies in the checkout, whether the portal runs from its sources or from its build. */
function childProgram(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'scripts', 'picture-child.mjs');
    if (existsSync(file)) return file;
    if (folder === path.dirname(folder)) throw new Error('scripts/picture-child.mjs is not in this checkout');
  }
}
