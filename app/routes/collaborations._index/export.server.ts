import { COLLABORATION_GROUPINGS, COLLABORATION_SORTS, listCollaborationRows, listStandingFees, sumCollaborations } from '#db/queries/collaboration-list.server.ts';
import type { KeysetPage } from '#db/queries/keyset-page.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { amountText } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { ExportColumn, ExportFormat } from '#app/lib/file-writing/list-export.server.ts';
import { exportList, exportsAsShown, withGroupColumn } from '#app/lib/file-writing/list-export.server.ts';
import { namesOfColumns } from '#app/table/columns.ts';
import { arrange, NO_LAYOUT } from '#app/table/layout.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import type { ListedCollaboration } from './columns.tsx';
import { collaborationSpec, columns as openColumns, columnsWithFee } from './columns.tsx';
import { collaborationGroup, collaborationQuestion, collaborationSort } from './question.ts';

const PART_ROWS = 1000;
type Column = ExportColumn<ListedCollaboration>;

/** The columns for an amount in the reporting currency. */
function columnsIn(currency: string, seesCosts: boolean): readonly Column[] {
  const amount = (minor: number | null | undefined) => ({ decimal: minor === null || minor === undefined ? null : amountText(minor, currency) });
  const fee: Column = { of: 'feeMinor', name: 'fee', heading: 'collaboration:column.fee', cell: (row) => amount(row.feeMinor) };
  return [
    { of: 'kolName', name: 'kol', heading: 'collaboration:column.kol', cell: (row) => row.kolName },
    { of: null, name: 'handle', heading: 'roster:column.account', cell: (row) => row.handle },
    { of: 'campaignName', name: 'campaign', heading: 'collaboration:column.campaign', cell: (row) => row.campaignName },
    { of: null, name: 'campaign_slug', heading: 'collaboration:column.campaign', cell: (row) => row.campaignSlug },
    { of: 'tier', name: 'tier', heading: 'collaboration:column.tier', cell: (row) => row.tier, word: (row) => `domain:tier.${row.tier}` },
    { of: 'platform', name: 'platform', heading: 'collaboration:column.platform', cell: (row) => row.platform, word: (row) => `domain:platform.${row.platform}` },
    { of: 'status', name: 'status', heading: 'collaboration:column.status', cell: (row) => row.status, word: (row) => `domain:collaborationStatus.${row.status}` },
    { of: 'light', name: 'light', heading: 'collaboration:column.light', cell: (row) => row.light, word: (row) => `domain:light.${row.light}` },
    ...(seesCosts ? [fee] : []),
    { of: 'revenueMinor', name: 'revenue', heading: 'collaboration:column.revenue', cell: (row) => amount(row.revenueMinor) },
    { of: null, name: 'currency', heading: 'common:export.currency', cell: () => currency },
    { of: 'orders', name: 'orders', heading: 'collaboration:column.orders', cell: (row) => row.orders },
    { of: 'clicks', name: 'clicks', heading: 'collaboration:column.clicks', cell: (row) => row.clicks },
    { of: null, name: 'automated_clicks', heading: 'collaboration:column.clicks', cell: (row) => row.automated },
    { of: 'startsOn', name: 'starts_on', heading: 'collaboration:column.starts', cell: (row) => row.startsOn },
    { of: 'startsOn', name: 'ends_on', heading: 'collaboration:column.ends', cell: (row) => row.endsOn },
    { of: 'trackingCode', name: 'code', heading: 'collaboration:column.code', cell: (row) => row.trackingCode },
    { of: 'coupon', name: 'coupon', heading: 'collaboration:column.coupon', cell: (row) => row.coupon },
    { of: null, name: 'id', heading: 'collaboration:column.code', cell: (row) => row.id },
  ];
}

/** The list of collaborations as a file: the same filters and order, all rows, fees only for those who see costs. */
export async function exportCollaborations({ db, workspaceId, actor, url, request, now, can }: RequestContext, format: ExportFormat): Promise<Response> {
  const { currency, timeZone } = actor.workspace;
  const seesCosts = can('costs:read');
  const query = parseTableQuery(url.searchParams, collaborationSpec);
  const { policy } = await getPolicy(db, workspaceId);
  const question = collaborationQuestion(query, { model: policy.attribution.model, today: dayOf(now, timeZone), timeZone, currency });
  const sort = collaborationSort(query, COLLABORATION_SORTS);
  const by = collaborationGroup(query, COLLABORATION_GROUPINGS)?.by;
  async function* parts() {
    let cursor: string | null = null;
    do {
      const found: KeysetPage<ListedCollaboration> = await listCollaborationRows(db, workspaceId, question, { sort, group: by ? { by, closed: [] } : null, page: cursor === null ? null : { direction: 'after', cursor }, limit: PART_ROWS });
      const fees = seesCosts ? await listStandingFees(db, workspaceId, found.rows.map((row) => row.id), currency) : null;
      yield found.rows.map((row) => (fees === null ? row : { ...row, feeMinor: fees.get(row.id) ?? null }));
      cursor = found.after;
    } while (cursor !== null);
  }
  const { count } = await sumCollaborations(db, workspaceId, question);
  const ids = namesOfColumns(seesCosts ? columnsWithFee : openColumns).map(({ id }) => id);
  const columns = columnsIn(currency, seesCosts);
  const shown = exportsAsShown(url) ? arrange(query.layout ?? NO_LAYOUT, ids).shown : null;
  return await exportList({ request, name: 'collaborations', format, count, parts: parts(), ...withGroupColumn({ columns, shown }, by) });
}
