import { open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/** Where a file's bytes come from: memory, or a path that is read in pieces. */
export type FileSource = { readonly bytes: Uint8Array } | { readonly path: string };

/** Small, so that a piece's rows die young. */
const PIECE_BYTES = 64 * 1024;
/** Asking for bytes costs as much as splitting a piece of them does, however many are asked for. */
const READ_BYTES = 4 * PIECE_BYTES;

/**
 * The bytes from the beginning, in pieces; may be asked for several times. A piece is to be used before the next is asked for, which may lie in the
 * same room. Between two pieces what else waits is attended to: the database's answers, a request to stop.
 */
export async function* piecesOf(source: FileSource): AsyncGenerator<Uint8Array> {
  for await (const bytes of 'path' in source ? bytesOfFile(source.path) : [source.bytes]) {
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      if (from > 0) await setImmediate();
      yield bytes.subarray(from, from + PIECE_BYTES);
    }
  }
}

async function* bytesOfFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const room = new Uint8Array(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(room, 0, READ_BYTES, null);
      if (bytesRead === 0) return;
      yield room.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
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
