import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** Where a file's bytes come from: memory, or a path that is read in pieces. */
export type FileSource = { readonly bytes: Uint8Array } | { readonly path: string };

/** Small, so that a piece's rows die young and the database's answers are attended to between two pieces. */
const PIECE_BYTES = 64 * 1024;

/** The bytes from the beginning, in pieces; may be asked for several times. */
export async function* piecesOf(source: FileSource): AsyncGenerator<Uint8Array> {
  if ('path' in source) {
    for await (const piece of createReadStream(source.path, { highWaterMark: PIECE_BYTES })) {
      if (piece instanceof Uint8Array) yield piece;
    }
    return;
  }
  for (let from = 0; from < source.bytes.length; from += PIECE_BYTES) yield source.bytes.subarray(from, from + PIECE_BYTES);
}

/** The first bytes of a file. */
export async function headOf(source: FileSource, length: number): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, length);
  const file = await open(source.path);
  try {
    const buffer = new Uint8Array(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export async function sizeOf(source: FileSource): Promise<number> {
  return 'path' in source ? (await stat(source.path)).size : source.bytes.length;
}
