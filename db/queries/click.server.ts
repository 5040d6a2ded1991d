import type { ClientBase, Connection, Pool, Submittable } from 'pg';
import type { ClickTable } from '../schema.ts';

/** A click as it is stored, every value in the text form that PostgreSQL reads. */
export interface ClickRow {
  readonly workspaceId: string;
  /** ISO 8601, UTC; the time inside `id`. */
  readonly clickedAt: string;
  readonly id: string;
  readonly collaborationId: string;
  readonly visitorId: string;
  /** Integer within ±2^53, so that reading it back is exact. */
  readonly addressHash: string;
  readonly referrerHost: string | null;
  readonly device: ClickTable['device'];
  readonly country: string | null;
  readonly automation: string | null;
}

const columns = 'workspace_id, clicked_at, id, collaboration_id, visitor_id, address_hash, referrer_host, device, country, automation';

/**
 * Stores a batch in one statement, all or nothing; resolves after the commit. COPY needs neither a plan nor a prepared
 * statement, so it is the fastest way (performance.md section 2) and passes through a pooler in transaction mode.
 * @throws the database's error; a click that is there already is one
 */
export async function copyClicks(pool: Pool, rows: readonly ClickRow[]): Promise<void> {
  const client = await pool.connect();
  try {
    await copy(client, rows);
    client.release();
  } catch (error) {
    client.release(error instanceof Error && !('code' in error && 'severity' in error));
    throw error;
  }
}

/** Stores those of a batch that are not there yet: for batches whose first attempt broke off with an unknown outcome. */
export async function insertMissingClicks(pool: Pool, rows: readonly ClickRow[]): Promise<void> {
  const column = (of: (row: ClickRow) => string | null) => rows.map(of);
  await pool.query({
    text: `insert into click (${columns})
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
    client.query(new ClickCopy(copyText(rows), resolve, reject));
  });
}

function copyText(rows: readonly ClickRow[]): string {
  let text = '';
  for (const row of rows) {
    text +=
      `${row.workspaceId}\t${row.clickedAt}\t${row.id}\t${row.collaborationId}\t${row.visitorId}\t${row.addressHash}\t` +
      `${cell(row.referrerHost)}\t${row.device}\t${cell(row.country)}\t${cell(row.automation)}\n`;
  }
  return text;
}

const cell = (value: string | null): string => (value === null ? '\\N' : NEEDS_ESCAPE.test(value) ? escape(value) : value);
const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escape = (value: string) => value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);

const queryFrame = frame('Q', `copy click (${columns}) from stdin\0`);
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
    connection.stream.write(Buffer.concat([queryFrame, frame('d', this.#text), copyDoneFrame]));
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

function frame(type: string, body: string): Buffer {
  const bytes = Buffer.byteLength(body);
  const message = Buffer.allocUnsafe(5 + bytes);
  message.write(type, 0, 'latin1');
  message.writeInt32BE(4 + bytes, 1);
  message.write(body, 5);
  return message;
}
