import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node';
import { environment } from './env.server.ts';

/** The largest file that is taken in; the front refuses larger bodies before (app/server/web/body-limit.ts). */
export const MAX_UPLOAD_BYTES = 200_000_000;
const MAX_FIELD_BYTES = 10_000;

export interface Upload {
  /** The form's other fields. */
  readonly fields: ReadonlyMap<string, string>;
  /** null when no file was chosen. The caller removes it. */
  readonly file: { readonly path: string; readonly name: string; readonly bytes: number } | null;
}

/**
 * Reads a form with one file, which is written to disk as it arrives and never held in memory.
 * @throws Response 400 for a body that is no such form, 413 beyond the limit
 */
export async function receiveUpload(request: Request, fileField: string, maxBytes = MAX_UPLOAD_BYTES): Promise<Upload> {
  const fields = new Map<string, string>();
  let file: Upload['file'] = null;
  try {
    await parseMultipart(request, async ({ name, filename, data }) => {
      if (name !== fileField) fields.set(name, await textOf(data));
      else if (filename && !file) file = await writeFile(data, filename, maxBytes);
      else await drain(data);
      return undefined;
    });
  } catch (error) {
    const written: Upload['file'] = file;
    if (written) await removeUpload(written);
    if (error instanceof Response) throw error;
    throw new Response('The form could not be read.', { status: 400 });
  }
  return { fields, file };
}

/** A folder of the portal's own for what is on its way in. */
export async function uploadDir(): Promise<string> {
  const dir = path.join(environment().dataDir, 'tmp', 'uploads');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return dir;
}

export async function removeUpload(file: { readonly path: string }): Promise<void> {
  await rm(file.path, { force: true });
}

async function writeFile(data: AsyncIterable<Uint8Array>, name: string, maxBytes: number): Promise<NonNullable<Upload['file']>> {
  const target = path.join(await uploadDir(), `${randomBytes(16).toString('hex')}.part`);
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new RangeError('too large'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(data), counted, createWriteStream(target, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await rm(target, { force: true });
    if (bytes > maxBytes) throw new Response('The file is too large.', { status: 413 });
    throw error;
  }
  return { path: target, name: name.slice(0, 300), bytes };
}

async function textOf(data: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of data) {
    bytes += part.length;
    if (bytes > MAX_FIELD_BYTES) throw new Response('A field of the form is too large.', { status: 413 });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Reads a part that nobody wants, so that the next one can be reached. */
async function drain(data: AsyncIterable<Uint8Array>): Promise<void> {
  const parts = data[Symbol.asyncIterator]();
  while (!(await parts.next()).done);
}
