import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { listRosterRows } from '#db/queries/roster-list.server.ts';
import type { RosterPlace } from '#db/queries/roster-walk.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { amountText } from '#app/domain/money.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import { page } from '#app/lib/authorize.server.ts';
import { csvStream } from '#app/lib/file-writing/csv-stream.server.ts';
import { parseRosterQuery, rosterFilter, rosterSort, rosterSpec } from '../kols._index/question.server.ts';

const PART_ROWS = 1000;

/** The roster as it is shown: same filters, same order, same columns, all rows. Streamed, so that its length costs no memory. */
export const loader = page('roster:read', async ({ db, workspaceId, url, can }) => {
  const seesCosts = can('costs:read');
  const query = parseRosterQuery(url.searchParams, rosterSpec(seesCosts));
  const walk = { filter: rosterFilter(query), sort: rosterSort(query), limit: PART_ROWS };
  async function* parts() {
    yield [seesCosts ? [...HEADINGS, ...COST_HEADINGS] : HEADINGS];
    let from: RosterPlace | undefined;
    do {
      const places = await walkRoster(db, workspaceId, { ...walk, page: from ? { direction: 'after', from } : null });
      yield (await listRosterRows(db, workspaceId, places.map(({ id }) => id), seesCosts)).map((row) => cells(row, seesCosts));
      from = places.length === PART_ROWS ? places.at(-1) : undefined;
    } while (from);
  }
  return csvStream('kols.csv', parts());
});

const HEADINGS = ['name', 'tier', 'status', 'platform', 'handle', 'followers', 'grade', 'verticals', 'score', 'score_grade', 'light', 'long_term'];
const COST_HEADINGS = ['roi', 'price', 'currency'];

function cells(row: RosterRow, seesCosts: boolean): (string | number | null)[] {
  const score = row.scoreTenths === null ? null : scaledIntegerText(BigInt(row.scoreTenths), 1);
  const open = [row.name, row.tier, row.status, row.platform, row.handle, row.followers, row.band, row.verticals.join('; '), score, row.scoreGrade, row.light, row.longTerm ? 'yes' : 'no'];
  if (!seesCosts) return open;
  const { roi = null, priceMinor = null, priceCurrency = null } = row.money ?? {};
  return [...open, roi, priceMinor === null || priceCurrency === null ? null : amountText(priceMinor, priceCurrency), priceCurrency];
}
