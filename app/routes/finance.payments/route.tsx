import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listFinanceCampaigns } from '#db/queries/finance-pages.server.ts';
import { countPaymentFacets, countPayments, listPaymentRows } from '#db/queries/finance-payments.server.ts';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { MismatchList } from '#app/components/match-table.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { PaymentStage, PaymentStatus } from '#app/domain/cost.ts';
import type { Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { listMismatches } from '#app/services/count-finance-work.server.ts';
import { chosenOf, countedOptions, presentOptions } from '#app/table/counted-options.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableSpec } from '#app/table/url-state.ts';
import { canonicalSearch, parseTableQuery } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { columns } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
// The domain's own lists come with their validation, which the browser need not load.
const STAGES: readonly PaymentStage[] = ['agreement', 'publication', 'review'];
const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];
const SHOWS = ['verify', 'pay', 'paid', 'all'] as const;
type Show = (typeof SHOWS)[number];
const spec: TableSpec = { sortable: [], defaultSort: [], filters: { stage: STAGES, tier: TIERS, campaign: 'text' }, keeps: { show: SHOWS } };

const STATUSES: Record<Show, readonly PaymentStatus[]> = {
  verify: ['requested'], pay: ['approved'], paid: ['paid'], all: ['planned', 'requested', 'approved', 'paid', 'voided'],
};

export const loader = page('costs:read', async ({ db, workspaceId, actor, request, url }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'payments', (search) => canonicalSearch(search, spec));
  const query = parseTableQuery(url.searchParams, spec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const show = SHOWS.find((one) => one === query.kept?.['show']) ?? 'verify';
  const { stage, tier, campaign } = query.filters;
  const question = { statuses: STATUSES[show], stages: stage, tiers: tier, campaigns: campaign };
  const [found, counts, facets, mismatched, campaigns] = await Promise.all([
    listPaymentRows(db, workspaceId, question, { page: query.page, limit: pageRows }), countPayments(db, workspaceId), countPaymentFacets(db, workspaceId, question), listMismatches(db, workspaceId),
    listFinanceCampaigns(db, workspaceId),
  ]);
  return {
    title: pageTitle(request, 'payments:title'), query, views, show, rows: found.rows, cursors: { before: found.before, after: found.after },
    total: facets.all[0]?.count ?? 0, facets, campaigns, mismatched: show === 'verify' ? mismatched : [],
    work: { verify: (counts.requested ?? 0) + mismatched.length, pay: counts.approved ?? 0 },
  };
});

export default function Payments() {
  const { query, show, rows, cursors, total, mismatched, work, views, facets, campaigns } = useLoaderData<typeof loader>();
  const t = useText('payments');
  const td = useText('domain');
  const choices = [
    { name: 'stage', label: t('column.stage'), options: countedOptions(STAGES.map((value) => ({ value, label: td(`paymentStage.${value}`) })), facets.stage) },
    { name: 'tier', label: t('column.tier'), options: countedOptions(TIERS.map((value) => ({ value, label: td(`tier.${value}`) })), facets.tier) },
    { name: 'campaign', label: t('column.campaign'), options: presentOptions(campaigns.map(({ slug, name }) => ({ value: slug, label: name })), facets.campaign, chosenOf(query, 'campaign')) },
  ];
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  return (
    <>
      <FinanceHeader current="payments" work={work} />
      <ViewTabs views={views} query={query} spec={spec} />
      <div className="flex flex-col gap-4">
        <section aria-label={t(`show.${show}`)}>
          <div className="flex flex-wrap items-center gap-x-4 mb-2">
            <h2 className="font-semibold flex-1">{t(`show.${show}`)}</h2>
            {SHOWS.map((one) => (one === show ? null : <Link key={one} to={paths.financePayments(one === 'verify' ? '' : `?show=${one}`)} className={link}>{t(`show.${one}`)}</Link>))}
          </div>
          <Toolbar query={query} spec={spec} facets={choices} columns={columns} />
          <DataTable
            label={t(`show.${show}`)} columns={columns} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.financePayment({ paymentId: row.id })} query={query} spec={spec}
            emptyTitle={t(`empty.${show}`)} emptyText={t('empty.text')}
          />
          {rows.length > 0 ? <Pager query={query} spec={spec} total={total} {...cursors} pageRows={PAGE_ROWS} /> : null}
        </section>
        {show === 'verify' ? (
          <Card title={t('match.title', { count: mismatched.length })} subtitle={t('match.text')} flush>
            {mismatched.length === 0 ? <p className="px-4 pb-4 text-muted">{t('match.none')}</p> : (
              <Table label={t('match.title', { count: mismatched.length })} compact>
                <thead><tr><th scope="col">{t('column.kol')}</th><th scope="col">{t('column.campaign')}</th><th scope="col">{t('column.status')}</th><th scope="col">{t('match.mismatch')}</th></tr></thead>
                <tbody>
                  {mismatched.map((row) => (
                    <tr key={row.collaborationId}>
                      <th scope="row"><Link to={paths.collaborationPapers({ collaborationId: row.collaborationId })} className={link}>{row.kolName}</Link></th>
                      <td>{row.campaignName}</td>
                      <td><StatusBadge kind="collaboration" status={row.status} /></td>
                      <td><MismatchList mismatches={row.match.mismatches} /></td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            )}
          </Card>
        ) : null}
      </div>
    </>
  );
}
