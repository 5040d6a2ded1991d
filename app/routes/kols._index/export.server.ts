import type { RosterRow } from '#db/queries/roster-list.server.ts';
import { countRoster, listRosterRows } from '#db/queries/roster-list.server.ts';
import { walkRosterGroups } from '#db/queries/roster-groups.server.ts';
import type { RosterPlace } from '#db/queries/roster-walk.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import { amountText } from '#app/domain/money.ts';
import { scaledIntegerText } from '#app/domain/ratio.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { ExportColumn, ExportFormat } from '#app/lib/file-writing/list-export.server.ts';
import { exportList, exportsAsShown, withGroupColumn } from '#app/lib/file-writing/list-export.server.ts';
import { extrasOf, namesOfColumns } from '#app/table/columns.ts';
import { arrange, NO_LAYOUT } from '#app/table/layout.ts';
import { rosterColumns } from './columns.tsx';
import { parseRosterQuery, rosterFilter, rosterGrouping, rosterSort, rosterSpec } from './question.server.ts';

const PART_ROWS = 1000;

const OPEN: readonly ExportColumn<RosterRow>[] = [
  { of: 'name', name: 'name', heading: 'roster:column.name', cell: (row) => row.name },
  { of: 'tier', name: 'tier', heading: 'roster:column.tier', cell: (row) => row.tier, word: (row) => `domain:tier.${row.tier}` },
  { of: 'status', name: 'status', heading: 'roster:column.status', cell: (row) => row.status, word: (row) => `domain:kolStatus.${row.status}` },
  { of: 'handle', name: 'platform', heading: 'roster:filter.platform', cell: (row) => row.platform, word: (row) => (row.platform ? `domain:platform.${row.platform}` : null) },
  { of: 'handle', name: 'handle', heading: 'roster:column.account', cell: (row) => row.handle },
  { of: 'followers', name: 'followers', heading: 'roster:column.followers', cell: (row) => row.followers },
  { of: 'band', name: 'grade', heading: 'roster:column.band', cell: (row) => row.band },
  { of: 'verticals', name: 'verticals', heading: 'roster:column.verticals', cell: (row) => row.verticals.join('; ') },
  { of: 'scoreTenths', name: 'score', heading: 'roster:column.score', cell: (row) => ({ decimal: row.scoreTenths === null ? null : scaledIntegerText(BigInt(row.scoreTenths), 1) }) },
  { of: 'scoreTenths', name: 'score_grade', heading: 'common:export.scoreGrade', cell: (row) => row.scoreGrade },
  { of: 'light', name: 'light', heading: 'roster:column.light', cell: (row) => row.light, word: (row) => (row.light ? `domain:light.${row.light}` : null) },
  { of: null, name: 'long_term', heading: 'roster:longTermMark', cell: (row) => (row.longTerm ? 'yes' : 'no') },
];
const COSTS: readonly ExportColumn<RosterRow>[] = [
  { of: 'roi', name: 'roi', heading: 'roster:column.roi', cell: ({ money }) => ({ decimal: money?.roi ?? null }) },
  { of: 'price', name: 'price', heading: 'roster:column.price', cell: ({ money }) => ({ decimal: priceText(money) }) },
  { of: 'price', name: 'currency', heading: 'common:export.currency', cell: ({ money }) => money?.priceCurrency ?? null },
];

const NOTES: ExportColumn<RosterRow> = { of: 'notes', name: 'notes', heading: 'roster:column.notes', cell: (row) => row.notes };

/** Beside the price, which has a currency of its own, spend stands in the reporting currency. */
function spendIn(currency: string): ExportColumn<RosterRow> {
  return { of: 'spend', name: 'spend', heading: 'roster:column.spend', cell: ({ money }) => ({ decimal: money === null || money.spendMinor === null ? null : amountText(money.spendMinor, currency) }) };
}

function priceText(money: RosterRow['money']): string | null {
  return money === null || money.priceMinor === null || money.priceCurrency === null ? null : amountText(money.priceMinor, money.priceCurrency);
}

/** The roster as a file: the same filters and order as the list, all rows, costs only for those who see them. */
export async function exportRoster({ db, workspaceId, actor, url, request, can }: RequestContext, format: ExportFormat): Promise<Response> {
  const seesCosts = can('costs:read');
  const query = parseRosterQuery(url.searchParams, rosterSpec(seesCosts));
  const filter = rosterFilter(query);
  const grouping = rosterGrouping(query);
  const walk = { filter, sort: rosterSort(query), limit: PART_ROWS };
  async function* parts() {
    let from: RosterPlace | undefined;
    do {
      const step = { ...walk, page: from ? { direction: 'after' as const, from } : null };
      // Groups that are closed on the page are in the file: it holds all rows of the question.
      const places = await (grouping ? walkRosterGroups(db, workspaceId, { ...step, by: grouping.by, closed: [] }) : walkRoster(db, workspaceId, step));
      yield await listRosterRows(db, workspaceId, places.map(({ id }) => id), seesCosts, true);
      from = places.length === PART_ROWS ? places.at(-1) : undefined;
    } while (from);
  }
  const { count } = await countRoster(db, workspaceId, filter, null);
  const ids = namesOfColumns(rosterColumns(seesCosts)).map(({ id }) => id);
  const columns = [...OPEN, ...(seesCosts ? [...COSTS, spendIn(actor.workspace.currency)] : []), NOTES];
  const shown = exportsAsShown(url) ? arrange(query.layout ?? NO_LAYOUT, ids, extrasOf(rosterColumns(seesCosts))).shown : null;
  return await exportList({ request, name: 'kols', format, count, parts: parts(), ...withGroupColumn({ columns, shown }, grouping?.by) });
}
