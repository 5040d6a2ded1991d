import type { MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { listReviewedPeriods } from '#db/queries/period-roi.server.ts';
import { PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { ModelsCard } from '#app/components/models-card.tsx';
import { PeriodRoiCard } from '#app/components/period-roi-card.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { drawQrCode } from '#app/lib/qr-code.server.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { advanceCollaboration, advanceCollaborationSchema } from '#app/services/advance-collaboration.server.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ClicksCard } from './clicks-card.tsx';
import { ContentCard } from './content-card.tsx';
import { CouponCard } from './coupon-card.tsx';
import { loadCollaboration } from './load-collaboration.server.ts';
import { loadScriptState } from './load-script-state.server.ts';
import { MoneyCard } from './money-card.tsx';
import { SalesTiles } from './sales-tiles.tsx';
import { ScriptsCard } from './scripts-card.tsx';
import { StepsCard } from './steps-card.tsx';
import { SwapCard } from './swap-card.tsx';
import { TimelineCard } from './timeline-card.tsx';
import { TrackingCard } from './tracking-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, url, now, can }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const { currency, timeZone } = actor.workspace;
  const found = id.success ? await loadCollaboration(db, { workspaceId, collaborationId: id.data, currency, today: dayOf(now, timeZone), now, can }) : null;
  if (!found) throw new Response('No such collaboration.', { status: 404 });
  const periods = can('costs:read') ? await listReviewedPeriods(db, workspaceId, { collaborationId: found.collaboration.id }) : null;
  const scripts = await loadScriptState(db, workspaceId, found.collaboration.id, dayOf(now, timeZone));
  const link = publicOrigin(url) + paths.trackingLink({ code: found.collaboration.trackingCode });
  return {
    title: pageTitle(request, 'collaboration:title', found.collaboration.kolName), currency, link, qr: drawQrCode(link), scripts, periods, ...found,
    mayWrite: can('roster:write'), mayAddCosts: can('costs:write'),
  };
});

const stepSchema = advanceCollaborationSchema.omit({ collaborationId: true });

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  if (!id.success) throw new Response('No such collaboration.', { status: 404 });
  const form = await readForm(request, stepSchema);
  if (!form.ok) return { problem: form.errors.reason ? ('reason' as const) : ('invalid' as const), reason: form.values.reason ?? '' };
  const outcome = await advanceCollaboration(db, { ...form.value, collaborationId: id.data, workspaceId }, { now, actor });
  switch (outcome.status) {
    case 'advanced':
      return seeOther(paths.collaboration({ collaborationId: id.data }));
    case 'not-found':
      throw new Response('No such collaboration.', { status: 404 });
    case 'stale':
      return { problem: 'stale' as const, reason: form.value.reason };
    case 'not-allowed':
      return { problem: 'notAllowed' as const, reason: form.value.reason };
    case 'sign-off-needed':
      return { problem: 'signOff' as const, reason: form.value.reason };
    case 'campaign-closed':
      return { problem: 'campaignClosed' as const, reason: form.value.reason };
  }
});

export default function CollaborationPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collaboration');
  const { collaboration } = data;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.collaborations() }, { label: collaboration.campaignName, to: paths.campaign({ slug: collaboration.campaignSlug }) }]} />}
        title={collaboration.kolName}
        meta={
          <>
            <StatusBadge kind="collaboration" status={collaboration.status} />
            <TierBadge tier={collaboration.tier} />
            <span><PlatformBadge platform={collaboration.platform} /> · {collaboration.handle}</span>
            <span><DayText day={collaboration.startsOn} /> – <DayText day={collaboration.endsOn} /></span>
            <Link to={paths.kol(collaboration)} className="hover:underline">{t('kolProfile')}</Link>
          </>
        }
        actions={data.mayWrite ? <LinkButton to={paths.collaborationEdit({ collaborationId: collaboration.id })} icon="edit">{t('edit')}</LinkButton> : null}
      />
      <div className="flex flex-col gap-4">
        <SalesTiles data={data} currency={data.currency} />
        <div className="grid gap-4 xl:grid-cols-2 items-start">
          <div className="flex flex-col gap-4 min-w-0">
            {data.mayWrite ? <StepsCard steps={data.steps} status={collaboration.status} version={collaboration.version} answer={answer ?? null} /> : null}
            <ScriptsCard collaborationId={collaboration.id} state={data.scripts} />
            <TrackingCard data={data} />
            <CouponCard data={data} currency={data.currency} mayExclude={data.mayWrite} />
            <ClicksCard clicks={data.clicks} counted={data.countedAutomations} />
          </div>
          <div className="flex flex-col gap-4 min-w-0">
            {data.money ? <MoneyCard money={data.money} collaborationId={collaboration.id} currency={data.currency} mayAdd={data.mayAddCosts} /> : null}
            {data.periods ? <PeriodRoiCard periods={data.periods} namesCampaigns={false} /> : null}
            <SwapCard swaps={data.swaps} ownId={collaboration.id} currency={data.currency} />
            <TimelineCard events={data.events} audit={data.audit} />
          </div>
        </div>
        {data.models ? <ModelsCard collaborationId={collaboration.id} models={data.models} thresholds={data.thresholds} /> : null}
        <ContentCard posts={data.posts} />
      </div>
    </>
  );
}
