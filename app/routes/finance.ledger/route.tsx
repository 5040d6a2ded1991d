import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listFinanceCampaigns } from '#db/queries/finance-pages.server.ts';
import type { LedgerFacet } from '#db/queries/ledger-pages.server.ts';
import { countLedgerFacets, listLedgerEntries, listLedgerNames, sumLedgerEntries } from '#db/queries/ledger-pages.server.ts';
import type { FacetCounts } from '#db/queries/facet-counts.server.ts';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { PeriodForm } from '#app/components/period-form.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { ENTRY_KINDS, LEDGER_ACCOUNTS, LEDGER_SOURCES } from '#app/domain/finance/ledger.ts';
import { TIERS } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { remembering } from '#app/lib/short-memory.server.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { chosenOf, countedOptions, presentOptions } from '#app/table/counted-options.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { canonicalSearch, parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { columns } from './columns.tsx';
import { ledgerQuestion, ledgerSpec } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const facetCounts = remembering<FacetCounts<LedgerFacet>>();

export const loader = page('audit:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'ledger', (search) => canonicalSearch(search, ledgerSpec));
  const query = parseTableQuery(url.searchParams, ledgerSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const question = ledgerQuestion(query, { timeZone: actor.workspace.timeZone, now });
  const [found, totals, work, campaigns, names, counts] = await Promise.all([
    listLedgerEntries(db, workspaceId, question, { page: query.page, limit: pageRows }), sumLedgerEntries(db, workspaceId, question), countFinanceWork(db, workspaceId),
    listFinanceCampaigns(db, workspaceId), listLedgerNames(db, workspaceId, question.collaborationIds ?? []),
    facetCounts([workspaceId, question], now, () => countLedgerFacets(db, workspaceId, question)),
  ]);
  const file = tableSearch({ ...query, page: null }, ledgerSpec);
  return {
    title: pageTitle(request, 'ledger:title'), query, views, rows: found.rows, cursors: { before: found.before, after: found.after }, totals, work, campaigns, names, counts,
    csv: paths.financeExport({ file: 'ledger.csv' }, file), workbook: paths.financeExport({ file: 'ledger.xlsx' }, file),
  };
});

export default function Ledger() {
  const { query, rows, cursors, totals, work, campaigns, names, counts, csv, workbook, views } = useLoaderData<typeof loader>();
  const t = useText('ledger');
  const tc = useText('common');
  const td = useText('domain');
  const named = (all: readonly { readonly id: string; readonly name: string }[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  const facets = [
    { name: 'kind', label: t('column.kind'), options: countedOptions(ENTRY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })), counts.kind) },
    { name: 'account', label: t('filter.account'), options: countedOptions(LEDGER_ACCOUNTS.map((value) => ({ value, label: t(`account.${value}`) })), counts.account) },
    { name: 'source', label: t('filter.source'), options: countedOptions(LEDGER_SOURCES.map((value) => ({ value, label: t(`source.${value}`) })), counts.source) },
    { name: 'tier', label: t('filter.tier'), options: countedOptions(TIERS.map((value) => ({ value, label: td(`tier.${value}`) })), counts.tier) },
    { name: 'campaign', label: t('filter.campaign'), options: countedOptions(campaigns.map(({ slug, name }) => ({ value: slug, label: name })), counts.campaign) },
    { name: 'kol', label: t('column.kol'), options: presentOptions(named(names.kols), counts.kol, chosenOf(query, 'kol')) },
    ...(names.collaborations.length > 0 ? [{ name: 'collaboration', label: t('filter.collaboration'), options: named(names.collaborations) }] : []),
  ];
  return (
    <>
      <FinanceHeader
        current="ledger" work={work}
        actions={
          <>
            <a href={csv} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportCsv')}</a>
            <a href={workbook} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportXlsx')}</a>
          </>
        }
      />
      <div className="mb-4">
        <StatGrid>
          <StatTile label={t('total.committed')} value={<SpendMoney minor={totals.committedMinor} />} />
          <StatTile label={t('total.payable')} value={<SpendMoney minor={totals.payableMinor} />} />
          <StatTile label={t('total.paid')} value={<SpendMoney minor={totals.paidMinor} />} />
          <StatTile label={t('total.balance')} value={<SpendMoney minor={totals.debitMinor - totals.creditMinor} />} note={t('total.balanceNote')} />
        </StatGrid>
      </div>
      <ViewTabs views={views} query={query} spec={ledgerSpec} />
      <Toolbar query={query} spec={ledgerSpec} facets={facets} dates={[{ name: 'at', label: t('column.at') }]} texts={[{ name: 'by', label: t('column.actor') }, { name: 'reason', label: t('reason') }]} columns={columns}>{query.kept?.['from'] || query.kept?.['to'] ? <PeriodForm query={query} spec={ledgerSpec} /> : null}</Toolbar>
      <DataTable
        label={t('title')} columns={columns} rows={rows} rowKey={(row) => String(row.sequence)} rowLink={(row) => paths.ledgerEntry(row)} query={query} spec={ledgerSpec}
        totals={{ sequence: tc('total'), kolName: t('entries', { count: totals.entries }), reportingMinor: <SpendMoney minor={totals.debitMinor} /> }}
        emptyTitle={t('emptyTitle')} emptyText={t('emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={ledgerSpec} total={totals.entries} {...cursors} pageRows={PAGE_ROWS} /> : null}
      {totals.withoutRate > 0 ? <p className="mt-2 text-amber">{t('withoutRate', { count: totals.withoutRate })}</p> : null}
      <p className="mt-3 text-muted text-[0.9286rem]">{t('meaning')}</p>
    </>
  );
}
