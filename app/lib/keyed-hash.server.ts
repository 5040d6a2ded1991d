import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;
/** Texts up to here are hashed where they are; longer ones get room of their own. */
const ROOM = 2048;

/**
 * HMAC-SHA-256 (RFC 2104) of many texts under one key, in hexadecimal. Made of two one-shot hashes instead of node:crypto's Hmac, whose objects
 * cost three times what the hashing of a short text does: an import hashes a buyer for each of its orders.
 */
export class KeyedHash {
  readonly #inner = Buffer.alloc(BLOCK + ROOM);
  readonly #outer = Buffer.alloc(BLOCK + DIGEST);
  /** Views of `inner` by their length. */
  readonly #views: Buffer[] = [];

  /** @param key at most 64 bytes */
  constructor(key: Uint8Array) {
    if (key.length > BLOCK) throw new RangeError(`KeyedHash: a key of ${key.length} bytes, more than ${BLOCK}`);
    for (let index = 0; index < BLOCK; index += 1) {
      this.#inner[index] = (key[index] ?? 0) ^ 0x36;
      this.#outer[index] = (key[index] ?? 0) ^ 0x5c;
    }
  }

  hex(text: string): string {
    this.#outer.write(hash('sha256', this.#message(text), 'binary'), BLOCK, 'latin1');
    return hash('sha256', this.#outer, 'hex');
  }

  /** The text behind the key's block; a letter of JavaScript takes three bytes at most. */
  #message(text: string): Buffer {
    if (text.length * 3 <= ROOM) {
      const length = BLOCK + this.#inner.write(text, BLOCK, 'utf8');
      return (this.#views[length] ??= this.#inner.subarray(0, length));
    }
    return Buffer.concat([this.#inner.subarray(0, BLOCK), Buffer.from(text, 'utf8')]);
  }
}
