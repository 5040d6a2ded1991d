import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findBrief } from '#db/queries/brief.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findScript, findScriptVersion, listScriptEvents, listScriptVersions } from '#db/queries/script.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { DueText, RoundText, ScriptStatusBadge } from '#app/components/script-badges.tsx';
import { BriefAndScriptTabs } from '#app/components/script-tabs.tsx';
import { dayOf } from '#app/domain/period.ts';
import { isOverdue, isWritable, SCRIPT_LENGTH } from '#app/domain/script.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { writeScript, writeScriptSchema } from '#app/services/write-script.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';
import { HistoryCard } from '../collaborations.$collaborationId_.scripts_.$version/history-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [{ title: shown?.title }];

const notFound = () => new Response('No such collaboration.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const found = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!found) throw notFound();
  const [script, versions, events, brief, { policy }] = await Promise.all([
    findScript(db, workspaceId, found.id), listScriptVersions(db, workspaceId, found.id), listScriptEvents(db, workspaceId, found.id), findBrief(db, workspaceId, found.id), getPolicy(db, workspaceId),
  ]);
  const latest = script && (await findScriptVersion(db, workspaceId, found.id, script.latest_version));
  return {
    title: pageTitle(request, 'scripts:title', found.kolName), id: found.id, kolName: found.kolName, campaignSlug: found.campaignSlug, versions, events,
    script: script ? { status: script.status, round: script.round, dueOn: script.due_on, overdue: isOverdue(script.due_on, dayOf(now, actor.workspace.timeZone)) } : null,
    latestVersion: script?.latest_version ?? 0, body: latest?.body ?? '', hasBrief: brief !== undefined, usualRounds: policy.scripts.usualRounds, limit: SCRIPT_LENGTH,
    mayWrite: can('content:write'), isWritable: script === undefined || isWritable(script.status),
  };
});

export const action = page('content:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  if (!id.success) throw notFound();
  const form = await readForm(request, writeScriptSchema.omit({ collaborationId: true }));
  const refuse = (problem: 'empty' | 'tooLong' | 'stale' | 'unchanged' | 'blocked', version = 0) => data({ problem, version, values: form.values }, { status: problem === 'stale' || problem === 'blocked' ? 409 : 422 });
  if (!form.ok) return refuse((form.values.body ?? '').trim() === '' ? 'empty' : 'tooLong');
  const outcome = await writeScript(db, { ...form.value, collaborationId: id.data, workspaceId }, { now, actor });
  switch (outcome.status) {
    case 'written':
      return seeOther(paths.collaborationScript({ collaborationId: id.data, version: outcome.version }));
    case 'unchanged':
    case 'stale':
      return refuse(outcome.status, outcome.version);
    case 'under-approval':
      return refuse('blocked');
    case 'not-found':
      throw notFound();
  }
});

export default function Scripts() {
  const shown = useLoaderData<typeof loader>();
  const t = useText('scripts');
  const tc = useText('collaboration');
  const { id, kolName, script, versions } = shown;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.collaborations() }, { label: kolName, to: paths.collaboration({ collaborationId: id }) }]} />}
        title={`${kolName} · ${t('title')}`}
        meta={
          <>
            {script ? <><ScriptStatusBadge status={script.status} /><RoundText round={script.round} usual={shown.usualRounds} /></> : null}
            {script?.dueOn ? <span>{t('due')} <DueText dueOn={script.dueOn} overdue={script.overdue} /></span> : null}
            <Link to={paths.campaignScripts({ slug: shown.campaignSlug })} className="hover:underline">{t('page.similar')}</Link>
          </>
        }
      />
      <BriefAndScriptTabs collaborationId={id} current="scripts" />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start">
        <div className="flex flex-col gap-4 min-w-0">
          {shown.hasBrief ? null : <Banner tone="amber" action={<Link to={paths.collaborationBrief({ collaborationId: id })} className="underline">{t('brief')}</Link>}>{t('page.noBrief')}</Banner>}
          <Card title={t('page.versions')}>
            {versions.length === 0 ? <p className="text-muted">{t('page.none')}</p> : <Versions />}
          </Card>
          {shown.mayWrite ? <WriteForm /> : null}
        </div>
        <HistoryCard events={shown.events} />
      </div>
    </>
  );
}

function Versions() {
  const { id, versions } = useLoaderData<typeof loader>();
  const t = useText('scripts');
  return (
    <Table label={t('page.versions')} compact>
      <tbody>
        {versions.map((one) => (
          <tr key={one.version}>
            <th scope="row"><Link to={paths.collaborationScript({ collaborationId: id, version: one.version })} className="inline-flex items-center min-h-7 text-accent hover:underline">{t('version', { version: one.version })}</Link></th>
            <td>{one.authorName}</td>
            <td><InstantText at={one.writtenAt} /></td>
            <td className="num">{t('page.characters', { count: one.length })}</td>
            <td>{one.note}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function WriteForm() {
  const { latestVersion, body, limit, isWritable: mayWriteNow } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('scripts');
  const busy = useNavigation().formMethod === 'POST';
  const values: Readonly<Record<string, string>> = refused?.values ?? {};
  const next = latestVersion + 1;
  if (!mayWriteNow && refused?.problem !== 'blocked') return <Card title={t('page.write')}><p className="text-muted">{t('page.blocked')}</p></Card>;
  const fieldError = refused?.problem === 'empty' ? t('page.empty') : refused?.problem === 'tooLong' ? t('page.tooLong', { count: limit }) : refused?.problem === 'unchanged' ? t('page.unchanged') : null;
  return (
    <Card title={latestVersion === 0 ? t('page.write') : t('page.writeNext', { version: next })}>
      <Form method="post" className="flex flex-col gap-3" noValidate key={latestVersion}>
        {refused?.problem === 'stale' ? <Banner tone="red">{t('page.stale', { version: refused.version })}</Banner> : null}
        {refused?.problem === 'blocked' ? <Banner tone="red">{t('page.blocked')}</Banner> : null}
        <input type="hidden" name="basedOn" value={latestVersion} />
        <TextareaField label={t('page.text')} hint={t('page.chars', { count: limit })} name="body" required rows={12} maxLength={limit} defaultValue={values.body ?? body} error={fieldError} />
        <TextField label={t('page.note')} hint={t('page.noteHint')} name="note" maxLength={500} defaultValue={values.note ?? ''} autoComplete="off" />
        <div><Button type="submit" variant="primary" busy={busy}>{t('page.save', { version: next })}</Button></div>
      </Form>
    </Card>
  );
}
