import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findLedgerHead } from '#db/queries/ledger.server.ts';
import { findFinanceKol, listFinanceCampaigns } from '#db/queries/finance-pages.server.ts';
import { listNotesOf } from '#db/queries/variance.server.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { PeriodForm } from '#app/components/period-form.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { SealNote } from '#app/components/seal-note.tsx';
import { SpendMoney } from '#app/components/spend-figures.tsx';
import { financeSpec, readFinanceQuestion } from '#app/components/spend-question.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { tableChecksum } from '#app/lib/file-writing/sealed-table.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { reportCollaborationSpend, totalSpend } from '#app/services/report-kol-spend.server.ts';
import { reportVariance } from '#app/services/report-variance.server.ts';
import { statementTable } from '#app/services/statement-table.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { withFilter } from '#app/table/query-changes.ts';
import { tableSearch } from '#app/table/url-state.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { CollaborationStatement } from './collaboration-statement.tsx';
import { VarianceCard } from './variance-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('costs:read', async ({ db, actor, workspaceId, params, url, request, now }) => {
  const kol = isId(params.kolId) ? await findFinanceKol(db, workspaceId, params.kolId) : undefined;
  if (!kol) throw new Response('There is no such KOL.', { status: 404 });
  const { query, filter, period } = readFinanceQuestion(url);
  const { currency, timeZone } = actor.workspace;
  const [variances, notes, campaigns, ledger, collaborations] = await Promise.all([
    reportVariance(db, { workspaceId, month: null }, { now }), listNotesOf(db, workspaceId, { kind: 'kol', id: kol.id, tier: null }),
    listFinanceCampaigns(db, workspaceId), findLedgerHead(db, workspaceId),
    reportCollaborationSpend(db, { workspaceId, currency, timeZone, filter: { ...filter, kolId: kol.id }, period }, { now }),
  ]);
  const table = statementTable('statement', collaborations, currency);
  const file = tableSearch(withFilter(query, 'kol', [kol.id]), financeSpec);
  return {
    title: pageTitle(request, 'finance:statement', kol.name), kol, query, campaigns, collaborations, total: totalSpend(collaborations.map((one) => one.spend)),
    variance: variances.find((row) => row.kind === 'kol' && row.id === kol.id) ?? null, notes,
    seal: { rows: table.rows.length, sha256: tableChecksum(table), ledger },
    csv: paths.financeKolCsv({ kolId: kol.id }, tableSearch(query, financeSpec)), workbook: paths.financeExport({ file: 'statements.xlsx' }, file),
  };
});

export default function Statement() {
  const { kol, query, campaigns, collaborations, total, csv, workbook, seal, variance, notes } = useLoaderData<typeof loader>();
  const t = useText('finance');
  const tiles = [
    { key: 'planned', value: <SpendMoney minor={total.plannedMinor} /> }, { key: 'committed', value: <SpendMoney minor={total.committedMinor} /> },
    { key: 'invoiced', value: <SpendMoney minor={total.invoicedMinor} /> }, { key: 'paid', value: <SpendMoney minor={total.paidMinor} /> }, { key: 'remaining', value: <SpendMoney minor={total.remainingMinor} /> },
    { key: 'accrued', value: <SpendMoney minor={total.accruedMinor} /> }, { key: 'revenue', value: <SpendMoney minor={total.revenueMinor} /> },
    { key: 'refunds', value: <SpendMoney minor={total.refundedMinor} /> }, { key: 'roi', value: <RatioText ratio={total.roi} /> },
  ] as const;
  return (
    <>
      <PageHeader
        title={t('statementOf', { name: kol.name })} breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.finance() }]} />} meta={<TierBadge tier={kol.tier} />}
        actions={
          <>
            <LinkButton to={paths.kol({ kolId: kol.id })}>{t('openKol')}</LinkButton>
            <a href={csv} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportCsv')}</a>
            <a href={workbook} download className={buttonClass('secondary', 'md')}><Icon name="download" />{t('exportXlsx')}</a>
            <PrintButton />
          </>
        }
      />
      <Toolbar query={query} spec={financeSpec} facets={[{ name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) }]}>
        <PeriodForm query={query} spec={financeSpec} />
      </Toolbar>
      <div className="flex flex-col gap-4">
        <StatGrid>{tiles.map(({ key, value }) => <StatTile key={key} label={t(`column.${key}`)} value={value} />)}</StatGrid>
        {variance === null ? null : <VarianceCard variance={variance} notes={notes} />}
        {total.uncounted > 0 ? <p className="text-amber">{t('uncounted', { count: total.uncounted })}</p> : null}
        {collaborations.length === 0 ? <EmptyState icon="wallet" title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : null}
        {collaborations.map((one) => <CollaborationStatement key={one.id} collaboration={one} />)}
        <p className="text-muted text-[0.9286rem]">{t('meaning')}</p>
        <SealNote {...seal} />
      </div>
    </>
  );
}
