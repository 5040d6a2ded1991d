import type { ClientBase, Connection, Pool, Submittable } from 'pg';
import { CLICK_COLUMNS, clickLine } from './click-line.server.ts';
import type { ClickRow } from './click-line.server.ts';

/** A connection that has been silent for this long is given up: the server may be gone without a word. */
const SILENT_MS = 10_000;

/**
 * Stores a batch in one statement, all or nothing; resolves after the commit. COPY needs neither a plan nor a prepared
 * statement, so it is the fastest way (performance.md section 2) and passes through a pooler in transaction mode.
 * @throws the database's error; a click that is there already is one
 */
export async function copyClicks(pool: Pool, rows: readonly ClickRow[]): Promise<void> {
  const client = await pool.connect();
  let released = false;
  const release = (isBroken: boolean) => {
    if (!released) client.release(isBroken);
    released = true;
  };
  const silent = setTimeout(() => release(true), SILENT_MS);
  try {
    await copy(client, rows);
    release(false);
  } catch (error) {
    release(error instanceof Error && !('code' in error && 'severity' in error));
    throw error;
  } finally {
    clearTimeout(silent);
  }
}

/** Stores those of a batch that are not there yet: for batches whose first attempt broke off with an unknown outcome. */
export async function insertMissingClicks(pool: Pool, rows: readonly ClickRow[]): Promise<void> {
  const column = (of: (row: ClickRow) => string | null) => rows.map(of);
  await pool.query({
    text: `insert into click (${CLICK_COLUMNS})
      select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[])
      on conflict do nothing`,
    values: [
      column((row) => row.workspaceId), column((row) => row.clickedAt), column((row) => row.id), column((row) => row.collaborationId),
      column((row) => row.visitorId), column((row) => row.addressHash), column((row) => row.referrerHost), column((row) => row.device),
      column((row) => row.country), column((row) => row.automation),
    ],
  });
}

function copy(client: ClientBase, rows: readonly ClickRow[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new ClickCopy(linesOf(rows), resolve, reject));
  });
}

function linesOf(rows: readonly ClickRow[]): string {
  let text = '';
  for (const row of rows) text += clickLine(row);
  return text;
}

const queryFrame = frame('Q', `copy click (${CLICK_COLUMNS}) from stdin\0`);
const copyDoneFrame = frame('c', '');

/**
 * A COPY of which query, data and end leave in one write. The protocol allows data before the server has said that it is
 * ready: it reads its messages in order, and drops the data if the statement failed. That saves a round trip for each batch.
 */
class ClickCopy implements Submittable {
  readonly #text: string;
  readonly #resolve: () => void;
  readonly #reject: (error: Error) => void;

  constructor(text: string, resolve: () => void, reject: (error: Error) => void) {
    this.#text = text;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    connection.stream.write(copyMessages(this.#text));
  }

  // What pg's client calls as the server answers. `callback` exists because pg wraps it when a query timeout is set.
  callback(): void {}
  handleCopyInResponse(): void {}
  handleCommandComplete(): void {}
  handleError(error: Error): void {
    this.#reject(error);
  }
  handleReadyForQuery(): void {
    this.#resolve();
  }
}

/** One buffer, filled in place: copying frames together would touch every byte twice. */
function copyMessages(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const start = queryFrame.length;
  const message = Buffer.allocUnsafe(start + 5 + bytes + copyDoneFrame.length);
  queryFrame.copy(message);
  message.write('d', start, 'latin1');
  message.writeInt32BE(4 + bytes, start + 1);
  message.write(text, start + 5, bytes === text.length ? 'latin1' : 'utf8');
  copyDoneFrame.copy(message, start + 5 + bytes);
  return message;
}

function frame(type: string, body: string): Buffer {
  const bytes = Buffer.byteLength(body);
  const message = Buffer.allocUnsafe(5 + bytes);
  message.write(type, 0, 'latin1');
  message.writeInt32BE(4 + bytes, 1);
  message.write(body, 5);
  return message;
}
