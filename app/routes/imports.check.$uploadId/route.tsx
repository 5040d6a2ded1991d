import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { findImportRun, listImportRejects } from '#db/queries/import.server.ts';
import { IMPORT_FIELDS } from '#app/domain/ingestion/import-fields.ts';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { dropStagedImport, findStagedImport, saveStagedImport } from '#app/lib/staged-import.server.ts';
import { lookAtImport } from '#app/services/preview-import.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { checkStagedImport, runStagedImport } from '../imports.new/check-import.server.ts';
import { ImportOptions } from '../imports.new/options.tsx';
import { RejectTable, REJECTS_PER_PAGE } from '../imports.$importId/reject-table.tsx';
import { RunCounts } from '../imports.$importId/run-counts.tsx';
import { useProblemText } from '../imports.$importId/use-problem-text.ts';
import { checkFormSchema, chosenMapping } from './check-form.server.ts';
import { DateQuestion } from './date-question.tsx';
import { MappingFields } from './mapping-fields.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The staged file, for the person who uploaded it. */
async function findStaged({ params, workspaceId, actor, can }: RequestContext) {
  const found = await findStagedImport(params.uploadId, { userId: actor.id, workspaceId });
  return found && mayImport(found.staged.kind, can) ? found : null;
}

export const loader = page('imports:run', async (context) => {
  const { db, workspaceId, request, url } = context;
  const found = await findStaged(context);
  // Uploads are forgotten after a day and when they were imported: an old address leads to the list.
  if (!found) throw seeOther(paths.imports());
  const { staged, path } = found;
  const { kind, fileName, format, platform, campaign, dateOrder, skipBadRows, checkId, problem } = staged;
  const after = Math.max(0, Math.trunc(Number(url.searchParams.get('after')) || 0));
  const [look, run, rejects] = await Promise.all([
    lookAtImport(db, { path, workspaceId, kind }),
    checkId === null ? null : findImportRun(db, workspaceId, checkId),
    checkId === null ? [] : listImportRejects(db, workspaceId, checkId, { afterNumber: after, limit: REJECTS_PER_PAGE }),
  ]);
  const readable = look.status === 'readable' ? { ...look, mapping: staged.mapping ?? look.mapping } : null;
  return {
    title: pageTitle(request, 'imports:checkTitle', fileName), kind, fileName, problem: problem ?? (look.status === 'unusable' ? { code: look.code, message: look.message } : null),
    options: { format, platform, campaign, dateOrder, skipBadRows }, fields: Object.entries(IMPORT_FIELDS[kind]).map(([name, { need }]) => ({ name, need })),
    look: readable, run: run ?? null, rejects, after, asksDateOrder: dateOrder === null && rejects.some(({ code }) => code === 'ambiguous_date'),
  };
});

/** Checks again with other choices, imports for good, or forgets the file. */
export const action = page('imports:run', async (context) => {
  const found = await findStaged(context);
  if (!found) throw new Response('This upload is not there any more.', { status: 404 });
  const { staged, path } = found;
  const uploadId = context.params.uploadId ?? '';
  const form = await readForm(context.request, checkFormSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { intent } = form.value;
  if (intent === 'discard') {
    await dropStagedImport(uploadId);
    return seeOther(paths.imports());
  }
  if (intent === 'commit') {
    const outcome = await runStagedImport(context, path, staged, false);
    if (outcome.status === 'unusable') return { problem: { code: outcome.code, message: outcome.message } };
    if (outcome.status === 'applied') await dropStagedImport(uploadId);
    return seeOther(paths.importRun({ importId: outcome.importId }));
  }
  const { format = staged.format, platform = staged.platform, campaign = staged.campaign, dateOrder = staged.dateOrder } = form.value;
  const skipBadRows = intent === 'dates' ? staged.skipBadRows : form.value.skipBadRows === 'on';
  const mapping = intent === 'dates' ? staged.mapping : chosenMapping(staged.kind, form.values);
  await saveStagedImport(uploadId, await checkStagedImport(context, path, { ...staged, format, platform, campaign, dateOrder, skipBadRows, mapping }));
  return seeOther(paths.importCheck({ uploadId }));
});

export default function CheckImport() {
  const { kind, fileName, problem, options, fields, look, run, rejects, after, asksDateOrder } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>()?.problem ?? problem;
  const t = useText('imports');
  const td = useText('domain');
  const problemText = useProblemText();
  const navigation = useNavigation();
  const doing = navigation.formMethod === 'POST' ? navigation.formData?.get('intent') : undefined;
  const blocked = run === null ? t('blockedProblem') : run.rejected > 0 && !options.skipBadRows ? t('blockedRejects') : run.created + run.updated === 0 ? t('blockedNothing') : null;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.imports() }]} />} title={fileName} meta={<span>{td(`importKind.${kind}`)} · {t('nothingWritten')}</span>}
        actions={
          <Form method="post" className="flex flex-wrap gap-2">
            <Button type="submit" name="intent" value="discard" variant="ghost">{t('discard')}</Button>
            <Button type="submit" name="intent" value="commit" variant="primary" busy={doing === 'commit'} disabledReason={blocked}>{doing === 'commit' ? t('importing') : t('importNow')}</Button>
          </Form>
        }
      />
      <div className="flex flex-col gap-4">
        {failed ? <Banner tone="red" title={t('unusable')}>{problemText(failed.code) ?? failed.message}<p className="text-muted">{failed.message}</p></Banner> : null}
        {run ? <RunCounts run={run} future /> : null}
        {run && blocked ? <Banner tone="amber">{blocked}</Banner> : null}
        {asksDateOrder ? <DateQuestion samples={rejects.filter(({ code }) => code === 'ambiguous_date').map(({ value }) => value)} /> : null}
        {run && run.rejected > 0 ? <RejectTable rejects={rejects} after={after} total={run.rejected} downloadTo={paths.importRejects({ importId: run.id })} /> : null}
        <Form key={JSON.stringify([options, look?.mapping])} method="post" className="flex flex-col gap-4">
          {look && look.headings.length > 0 ? (
            <Card title={t('mappingTitle')} subtitle={t('mappingText')}><MappingFields kind={kind} fields={fields} look={look} /></Card>
          ) : null}
          <Card title={t('optionsTitle')} subtitle={t('optionsText')}><ImportOptions kind={kind} values={options} /></Card>
          <div className="flex gap-2">
            <Button type="submit" name="intent" value="check" busy={doing === 'check'}>{doing === 'check' ? t('checking') : t('checkAgain')}</Button>
            <LinkButton to={paths.importNew({ kind })} variant="ghost">{t('otherFile')}</LinkButton>
          </div>
        </Form>
      </div>
    </>
  );
}
