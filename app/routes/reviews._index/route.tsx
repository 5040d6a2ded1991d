import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { DayText } from '#app/components/date-text.tsx';
import { RoiSections } from '#app/components/roi-sections.tsx';
import { addDays, dayOf, earlierDay } from '#app/domain/period.ts';
import { reviewPeriodChoices } from '#app/domain/scoring/roi-period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';

/** After its end a campaign is reviewed for two more months: orders still come in. */
const DAYS_AFTER_END = 60;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The review periods of all campaigns that have begun, the latest first. */
export const loader = page('costs:read', async ({ db, actor, workspaceId, request, now }) => {
  const today = dayOf(now, actor.workspace.timeZone);
  const [campaigns, { policy }] = await Promise.all([listCampaignChoices(db, workspaceId), getPolicy(db, workspaceId)]);
  return {
    title: pageTitle(request, 'reviews:title'),
    campaigns: campaigns.filter((campaign) => campaign.startsOn <= today).map((campaign) => ({
      slug: campaign.slug, name: campaign.name,
      periods: reviewPeriodChoices(campaign, earlierDay(today, addDays(campaign.endsOn, DAYS_AFTER_END)), policy.review).map(({ index, period }) => ({
        index, startDay: period.startDay, lastDay: addDays(period.endDay, -1), isOver: period.endDay <= today,
      })),
    })),
  };
});

export default function Reviews() {
  const { campaigns } = useLoaderData<typeof loader>();
  const t = useText('reviews');
  return (
    <>
      <PageHeader title={t('title')} meta={<span>{t('subtitle')}</span>} />
      <RoiSections />
      {campaigns.length === 0 ? <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState> : null}
      <div className="grid gap-4 items-start lg:grid-cols-2 2xl:grid-cols-3">
        {campaigns.map((campaign) => (
          <Card key={campaign.slug} title={<Link to={paths.campaign(campaign)} className="hover:underline">{campaign.name}</Link>} flush>
            <Table label={`${t('periods')}: ${campaign.name}`} compact>
              <thead><tr><th scope="col">{t('period')}</th><th scope="col">{t('days')}</th><th scope="col">{t('state')}</th><th scope="col"><span className="sr-only">{t('open')}</span></th></tr></thead>
              <tbody>
                {campaign.periods.map((period) => (
                  <tr key={period.index}>
                    <th scope="row">{period.index}</th>
                    <td><DayText day={period.startDay} /> – <DayText day={period.lastDay} /></td>
                    <td>{t(period.isOver ? 'over' : 'running')}</td>
                    <td><Link to={paths.review({ slug: campaign.slug, periodNumber: period.index })} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('open')}</Link></td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
        ))}
      </div>
    </>
  );
}
