import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { BriefFields } from '#app/components/brief-form.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { BriefAndScriptTabs } from '#app/components/script-tabs.tsx';
import { TIERS } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { briefFields, readBrief } from '#app/lib/brief-fields.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { copyBrief, saveBrief } from '#app/services/save-brief.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { BriefView } from './brief-view.tsx';
import { ChangesCard } from './changes-card.tsx';
import { CopyCard } from './copy-card.tsx';
import type { BriefPage } from './load-brief.server.ts';
import { loadBrief } from './load-brief.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [{ title: shown?.title }];

const notFound = () => new Response('No such collaboration.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, params, request, url, can }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const found = id.success ? await loadBrief(db, { workspaceId, collaborationId: id.data, asked: url.searchParams }) : null;
  if (!found) throw notFound();
  const mayWrite = can('content:write');
  return { title: pageTitle(request, 'scripts:briefPage.title', found.collaboration.kolName), ...found, mayWrite, isEditing: mayWrite && (url.searchParams.has('edit') || url.searchParams.has('template')) };
});

const formSchema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('save'), basedOn: z.coerce.number().int().min(0), ...briefFields }),
  z.strictObject({ intent: z.literal('copy'), tier: z.enum(['all', ...TIERS]) }),
]);

export const action = page('content:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  if (!id.success) throw notFound();
  const at = { workspaceId, collaborationId: id.data };
  const form = await readForm(request, formSchema);
  if (!form.ok) return data({ status: 'invalid' as const, values: form.values, problems: {}, version: 0 }, { status: 422 });
  if (form.value.intent === 'copy') {
    const { tier } = form.value;
    const copied = await copyBrief(db, { ...at, tier: tier === 'all' ? null : tier }, { now, actor });
    if (copied.status === 'copied') return { status: 'copied' as const, changed: copied.changed, unchanged: copied.unchanged };
    throw notFound();
  }
  const { brief, problems } = readBrief(form.values);
  if (brief === null) return data({ status: 'invalid' as const, values: form.values, problems, version: 0 }, { status: 422 });
  const saved = await saveBrief(db, { ...at, basedOn: form.value.basedOn, brief }, { now, actor });
  switch (saved.status) {
    case 'saved':
      return seeOther(paths.collaborationBrief(at));
    case 'unchanged':
    case 'stale':
      return data({ status: saved.status, values: form.values, problems: {}, version: saved.version }, { status: saved.status === 'stale' ? 409 : 422 });
    case 'not-found':
      throw notFound();
  }
});

export default function BriefPageView() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('scripts');
  const tc = useText('collaboration');
  const { collaboration, latest, mayWrite } = shown;
  const at = { collaborationId: collaboration.id };
  const refused = answer && answer.status !== 'copied' ? answer : null;
  const isEditing = shown.isEditing || refused !== null;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.collaborations() }, { label: collaboration.kolName, to: paths.collaboration(at) }]} />}
        title={`${collaboration.kolName} · ${t('briefPage.title')}`}
        meta={<><span>{collaboration.campaignName}</span>{latest ? <span>{t('version', { version: latest.version })}</span> : null}</>}
        actions={(
          <>
            <LinkButton to={paths.assetsBest(`?collaboration=${collaboration.id}`)} icon="star">{t('briefPage.reuse')}</LinkButton>
            {mayWrite && !isEditing && latest ? <LinkButton to={paths.collaborationBrief(at, '?edit=1')} icon="edit" variant="primary">{t('briefPage.edit')}</LinkButton> : null}
          </>
        )}
      />
      <BriefAndScriptTabs collaborationId={collaboration.id} current="brief" />
      {answer?.status === 'copied' ? (
        <div className="mb-4"><Banner tone="green">{t('briefPage.copied', { count: answer.changed })}{answer.unchanged > 0 ? ` ${t('briefPage.copySame', { count: answer.unchanged })}` : ''}</Banner></div>
      ) : null}
      {isEditing ? <BriefEditor refused={refused} /> : (
        <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start">
          {latest ? <BriefView brief={latest.brief} /> : (
            <Card>
              <EmptyState icon="file" title={t('briefPage.none')} action={mayWrite ? <LinkButton to={paths.collaborationBrief(at, '?edit=1')} variant="primary" icon="plus">{t('briefPage.write')}</LinkButton> : null}>{t('briefPage.noneText')}</EmptyState>
            </Card>
          )}
          <div className="flex flex-col gap-4 min-w-0">
            {shown.versions.length > 0 ? <VersionsCard page={shown} /> : null}
            {shown.changes ? <ChangesCard {...shown.changes} /> : null}
            {mayWrite && latest ? <CopyCard tier={collaboration.tier} /> : null}
          </div>
        </div>
      )}
    </>
  );
}

interface Refused {
  readonly status: 'invalid' | 'unchanged' | 'stale';
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Parameters<typeof BriefFields>[0]['problems'];
  readonly version: number;
}

function BriefEditor({ refused }: { readonly refused: Refused | null }) {
  const { collaboration, latest, template, templates, values } = useLoaderData<typeof loader>();
  const t = useText('scripts');
  const busy = useNavigation().formMethod === 'POST';
  const at = { collaborationId: collaboration.id };
  const version = latest?.version ?? 0;
  return (
    <div className="flex flex-col gap-4">
      {templates.length > 0 ? (
        <Form method="get" className="flex flex-wrap items-end gap-2">
          <SelectField label={t('briefPage.fromTemplate')} name="template" defaultValue={template?.id ?? ''} placeholder={t('briefPage.fromNothing')} options={templates.map(({ id, name }) => ({ value: id, label: name }))} className="min-w-56" />
          <Button type="submit">{t('briefPage.use')}</Button>
          <Link to={paths.briefTemplates()} className="inline-flex items-center min-h-9 text-accent hover:underline">{t('briefPage.templates')}</Link>
        </Form>
      ) : null}
      {template ? <p className="text-muted">{t('briefPage.begunFrom', { name: template.name })}</p> : null}
      {refused?.status === 'stale' ? <Banner tone="red">{t('briefPage.stale', { version: refused.version })}</Banner> : null}
      {refused?.status === 'unchanged' ? <Banner tone="amber">{t('briefPage.unchanged')}</Banner> : null}
      {refused?.status === 'invalid' ? <Banner tone="red">{t('briefPage.problems')}</Banner> : null}
      <Form method="post" action={paths.collaborationBrief(at)} className="flex flex-col gap-4" noValidate key={template?.id ?? String(version)}>
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="basedOn" value={version} />
        <BriefFields values={refused?.values ?? values} problems={refused?.problems ?? {}} withDays />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={busy}>{t('briefPage.save', { version: version + 1 })}</Button>
          <LinkButton to={paths.collaborationBrief(at)}>{t('briefPage.cancel')}</LinkButton>
        </div>
      </Form>
    </div>
  );
}

function VersionsCard({ page: { versions, collaboration, changes } }: { readonly page: Pick<BriefPage, 'versions' | 'collaboration' | 'changes'> }) {
  const t = useText('scripts');
  return (
    <Card title={t('briefPage.versions')}>
      <ol className="flex flex-col gap-2">
        {versions.map((one, index) => (
          <li key={one.version} className="flex flex-wrap items-center gap-x-3">
            <span className="font-medium">{t('version', { version: one.version })}</span>
            <span className="text-muted">{one.writtenByName} · <InstantText at={one.writtenAt} />{index === 0 ? ` · ${t('briefPage.latest')}` : ''}{one.isCopy ? ` · ${t('briefPage.copiedFrom')}` : ''}</span>
            {one.version > 1 && changes?.to !== one.version ? <Link to={paths.collaborationBrief({ collaborationId: collaboration.id }, `?to=${one.version}`)} className="inline-flex items-center min-h-7 text-accent hover:underline">{t('briefPage.compare')}</Link> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
