import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { findOpenDispute } from '#db/queries/dispute.server.ts';
import { findScorecardDetail } from '#db/queries/scorecard-pages.server.ts';
import { DISPUTED_FIGURES, openDisputeSchema } from '#app/domain/dispute.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import { DISPUTE_WORKING_DAYS } from '#app/domain/policy.ts';
import { figureOnCard } from '#app/domain/scoring/card-figures.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { useFigureName } from '#app/components/dispute-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { openDispute } from '#app/services/open-dispute.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

const noCard = () => new Response('There is no scorecard of this collaboration.', { status: 404 });

/** The card that is looked at: the one of a day, else the latest. */
async function requireCard({ db, workspaceId, params, url }: Pick<RequestContext, 'db' | 'workspaceId' | 'params' | 'url'>) {
  const asOf = url.searchParams.get('as_of');
  const day = asOf !== null && isCalendarDay(asOf) ? asOf : null;
  const detail = isId(params['collaborationId']) ? await findScorecardDetail(db, workspaceId, params['collaborationId'], day) : undefined;
  if (!detail) throw noCard();
  return detail;
}

/** A doubt about a figure of the card: which, why, and what shows it. */
export const loader = page('disputes:open', async (context) => {
  const { card, kolName, collaborationId, asOf } = await requireCard(context);
  const figures = DISPUTED_FIGURES.filter((figure) => figureOnCard(card, figure) !== undefined);
  const wanted = figures.find((figure) => figure === context.url.searchParams.get('figure')) ?? 'score';
  return { title: pageTitle(context.request, 'scorecard:dispute.new', kolName), kolName, collaborationId, asOf, figures, wanted, days: DISPUTE_WORKING_DAYS };
});

export const action = page('disputes:open', async (context) => {
  const { db, workspaceId, actor, now, request } = context;
  const { collaborationId, asOf } = await requireCard(context);
  const form = await readForm(request, openDisputeSchema);
  const refuse = (problems: { readonly figure?: true; readonly reason?: true; readonly evidenceUrl?: true }, openId: string | null, status: 409 | 422) => data({ problems, openId, values: form.values }, { status });
  if (!form.ok) {
    const { figure, reason, evidenceUrl } = form.errors;
    return refuse({ ...(reason ? { reason: true } : {}), ...(evidenceUrl ? { evidenceUrl: true } : {}), ...(figure || !(reason || evidenceUrl) ? { figure: true } : {}) }, null, 422);
  }
  const outcome = await openDispute(db, { ...form.value, workspaceId, collaborationId, asOf }, { now, actor });
  switch (outcome.status) {
    case 'opened':
      return seeOther(paths.dispute({ disputeId: outcome.disputeId }));
    case 'already-open':
      return refuse({}, (await findOpenDispute(db, workspaceId, { collaborationId, figure: form.value.figure })) ?? outcome.disputeId, 409);
    case 'no-figure':
      return refuse({ figure: true }, null, 422);
    case 'no-card':
      throw noCard();
  }
});

export default function DisputeFigure() {
  const { kolName, collaborationId, asOf, figures, wanted, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scorecard');
  const nameOf = useFigureName();
  const busy = useNavigation().state === 'submitting';
  const values = answer?.values ?? {};
  const problems = answer?.problems ?? {};
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.scorecards() }, { label: kolName, to: `${paths.scorecard({ collaborationId })}?as_of=${asOf}` }]} />}
        title={t('dispute.new')} meta={<span>{t('asOf')} <DayText day={asOf} /></span>}
      />
      <Form method="post" noValidate className="flex flex-col gap-4 max-w-3xl">
        {answer?.openId ? <Banner tone="amber" title={t('dispute.already')} action={<Link to={paths.dispute({ disputeId: answer.openId })} className="underline">{t('dispute.join')}</Link>} /> : null}
        <Card>
          <div className="flex flex-col gap-4">
            <p className="text-muted">{t('dispute.text', { count: days })}</p>
            <SelectField name="figure" label={t('dispute.figure')} required defaultValue={values['figure'] ?? wanted} options={figures.map((figure) => ({ value: figure, label: nameOf(figure) }))} error={problems.figure ? t('dispute.problem.figure') : null} />
            <TextareaField name="reason" label={t('dispute.reason')} hint={t('dispute.reasonHint')} required maxLength={1000} defaultValue={values['reason'] ?? ''} error={problems.reason ? t('dispute.problem.reason') : null} />
            <TextField name="evidenceUrl" type="url" label={t('dispute.evidence')} hint={t('dispute.evidenceHint')} maxLength={2000} defaultValue={values['evidenceUrl'] ?? ''} error={problems.evidenceUrl ? t('dispute.problem.evidence') : null} autoComplete="off" />
          </div>
        </Card>
        <div><Button type="submit" variant="primary" busy={busy}>{t('dispute.send')}</Button></div>
      </Form>
    </>
  );
}
