import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { countWaitingScripts, listScriptRows, SCRIPT_SORTS } from '#db/queries/script-pages.server.ts';
import { dayOf } from '#app/domain/period.ts';
import type { ScriptStatus } from '#app/domain/script.ts';
import { SCRIPT_STATUSES, TURN_IN } from '#app/domain/script.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import type { ListedScript } from './columns.tsx';
import { columns, SCRIPT_TABS, scriptSpec } from './columns.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;
const OPEN: readonly ScriptStatus[] = SCRIPT_STATUSES.filter((status) => TURN_IN[status] !== null);
const STATUSES: Record<(typeof SCRIPT_TABS)[number], readonly ScriptStatus[]> = { content: ['submitted'], legal: ['content_approved'], overdue: OPEN, all: OPEN };

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const today = dayOf(now, actor.workspace.timeZone);
  const query = parseTableQuery(url.searchParams, scriptSpec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const tab = SCRIPT_TABS.find((one) => one === query.kept?.tab) ?? (can('scripts:legal') && !can('content:write') ? 'legal' : 'content');
  const offset = offsetOf(query.page, pageRows);
  const { campaign, status, tier } = query.filters;
  const statuses = STATUSES[tab].filter((one) => status === undefined || status.includes(one));
  const sort = query.sort.flatMap(({ column, descending }) => SCRIPT_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending })));
  const [{ policy }, counts, campaigns, rows] = await Promise.all([
    getPolicy(db, workspaceId), countWaitingScripts(db, workspaceId, { today, campaignId: null }), listCampaignChoices(db, workspaceId),
    listScriptRows(db, workspaceId, { today, search: query.search, campaigns: campaign, statuses, tiers: tier, onlyOverdue: tab === 'overdue' }, { sort, offset, limit: pageRows }),
  ]);
  const count = rows[0]?.allRows ?? 0;
  return {
    title: pageTitle(request, 'scripts:list.title'), query, tab, counts, count, cursors: cursorsAt(offset, rows.length, count), campaigns: campaigns.map(({ slug, name }) => ({ value: slug, label: name })),
    rows: rows.map((row): ListedScript => ({ ...row, turn: TURN_IN[row.status], usualRounds: policy.scripts.usualRounds })),
  };
});

export default function ScriptsToApprove() {
  const { query, tab, counts, count, cursors, campaigns, rows } = useLoaderData<typeof loader>();
  const t = useText('scripts');
  const td = useText('domain');
  const facets = [
    { name: 'campaign', label: t('list.campaign'), options: campaigns },
    ...(tab === 'content' || tab === 'legal' ? [] : [{ name: 'status', label: t('list.filterState'), options: OPEN.map((value) => ({ value, label: t(`status.${value}`) })) }]),
    { name: 'tier', label: t('list.tier'), options: (['top', 'mid', 'emerging'] as const).map((value) => ({ value, label: td(`tier.${value}`) })) },
  ];
  const tabCounts: Partial<Record<typeof tab, number>> = counts;
  return (
    <>
      <PageHeader title={t('list.title')} actions={<LinkButton to={paths.briefTemplates()}>{t('list.templates')}</LinkButton>} />
      <div className="mb-3">
        <TabNav label={t('list.title')} tabs={SCRIPT_TABS.map((key) => {
          const label = t(`list.tab.${key}`);
          const shown = tabCounts[key];
          return { to: paths.scripts(tableSearch(withKept(query, 'tab', key), scriptSpec)), label, active: tab === key, ...(shown === undefined ? {} : { count: shown }) };
        })} />
      </div>
      <Toolbar query={query} spec={scriptSpec} searchLabel={t('list.search')} facets={facets} columns={columns} />
      <DataTable
        label={t(`list.tab.${tab}`)} columns={columns} rows={rows} rowKey={(row) => row.collaborationId} query={query} spec={scriptSpec} emptyTitle={t('list.emptyTitle')} emptyText={t('list.emptyText')}
        rowLink={({ collaborationId, latestVersion }) => (latestVersion === 0 ? paths.collaborationScripts({ collaborationId }) : paths.collaborationScript({ collaborationId, version: latestVersion }))}
      />
      {rows.length > 0 ? <Pager query={query} spec={scriptSpec} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
