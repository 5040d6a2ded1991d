import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listCampaignRows } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, request, can }) => {
  const { policy } = await getPolicy(db, workspaceId);
  return {
    title: pageTitle(request, 'campaign:title'), currency: actor.workspace.currency, mayWrite: can('roster:write'),
    rows: await listCampaignRows(db, workspaceId, policy.attribution.model),
  };
});

export default function Campaigns() {
  const { rows, currency, mayWrite } = useLoaderData<typeof loader>();
  const t = useText('campaign');
  const add = mayWrite ? <LinkButton to={paths.campaignNew()} variant="primary" icon="plus">{t('new')}</LinkButton> : null;
  return (
    <>
      <PageHeader title={t('title')} actions={add} />
      {rows.length === 0 ? <Card><EmptyState icon="matrix" title={t('emptyTitle')} action={add}>{t('emptyText')}</EmptyState></Card> : (
        <Table label={t('title')} stickyFirst>
          <thead>
            <tr>
              {(['name', 'status', 'dates'] as const).map((key) => <th key={key} scope="col">{t(`column.${key}`)}</th>)}
              {(['budget', 'slots', 'collaborations', 'orders', 'revenue'] as const).map((key) => <th key={key} scope="col" className="num">{t(`column.${key}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const collaborations = (sort: string) => paths.collaborations(`?${sort}f.campaign=${encodeURIComponent(row.slug)}`);
              return (
                <tr key={row.id}>
                  <th scope="row"><Link to={paths.campaign(row)} className="inline-flex items-center min-h-6 hover:underline">{row.name}</Link></th>
                  <td><StatusBadge kind="campaign" status={row.status} /></td>
                  <td><DayText day={row.startsOn} /> – <DayText day={row.endsOn} /></td>
                  <td className="num"><MoneyText minor={row.budgetMinor} currency={row.currency} /></td>
                  <td className="num"><CountText count={row.slots} /></td>
                  <td className="num"><Link to={collaborations('')} className="hover:underline"><CountText count={row.collaborations} /></Link></td>
                  <td className="num"><Link to={collaborations('sort=-orders&')} className="hover:underline"><CountText count={row.orders} /></Link></td>
                  <td className="num"><Link to={collaborations('sort=-revenue&')} className="hover:underline"><MoneyText minor={row.revenueMinor} currency={currency} /></Link></td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </>
  );
}
