import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { sumCouponOrders } from '#db/queries/coupon-day.server.ts';
import { findLatestReviewDay } from '#db/queries/review.server.ts';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CouponBadge, LeakReasons } from '#app/components/coupon-finding.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useRootData } from '#app/components/root-data.ts';
import { dayOf, isCalendarDay } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { excludeCredits, excludeCreditsSchema, restoreCredits } from '#app/services/exclude-credits.server.ts';
import { settleAfterIntake } from '#app/services/settle-rollups.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [{ title: shown?.title }];

const notFound = () => new Response('No such collaboration.', { status: 404 });

/** What is left out of ROI is a decision on the collaboration, for those who run it. */
export const loader = page('roster:write', async ({ db, workspaceId, actor, params, request, url, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const found = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!found) throw notFound();
  const reviewDay = await findLatestReviewDay(db, workspaceId);
  const finding = reviewDay === null ? null : ((await findReviewFindings(db, workspaceId, reviewDay, [found.id])).get(found.id)?.coupon ?? null);
  const wanted = url.searchParams.get('from') ?? '';
  const fromDay = isCalendarDay(wanted) ? wanted : finding?.status === 'suspected' ? finding.fromDay : dayOf(now, actor.workspace.timeZone);
  return {
    title: pageTitle(request, 'attribution:coupon.leaveOutTitle', found.kolName), id: found.id, kolName: found.kolName, coupon: found.coupon, fromDay,
    finding: finding?.status === 'suspected' ? finding : null, brought: await sumCouponOrders(db, workspaceId, { collaborationId: found.id, fromDay }),
  };
});

const formSchema = z.strictObject({ intent: z.enum(['exclude', 'restore']), fromDay: z.string().optional(), untilDay: z.string().optional(), reason: z.string().max(500).optional() });

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  if (!id.success || !(await findCollaborationDetail(db, workspaceId, id.data))) throw notFound();
  const at = { collaborationId: id.data };
  const form = await readForm(request, formSchema);
  const refuse = (problem: 'days' | 'reason' | 'already') => data({ problem, values: form.values }, { status: problem === 'already' ? 409 : 422 });
  if (!form.ok) return refuse('reason');
  if (form.value.intent === 'restore') {
    await restoreCredits(db, { workspaceId, ...at }, { now, actor });
  } else {
    const { fromDay = '', untilDay = '', reason = '' } = form.value;
    const input = excludeCreditsSchema.safeParse({ ...at, fromDay, untilDay: untilDay === '' ? null : untilDay, reason });
    if (!input.success) return refuse(input.error.issues.some((issue) => issue.path[0] === 'reason') ? 'reason' : 'days');
    const outcome = await excludeCredits(db, { ...input.data, workspaceId }, { now, actor });
    if (outcome.status === 'not-found') throw notFound();
    if (outcome.status === 'already-excluded') return refuse('already');
  }
  await settleAfterIntake(db, { workspaceId, now });
  return seeOther(`${paths.collaboration(at)}#coupon`);
});

export default function Exclusion() {
  const { id, kolName, coupon, fromDay, finding, brought } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('attribution');
  const tc = useText('common');
  const { workspace } = useRootData();
  const busy = useNavigation().formMethod === 'POST';
  const values: Readonly<Record<string, string>> = refused?.values ?? {};
  const at = { collaborationId: id };
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('tab.coupons'), to: paths.attributionCoupons() }, { label: kolName, to: paths.collaboration(at) }]} />}
        title={t('coupon.leaveOutTitle')} meta={finding ? <CouponBadge state="suspected" /> : null}
      />
      <div className="flex flex-col gap-4 max-w-3xl">
        {refused?.problem === 'already' ? <Banner tone="amber">{t('coupon.alreadyExcluded')}</Banner> : null}
        {finding ? <Card title={t('coupon.signs')}><LeakReasons reasons={finding.reasons} /></Card> : null}
        <Form method="post" noValidate>
          <Card subtitle={t('coupon.leaveOutText', { coupon })} title={coupon}>
            <input type="hidden" name="intent" value="exclude" />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField label={t('coupon.fromDay')} type="date" name="fromDay" required defaultValue={values.fromDay ?? fromDay} error={refused?.problem === 'days' ? t('coupon.checkDays') : null} />
              <TextField label={t('coupon.untilDay')} type="date" name="untilDay" defaultValue={values.untilDay ?? ''} />
              <TextField
                label={t('coupon.reasonField')} name="reason" required maxLength={500} className="sm:col-span-2"
                defaultValue={values.reason ?? (finding ? t('coupon.reasonSuggested', { coupon }) : '')} error={refused?.problem === 'reason' ? t('coupon.needsReason') : null}
              />
            </div>
            <p className="mt-3">{t('coupon.brought', { count: brought.orders })} <MoneyText minor={brought.minor} currency={workspace.currency} /></p>
            <div className="mt-4 flex gap-2">
              <Button type="submit" variant="primary" busy={busy}>{t('coupon.confirm')}</Button>
              <LinkButton to={paths.collaboration(at)}>{tc('action.cancel')}</LinkButton>
            </div>
          </Card>
        </Form>
      </div>
    </>
  );
}
