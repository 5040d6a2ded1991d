/** Each page grows by itself, so that growing never holds more than a page twice. */
const PAGES = 32;
const START_SLOTS = 48;
const GROWTH = 1.5;
const TWO_32 = 4_294_967_296;
/** Of a slot: the two halves of the key, then the number. Beside each other, so that a look-up touches one place in memory. */
const WIDTH = 3;

/**
 * Numbers from 1 to 2^32 - 1 by keys of 64 bits, two halves of 32 (hashes, whose bits are spread evenly): open hash tables in typed arrays, so
 * that a million entries take 16 to 24 MB where a Map of texts takes ten times that, and leave nothing for the garbage collector to walk through.
 */
export class NumberTable {
  readonly #pages = Array.from({ length: PAGES }, () => new Page());
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** The number of a key; 0 when there is none. */
  get(high: number, low: number): number {
    return this.#pageOf(high).get(high, low);
  }

  set(high: number, low: number, value: number): void {
    if (this.#pageOf(high).set(high, low, value)) this.#count += 1;
  }

  /** The number of a key, which stays; 0 when there was none, and then it is set. */
  getOrSet(high: number, low: number, value: number): number {
    const known = this.#pageOf(high).getOrSet(high, low, value);
    if (known === 0) this.#count += 1;
    return known;
  }

  #pageOf(high: number): Page {
    const page = this.#pages[high & (PAGES - 1)];
    if (page === undefined) throw new Error(`${high} is no half of a key`);
    return page;
  }
}

class Page {
  #cells = new Uint32Array(START_SLOTS * WIDTH);
  #slots = START_SLOTS;
  #count = 0;

  get(high: number, low: number): number {
    return this.#cells[this.#cellOf(high, low) + 2] ?? 0;
  }

  /** Whether the key is new. */
  set(high: number, low: number, value: number): boolean {
    const cell = this.#cellOf(high, low);
    if (this.#cells[cell + 2] !== 0) {
      this.#cells[cell + 2] = value;
      return false;
    }
    this.#add(cell, high, low, value);
    return true;
  }

  getOrSet(high: number, low: number, value: number): number {
    const cell = this.#cellOf(high, low);
    const known = this.#cells[cell + 2] ?? 0;
    if (known === 0) this.#add(cell, high, low, value);
    return known;
  }

  #add(cell: number, high: number, low: number, value: number): void {
    this.#put(cell, high, low, value);
    this.#count += 1;
    if (this.#count * 4 > this.#slots * 3) this.#grow();
  }

  /** Where the key stands, or the free place where it would. */
  #cellOf(high: number, low: number): number {
    const cells = this.#cells;
    const end = this.#slots * WIDTH;
    for (let cell = Math.floor((low / TWO_32) * this.#slots) * WIDTH; ; cell = cell + WIDTH === end ? 0 : cell + WIDTH) {
      if (cells[cell + 2] === 0 || (cells[cell] === high && cells[cell + 1] === low)) return cell;
    }
  }

  #put(cell: number, high: number, low: number, value: number): void {
    this.#cells[cell] = high;
    this.#cells[cell + 1] = low;
    this.#cells[cell + 2] = value;
  }

  #grow(): void {
    const before = this.#cells;
    this.#slots = Math.ceil(this.#slots * GROWTH);
    this.#cells = new Uint32Array(this.#slots * WIDTH);
    for (let from = 0; from < before.length; from += WIDTH) {
      const value = before[from + 2] ?? 0;
      if (value === 0) continue;
      const high = before[from] ?? 0;
      const low = before[from + 1] ?? 0;
      this.#put(this.#cellOf(high, low), high, low, value);
    }
  }
}
