import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countSignOffs, listSignOffRows } from '#db/queries/sign-off-pages.server.ts';
import type { SignOffStatus } from '#app/domain/finance/sign-off.ts';
import { SIGN_OFF_STATUSES } from '#app/domain/finance/sign-off.ts';
import { SEATS } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Pager } from '#app/table/pager.tsx';
import type { TableSpec } from '#app/table/url-state.ts';
import { parseTableQuery } from '#app/table/url-state.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { columns } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const SHOWS = ['open', 'decided'] as const;
const spec: TableSpec = { sortable: [], defaultSort: [], filters: {}, keeps: { show: SHOWS } };
const DECIDED: readonly SignOffStatus[] = SIGN_OFF_STATUSES.filter((status) => status !== 'open');

/** Requests that wait for the seats, and those decided. Amounts are for those who may see costs. */
export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now, can }) => {
  const query = parseTableQuery(url.searchParams, spec);
  const show = query.kept?.['show'] === 'decided' ? 'decided' : 'open';
  const statuses = show === 'open' ? (['open'] as const) : DECIDED;
  const [found, total, open] = await Promise.all([listSignOffRows(db, workspaceId, statuses, { page: query.page, limit: PAGE_ROWS }), countSignOffs(db, workspaceId, statuses), countSignOffs(db, workspaceId, ['open'])]);
  const sees = can('costs:read');
  return {
    title: pageTitle(request, 'payments:signOff.title'), query, show, total, open, seat: actor.seat, cursors: { before: found.before, after: found.after },
    rows: found.rows.map((row) => ({ ...row, amountMinor: sees ? row.amountMinor : null, currency: sees ? row.currency : null, overdue: row.status === 'open' && row.deadlineAt <= now })),
  };
});

export default function SignOffs() {
  const { query, show, rows, total, open, seat, cursors } = useLoaderData<typeof loader>();
  const t = useText('payments');
  const td = useText('domain');
  return (
    <>
      <PageHeader title={t('signOff.title')} meta={<span>{seat === null ? t('signOff.noSeat') : t('signOff.yourSeat', { seat: td(`seat.${seat}`) })}</span>} />
      <div className="mb-4">
        <TabNav
          label={t('signOff.title')}
          tabs={[{ to: paths.signOffs(), label: t('signOff.open'), count: open, active: show === 'open' }, { to: paths.signOffs('?show=decided'), label: t('signOff.decided'), active: show === 'decided' }]}
        />
      </div>
      <DataTable
        label={t('signOff.title')} columns={columns} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.signOff({ requestId: row.id })} query={query} spec={spec}
        emptyTitle={t(show === 'open' ? 'signOff.emptyOpen' : 'signOff.emptyDecided')} emptyText={t('signOff.emptyText', { seats: SEATS.length })}
      />
      {rows.length > 0 ? <Pager query={query} spec={spec} total={total} {...cursors} /> : null}
    </>
  );
}
