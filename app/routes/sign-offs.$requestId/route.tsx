import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findFuseReset, findSignOffRow } from '#db/queries/sign-off-pages.server.ts';
import { listVotes } from '#db/queries/sign-off.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { SignOffBadge } from '#app/components/sign-off-badge.tsx';
import { SIGN_OFF_DECISIONS, voteProblem } from '#app/domain/finance/sign-off.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page, requirePermission } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { resetFuse } from '#app/services/reset-fuse.server.ts';
import { voteSignOff, voteSignOffSchema } from '#app/services/vote-sign-off.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { VoteCard } from './vote-card.tsx';
import { VotesList } from './votes-list.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const found = isId(params['requestId']) ? await findSignOffRow(db, workspaceId, params['requestId']) : undefined;
  if (!found) throw new Response('There is no such request.', { status: 404 });
  const [votes, reset] = await Promise.all([listVotes(db, workspaceId, [found.id]), found.kind === 'fuse_reset' ? findFuseReset(db, workspaceId, found.id) : undefined]);
  const sees = can('costs:read');
  const problem = can('sign-offs:vote') ? voteProblem(found, votes, { seat: actor.seat, userId: actor.id ?? '' }, now) : 'no-seat';
  return {
    title: pageTitle(request, 'payments:signOff.title'), votes, seat: actor.seat, problem, canReset: can('costs:write') && can('sign-offs:vote') && found.kind === 'fuse_reset' && found.status === 'approved',
    overdue: found.status === 'open' && found.deadlineAt <= now, found: { ...found, amountMinor: sees ? found.amountMinor : null, currency: sees ? found.currency : null },
    reset: reset === undefined ? null : { ...reset, pilotMinor: sees ? reset.pilotMinor : null }, sees,
  };
});

const formSchema = z.strictObject({ intent: z.enum(['vote', 'reset']), decision: z.enum(SIGN_OFF_DECISIONS).optional(), reason: z.string().max(1000).default('') });

export const action = page('sign-offs:vote', async ({ db, workspaceId, actor, params, request, now }) => {
  const found = isId(params['requestId']) ? await findSignOffRow(db, workspaceId, params['requestId']) : undefined;
  if (!found) throw new Response('There is no such request.', { status: 404 });
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const answer = (refused: string | null, missing: { readonly reason?: true; readonly decision?: true } = {}) => ({ refused, missing, values: form.values });
  if (form.value.intent === 'reset') {
    requirePermission(actor, 'costs:write');
    if (found.kind !== 'fuse_reset' || found.collaborationId === null) return answer('not-found');
    const outcome = await resetFuse(db, { workspaceId, collaborationId: found.collaborationId }, { now, actor });
    return outcome.status === 'reset' ? seeOther(paths.signOff({ requestId: found.id })) : answer(outcome.status);
  }
  const input = voteSignOffSchema.safeParse({ requestId: found.id, decision: form.value.decision, reason: form.value.reason });
  if (!input.success) return answer(null, { ...(form.value.reason.trim() === '' ? { reason: true } : {}), ...(form.value.decision ? {} : { decision: true }) });
  const outcome = await voteSignOff(db, { ...input.data, workspaceId }, { now, actor });
  return outcome.status === 'voted' ? seeOther(paths.signOff({ requestId: found.id })) : answer(outcome.status);
});

export default function SignOff() {
  const { found, votes, problem, seat, overdue, canReset, reset, sees } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('payments');
  const { workspace } = useRootData();
  const busy = useNavigation().state === 'submitting';
  const link = 'inline-flex items-center min-h-6 text-accent hover:underline';
  const subject = [found.kolName, found.campaignName].filter(Boolean).join(' · ');
  const to = found.kind === 'over_commitment' && sees ? paths.financePayment({ paymentId: found.subjectId }) : found.collaborationId !== null ? paths.collaboration({ collaborationId: found.collaborationId }) : found.campaignSlug !== null ? paths.campaign({ slug: found.campaignSlug }) : null;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('signOff.title'), to: paths.signOffs() }]} />} title={t(`signOff.kind.${found.kind}`)}
        meta={<><SignOffBadge status={found.status} overdue={overdue} />{to === null ? subject : <Link to={to} className={link}>{subject}</Link>}</>}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        {answer?.refused ? <div className="lg:col-span-2"><Banner tone="red" title={t('refusedTitle')}>{t(`signOff.refused.${refusalOf(answer.refused)}`)}</Banner></div> : null}
        <Card title={t('signOff.asked')}>
          <KeyValueList
            items={[
              { key: 'rule', label: t('signOff.rule'), value: t(`signOff.ruleText.${found.kind}`) },
              { key: 'amount', label: t('column.amount'), value: found.currency === null ? <Dash {...(sees ? {} : { title: t('signOff.amountHidden') })} /> : <MoneyText minor={found.amountMinor} currency={found.currency} /> },
              { key: 'why', label: t('field.reason'), value: <span className="whitespace-pre-wrap break-words">{found.reason}</span> },
              { key: 'who', label: t('column.requested'), value: <>{found.requestedByName} · <InstantText at={found.requestedAt} /></> },
              { key: 'deadline', label: t('signOff.deadline'), value: <InstantText at={found.deadlineAt} /> },
              { key: 'decided', label: t('signOff.decidedAt'), value: <InstantText at={found.decidedAt} /> },
              { key: 'used', label: t('signOff.usedAt'), value: <InstantText at={found.usedAt} /> },
            ]}
          />
          {reset ? (
            <div className="mt-4">
              <Banner tone="amber" title={t('signOff.pilot')}>
                {t('signOff.pilotText')} <DayText day={reset.resetOn} /> · {reset.pilotMinor === null ? null : <MoneyText minor={reset.pilotMinor} currency={workspace.currency} />} · {reset.resetByName}
              </Banner>
            </div>
          ) : null}
          {canReset ? (
            <Form method="post" className="mt-4 flex flex-col gap-2">
              <input type="hidden" name="intent" value="reset" />
              <p className="text-muted">{t('signOff.resetText')}</p>
              <div><Button type="submit" variant="primary" busy={busy}>{t('signOff.reset')}</Button></div>
            </Form>
          ) : null}
        </Card>
        <VotesList votes={votes} />
        {found.status === 'open' ? <VoteCard seat={seat} problem={problem} missing={answer?.missing ?? {}} values={answer?.values ?? {}} /> : null}
      </div>
    </>
  );
}

const KNOWN = ['no-seat', 'not-open', 'expired', 'own-request', 'already-voted', 'seat-taken', 'not-found', 'not-tripped', 'sign-off-needed'] as const;

function refusalOf(status: string): (typeof KNOWN)[number] {
  return KNOWN.find((known) => known === status) ?? 'not-open';
}
