import type { ConflictRow } from '#db/queries/attribution-conflicts.server.ts';
import { listConflicts } from '#db/queries/attribution-conflicts.server.ts';
import { amountText } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import { download } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { conflictQuestion, conflictSpec } from '../attribution.conflicts/question.ts';

const PART_ROWS = 1000;

/** The conflicts as they are shown: same filters, same order, all rows, written while they are read. */
export const loader = download('roster:read', async ({ db, workspaceId, actor, url, now }) => {
  const question = conflictQuestion(parseTableQuery(url.searchParams, conflictSpec), dayOf(now, actor.workspace.timeZone));
  const { currency } = actor.workspace;
  async function* parts() {
    yield [HEADINGS];
    let cursor: string | null = null;
    do {
      const part: Awaited<ReturnType<typeof listConflicts>> = await listConflicts(db, workspaceId, question, { page: cursor === null ? null : { direction: 'after', cursor }, limit: PART_ROWS });
      yield part.rows.map((row) => cells(row, currency));
      cursor = part.after;
    } while (cursor !== null);
  }
  return csvStream('attribution-conflicts.csv', parts());
});

const HEADINGS = ['shop', 'order_id', 'placed_at', 'rule', 'won_by', 'credited_to', 'claimed_by', 'net_revenue', 'share', 'currency'];

function cells(row: ConflictRow, currency: string): (string | null)[] {
  const amount = (minor: number | null) => (minor === null ? null : amountText(minor, currency));
  return [
    row.shop, row.orderId, row.placedAt.toISOString(), row.rule, row.wonBy, row.winners.map((winner) => winner.kolName).join('; '), row.loser.kolName,
    amount(row.netMinor), amount(row.shareMinor), currency,
  ];
}
