import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { CampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CampaignForm } from '#app/components/campaign-form.tsx';
import { amountText } from '#app/domain/money.ts';
import { DeleteCard } from '#app/components/delete-card.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { campaignProblems, readCampaign } from '#app/lib/campaign-fields.server.ts';
import { conflictOf, readVersionedForm } from '#app/lib/versioned-form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { saveCampaign, saveCampaignSchema } from '#app/services/save-campaign.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, params, request }) => {
  const [campaign, { allowedHosts }] = await Promise.all([findCampaignDetail(db, workspaceId, params.slug ?? ''), getWorkspace(db, workspaceId)]);
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  return { title: pageTitle(request, 'campaign:edit', campaign.name), name: campaign.name, slug: campaign.slug, allowedHosts, id: campaign.id, values: valuesOf(campaign) };
});

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const { request: plain, base } = await readVersionedForm(request);
  const reading = await readCampaign(plain, campaign.id, saveCampaignSchema);
  if (!reading.ok) return { problems: reading.problems, values: reading.values, base, overtaken: null };
  const outcome = await saveCampaign(db, { ...reading.input, workspaceId }, { now, actor });
  if ('slug' in outcome) return seeOther(paths.campaign(outcome));
  if (outcome.status === 'stale') {
    const current = await findCampaignDetail(db, workspaceId, campaign.slug);
    if (!current) throw new Response('No such campaign.', { status: 404 });
    const conflict = conflictOf(base, reading.values, valuesOf(current));
    return data({ problems: {}, values: conflict.values, base: conflict.base, overtaken: conflict.fields }, { status: 409 });
  }
  return { problems: campaignProblems(outcome), values: reading.values, base, overtaken: null };
});

function valuesOf(campaign: CampaignDetail): Record<string, string> {
  const optional = (value: number | null) => (value === null ? '' : String(value));
  const { top, mid, emerging } = campaign.plan;
  return {
    version: String(campaign.version), name: campaign.name, slug: campaign.slug, status: campaign.status, startsOn: campaign.startsOn, endsOn: campaign.endsOn,
    budget: amountText(campaign.budgetMinor, campaign.currency), currency: campaign.currency, reserve: String(campaign.reserveBasisPoints / 100), landingUrl: campaign.landingUrl ?? '',
    topShare: String(top.shareBasisPoints / 100), midShare: String(mid.shareBasisPoints / 100), emergingShare: String(emerging.shareBasisPoints / 100),
    topSlots: String(top.slots), midSlots: String(mid.slots), emergingSlots: String(emerging.slots),
    targetSearchUplift: optional(campaign.targetSearchUplift), targetUgcItems: optional(campaign.targetUgcItems), targetInteractions: optional(campaign.targetInteractions),
    targetSalesUplift: campaign.targetSalesUpliftBasisPoints === null ? '' : String(campaign.targetSalesUpliftBasisPoints / 100),
  };
}

export default function EditCampaign() {
  const { values, allowedHosts, name, slug, id } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('campaign');
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('edit')} />
      <CampaignForm
        key={answer?.values['version'] ?? values['version']} values={answer?.values ?? values} problems={answer?.problems ?? {}} allowedHosts={allowedHosts} isNew={false}
        base={answer?.base ?? values} overtaken={answer?.overtaken ?? null}
      />
      <DeleteCard kind="campaign" id={id} version={values['version'] ?? ''} />
    </>
  );
}
