import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findLedgerHead } from '#db/queries/ledger.server.ts';
import { listFinanceCampaigns } from '#db/queries/finance-pages.server.ts';
import { FinanceHeader } from '#app/components/finance-header.tsx';
import { PeriodForm } from '#app/components/period-form.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { SealNote } from '#app/components/seal-note.tsx';
import { financeSpec, readFinanceQuestion } from '#app/components/spend-question.ts';
import type { SpendGroup } from '#app/domain/finance/kol-spend.ts';
import { SPEND_GROUPS } from '#app/domain/finance/kol-spend.ts';
import { sortSpend } from '#app/domain/finance/sort-spend.ts';
import { TIERS } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { tableChecksum } from '#app/lib/file-writing/sealed-table.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { countFinanceWork } from '#app/services/count-finance-work.server.ts';
import { listFinanceInbox } from '#app/services/list-finance-inbox.server.ts';
import type { StatementRow } from '#app/services/report-statement.server.ts';
import { reconcileStatement, reportStatement } from '#app/services/report-statement.server.ts';
import { reportVariance } from '#app/services/report-variance.server.ts';
import { statementTable } from '#app/services/statement-table.ts';
import { variancesBy } from '#app/services/variance-table.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageByKey } from '#app/table/key-page.ts';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { withFilter, withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableQuery } from '#app/table/url-state.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { COLUMNS, totalsOf } from './columns.tsx';
import { Inbox } from './inbox.tsx';
import { LedgerAgreement } from './ledger-agreement.tsx';

const PAGE_ROWS = 50;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:read', async ({ db, actor, workspaceId, url, request, now }) => {
  const { query, by, filter, period } = readFinanceQuestion(url);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const { currency, timeZone } = actor.workspace;
  const [campaigns, work, ledger, report] = await Promise.all([
    listFinanceCampaigns(db, workspaceId), countFinanceWork(db, workspaceId), findLedgerHead(db, workspaceId),
    reportStatement(db, { workspaceId, currency, timeZone, filter, period, by }, { now }),
  ]);
  const table = statementTable('statement', report.collaborations, currency);
  const isWhole = period === null && Object.values(filter).every((value) => value === undefined);
  // What waits is of everything, whatever part of it is shown; a reason is for the whole of a KOL or campaign, so it stands where the whole is shown.
  const variances = await reportVariance(db, { workspaceId, month: null, ...(isWhole && { collaborations: report.collaborations }) }, { now });
  const varianceOfRow = variancesBy(by, isWhole ? variances : []);
  const [inbox, agreement] = await Promise.all([
    listFinanceInbox(db, { workspaceId, timeZone, variances }, { now }),
    // What is not the whole cannot be compared with the whole ledger.
    isWhole ? reconcileStatement(db, workspaceId, report.collaborations) : null,
  ]);
  // The sums, the seal and the comparison with the ledger are of all rows; a page of them is sent.
  const shown = pageByKey(sortSpend(report.rows, query.sort), (row) => row.key, query.page, pageRows);
  const file = tableSearch({ ...query, page: null, sort: financeSpec.defaultSort }, financeSpec);
  return {
    title: pageTitle(request, 'finance:title'), query, by, campaigns, work, total: report.total,
    count: report.rows.length, cursors: { before: shown.before, after: shown.after },
    rows: shown.rows.map((row) => ({ ...row, variance: varianceOfRow.get(row.key) ?? null, tier: TIERS.find((tier) => by === 'tier' && tier === row.key) ?? null, to: openRow(row, by, query) })),
    seal: { rows: table.rows.length, sha256: tableChecksum(table), ledger },
    inbox, agreement, now: now.toISOString(),
    files: { csv: paths.financeExport({ file: 'statements.csv' }, file), workbook: paths.financeExport({ file: 'statements.xlsx' }, file), table: paths.financeCsv(tableSearch({ ...query, page: null }, financeSpec)) },
  };
});

/** A KOL opens to its lines; a tier or campaign to its KOLs. */
function openRow(row: StatementRow, by: SpendGroup, query: TableQuery): string {
  const plain = { ...query, page: null, sort: financeSpec.defaultSort };
  if (by === 'collaboration') return paths.collaboration({ collaborationId: row.key });
  if (by === 'kol') return paths.financeKol({ kolId: row.key }, tableSearch(withKept(plain, 'by', null), financeSpec));
  return paths.finance(tableSearch(withFilter(withKept(plain, 'by', null), by, [row.key]), financeSpec));
}

export default function Finance() {
  const { query, by, campaigns, rows, count, cursors, total, work, seal, agreement, files, inbox, now } = useLoaderData<typeof loader>();
  const t = useText('finance');
  const tc = useText('common');
  const td = useText('domain');
  const facets = [
    { name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) },
    { name: 'tier', label: t('column.tier'), options: TIERS.map((value) => ({ value, label: td(`tier.${value}`) })) },
  ];
  return (
    <>
      <FinanceHeader
        current="byKol" work={work}
        actions={
          <>
            <a href={files.table} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportCsv')}</a>
            <a href={files.csv} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportLines')}</a>
            <a href={files.workbook} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportXlsx')}</a>
            <PrintButton />
          </>
        }
      />
      <Inbox inbox={inbox} now={now} />
      <div className="mb-3">
        <TabNav label={t('groupedBy')} tabs={SPEND_GROUPS.map((group) => ({ to: paths.finance(tableSearch(withKept(query, 'by', group === 'kol' ? null : group), financeSpec)), label: t(`by.${group}`), active: group === by }))} />
      </div>
      <Toolbar query={query} spec={financeSpec} facets={facets} columns={COLUMNS[by]}><PeriodForm query={query} spec={financeSpec} /></Toolbar>
      <DataTable
        label={t(`by.${by}`)} columns={COLUMNS[by]} rows={rows} rowKey={(row) => row.key} rowLink={(row) => row.to} query={query} spec={financeSpec}
        totals={totalsOf(total, tc('total'), agreement)} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')}
      />
      {rows.length > 0 ? <Pager query={query} spec={financeSpec} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
      {agreement ? <LedgerAgreement agreement={agreement} /> : null}
      {total.uncounted > 0 ? <p className="mt-2 text-amber">{t('uncounted', { count: total.uncounted })}</p> : null}
      <p className="mt-3 text-muted text-[0.9286rem]">{t('meaning')}</p>
      <SealNote {...seal} />
    </>
  );
}
