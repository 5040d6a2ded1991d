import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { countDisputes, listDisputeRows } from '#db/queries/dispute.server.ts';
import type { DisputeStatus } from '#app/domain/dispute.ts';
import { DISPUTE_STATUSES } from '#app/domain/dispute.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { disputeFor } from '#app/lib/dispute-view.server.ts';
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
const SHOWS = ['open', 'answered'] as const;
const spec: TableSpec = { sortable: [], defaultSort: [], filters: {}, keeps: { show: SHOWS } };
const ANSWERED: readonly DisputeStatus[] = DISPUTE_STATUSES.filter((status) => status !== 'open');

/** Figures of scorecards that somebody doubts, and what became of those that were answered. */
export const loader = page('roster:read', async ({ db, workspaceId, request, url, now, can }) => {
  const query = parseTableQuery(url.searchParams, spec);
  const show = query.kept?.['show'] === 'answered' ? 'answered' : 'open';
  const statuses = show === 'open' ? (['open'] as const) : ANSWERED;
  const [found, total, open] = await Promise.all([listDisputeRows(db, workspaceId, statuses, { page: query.page, limit: PAGE_ROWS }), countDisputes(db, workspaceId, statuses), countDisputes(db, workspaceId, ['open'])]);
  return {
    title: pageTitle(request, 'scorecard:dispute.title'), query, show, total, open, cursors: { before: found.before, after: found.after },
    rows: found.rows.map((row) => disputeFor(row, { seesCosts: can('costs:read'), now })),
  };
});

export default function Disputes() {
  const { query, show, rows, total, open, cursors } = useLoaderData<typeof loader>();
  const t = useText('scorecard');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.scorecards() }]} />} title={t('dispute.title')} />
      <div className="mb-4">
        <TabNav
          label={t('dispute.title')}
          tabs={[{ to: paths.disputes(), label: t('dispute.status.open'), count: open, active: show === 'open' }, { to: paths.disputes('?show=answered'), label: t('dispute.answered'), active: show === 'answered' }]}
        />
      </div>
      <DataTable
        label={t('dispute.title')} columns={columns} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.dispute({ disputeId: row.id })} query={query} spec={spec}
        emptyTitle={t(show === 'open' ? 'dispute.emptyOpen' : 'dispute.emptyAnswered')} emptyText={t('dispute.emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={spec} total={total} {...cursors} /> : null}
    </>
  );
}
