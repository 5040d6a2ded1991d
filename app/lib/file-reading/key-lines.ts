const START_SLOTS = 1024;

/**
 * Which keys a file has had, and on which line: an open hash table of 64-bit hashes in typed arrays, so that a million keys
 * take 24 MB where a Map of texts takes ten times that. Two keys of one hash would be taken for one: of a million
 * that happens once in 37 million files.
 */
export class KeyLines {
  #high = new Uint32Array(START_SLOTS);
  #low = new Uint32Array(START_SLOTS);
  #lines = new Uint32Array(START_SLOTS);
  #count = 0;

  /** Notes a key and its line (from 1); returns the line of an equal key noted before, else null. */
  note(key: string, line: number): number | null {
    if (this.#count * 2 >= this.#lines.length) this.#grow();
    return this.#place(fnv(key, 0x811c9dc5), fnv(key, 0x050c5d1f), line);
  }

  #place(high: number, low: number, line: number): number | null {
    const mask = this.#lines.length - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const known = this.#lines[slot] ?? 0;
      if (known === 0) {
        this.#high[slot] = high;
        this.#low[slot] = low;
        this.#lines[slot] = line;
        this.#count += 1;
        return null;
      }
      if (this.#high[slot] === high && this.#low[slot] === low) return known;
    }
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines];
    const slots = lines.length * 2;
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#lines = new Uint32Array(slots);
    this.#count = 0;
    lines.forEach((line, slot) => {
      if (line !== 0) this.#place(high[slot] ?? 0, low[slot] ?? 0, line);
    });
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
