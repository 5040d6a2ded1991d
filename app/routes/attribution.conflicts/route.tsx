import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listConflicts, sumConflicts } from '#db/queries/attribution-conflicts.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { CONFLICT_RULES } from '#app/domain/attribution/conflict.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { withFilter } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { StatGrid, StatTile } from '#app/ui/stat-tile.tsx';
import { PeriodForm } from '../attribution._index/period-form.tsx';
import { columns } from './columns.tsx';
import { conflictQuestion, conflictSpec } from './question.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now }) => {
  const query = parseTableQuery(url.searchParams, conflictSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const question = conflictQuestion(query, dayOf(now, actor.workspace.timeZone));
  const [chosen] = question.collaborationIds ?? [];
  const [found, sums, campaigns, collaboration] = await Promise.all([
    listConflicts(db, workspaceId, question, { page: query.page, limit: pageRows }),
    sumConflicts(db, workspaceId, question),
    listCampaignChoices(db, workspaceId),
    chosen === undefined ? undefined : findCollaborationDetail(db, workspaceId, chosen),
  ]);
  return {
    title: pageTitle(request, 'attribution:tab.conflicts'), query, period: { from: question.from, through: question.through }, sums,
    rows: found.rows, cursors: { before: found.before, after: found.after }, count: sums.reduce((sum, one) => sum + one.conflicts, 0),
    campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
    collaboration: collaboration ? { value: collaboration.id, label: `${collaboration.kolName} · ${collaboration.campaignName}` } : null,
  };
});

export default function Conflicts() {
  const { query, period, sums, rows, cursors, count, campaigns, collaboration } = useLoaderData<typeof loader>();
  const t = useText('attribution');
  const { workspace } = useRootData();
  const facets = [
    { name: 'rule', label: t('filter.rule'), options: CONFLICT_RULES.map((value) => ({ value, label: t(`rule.${value}`) })) },
    { name: 'campaign', label: t('filter.campaign'), options: campaigns },
    ...(collaboration ? [{ name: 'collaboration', label: t('filter.collaboration'), options: [collaboration] }] : []),
  ];
  return (
    <>
      <PageHeader
        title={t('tab.conflicts')} meta={<span>{t('conflicts.about')}</span>}
        actions={rows.length > 0 ? <a href={paths.attributionConflictsCsv(tableSearch({ ...query, page: null }, conflictSpec))} className={buttonClass('secondary', 'md')}><Icon name="download" />{t('conflicts.export')}</a> : null}
      />
      <RoiSections />
      <div className="flex flex-col gap-4">
        <Toolbar query={query} spec={conflictSpec} facets={facets} columns={columns}><PeriodForm query={query} spec={conflictSpec} period={period} /></Toolbar>
        {sums.length > 0 ? (
          <StatGrid>
            {CONFLICT_RULES.flatMap((rule) => sums.filter((one) => one.rule === rule)).map((one) => (
              <StatTile
                key={one.rule} label={t(`rule.${one.rule}`)} value={<MoneyText minor={one.netMinor} currency={workspace.currency} compact />} note={t('conflicts.orders', { count: one.orders })}
                to={paths.attributionConflicts(tableSearch(withFilter(query, 'rule', [one.rule]), conflictSpec))}
              />
            ))}
          </StatGrid>
        ) : null}
        <div>
          <DataTable
            label={t('tab.conflicts')} columns={columns} rows={rows} rowKey={(row) => `${row.shop} ${row.orderId} ${row.loser.collaborationId} ${row.rule}`} rowLink={(row) => paths.order(row)}
            query={query} spec={conflictSpec} emptyTitle={t('conflicts.emptyTitle')} emptyText={t('conflicts.emptyText')}
          />
          {rows.length > 0 ? <Pager query={query} spec={conflictSpec} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
        </div>
      </div>
    </>
  );
}
