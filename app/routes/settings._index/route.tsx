import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { getPolicy, listPolicyVersions } from '#db/queries/policy.server.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { policyFormSchema, policyValues, readPolicy } from './policy-form.server.ts';
import { PolicySections } from './policy-sections.tsx';
import { Versions } from './versions.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Finance reads the thresholds that it audits by. */
export const loader = page('audit:read', async ({ db, workspaceId, request, can }) => {
  const [{ version, policy }, versions] = await Promise.all([getPolicy(db, workspaceId), listPolicyVersions(db, workspaceId)]);
  return { title: pageTitle(request, 'settings:title'), version, values: policyValues(policy), defaults: policyValues(DEFAULT_POLICY), versions, mayPublish: can('settings:manage') };
});

export const action = page('settings:manage', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, policyFormSchema);
  const { values } = form;
  const { policy, problems } = readPolicy(values);
  const note = (values.note ?? '').trim();
  const again = { values, problems, noteMissing: note === '', staleVersion: null, unchanged: false };
  if (!form.ok || policy === null || note === '') return again;
  const outcome = await publishPolicy(db, { workspaceId, basedOn: Number(values.basedOn), policy, note }, { now, actor });
  switch (outcome.status) {
    case 'stale':
      return { ...again, staleVersion: outcome.version };
    case 'unchanged':
      return { ...again, unchanged: true };
    case 'published':
      return seeOther(paths.settings());
  }
});

export default function Thresholds() {
  const { version, values, defaults, versions, mayPublish } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  const hasProblems = Object.keys(result?.problems ?? {}).length > 0;
  return (
    <>
      <SettingsHeader />
      <div className="grid gap-4 items-start xl:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <Form key={version} method="post" className="flex flex-col gap-4 min-w-0" noValidate>
          {mayPublish ? null : <Banner>{t('policy.readOnly')}</Banner>}
          {result?.staleVersion ? <Banner tone="amber" title={t('policy.staleTitle')}>{t('policy.staleText', { version: result.staleVersion })}</Banner> : null}
          {result?.unchanged ? <Banner>{t('policy.unchanged')}</Banner> : null}
          {hasProblems ? <Banner tone="red">{t('policy.problems')}</Banner> : null}
          <input type="hidden" name="basedOn" value={version} />
          <PolicySections values={result?.values ?? values} defaults={defaults} problems={result?.problems ?? {}} readOnly={!mayPublish} />
          {mayPublish ? (
            <Card title={t('policy.publishTitle', { version: version + 1 })} subtitle={t('policy.publishText')}>
              <div className="flex flex-col gap-3">
                <TextField label={t('policy.note')} name="note" maxLength={500} required defaultValue={result?.values.note ?? ''} error={result?.noteMissing ? t('policy.noteMissing') : null} />
                <div><Button type="submit" variant="primary" busy={busy}>{t('policy.publish')}</Button></div>
              </div>
            </Card>
          ) : null}
        </Form>
        <Versions versions={versions} />
      </div>
    </>
  );
}
