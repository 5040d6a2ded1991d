import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { listKolNames } from '#db/queries/policy-simulation.server.ts';
import { countProposals, listProposalCampaigns, listProposalRows, PROPOSAL_SORTS } from '#db/queries/proposal-pages.server.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { ProposalStatus } from '#app/domain/proposals/proposal.ts';
import { PROPOSAL_KINDS } from '#app/domain/proposals/proposal.ts';
import { ProposalTabs } from '#app/components/proposal-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { pageRowsOf } from '#app/table/page-size.ts';
import { Pager } from '#app/table/pager.tsx';
import { cursorsAt, offsetOf } from '#app/table/position-page.ts';
import { withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import type { TableSpec } from '#app/table/url-state.ts';
import { canonicalSearch, parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { columnsFor } from './columns.tsx';
import { listRow } from './row.server.ts';

const PAGE_ROWS = 50;
const TABS = ['open', 'decided'] as const;
const STATUSES: Record<(typeof TABS)[number], readonly ProposalStatus[]> = { open: ['open'], decided: ['accepted', 'rejected'] };
const OPEN_SORTS = ['name', 'kind', 'age', 'decided'];

/** An order tells the figures, so those who do not see costs cannot ask for it. */
function specFor(tab: (typeof TABS)[number], seesCosts: boolean): TableSpec {
  return {
    sortable: seesCosts ? PROPOSAL_SORTS : OPEN_SORTS,
    defaultSort: [tab === 'open' ? { column: 'kind', descending: false } : { column: 'decided', descending: true }],
    filters: { kind: PROPOSAL_KINDS, campaign: 'text', tier: TIERS, kol: 'text' },
    keeps: { tab: TABS },
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const seesCosts = can('costs:read');
  const tab = TABS.find((one) => one === url.searchParams.get('tab')) ?? 'open';
  const spec = specFor(tab, seesCosts);
  const views = await readViews({ db, workspaceId, actor, url }, 'proposals', (search) => canonicalSearch(search, spec));
  const query = parseTableQuery(url.searchParams, spec);
  const pageRows = pageRowsOf(query, PAGE_ROWS);
  const offset = offsetOf(query.page, pageRows);
  const { kind, campaign, tier, kol } = query.filters;
  const [counts, campaigns, kolNames, rows] = await Promise.all([
    countProposals(db, workspaceId),
    listProposalCampaigns(db, workspaceId),
    listKolNames(db, workspaceId, (kol ?? []).filter((id) => z.uuid().safeParse(id).success)),
    listProposalRows(db, workspaceId, {
      statuses: STATUSES[tab], kinds: kind, campaignSlugs: campaign, tiers: tier, kolIds: kol, page: { offset, limit: pageRows },
      sort: query.sort.flatMap(({ column, descending }) => PROPOSAL_SORTS.filter((known) => known === column).map((known) => ({ column: known, descending }))),
    }),
  ]);
  const count = rows[0]?.allRows ?? 0;
  return {
    title: pageTitle(request, 'proposals:title'), tab, spec, query, views, seesCosts, counts, campaigns, count, kolNames: Object.fromEntries(kolNames),
    rows: rows.map((row) => listRow(row, seesCosts, now)), cursors: cursorsAt(offset, rows.length, count),
  };
});

export default function Proposals() {
  const { tab, spec, query, seesCosts, counts, campaigns, count, kolNames, rows, cursors, views } = useLoaderData<typeof loader>();
  const t = useText('proposals');
  const td = useText('domain');
  const facets = [
    { name: 'kind', label: t('filter.kind'), options: (['replace', 'reduce', 'extend', 'wait', 'keep'] as const).map((kind) => ({ value: kind, label: td(`proposalKind.${kind}`) })) },
    { name: 'campaign', label: t('filter.campaign'), options: campaigns.map(({ slug, name }) => ({ value: slug, label: name })) },
    { name: 'tier', label: t('filter.tier'), options: (['top', 'mid', 'emerging'] as const).map((tier) => ({ value: tier, label: td(`tier.${tier}`) })) },
    ...(query.filters.kol ? [{ name: 'kol', label: td('kol'), options: query.filters.kol.map((value) => ({ value, label: kolNames[value] ?? value })) }] : []),
  ];
  const tabLink = (key: (typeof TABS)[number]) => paths.proposals(tableSearch(withKept(query, 'tab', key === 'open' ? null : key), spec));
  return (
    <>
      <PageHeader title={t('title')} />
      <ProposalTabs active={tab} counts={counts} seesCosts={seesCosts} listTo={tabLink} />
      <ViewTabs views={views} query={query} spec={spec} />
      <Toolbar query={query} spec={spec} facets={facets} columns={columnsFor(tab, seesCosts)} />
      <DataTable
        label={t(`tab.${tab}`)} columns={columnsFor(tab, seesCosts)} rows={rows} rowKey={(row) => row.id} rowLink={(row) => paths.proposal({ proposalId: row.id })}
        query={query} spec={spec} emptyTitle={t(`empty.${tab}Title`)} emptyText={t(`empty.${tab}Text`)}
      />
      {rows.length > 0 ? <Pager query={query} spec={spec} total={count} {...cursors} pageRows={PAGE_ROWS} /> : null}
    </>
  );
}
