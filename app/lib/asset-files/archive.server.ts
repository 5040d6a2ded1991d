import { Readable } from 'node:stream';
import { archiveNames } from '#app/domain/asset-archive.ts';
import { attachment } from '../content-disposition.server.ts';
import { zipBytes, zipStream } from '../file-writing/zip-stream.server.ts';
import type { ZipEntry } from '../file-writing/zip-stream.server.ts';
import { fileKey } from '../object-store/file-keys.ts';
import { objectStore } from '../object-store/open-store.server.ts';

/** A file for an archive: stored bytes, or words where there are none. */
export interface ArchivedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly createdAt: Date;
  readonly hash: Buffer | null;
  readonly body: string;
  readonly size: number;
}

interface ArchiveAsked<File extends ArchivedFile> {
  readonly workspaceId: string;
  readonly files: readonly File[];
  /** Of the archive, without its ending. */
  readonly name: string;
  /** The list that lies first in it; `missing` are files that are not in the store. */
  readonly notes: (present: readonly File[], missing: readonly File[]) => { readonly name: string; readonly text: string };
  /** Asked before each file is sent; a failure ends the archive, so that a link taken back gives no further file. */
  readonly mayGoOn?: (file: File) => Promise<void>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly now: Date;
}

/**
 * Files as one ZIP that is written while it is sent, with its length told before: what breaks off is noticed. Files that are not in the store
 * are named in the list instead of ending the archive in the middle.
 */
export async function archiveResponse<File extends ArchivedFile>({ workspaceId, files, name, notes, mayGoOn, headers = {}, now }: ArchiveAsked<File>): Promise<Response> {
  const there = await areStored(workspaceId, files);
  const present = files.filter(({ id }) => there.has(id));
  const list = notes(present, files.filter(({ id }) => !there.has(id)));
  const text = Buffer.from(list.text);
  const listName = archiveNames([...present.map((file) => file.name), list.name]).at(-1) ?? list.name;
  const entries: ZipEntry[] = [
    { name: listName, modifiedAt: now, bytes: text.length, open: async () => Readable.from([text], { objectMode: false }) },
    ...present.map((file) => ({
      name: file.name, modifiedAt: file.createdAt, bytes: file.size,
      open: async () => {
        await mayGoOn?.(file);
        return await open(workspaceId, file);
      },
    })),
  ];
  const all = new Headers(headers);
  all.set('cache-control', 'private, no-store');
  all.set('content-type', 'application/zip');
  all.set('content-disposition', attachment(`${name}.zip`));
  all.set('content-length', String(zipBytes(entries)));
  return new Response(streamOf(zipStream(entries)), { headers: all });
}

async function open(workspaceId: string, { hash, body, title }: ArchivedFile): Promise<Readable> {
  if (hash === null) return Readable.from([Buffer.from(body)], { objectMode: false });
  const stream = await objectStore().read(fileKey(workspaceId, hash));
  if (stream === null) throw new Error(`the file of '${title}' left the store while it was being sent`);
  return stream;
}

const ASKED_AT_ONCE = 8;

/** Which files the store has as they are known: a few asked at a time, as a store may be far away. */
async function areStored(workspaceId: string, files: readonly ArchivedFile[]): Promise<Set<string>> {
  const present = new Set<string>();
  const waiting = [...files];
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      if (file.hash === null || (await objectStore().sizeOf(fileKey(workspaceId, file.hash))) === file.size) present.add(file.id);
    }
  }));
  return present;
}

function streamOf(parts: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let part = await parts.next();
      while (!part.done && part.value.length === 0) part = await parts.next();
      if (part.done) controller.close();
      else controller.enqueue(part.value);
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
