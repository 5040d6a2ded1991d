import type { MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { findDisputeRow, listDisputeComments } from '#db/queries/dispute.server.ts';
import { refuseAnswer, refuseWithdrawal } from '#app/domain/dispute.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { DisputeBadge, FigureValue, useFigureName } from '#app/components/dispute-badge.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { disputeFor } from '#app/lib/dispute-view.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { AnswerCard } from './answer-card.tsx';
import type { StepAnswer } from './take-step.server.ts';
import { takeStep } from './take-step.server.ts';
import { Thread } from './thread.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const found = isId(params['disputeId']) ? await findDisputeRow(db, workspaceId, params['disputeId']) : undefined;
  if (!found) throw new Response('There is no such dispute.', { status: 404 });
  return {
    title: pageTitle(request, 'scorecard:dispute.title', found.kolName), dispute: disputeFor(found, { seesCosts: can('costs:read'), now }), comments: await listDisputeComments(db, workspaceId, found.id),
    mayAnswer: can('disputes:answer') && refuseAnswer(found, actor.id) === null, isOwn: found.openedBy !== null && found.openedBy === actor.id,
    mayWithdraw: can('disputes:open') && refuseWithdrawal(found, actor.id) === null, maySpeak: can('disputes:open'),
  };
});

/** Whoever may doubt may say something; answering asks for its own right. */
export const action = page('disputes:open', takeStep);

export default function DisputePage() {
  const { dispute, comments, mayAnswer, mayWithdraw, maySpeak, isOwn } = useLoaderData<typeof loader>();
  const answer: StepAnswer | undefined = useActionData<typeof action>();
  const t = useText('scorecard');
  const nameOf = useFigureName();
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  const { figure, asOf, collaborationId } = dispute;
  const card = `${paths.scorecard({ collaborationId })}?as_of=${asOf}`;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.scorecards() }, { label: t('dispute.title'), to: paths.disputes() }]} />} title={t('dispute.of', { figure: nameOf(figure), name: dispute.kolName })}
        meta={<><DisputeBadge status={dispute.status} overdue={dispute.isOverdue} /><Link to={card} className={link}>{dispute.kolName} · {dispute.campaignName}</Link></>}
      />
      <div className="grid gap-4 lg:grid-cols-2 items-start">
        {answer?.refused ? <div className="lg:col-span-2"><Banner tone="red" title={t('dispute.refusedTitle')}>{t(`dispute.refused.${answer.refused}`)}</Banner></div> : null}
        <Card title={t('dispute.what')}>
          <KeyValueList
            items={[
              { key: 'figure', label: t('dispute.figure'), value: nameOf(figure) },
              { key: 'shown', label: t('dispute.shown'), value: <FigureValue figure={figure} value={dispute.shownValue} withheld={dispute.withheld} /> },
              { key: 'card', label: t('dispute.card'), value: <Link to={card} className={link}><DayText day={asOf} /></Link> },
              { key: 'reason', label: t('dispute.reason'), value: <span className="whitespace-pre-wrap break-words">{dispute.reason}</span> },
              { key: 'evidence', label: t('dispute.evidence'), value: dispute.evidenceUrl === null ? <Dash /> : <a href={dispute.evidenceUrl} target="_blank" rel="noopener noreferrer nofollow" className={`${link} break-all`}>{dispute.evidenceUrl}</a> },
              { key: 'who', label: t('dispute.by'), value: <>{dispute.openedByName} · <InstantText at={dispute.openedAt} /></> },
              { key: 'due', label: t('dispute.due'), value: <InstantText at={dispute.dueAt} /> },
            ]}
          />
        </Card>
        {dispute.status === 'open' ? (
          <AnswerCard mayAnswer={mayAnswer} mayWithdraw={mayWithdraw} isOwn={isOwn} answer={answer ?? null} />
        ) : (
          <Card title={t(`dispute.status.${dispute.status}`)}>
            <p className="whitespace-pre-wrap break-words">{dispute.answer ?? t('dispute.withdrawnText')}</p>
            <p className="mt-2 text-muted">{dispute.answeredByName} · <InstantText at={dispute.answeredAt} /></p>
            {dispute.remedy === null ? null : <p className="mt-3">{t(`dispute.remedyText.${dispute.remedy}`)}</p>}
            {dispute.remedy === 'correction' ? <p className="mt-2"><LinkButton to={paths.collaboration({ collaborationId })}>{t('dispute.toContent')}</LinkButton></p> : null}
            {dispute.remedy === 'recompute' ? <p className="mt-2"><LinkButton to={`${card}&recompute=1`}>{t('recompute.button')}</LinkButton></p> : null}
          </Card>
        )}
        <div className="lg:col-span-2"><Thread comments={comments} maySpeak={maySpeak} answer={answer ?? null} /></div>
      </div>
    </>
  );
}
