import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listMatrixLocks } from '#db/queries/matrix-board.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { tierSchema } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { lockTierBudget, lockTierBudgetSchema } from '#app/services/lock-tier-budget.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Locking is finance's alone: whoever may approve payments, and nobody else. */
export const loader = page('payments:approve', async ({ db, workspaceId, params, request, url }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const tier = tierSchema.safeParse(url.searchParams.get('tier'));
  if (!tier.success) throw seeOther(paths.campaign(campaign));
  const lock = (await listMatrixLocks(db, workspaceId, campaign.id)).find((one) => one.tier === tier.data) ?? null;
  return { title: pageTitle(request, 'matrix:lock.lock'), slug: campaign.slug, name: campaign.name, tier: tier.data, lock };
});

const text = z.string().trim().max(500).default('');
const formSchema = z.strictObject({ tier: text, step: text, reason: text });

export const action = page('payments:approve', async ({ db, workspaceId, actor, params, request, now }) => {
  const form = await readForm(request, formSchema);
  const slug = params.slug ?? '';
  const input = form.ok ? lockTierBudgetSchema.safeParse(form.value) : null;
  if (!input?.success) return { reasonMissing: form.ok && form.value.reason === '' };
  const outcome = await lockTierBudget(db, { ...input.data, workspaceId, slug }, { now, actor });
  if (outcome.status === 'campaign-unknown') throw new Response('No such campaign.', { status: 404 });
  return seeOther(paths.campaign({ slug }));
});

export default function LockTier() {
  const { slug, name, tier, lock } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matrix');
  const td = useText('domain');
  const tc = useText('campaign');
  const busy = useNavigation().state === 'submitting';
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />}
        title={t(lock ? 'lock.titleUnlock' : 'lock.title', { tier: td(`tier.${tier}`) })} meta={lock ? <span>{t('lock.by', { name: lock.by, reason: lock.reason })}</span> : null}
      />
      <Form method="post" noValidate className="max-w-2xl">
        <input type="hidden" name="tier" value={tier} />
        <input type="hidden" name="step" value={lock ? 'unlock' : 'lock'} />
        <Card>
          <div className="flex flex-col gap-4">
            <p>{t('lock.text')}</p>
            <TextareaField name="reason" label={t('lock.reason')} required rows={3} maxLength={500} error={answer?.reasonMissing ? t('lock.missing') : null} />
            <div><Button type="submit" variant="primary" icon="lock" busy={busy}>{t(lock ? 'lock.unlock' : 'lock.lock')}</Button></div>
          </div>
        </Card>
      </Form>
    </>
  );
}
