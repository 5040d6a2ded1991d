import type { Pool } from 'pg';
import type { BinaryRows } from './binary-rows.server.ts';
import { CLICK_COLUMNS } from './click-line.server.ts';
import type { ClickRow } from './click-line.server.ts';
import { sendCopies, WrittenRows } from './copy.server.ts';
import type { RowFormat } from './copy.server.ts';

/** A connection that has been silent for this long is given up: the server may be gone without a word. */
const SILENT_MS = 10_000;

/**
 * Stores a batch in one statement, all or nothing; resolves after the commit. COPY needs neither a plan nor a prepared
 * statement, so it is the fastest way (performance.md section 2) and passes through a pooler in transaction mode.
 * @throws the database's error; a click that is there already is one
 */
export async function copyClicks(pool: Pool, rows: readonly ClickRow[]): Promise<void> {
  const written = WrittenRows.of(rows, clickFormat);
  const client = await pool.connect();
  let released = false;
  const release = (isBroken: boolean) => {
    if (!released) client.release(isBroken);
    released = true;
  };
  const silent = setTimeout(() => release(true), SILENT_MS);
  try {
    await sendCopies(client, [written]);
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

const clickFormat: RowFormat<ClickRow> = { statement: `copy click (${CLICK_COLUMNS}) from stdin (format binary)`, write: writeClick };

function writeClick(to: BinaryRows, click: ClickRow): void {
  to.row(10);
  to.uuid(click.workspaceId);
  to.instant(instantOf(click.clickedAt));
  to.uuid(click.id);
  to.uuid(click.collaborationId);
  to.uuid(click.visitorId);
  to.bigint(Number(click.addressHash));
  to.text(click.referrerHost);
  to.text(click.device);
  to.text(click.country);
  to.text(click.automation);
}

let lastText = '';
let lastInstant = new Date(0);

/** Many clicks share a millisecond. */
function instantOf(iso: string): Date {
  if (iso !== lastText) {
    lastText = iso;
    lastInstant = new Date(iso);
  }
  return lastInstant;
}
