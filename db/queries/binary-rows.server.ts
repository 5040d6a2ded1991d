import type { CalendarDay } from '#app/domain/period.ts';
import { binaryNumeric } from './binary-numeric.server.ts';

/** What COPY in binary form begins and ends with: a signature, no flags, no extension; a row of -1 fields. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const CHUNK_BYTES = 131_072;
/** A chunk is given out once it holds so much, so that the row that it ends with mostly fits. */
const FULL_BYTES = 98_304;

const EPOCH_MS = Date.UTC(2000, 0, 1);
const MS_PER_DAY = 86_400_000;
const TWO_32 = 4_294_967_296;
const OID_TEXT = 25;

/** Chunks that were sent, to be filled again: a million rows leave next to nothing to collect. */
const spare: Buffer[] = [];
const MOST_SPARE = 24;

/**
 * Rows as `copy ... from stdin (format binary)` reads them: the server takes them as they are where text has to be read, which is
 * a good third of its work in an import. The fields of a row follow its `row(...)` in the order of the statement's columns; each writer
 * has the type of its column. The stream of chunks begins with `begin` and ends with `end`.
 */
export class BinaryRows {
  readonly #filled: Buffer[] = [];
  #bytes = spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #at = 0;
  #day = '';
  #dayNumber = 0;

  get isFull(): boolean {
    return this.#at >= FULL_BYTES;
  }

  begin(): void {
    this.#at += HEADER.copy(this.#bytes, this.#at);
  }

  end(): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(-1, this.#at);
  }

  /** What was written since the last time. It stays as it is until `release`. */
  take(): Buffer {
    const chunk = this.#bytes.subarray(0, this.#at);
    this.#filled.push(this.#bytes);
    this.#bytes = spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.#at = 0;
    return chunk;
  }

  /** To be called when all that was taken has been sent, or never will be. */
  release(): void {
    for (const chunk of [...this.#filled.splice(0), this.#bytes]) if (chunk.length === CHUNK_BYTES && spare.length < MOST_SPARE) spare.push(chunk);
  }

  row(fields: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(fields, this.#at);
  }

  /** Fields made before, by `fieldBytes`: what is the same in every row. */
  fields(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  none(): void {
    this.#length(-1, 0);
  }

  /** text */
  text(value: string | null): void {
    if (value === null) return this.none();
    // At most three bytes for each of JavaScript's units.
    this.#room(4 + value.length * 3);
    this.#text(value);
  }

  /** boolean */
  bool(value: boolean | null): void {
    if (value === null) return this.none();
    this.#length(1, 1);
    this.#bytes[this.#at++] = value ? 1 : 0;
  }

  /** bigint */
  bigint(value: number | null): void {
    if (value === null) return this.none();
    this.#length(8, 8);
    this.#int64(value);
  }

  /** timestamptz; null where there is none */
  instant(value: Date | null): void {
    if (value === null) return this.none();
    this.#length(8, 8);
    this.#int64((value.getTime() - EPOCH_MS) * 1000);
  }

  /** date */
  day(value: CalendarDay): void {
    if (value !== this.#day) {
      // Orders come in much the order of their days, so the last one is mostly this one.
      this.#day = value;
      this.#dayNumber = (Date.parse(`${value}T00:00:00Z`) - EPOCH_MS) / MS_PER_DAY;
    }
    this.#length(4, 4);
    this.#int32(this.#dayNumber);
  }

  /** uuid, as text. @throws NotAUuid for a text of another length, which would shift all that follows */
  uuid(value: string | null): void {
    if (value === null) return this.none();
    this.#length(16, 16 + value.length);
    const end = this.#at + 16;
    this.#hex(value);
    if (this.#at !== end) throw new NotAUuid(`invalid input syntax for type uuid: "${value}"`);
  }

  /** bytea, as hexadecimal text */
  hexBytes(value: string | null): void {
    if (value === null) return this.none();
    this.#length(value.length >> 1, value.length >> 1);
    this.#at += this.#bytes.write(value, this.#at, 'hex');
  }

  /** numeric, as a decimal text */
  numeric(value: string | null): void {
    if (value === null) return this.none();
    const bytes = binaryNumeric(value);
    this.#length(bytes.length, bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** text[] */
  texts(values: readonly string[]): void {
    this.#room(24 + values.reduce((sum, value) => sum + 4 + value.length * 3, 0));
    const lengthAt = this.#at;
    this.#at += 4;
    this.#int32(values.length === 0 ? 0 : 1); // dimensions
    this.#int32(0); // no nulls
    this.#int32(OID_TEXT);
    if (values.length > 0) {
      this.#int32(values.length);
      this.#int32(1); // the first has the number 1
      for (const value of values) this.#text(value);
    }
    this.#bytes.writeInt32BE(this.#at - lengthAt - 4, lengthAt);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }

  #length(value: number, following: number): void {
    this.#room(4 + following);
    this.#int32(value);
  }

  #int32(value: number): void {
    const bytes = this.#bytes;
    const at = this.#at;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
    this.#at = at + 4;
  }

  #int64(value: number): void {
    this.#int32(Math.floor(value / TWO_32));
    this.#int32(value); // its lower 32 bits: bit operators take a number modulo 2^32
  }

  #hex(value: string): void {
    const bytes = this.#bytes;
    let at = this.#at;
    let index = 0;
    while (index < value.length) {
      const code = value.charCodeAt(index++);
      if (code === HYPHEN) continue;
      bytes[at++] = (nibble(code) << 4) | nibble(value.charCodeAt(index++));
    }
    this.#at = at;
  }

  /** Length and bytes; there is room. Short ASCII, which nearly all texts are, is written without leaving JavaScript. */
  #text(value: string): void {
    const bytes = this.#bytes;
    const start = this.#at + 4;
    const length = value.length;
    let index = 0;
    if (length <= SHORT) {
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        bytes[start + index] = code;
      }
    }
    const written = index === length ? length : bytes.write(value, start, 'utf8');
    this.#int32(written);
    this.#at = start + written;
  }
}

/** What the server says of such a text, in its words and with its SQLSTATE. */
class NotAUuid extends Error {
  override readonly name = 'NotAUuid';
  readonly code = '22P02';
}

const SHORT = 48;
const HYPHEN = 45;

/** The value of a hexadecimal digit by its code: 0-9, A-F, a-f. */
function nibble(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}

/** The bytes of fields that are the same in every row, for `fields`. */
export function fieldBytes(write: (rows: BinaryRows) => void): Uint8Array {
  const rows = new BinaryRows();
  write(rows);
  const bytes = Uint8Array.from(rows.take());
  rows.release();
  return bytes;
}
