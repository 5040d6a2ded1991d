import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { getFirstSteps } from '#db/queries/dashboard.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { AsOf } from '#app/components/as-of.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { dayOf, isCalendarDay } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { DashboardCharts } from './charts.tsx';
import { FirstStepsCard } from './first-steps.tsx';
import { defaultCampaign, loadDashboard } from './load-dashboard.server.ts';
import { MoversCard } from './movers.tsx';
import { NeedsYou } from './needs-you.tsx';
import { DashboardPicker } from './picker.tsx';
import { DashboardTiles } from './tiles.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const { currency, timeZone } = actor.workspace;
  const [steps, campaigns, { policy }] = await Promise.all([getFirstSteps(db, workspaceId), listCampaignChoices(db, workspaceId), getPolicy(db, workspaceId)]);
  const today = dayOf(now, timeZone);
  const wanted = url.searchParams.get('as_of') ?? '';
  const asOf = isCalendarDay(wanted) && wanted < today ? wanted : today;
  const slug = url.searchParams.get('campaign');
  const chosen = campaigns.find((one) => one.slug === slug) ?? defaultCampaign(campaigns, today);
  return {
    title: pageTitle(request, 'dashboard:title'),
    steps, currency, asOf, today, now: now.toISOString(),
    campaigns: campaigns.map((one) => ({ slug: one.slug, name: one.name })),
    mayWrite: can('roster:write'), mayImport: can('imports:run'),
    board: chosen ? await loadDashboard(db, { workspaceId, currency, slug: chosen.slug, asOf, policy, seesCosts: can('costs:read') }) : null,
  };
});

export default function Dashboard() {
  const data = useLoaderData<typeof loader>();
  const t = useText('dashboard');
  const { board, steps, currency, asOf, today } = data;
  const isNew = !steps.kols || !steps.campaigns || !steps.collaborations || !steps.orders || !steps.clicks;
  return (
    <>
      <PageHeader
        title={board ? board.campaign.name : t('title')}
        meta={
          board ? (
            <>
              <StatusBadge kind="campaign" status={board.campaign.status} />
              <span><DayText day={board.campaign.startsOn} /> – <DayText day={board.campaign.endsOn} /></span>
              {asOf === today ? <AsOf at={data.now} now={data.now} /> : <span>{t('asOfDay')} <DayText day={asOf} /></span>}
              {board.reviewDay ? <span>{t('reviewOf')} <DayText day={board.reviewDay} /></span> : <span>{t('noReview')}</span>}
            </>
          ) : null
        }
        actions={board ? <DashboardPicker campaigns={data.campaigns} slug={board.campaign.slug} asOf={asOf} today={today} /> : null}
      />
      <div className="flex flex-col gap-4">
        {isNew ? <FirstStepsCard steps={steps} mayWrite={data.mayWrite} mayImport={data.mayImport} /> : null}
        {board ? (
          <>
            <DashboardTiles board={board} currency={currency} asOf={asOf} isToday={asOf === today} />
            <NeedsYou board={board} />
            <DashboardCharts board={board} currency={currency} />
            <div className="grid gap-4 xl:grid-cols-2">
              <MoversCard title={t(board.roi ? 'movers.best' : 'movers.bestByRevenue')} movers={board.best} currency={currency} withRoi={board.roi !== null} />
              <MoversCard title={t(board.roi ? 'movers.worst' : 'movers.worstByRevenue')} movers={board.worst} currency={currency} withRoi={board.roi !== null} />
            </div>
          </>
        ) : null}
      </div>
    </>
  );
}
