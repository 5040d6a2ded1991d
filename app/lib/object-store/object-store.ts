import type { Readable } from 'node:stream';

/** Bytes by the name that their content gives them: what is stored under a key never changes, so putting it twice stores it once. */
export interface ObjectStore {
  /** In words, for the log and `doctor`. */
  readonly place: string;
  /** Stores a local file's bytes under a key; resolves when they are safe. The file stays where it is. */
  putFile(key: string, file: string, about: { readonly bytes: number; readonly mediaType: string }): Promise<void>;
  /** A stream of the bytes from `start` to `end` inclusive, or of all of them; null where there is no such object. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Its size; null where there is no such object. */
  sizeOf(key: string): Promise<number | null>;
  /** Resolves also where there was none. */
  delete(key: string): Promise<void>;
  /** Every object below a prefix, with when it was put there; in no order, a part at a time. */
  list(prefix: string): AsyncIterable<{ readonly key: string; readonly putAt: Date }>;
}

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

const KEY = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*(?:\.[a-z0-9]+){0,2}$/;

/** A key becomes a path or an address: only ours do. @throws RangeError */
export function checkedKey(key: string): string {
  if (!KEY.test(key) || key.length > 200) throw new RangeError(`'${key}' is no key of a stored object`);
  return key;
}
