import type { KeysetPage } from '#db/queries/keyset-page.server.ts';
import type { OrderRow } from '#db/queries/order-pages.server.ts';
import { listOrderRows, sumOrders } from '#db/queries/order-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { amountText } from '#app/domain/money.ts';
import { dayOf } from '#app/domain/period.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import type { ExportColumn, ExportFormat } from '#app/lib/file-writing/list-export.server.ts';
import { exportList, exportsAsShown } from '#app/lib/file-writing/list-export.server.ts';
import { namesOfColumns } from '#app/table/columns.ts';
import { arrange, NO_LAYOUT } from '#app/table/layout.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { columns as tableColumns, ordersSpec } from './columns.tsx';
import { ordersQuestion } from './question.ts';

const PART_ROWS = 1000;

/** The columns, with amounts in the order's own and in the reporting currency. */
function columnsIn(currency: string): readonly ExportColumn<OrderRow>[] {
  return [
    { of: null, name: 'shop', heading: 'collaboration:orders.order', cell: (row) => row.shop },
    { of: 'orderId', name: 'order_id', heading: 'collaboration:orders.order', cell: (row) => row.orderId },
    { of: 'placedAt', name: 'placed_at', heading: 'collaboration:orders.placedAt', cell: (row) => row.placedAt.toISOString() },
    { of: 'method', name: 'method', heading: 'collaboration:orders.method', cell: (row) => row.method, word: (row) => `domain:attributionMethod.${row.method}` },
    { of: 'status', name: 'status', heading: 'collaboration:orders.status', cell: (row) => row.status, word: (row) => `domain:orderStatus.${row.status}` },
    { of: 'refundedMinor', name: 'refunded', heading: 'collaboration:orders.refunded', cell: (row) => ({ decimal: amountText(row.refundedMinor, row.currency) }) },
    { of: 'netMinor', name: 'net', heading: 'collaboration:orders.netOwn', cell: (row) => ({ decimal: amountText(row.netMinor, row.currency) }) },
    { of: 'netMinor', name: 'currency', heading: 'common:export.currency', cell: (row) => row.currency },
    { of: 'netReportingMinor', name: 'net_reporting', heading: 'collaboration:orders.net', cell: (row) => ({ decimal: row.netReportingMinor === null ? null : amountText(row.netReportingMinor, currency) }) },
    { of: null, name: 'reporting_currency', heading: 'common:export.currency', cell: () => currency },
  ];
}

/** The orders as a file: the same filters and order as the list, all rows. Nothing of the buyer is in them. */
export async function exportOrders({ db, workspaceId, actor, url, request, now }: RequestContext, format: ExportFormat): Promise<Response> {
  const { currency, timeZone } = actor.workspace;
  const query = parseTableQuery(url.searchParams, ordersSpec);
  const { policy } = await getPolicy(db, workspaceId);
  const question = ordersQuestion(query, policy.attribution.model, { today: dayOf(now, timeZone), timeZone });
  async function* parts() {
    let cursor: string | null = null;
    do {
      const found: KeysetPage<OrderRow> = await listOrderRows(db, workspaceId, question, { page: cursor === null ? null : { direction: 'after', cursor }, limit: PART_ROWS });
      yield found.rows;
      cursor = found.after;
    } while (cursor !== null);
  }
  const { count } = await sumOrders(db, workspaceId, question);
  const ids = namesOfColumns(tableColumns).map(({ id }) => id);
  return await exportList({ request, name: 'orders', format, count, parts: parts(), columns: columnsIn(currency), shown: exportsAsShown(url) ? arrange(query.layout ?? NO_LAYOUT, ids).shown : null });
}
