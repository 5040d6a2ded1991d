import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ChangeList } from '../settings._index/change-list.tsx';
import { PolicySections } from '../settings._index/policy-sections.tsx';
import { PolicyHeader } from '../settings._index/policy-tabs.tsx';
import { changeDraft } from './change-draft.server.ts';
import { DiscardDraft } from './discard-draft.tsx';
import { DraftBanners } from './draft-banners.tsx';
import { loadDraft } from './load-draft.server.ts';
import { PublishDraft } from './publish-draft.tsx';
import { StaleDraft } from './stale-draft.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('audit:read', async (context) => ({
  title: pageTitle(context.request, 'policy:draft.title'), mayChange: context.can('settings:manage'), draft: await loadDraft(context),
}));

export const action = page('settings:manage', changeDraft);

export default function PolicyDraftPage() {
  const { draft, mayChange } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('policy');
  const busy = useNavigation().formMethod === 'POST';
  if (!draft) {
    return (
      <>
        <PolicyHeader />
        <DraftBanners result={result ?? null} problems={{}} />
        <Card>
          <EmptyState
            icon="edit" title={t('draft.noneTitle')}
            action={mayChange ? <Form method="post" action={`${paths.settings()}?index`}><Button type="submit" variant="primary" icon="plus" busy={busy}>{t('inForce.begin')}</Button></Form> : null}
          >
            {t('draft.noneText')}
          </EmptyState>
        </Card>
      </>
    );
  }
  const problems = result?.problems ?? draft.problems;
  return (
    <>
      <PolicyHeader />
      <p className="mb-4 flex flex-wrap gap-x-3 text-muted">
        <span>{t('draft.basedOn', { version: draft.basedOn })}</span>
        <span>{t('draft.begun', { name: draft.begunByName })} · <InstantText at={draft.begunAt} /></span>
        <span>{t('draft.changed', { name: draft.changedByName })} · <InstantText at={draft.changedAt} /></span>
      </p>
      <div className="grid gap-4 items-start xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
        <div className="flex flex-col gap-4 min-w-0">
          <DraftBanners result={result ?? null} problems={problems} />
          {draft.stale ? <StaleDraft stale={draft.stale} basedOn={draft.basedOn} revision={draft.revision} mayChange={mayChange} /> : null}
          {/* After a refusal the form stays as it is, so that nothing typed is lost; after another save it starts from what is saved. */}
          <Form key={result?.values ? 'typed' : draft.revision} method="post" className="flex flex-col gap-4 min-w-0" noValidate>
            {mayChange ? null : <Banner>{t('draft.readOnly')}</Banner>}
            <input type="hidden" name="intent" value="save" />
            <input type="hidden" name="revision" value={draft.revision} />
            <PolicySections values={result?.values ?? draft.values} defaults={draft.defaults} problems={problems} readOnly={!mayChange} />
            {mayChange ? (
              <div className="sticky bottom-0 flex flex-wrap items-center gap-3 py-3 bg-canvas border-t border-line">
                <Button type="submit" variant="primary" busy={busy}>{t('draft.save')}</Button>
                {Object.keys(problems).length > 0 ? <span role="alert" className="text-red">{t('draft.problems')} · <a href="#problems" className="underline">{t('draft.seeProblems')}</a></span> : null}
              </div>
            ) : null}
          </Form>
        </div>
        <div className="flex flex-col gap-4 min-w-0 xl:sticky xl:top-4">
          <Card title={t('draft.changes', { count: draft.changes.length })}>
            {draft.changes.length === 0 ? <p className="text-muted">{t('draft.noChanges', { version: draft.basedOn })}</p> : <ChangeList changes={draft.changes} />}
          </Card>
          {mayChange ? <PublishDraft draft={draft} result={result ?? null} busy={busy} /> : null}
          {mayChange ? <DiscardDraft revision={draft.revision} busy={busy} /> : null}
        </div>
      </div>
    </>
  );
}
