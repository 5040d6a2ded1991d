import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { listAccountChoices } from '#db/queries/collaboration-pages.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { CollaborationForm } from '#app/components/collaboration-form.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page, requirePermission } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { creationProblems, readCollaboration } from './read-collaboration.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, actor, url, request, can }) => {
  const [campaigns, accounts, { allowedHosts }] = await Promise.all([listCampaignChoices(db, workspaceId), listAccountChoices(db, workspaceId), getWorkspace(db, workspaceId)]);
  const { searchParams } = url;
  const campaign = campaigns.find((one) => one.slug === searchParams.get('campaign'));
  const account = accounts.find((one) => one.kolId === searchParams.get('kol'));
  return {
    title: pageTitle(request, 'collaboration:new'), allowedHosts, feeCurrency: can('costs:write') ? actor.workspace.currency : null,
    campaigns: campaigns.filter((one) => one.status !== 'closed' || one === campaign).map((one) => ({ value: one.id, label: one.name })),
    accounts: accounts.map(({ id, name, platform, handle }) => ({ id, name, platform, handle })),
    values: { campaignId: campaign?.id ?? '', accountId: account?.id ?? '', tier: searchParams.get('tier') ?? '' },
  };
});

export const action = page('roster:write', async ({ db, workspaceId, actor, request, now }) => {
  const reading = await readCollaboration(request, { feeCurrency: actor.workspace.currency, timeZone: actor.workspace.timeZone });
  if (!reading.ok) return { problems: reading.problems, values: reading.values };
  if (reading.input.fee) requirePermission(actor, 'costs:write');
  const outcome = await createCollaboration(db, { ...reading.input, workspaceId }, { now, actor });
  if ('trackingCode' in outcome) return seeOther(paths.collaboration(outcome));
  return { problems: creationProblems(outcome), values: reading.values };
});

export default function NewCollaborationPage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('collaboration');
  const td = useText('domain');
  const accounts = data.accounts.map((one) => ({ value: one.id, label: `${one.name} · ${td(`platform.${one.platform}`)} · ${one.handle}` }));
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.collaborations() }]} />} title={t('new')} />
      <CollaborationForm
        values={answer?.values ?? data.values} problems={answer?.problems ?? {}} allowedHosts={data.allowedHosts} choices={{ campaigns: data.campaigns, accounts }}
        feeCurrency={data.feeCurrency} submitLabel={t('form.create')}
      />
    </>
  );
}
