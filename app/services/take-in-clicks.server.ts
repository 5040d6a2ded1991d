import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { insertClicks } from '#db/queries/click-intake.server.ts';
import { findCollaborationsByCode } from '#db/queries/order-evidence.server.ts';
import { uuidOrNull } from '#db/queries/order-records.server.ts';
import { inTransaction, lockWorkspace } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { ClickFact } from '#app/domain/ingestion/api-click.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { instantOfId } from '#app/lib/ids.server.ts';
import { portalKey } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';
import { loadOrderContext } from './order-context.server.ts';
import { settleLateClicks } from './settle-late-clicks.server.ts';

export interface ClickReject {
  /** Position in the input. */
  readonly index: number;
  readonly field: 'code' | 'id';
  readonly code: 'unknown_code' | 'mistyped_code' | 'id_of_another_time';
  readonly value: string;
  readonly message: string;
}

export interface TakeInClicksOutcome {
  readonly created: number;
  readonly unchanged: number;
  readonly rejected: readonly ClickReject[];
  /** The click id (`kclid`) that each click got, by position; null for a rejected one. */
  readonly clickIds: readonly (string | null)[];
}

/**
 * Takes in clicks that another system recorded. With `partial` good ones are stored beside rejected ones, else one bad
 * click means that nothing is stored. A known click changes nothing. Orders that named a click before it came are attributed anew.
 */
export async function takeInClicks(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly clicks: readonly ClickFact[]; readonly partial: boolean }, doing: Doing,
): Promise<TakeInClicksOutcome> {
  return await inTransaction(db, async (trx) => {
    const codes = input.clicks.map(({ code }) => readTrackingCode(code));
    const known = await findCollaborationsByCode(trx, input.workspaceId, [...new Set(codes.flatMap((reading) => (reading.status === 'ok' ? [reading.code] : [])))]);
    const rows = input.clicks.map((click, index) => {
      const reading = codes[index];
      const collaborationId = reading?.status === 'ok' ? known.get(reading.code) : undefined;
      if (collaborationId === undefined) return unknownCode(click, index, reading?.status === 'mistyped');
      return clickRow(input.workspaceId, collaborationId, click, index);
    });
    const rejected = rows.filter((row) => 'index' in row);
    const good = rows.filter((row) => 'visitorId' in row);
    if (rejected.length > 0 && !input.partial) return { created: 0, unchanged: 0, rejected, clickIds: rows.map(() => null) };

    await lockWorkspace(trx, input.workspaceId, 'orders');
    const created = await insertClicks(trx, good.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const context = await loadOrderContext(trx, input.workspaceId);
    await settleLateClicks(trx, context, created, doing);
    return {
      created: created.length, unchanged: good.length - created.length, rejected,
      clickIds: rows.map((row) => ('visitorId' in row ? row.id : null)),
    };
  });
}

function unknownCode(click: ClickFact, index: number, mistyped: boolean): ClickReject {
  return mistyped
    ? { index, field: 'code', code: 'mistyped_code', value: click.code, message: 'the code is mistyped: its check character does not fit' }
    : { index, field: 'code', code: 'unknown_code', value: click.code, message: 'the code belongs to no collaboration' };
}

const CLOCK_TOLERANCE_MS = 1000;

/** A click id is a UUIDv7 whose time is the click's. An id of another form is turned into one that is always the same. */
function clickRow(workspaceId: string, collaborationId: string, click: ClickFact, index: number): ClickRow | ClickReject {
  const ownTime = instantOfId(click.id.toLowerCase());
  if (ownTime !== null && Math.abs(ownTime.getTime() - click.clickedAt.getTime()) > CLOCK_TOLERANCE_MS) {
    return { index, field: 'id', code: 'id_of_another_time', value: click.id, message: `the id holds ${ownTime.toISOString()}, clickedAt says otherwise` };
  }
  return {
    workspaceId,
    clickedAt: (ownTime ?? click.clickedAt).toISOString(),
    id: ownTime === null ? derivedId(click.clickedAt, `${workspaceId}\nclick\n${click.id}`) : click.id.toLowerCase(),
    collaborationId,
    visitorId: uuidOrNull(click.visitor) ?? derivedId(new Date(0), `${workspaceId}\nvisitor\n${click.visitor}`),
    addressHash: digest(`${workspaceId}\naddress\n${click.visitor}`).readBigInt64BE(0).toString(),
    referrerHost: click.referrerHost,
    device: click.device,
    country: click.country,
    automation: click.automation,
  };
}

/** Keyed, because what another system calls a visitor may name a person. */
function digest(text: string): Buffer {
  return createHmac('sha256', portalKey('click-address')).update(text).digest();
}

function derivedId(at: Date, text: string): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  const hash = digest(text).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
