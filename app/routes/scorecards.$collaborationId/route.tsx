import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findScorecardDetail } from '#db/queries/scorecard-pages.server.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { CardHistory } from './card-history.tsx';
import { cardFor } from './card-view.server.ts';
import { MetricTable } from './metric-table.tsx';
import { MissingData } from './missing-data.tsx';
import { ScoreSummary } from './score-summary.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, url, request, can }) => {
  const { collaborationId } = params;
  const wanted = url.searchParams.get('as_of');
  const detail = isId(collaborationId) ? await findScorecardDetail(db, workspaceId, collaborationId, wanted !== null && isCalendarDay(wanted) ? wanted : null) : undefined;
  if (!detail) throw new Response('There is no scorecard of this collaboration.', { status: 404 });
  const { card, ...rest } = detail;
  return { ...rest, title: pageTitle(request, 'scorecard:title', detail.kolName), card: cardFor(card, can('costs:read')) };
});

export default function ScorecardPage() {
  const { kolId, kolName, tier, campaignSlug, campaignName, collaborationId, asOf, days, card, minimumCoverage } = useLoaderData<typeof loader>();
  const t = useText('scorecard');
  return (
    <>
      <PageHeader
        title={kolName}
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.scorecards() }, { label: campaignName, to: paths.campaign({ slug: campaignSlug }) }]} />}
        meta={<><TierBadge tier={tier} /><span>{t('asOf')} <DayText day={asOf} /></span></>}
        actions={<><LinkButton to={paths.kol({ kolId })}>{t('openKol')}</LinkButton><LinkButton to={paths.collaboration({ collaborationId })}>{t('openCollaboration')}</LinkButton></>}
      />
      <div className="flex flex-col gap-4">
        <ScoreSummary card={card} minimumCoverage={minimumCoverage} />
        {card.seesCosts ? null : <Banner tone="neutral">{t('costsWithheld')}</Banner>}
        <MetricTable card={card} />
        <MissingData card={card} />
        <CardHistory collaborationId={collaborationId} days={days} asOf={asOf} />
      </div>
    </>
  );
}
