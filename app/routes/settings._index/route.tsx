import type { MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { getPolicy, listPolicyVersions } from '#db/queries/policy.server.ts';
import { findPolicyDraft } from '#db/queries/policy-draft.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { policyChanges } from '#app/domain/policy-changes.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { beginPolicyDraft } from '#app/services/save-policy-draft.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { policyValues } from './policy-form.server.ts';
import { PolicySections } from './policy-sections.tsx';
import { PolicyHeader } from './policy-tabs.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Finance reads the thresholds that it audits by. */
export const loader = page('audit:read', async ({ db, workspaceId, request, can }) => {
  const [{ version, policy }, [latest], draft] = await Promise.all([getPolicy(db, workspaceId), listPolicyVersions(db, workspaceId, 1), findPolicyDraft(db, workspaceId)]);
  return {
    title: pageTitle(request, 'settings:title'), version, values: policyValues(policy), defaults: policyValues(DEFAULT_POLICY), mayChange: can('settings:manage'),
    published: latest ? { at: latest.publishedAt, by: latest.publishedBy, note: latest.note } : null,
    draft: draft && { by: draft.changedByName, changes: policyChanges(policy, draft.policy).length },
  };
});

/** Begins a draft; where one is open already, that is the one to work on. */
export const action = page('settings:manage', async ({ db, workspaceId, now, actor }) => {
  await beginPolicyDraft(db, { workspaceId }, { now, actor });
  return seeOther(paths.policyDraft());
});

export default function Thresholds() {
  const { version, values, defaults, published, draft, mayChange } = useLoaderData<typeof loader>();
  const t = useText('policy');
  const ts = useText('settings');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <PolicyHeader />
      <div className="flex flex-col gap-4">
        {mayChange ? null : <Banner>{ts('policy.readOnly')}</Banner>}
        {draft ? (
          <Banner
            tone="amber" title={t('inForce.draftTitle')}
            action={<span className="flex flex-wrap gap-2"><LinkButton to={paths.policyDraft()}>{t('inForce.open')}</LinkButton><LinkButton to={paths.policySimulation()}>{t('inForce.simulate')}</LinkButton></span>}
          >
            {draft.changes === 0 ? t('inForce.draftEmpty', { name: draft.by }) : t('inForce.draftText', { name: draft.by, count: draft.changes })}
          </Banner>
        ) : null}
        <Card
          title={t('inForce.title', { version })} subtitle={t('inForce.how')}
          actions={mayChange && !draft ? <Form method="post" action={`${paths.settings()}?index`}><Button type="submit" variant="primary" icon="plus" busy={busy}>{t('inForce.begin')}</Button></Form> : null}
        >
          {published ? (
            <p className="flex flex-wrap gap-x-2">
              <InstantText at={published.at} />
              {published.by ? <span className="text-muted">{t('inForce.since', { name: published.by })}</span> : null}
              <span className="break-words min-w-0">{published.note}</span>
            </p>
          ) : null}
        </Card>
        <PolicySections values={values} defaults={defaults} problems={{}} readOnly />
      </div>
    </>
  );
}
