import { NumberTable } from '../number-table.ts';

/**
 * Which keys a file has had, and on which line. Keys are known by hashes of 64 bits: two keys of one hash would be taken for one; of a
 * million that happens once in 37 million files.
 */
export class KeyLines {
  readonly #lines = new NumberTable();

  /** Notes a key and its line (from 1); returns the line of an equal key noted before, else null. */
  note(key: string, line: number): number | null {
    // FNV-1a over the text's UTF-16 units, twice, each with a final mix so that every bit counts in the slot.
    let high = 0x811c9dc5;
    let low = 0x050c5d1f;
    for (let index = 0; index < key.length; index += 1) {
      const unit = key.charCodeAt(index);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x01000193);
    }
    const known = this.#lines.getOrSet(mixed(high), mixed(low), line);
    return known === 0 ? null : known;
  }
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
