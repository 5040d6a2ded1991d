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

/**
 * Whether keys come one after the other, by length and then by text, upwards or downwards, as running numbers do. As long as they do none is there twice,
 * so nothing of them needs to be kept: most files of orders are read without `KeyLines`, which take 20 MB for a million.
 */
export class KeyOrder {
  #last: string | null = null;
  #direction = 0;

  /** Takes the next key; false for the first that does not follow. That one and all after it may have been there before. */
  follows(key: string): boolean {
    const last = this.#last;
    this.#last = key;
    if (last === null) return true;
    const direction = compared(key, last);
    if (direction === 0 || direction === -this.#direction) return false;
    this.#direction = direction;
    return true;
  }
}

function compared(a: string, b: string): -1 | 0 | 1 {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a < b ? -1 : a === b ? 0 : 1;
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
