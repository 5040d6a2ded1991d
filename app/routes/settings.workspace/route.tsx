import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { hasOrders } from '#db/queries/order-facts.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { saveWorkspace, saveWorkspaceSchema } from '#app/services/save-workspace.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async ({ db, workspaceId, request }) => {
  const [workspace, zoneIsFixed] = await Promise.all([getWorkspace(db, workspaceId), hasOrders(db, workspaceId)]);
  const { name, timeZone, allowedHosts, fallbackUrl, currency } = workspace;
  return { title: pageTitle(request, 'settings:tab.workspace'), name, timeZone, hosts: allowedHosts.join('\n'), fallbackUrl: fallbackUrl ?? '', currency, zoneIsFixed };
});

const workspaceForm = z.strictObject({ name: z.string().max(400), timeZone: z.string().max(100), hosts: z.string().max(20_000), fallbackUrl: z.string().max(2000).default('') });

export const action = page('settings:manage', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, workspaceForm);
  const { values } = form;
  const hosts = (values.hosts ?? '').split(/[\s,;，；]+/).map((host) => host.trim().toLowerCase()).filter(Boolean);
  const input = saveWorkspaceSchema.safeParse({ name: values.name, timeZone: (values.timeZone ?? '').trim(), allowedHosts: hosts, fallbackUrl: (values.fallbackUrl ?? '').trim() || null });
  if (!form.ok || !input.success) {
    const issue = (field: string) => input.error?.issues.find(({ path }) => path[0] === field);
    const place = issue('allowedHosts')?.path[1];
    const badHost = typeof place === 'number' ? (hosts[place] ?? null) : null;
    return { saved: false, values, problems: { name: issue('name') !== undefined, timeZone: issue('timeZone') ? ('unknown' as const) : null, host: badHost, fallback: issue('fallbackUrl') !== undefined } };
  }
  const outcome = await saveWorkspace(db, { workspaceId, ...input.data }, { now, actor });
  const [fixed, fallback] = [outcome.status === 'zone-in-use', outcome.status === 'fallback-not-allowed'];
  return { saved: !fixed && !fallback, values, problems: { name: false, timeZone: fixed ? ('fixed' as const) : null, host: null, fallback } };
});

export default function WorkspaceSettings() {
  const { name, timeZone, hosts, fallbackUrl, currency, zoneIsFixed } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  const typed = result && !result.saved ? result.values : { name, timeZone, hosts, fallbackUrl };
  const problems = result?.problems;
  const zoneError = problems?.timeZone === 'fixed' ? t('workspace.zoneFixed') : problems?.timeZone === 'unknown' ? t('workspace.zoneUnknown') : null;
  return (
    <>
      <SettingsHeader />
      <Form method="post" className="max-w-2xl" noValidate>
        <Card title={t('workspace.about')}>
          <div className="flex flex-col gap-4">
            {result?.saved ? <Banner tone="green">{t('workspace.saved')}</Banner> : null}
            <TextField label={t('workspace.name')} name="name" required maxLength={100} defaultValue={typed.name} error={problems?.name ? t('workspace.nameMissing') : null} />
            <TextField
              label={t('workspace.timeZone')} name="timeZone" required defaultValue={typed.timeZone} readOnly={zoneIsFixed && !zoneError}
              hint={zoneIsFixed ? t('workspace.zoneFixed') : t('workspace.timeZoneHint')} error={zoneError}
            />
            <TextareaField label={t('workspace.hosts')} name="hosts" defaultValue={typed.hosts} hint={t('workspace.hostsHint')} error={problems?.host ? t('workspace.hostsInvalid', { value: problems.host }) : null} />
            <TextField
              label={t('workspace.fallback')} name="fallbackUrl" type="url" defaultValue={typed.fallbackUrl} hint={t('workspace.fallbackHint')}
              error={problems?.fallback ? t('workspace.fallbackInvalid') : null}
            />
            <KeyValueList items={[{ key: 'currency', label: t('workspace.currency'), value: currency }]} />
            <div><Button type="submit" variant="primary" busy={busy}>{t('workspace.save')}</Button></div>
          </div>
        </Card>
      </Form>
    </>
  );
}
