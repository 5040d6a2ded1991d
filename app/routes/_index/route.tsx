import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { getFirstSteps, listOwnActions } from '#db/queries/dashboard.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { AsOf } from '#app/components/as-of.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { IMPORT_KINDS } from '#app/domain/ingestion/import-run.ts';
import { SPANS } from '#app/domain/movement.ts';
import { dayOf, isCalendarDay } from '#app/domain/period.ts';
import { cookieValue, detectSwitch, FIRST_STEPS_COOKIE, seenSteps } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { cx } from '#app/ui/class-names.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { DashboardCharts } from './charts.tsx';
import { ActivityCard } from './activity.tsx';
import { AtRiskCard } from './at-risk.tsx';
import { DEMO_STEP_ACTIONS, demoSteps } from './demo-steps.ts';
import { FirstStepsCard } from './first-steps.tsx';
import { defaultCampaign, loadDashboard } from './load-dashboard.server.ts';
import { MovesCard } from './moves.tsx';
import { MoversCard } from './movers.tsx';
import { NeedsYou } from './needs-you.tsx';
import { CAMPAIGN_COOKIE, DashboardPicker } from './picker.tsx';
import { RoleCard } from './role-card.tsx';
import { DashboardTiles } from './tiles.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, url, request, now, can }) => {
  const { currency, timeZone } = actor.workspace;
  const [steps, campaigns, { policy }, did] = await Promise.all([
    getFirstSteps(db, workspaceId), listCampaignChoices(db, workspaceId), getPolicy(db, workspaceId),
    actor.workspace.isDemo && actor.id !== null ? listOwnActions(db, workspaceId, { userId: actor.id, actions: DEMO_STEP_ACTIONS }) : [],
  ]);
  const today = dayOf(now, timeZone);
  const wanted = url.searchParams.get('as_of') ?? '';
  const asOf = isCalendarDay(wanted) && wanted < today ? wanted : today;
  const span = SPANS.find((one) => one === url.searchParams.get('span')) ?? 'campaign';
  // The campaign that was chosen last, in this browser; one that is gone gives way to the likeliest.
  const slug = url.searchParams.get('campaign') ?? cookieValue(request.headers.get('cookie'), CAMPAIGN_COOKIE);
  const chosen = campaigns.find((one) => one.slug === slug) ?? defaultCampaign(campaigns, today);
  const importKinds = IMPORT_KINDS.filter((kind) => mayImport(kind, can));
  const board = chosen ? await loadDashboard(db, { workspaceId, currency, slug: chosen.slug, asOf, span, now, importKinds, policy, seesCosts: can('costs:read') }) : null;
  return {
    title: pageTitle(request, 'dashboard:title'),
    steps, currency, asOf, span, today, now: now.toISOString(), showsSteps: url.searchParams.get('steps') === 'show', areStepsPutAway: !detectSwitch(request.headers, FIRST_STEPS_COOKIE, true),
    campaigns: campaigns.map((one) => ({ slug: one.slug, name: one.name })),
    mayWrite: can('roster:write'), importKinds, board,
    demoSteps: actor.workspace.isDemo ? demoSteps({ can, importKinds, did: new Set(did), seen: seenSteps(request.headers.get('cookie')), collaborationId: board?.best[0]?.collaborationId ?? null }) : null,
  };
});

export default function Dashboard() {
  const data = useLoaderData<typeof loader>();
  const t = useText('dashboard');
  const { user } = useRootData();
  const { board, steps, currency, asOf, today } = data;
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
        actions={board ? <DashboardPicker campaigns={data.campaigns} slug={board.campaign.slug} asOf={asOf} today={today} span={data.span} /> : null}
      />
      <div className="flex flex-col gap-4">
        {user ? <RoleCard role={user.role} /> : null}
        <FirstStepsCard steps={steps} mayWrite={data.mayWrite} importKinds={data.importKinds} isAsked={data.showsSteps} arePutAway={data.areStepsPutAway} demoSteps={data.demoSteps} />
        {board ? (
          <>
            <DashboardTiles board={board} currency={currency} asOf={asOf} isToday={asOf === today} />
            <NeedsYou board={board} />
            <DashboardCharts board={board} currency={currency} />
            <div className={cx('grid gap-4 xl:grid-cols-2', board.atRisk && '2xl:grid-cols-3')}>
              <MovesCard span={board.span} currency={currency} />
              {board.atRisk ? <AtRiskCard worst={board.atRisk} currency={currency} /> : null}
              <ActivityCard events={board.loose.activity} now={data.now} isWide={board.atRisk !== null} />
            </div>
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
