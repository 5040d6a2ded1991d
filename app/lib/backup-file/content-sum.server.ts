import { createHash } from 'node:crypto';

/** What a part of a backup comes to while it passes: bytes, lines (the rows of a table) and SHA-256. */
export class ContentSum {
  bytes = 0;
  lines = 0;
  readonly #hash = createHash('sha256');

  async *passing(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      this.bytes += chunk.length;
      // COPY writes a row as a line and line breaks within values as \n.
      for (let at = chunk.indexOf(NEW_LINE); at !== -1; at = chunk.indexOf(NEW_LINE, at + 1)) this.lines += 1;
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  /** Hexadecimal; to be asked for once, when all has passed. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}

const NEW_LINE = 0x0a;

/** Of names, in any order. */
export function namesSha256(names: readonly string[]): string {
  return createHash('sha256').update(names.toSorted().join('\n')).digest('hex');
}
