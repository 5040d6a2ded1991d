import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listFinanceCampaigns } from '#db/queries/finance-pages.server.ts';
import { SpendPeriodForm } from '#app/components/spend-period-form.tsx';
import { financeSpec, readFinanceQuestion } from '#app/components/spend-question.ts';
import { sortSpend } from '#app/domain/finance/sort-spend.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { reportKolSpend } from '#app/services/report-kol-spend.server.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { tableSearch } from '#app/table/url-state.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columns, totalsOf } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:read', async ({ db, actor, workspaceId, url, request, now }) => {
  const { query, campaignSlugs, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const [campaigns, report] = await Promise.all([
    listFinanceCampaigns(db, workspaceId),
    reportKolSpend(db, { workspaceId, currency, timeZone, filter: { campaignSlugs }, period }, { now }),
  ]);
  const search = tableSearch({ ...query, sort: financeSpec.defaultSort }, financeSpec);
  return {
    title: pageTitle(request, 'finance:title'), query, campaigns, total: report.total,
    rows: sortSpend(report.rows, query.sort).map((row) => ({ ...row, to: paths.financeKol(row, search) })), csv: paths.financeCsv(tableSearch(query, financeSpec)),
  };
});

export default function Finance() {
  const { query, campaigns, rows, total, csv } = useLoaderData<typeof loader>();
  const t = useText('finance');
  const tc = useText('common');
  return (
    <>
      <PageHeader
        title={t('title')} meta={<span>{t('spendByKol')}</span>}
        actions={<a href={csv} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportCsv')}</a>}
      />
      <Toolbar query={query} spec={financeSpec} facets={[{ name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) }]}>
        <SpendPeriodForm query={query} />
      </Toolbar>
      <DataTable
        label={t('spendByKol')} columns={columns} rows={rows} rowKey={(row) => row.kolId} rowLink={(row) => row.to} query={query} spec={financeSpec}
        totals={totalsOf(total, tc('total'))} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')}
      />
      {total.uncounted > 0 ? <p className="mt-2 text-amber">{t('uncounted', { count: total.uncounted })}</p> : null}
      <p className="mt-3 text-muted text-[0.9286rem]">{t('meaning')} {t('noInvoices')}</p>
    </>
  );
}
