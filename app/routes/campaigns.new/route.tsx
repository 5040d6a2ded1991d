import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CampaignForm } from '#app/components/campaign-form.tsx';
import { DEFAULT_MATRIX_PLAN, DEFAULT_RESERVE_BASIS_POINTS } from '#app/domain/campaign.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { campaignProblems, readCampaign } from '#app/lib/campaign-fields.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { saveCampaign, saveCampaignSchema } from '#app/services/save-campaign.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, actor, request }) => {
  const { allowedHosts } = await getWorkspace(db, workspaceId);
  const { top, mid, emerging } = DEFAULT_MATRIX_PLAN;
  return {
    title: pageTitle(request, 'campaign:new'), allowedHosts,
    values: {
      status: 'draft', currency: actor.workspace.currency, reserve: String(DEFAULT_RESERVE_BASIS_POINTS / 100),
      topShare: String(top.shareBasisPoints / 100), midShare: String(mid.shareBasisPoints / 100), emergingShare: String(emerging.shareBasisPoints / 100),
      topSlots: String(top.slots), midSlots: String(mid.slots), emergingSlots: String(emerging.slots),
    },
  };
});

export const action = page('roster:write', async ({ db, workspaceId, actor, request, now }) => {
  const reading = await readCampaign(request, null, saveCampaignSchema);
  if (!reading.ok) return { problems: reading.problems, values: reading.values };
  const outcome = await saveCampaign(db, { ...reading.input, workspaceId }, { now, actor });
  if ('slug' in outcome) return seeOther(paths.campaign(outcome));
  return { problems: campaignProblems(outcome), values: reading.values };
});

export default function NewCampaign() {
  const { values, allowedHosts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('campaign');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.campaigns() }]} />} title={t('new')} />
      <CampaignForm values={answer?.values ?? values} problems={answer?.problems ?? {}} allowedHosts={allowedHosts} isNew />
    </>
  );
}
