import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { COLLABORATION_SORTS, listCollaborationRows, listStandingFees, sumCollaborations } from '#db/queries/collaboration-list.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { dayOf, isCalendarDay } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Pager } from '#app/table/pager.tsx';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery } from '#app/table/url-state.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import type { ListedCollaboration } from './columns.tsx';
import { collaborationSpec, columns, columnsWithFee } from './columns.tsx';
import { useCollaborationFacets } from './facets.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const PAGE_ROWS = 50;

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const { currency, timeZone } = actor.workspace;
  const query = parseTableQuery(url.searchParams, collaborationSpec);
  const today = dayOf(now, timeZone);
  const wanted = query.kept?.as_of;
  const asOf = wanted !== undefined && isCalendarDay(wanted) && wanted < today ? wanted : today;
  const [{ policy }, campaigns] = await Promise.all([getPolicy(db, workspaceId), listCampaignChoices(db, workspaceId)]);
  const { campaign, status, tier, platform, light } = query.filters;
  const question = { model: policy.attribution.model, asOf, search: query.search, campaigns: campaign, statuses: status, tiers: tier, platforms: platform, lights: light };
  const [first] = query.sort;
  const sort = { column: COLLABORATION_SORTS.find((known) => known === first?.column) ?? 'start', descending: first?.descending ?? true };
  const [found, totals] = await Promise.all([
    listCollaborationRows(db, workspaceId, question, { sort, page: query.page, limit: PAGE_ROWS }),
    sumCollaborations(db, workspaceId, question),
  ]);
  const fees = can('costs:read') ? await listStandingFees(db, workspaceId, found.rows.map((row) => row.id), currency) : null;
  return {
    title: pageTitle(request, 'collaboration:title'), query, currency, totals, asOf: asOf === today ? null : asOf, seesCosts: fees !== null, mayWrite: can('roster:write'),
    rows: found.rows.map((row): ListedCollaboration => (fees === null ? row : { ...row, feeMinor: fees.get(row.id) ?? null })),
    cursors: { before: found.before, after: found.after },
    campaigns: campaigns.map((one) => ({ value: one.slug, label: one.name })),
  };
});

export default function Collaborations() {
  const data = useLoaderData<typeof loader>();
  const t = useText('collaboration');
  const ts = useText('scripts');
  const { query, totals, currency } = data;
  const facets = useCollaborationFacets(data.campaigns);
  const add = data.mayWrite ? <LinkButton to={paths.collaborationNew()} variant="primary" icon="plus">{t('new')}</LinkButton> : null;
  return (
    <>
      <PageHeader title={t('title')} actions={<><LinkButton to={paths.scripts()}>{ts('list.title')}</LinkButton>{add}</>} meta={data.asOf ? <span>{t('asOfDay')} <DayText day={data.asOf} /></span> : null} />
      <Toolbar query={query} spec={collaborationSpec} searchLabel={t('searchLabel')} facets={facets} />
      <DataTable
        label={t('title')} columns={data.seesCosts ? columnsWithFee : columns} rows={data.rows} rowKey={(row) => row.id} rowLink={(row) => paths.collaboration({ collaborationId: row.id })}
        query={query} spec={collaborationSpec} emptyTitle={t('emptyTitle')} emptyText={t('emptyText')} emptyAction={add}
        totals={{
          kolName: t('totalOf', { count: totals.count }), revenueMinor: <MoneyText minor={totals.revenueMinor} currency={currency} />,
          orders: <CountText count={totals.orders} />, clicks: <CountText count={totals.clicks} />,
        }}
      />
      {data.rows.length > 0 ? <Pager query={query} spec={collaborationSpec} total={totals.count} {...data.cursors} /> : null}
    </>
  );
}
