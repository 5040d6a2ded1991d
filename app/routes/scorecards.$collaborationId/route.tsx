import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findCardStanding, findTierMedian, listCardChoices, listCardHistory } from '#db/queries/scorecard-history.server.ts';
import { listDisputesOf } from '#db/queries/dispute.server.ts';
import { findScorecardDetail } from '#db/queries/scorecard-pages.server.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { disputeFor } from '#app/lib/dispute-view.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import type { RecomputeOutcome } from '#app/services/recompute-scorecard.server.ts';
import { recomputeScorecard } from '#app/services/recompute-scorecard.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { CardHistory } from './card-history.tsx';
import { cardFor } from './card-view.server.ts';
import { CompareCard } from './compare-card.tsx';
import { cardAMonthBefore, compared, historyRows } from './history-view.ts';
import { DisputesCard } from './disputes-card.tsx';
import { MetricTable } from './metric-table.tsx';
import { MissingData } from './missing-data.tsx';
import { ScoreSummary } from './score-summary.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, url, request, now, can }) => {
  const { collaborationId } = params;
  const wanted = url.searchParams.get('as_of');
  const detail = isId(collaborationId) ? await findScorecardDetail(db, workspaceId, collaborationId, wanted !== null && isCalendarDay(wanted) ? wanted : null) : undefined;
  if (!detail) throw new Response('There is no scorecard of this collaboration.', { status: 404 });
  const { card, days: _days, ...rest } = detail;
  const { asOf, kolId, tier } = detail;
  const chosen = url.searchParams.get('with') ?? undefined;
  const [cards, median, choices, standing, others, disputes] = await Promise.all([
    listCardHistory(db, workspaceId, detail.collaborationId), findTierMedian(db, workspaceId, { asOf, tier }), listCardChoices(db, workspaceId, { asOf, exceptId: detail.collaborationId }),
    findCardStanding(db, workspaceId, { collaborationId: detail.collaborationId, kolId, asOf }), isId(chosen) ? listCardHistory(db, workspaceId, chosen) : [],
    listDisputesOf(db, workspaceId, detail.collaborationId),
  ]);
  const named = choices.map(({ collaborationId: id, kolName, campaignName }) => ({ collaborationId: id, name: `${kolName} · ${campaignName}` }));
  const other = others.find((one) => one.asOf === asOf);
  const otherName = named.find((one) => one.collaborationId === chosen);
  return {
    ...rest, title: pageTitle(request, 'scorecard:title', detail.kolName), card: cardFor(card, can('costs:read')), standing, history: historyRows(cards),
    disputes: disputes.map((row) => disputeFor(row, { seesCosts: can('costs:read'), now })), mayDispute: can('disputes:open'),
    recomputed: url.searchParams.has('recompute') ? await recomputeScorecard(db, { workspaceId, asOf, card }) : null,
    compare: {
      own: { score: card.score, dimensions: card.dimensions.map(({ score }) => score) }, median, monthAgo: cardAMonthBefore(cards, asOf), choices: named,
      other: other && otherName ? { ...compared(other), ...otherName } : null,
    },
  };
});

export default function ScorecardPage() {
  const { kolId, kolName, tier, campaignSlug, campaignName, collaborationId, asOf, history, card, minimumCoverage, standing, compare, recomputed, disputes, mayDispute } = useLoaderData<typeof loader>();
  const t = useText('scorecard');
  return (
    <>
      <PageHeader
        title={kolName}
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.scorecards() }, { label: campaignName, to: paths.campaign({ slug: campaignSlug }) }]} />}
        meta={<><TierBadge tier={tier} />{standing.isLongTerm ? <Badge tone="star" icon="star">{t('longTerm')}</Badge> : null}<span>{t('asOf')} <DayText day={asOf} /></span></>}
        actions={<>{mayDispute ? <LinkButton to={paths.disputeNew({ collaborationId }, `?as_of=${asOf}`)} icon="help">{t('dispute.button')}</LinkButton> : null}<LinkButton to={`${paths.scorecard({ collaborationId })}?as_of=${asOf}&recompute=1`}>{t('recompute.button')}</LinkButton><LinkButton to={paths.kol({ kolId })}>{t('openKol')}</LinkButton><LinkButton to={paths.collaboration({ collaborationId })}>{t('openCollaboration')}</LinkButton></>}
      />
      <div className="flex flex-col gap-4">
        {recomputed ? <Recomputed outcome={recomputed} /> : null}
        <ScoreSummary card={card} minimumCoverage={minimumCoverage} standing={standing} />
        {card.seesCosts ? null : <Banner tone="neutral">{t('costsWithheld')}</Banner>}
        <MetricTable card={card} />
        <MissingData card={card} />
        <DisputesCard disputes={disputes} />
        <CompareCard tier={tier} asOf={asOf} {...compare} />
        <CardHistory collaborationId={collaborationId} rows={history} asOf={asOf} />
      </div>
    </>
  );
}

/** Whether the card computed again is the card that is kept. */
function Recomputed({ outcome }: { readonly outcome: RecomputeOutcome }) {
  const t = useText('scorecard');
  const td = useText('domain');
  const locale = useLocale();
  switch (outcome.status) {
    case 'equal':
      return <Banner tone="green" title={t('recompute.equal')}>{t('recompute.equalText')}</Banner>;
    case 'differs':
      return (
        <Banner tone="amber" title={t('recompute.differs')}>
          {t('recompute.differsText', { score: outcome.scoreNow === null ? '—' : formatNumber(outcome.scoreNow, locale, 1), metrics: [...new Set(outcome.metrics.map((key) => td(`metric.${key}`)))].join(', ') || '—' })}
        </Banner>
      );
    case 'gone':
      return <Banner tone="amber">{t('recompute.gone')}</Banner>;
  }
}
