import { isUtf8 } from 'node:buffer';

/** Longest character of UTF-8, in bytes. */
const LONGEST = 4;
const NONE = new Uint8Array(0);

/**
 * Bytes of UTF-8 that come in pieces, as text. A piece is decoded for itself, up to its last whole character, which takes the engine's own
 * decoder: it gives one byte a letter where a streaming TextDecoder gives two, so that a file's text, and every cell cut from it, takes half the memory.
 */
export class Utf8Text {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #pieces = new WholeCharacters();

  push(piece: Uint8Array): string {
    return this.#decoder.decode(this.#pieces.push(piece));
  }

  /** What is left: a character that was cut off. */
  end(): string {
    return this.#decoder.decode(this.#pieces.rest);
  }
}

/** Whether bytes that come in pieces are UTF-8 from the beginning to the end. */
export async function areUtf8(pieces: AsyncIterable<Uint8Array>): Promise<boolean> {
  const characters = new WholeCharacters();
  for await (const piece of pieces) if (!isUtf8(characters.push(piece))) return false;
  return characters.rest.length === 0;
}

/** Cuts pieces where a character ends; what follows is put before the next piece. */
class WholeCharacters {
  rest: Uint8Array = NONE;

  push(piece: Uint8Array): Uint8Array {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const end = endOfCharacters(bytes);
    this.rest = end === bytes.length ? NONE : Uint8Array.from(bytes.subarray(end));
    return bytes.subarray(0, end);
  }
}

/** Where the last whole character ends: before the beginning of one whose bytes are not all there. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back < LONGEST && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue; // one that continues
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : LONGEST;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
