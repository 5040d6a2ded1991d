import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findProposalDetail, listCandidateDetails, listDraftedReplacements, listFuseSteps } from '#db/queries/proposal-pages.server.ts';
import { dayOf } from '#app/domain/period.ts';
import { canDecide } from '#app/domain/proposals/proposal.ts';
import { LightBadge, TierBadge, VerdictBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CouponBadge, LeakReasons } from '#app/components/coupon-finding.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { modelRows } from '#app/components/model-rows.ts';
import { ModelsCard } from '#app/components/models-card.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { decideProposal, decideProposalSchema } from '#app/services/decide-proposal.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Candidates } from './candidates.tsx';
import { Decision } from './decision.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Evidence } from './evidence.tsx';
import { ExpectedCard } from './expected-card.tsx';
import { FuseSteps } from './fuse-steps.tsx';
import { loadEffects } from './load-effects.server.ts';
import { RefusalBanner } from './refusal-banner.tsx';
import { figuresOf, openPart } from './view.server.ts';
import { Why } from './why.tsx';

const notFound = () => new Response('There is no such proposal.', { status: 404 });

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [{ title: shown?.title }];

export const loader = page('roster:read', async ({ db, actor, workspaceId, params, request, now, can }) => {
  const { proposalId } = params;
  const detail = isId(proposalId) ? await findProposalDetail(db, workspaceId, proposalId) : undefined;
  if (!detail) throw notFound();
  const [{ policy }, candidates, steps, reviewed, drafted] = await Promise.all([
    getPolicy(db, workspaceId),
    listCandidateDetails(db, workspaceId, detail.id),
    listFuseSteps(db, workspaceId, detail.collaborationId),
    findReviewFindings(db, workspaceId, detail.asOf, [detail.collaborationId]),
    detail.decidedAt === null ? [] : listDraftedReplacements(db, workspaceId, { collaborationId: detail.collaborationId, decidedAt: detail.decidedAt }),
  ]);
  const seesCosts = can('costs:read');
  const figures = seesCosts ? figuresOf(detail, candidates, policy) : null;
  const { currency, timeZone } = actor.workspace;
  const effects = figures && canDecide(detail.status)
    ? await loadEffects(db, detail, { workspaceId, currency, today: dayOf(now, timeZone), model: policy.attribution.model, releasedMinor: figures.willReleaseMinor, candidates })
    : null;
  const review = reviewed.get(detail.collaborationId);
  return {
    title: pageTitle(request, 'proposals:title', detail.kolName), proposal: openPart(detail), drafted,
    models: review ? modelRows(review, seesCosts) : null, leak: review?.coupon?.status === 'suspected' ? review.coupon : null,
    figures, effects,
    steps: steps.map(({ costMinor, ...step }) => ({ ...step, costMinor: seesCosts ? costMinor : null })),
    mayDecide: can('proposals:decide'), isOpen: canDecide(detail.status),
  };
});

export const action = page('proposals:decide', async ({ db, workspaceId, params, request, now, actor }) => {
  const { proposalId } = params;
  if (!isId(proposalId)) throw notFound();
  const form = await readForm(request, decideProposalSchema);
  if (!form.ok) return data({ refusal: { status: 'invalid' as const }, values: form.values }, { status: 422 });
  const outcome = await decideProposal(db, { ...form.value, workspaceId, proposalId }, { now, actor });
  switch (outcome.status) {
    case 'accepted':
    case 'rejected':
      return seeOther(paths.proposal({ proposalId }));
    case 'not-found':
      throw notFound();
    case 'reason-needed':
    case 'unknown-candidate':
      return data({ refusal: { status: outcome.status }, values: form.values }, { status: 422 });
    case 'evidence-changed':
    case 'already-decided':
    case 'cannot-draft':
    case 'tier-locked':
    case 'sign-off-needed':
      return data({ refusal: outcome, values: form.values }, { status: 409 });
  }
});

export default function ProposalPage() {
  const { proposal, models, leak, figures, effects, steps, drafted, mayDecide, isOpen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('proposals');
  return (
    <>
      <PageHeader
        title={t(`heading.${proposal.kind}`, { name: proposal.kolName })}
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.proposals() }, { label: proposal.campaignName, to: paths.campaign({ slug: proposal.campaignSlug }) }]} />}
        meta={
          <>
            <VerdictBadge kind={proposal.kind} /><StatusBadge kind="proposal" status={proposal.status} /><TierBadge tier={proposal.tier} />
            {proposal.light ? <LightBadge light={proposal.light} /> : null}
            <span>{t('reviewOf')} <DayText day={proposal.asOf} /></span>
          </>
        }
        actions={
          <>
            <LinkButton to={paths.kol(proposal)}>{t('openKol')}</LinkButton>
            <LinkButton to={paths.collaboration(proposal)}>{t('openCollaboration')}</LinkButton>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {refused ? <RefusalBanner refusal={refused.refusal} /> : null}
        {isOpen ? null : <Decision proposal={proposal} figures={figures} drafted={drafted} />}
        {leak ? (
          <Banner tone="amber" title={<CouponBadge state="suspected" />} action={<LinkButton to={`${paths.collaboration(proposal)}#coupon`}>{t('openCoupon')}</LinkButton>}>
            <LeakReasons reasons={leak.reasons} />
          </Banner>
        ) : null}
        {figures ? null : <Banner tone="neutral">{t('costsWithheld')}</Banner>}
        <div className="grid gap-4 lg:grid-cols-2">
          {figures ? <Why figures={figures} /> : null}
          <Evidence proposal={proposal} figures={figures} />
        </div>
        {figures ? <ExpectedCard proposal={proposal} figures={figures} /> : null}
        {models ? <ModelsCard collaborationId={proposal.collaborationId} models={models} thresholds={figures?.thresholds ?? []} /> : null}
        {steps.length > 0 ? <FuseSteps steps={steps} /> : null}
        {figures && (proposal.kind === 'replace' || figures.candidates.length > 0) ? <Candidates candidates={figures.candidates} choosable={isOpen && mayDecide && proposal.kind === 'replace'} chosen={refused?.values.rank} /> : null}
        {isOpen && mayDecide && figures ? <DecisionForm proposal={proposal} figures={figures} effects={effects} refused={refused ?? null} /> : null}
        {isOpen && !mayDecide ? <p className="text-muted">{t('onlyManagers')}</p> : null}
      </div>
    </>
  );
}
