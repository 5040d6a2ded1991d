import type { Transaction } from 'kysely';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { rawClientOf } from '../raw-client.server.ts';

export type CopyValue = string | number | boolean | null;

/** Rows of text a chunk of the stream holds: long enough to be cheap, short enough to keep memory flat. */
const ROWS_PER_CHUNK = 500;

/**
 * Appends rows by COPY inside the transaction: for imports, where it is about twice as fast as an insert. Returns false, with nothing done, where the
 * transaction's connection cannot be told; the caller then inserts. `statement` is a constant `copy t (columns) from stdin`.
 */
export async function copyRows<DB, Row>(trx: Transaction<DB>, statement: string, rows: readonly Row[], valuesOf: (row: Row) => readonly CopyValue[]): Promise<boolean> {
  const client = await rawClientOf(trx);
  if (client === null) return false;
  await pipeline(Readable.from(chunks(rows, valuesOf), { objectMode: false }), client.query(copyFrom(statement)));
  return true;
}

function* chunks<Row>(rows: readonly Row[], valuesOf: (row: Row) => readonly CopyValue[]): Generator<Buffer> {
  for (let from = 0; from < rows.length; from += ROWS_PER_CHUNK) {
    let text = '';
    for (const row of rows.slice(from, from + ROWS_PER_CHUNK)) {
      let separator = '';
      for (const value of valuesOf(row)) {
        text += separator + cell(value);
        separator = '\t';
      }
      text += '\n';
    }
    yield Buffer.from(text);
  }
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cell(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return NEEDS_ESCAPE.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign) : value;
}
