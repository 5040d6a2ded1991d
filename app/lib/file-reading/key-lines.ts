import { NumberTable } from '../number-table.ts';

/**
 * Which keys a file has had, and on which line. Keys are known by hashes of 64 bits: two keys of one hash would be taken for one; of a
 * million that happens once in 37 million files.
 */
export class KeyLines {
  readonly #lines = new NumberTable();

  /** Notes a key and its line (from 1); returns the line of an equal key noted before, else null. */
  note(key: string, line: number): number | null {
    const high = fnv(key, 0x811c9dc5);
    const low = fnv(key, 0x050c5d1f);
    const known = this.#lines.get(high, low);
    if (known !== 0) return known;
    this.#lines.set(high, low, line);
    return null;
  }
}

/** FNV-1a over the text's UTF-16 units, with a final mix so that every bit counts in the slot. */
function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
