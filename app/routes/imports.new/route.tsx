import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { mayImport } from '#app/domain/ingestion/import-permission.ts';
import { importOptionsSchema } from '#app/domain/ingestion/import-options.ts';
import { IMPORT_KINDS, importKindSchema } from '#app/domain/ingestion/import-run.ts';
import { KNOWN_FORMATS } from '#app/domain/ingestion/known-formats.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { MAX_UPLOAD_BYTES, receiveUpload, removeUpload } from '#app/lib/upload.server.ts';
import { startImport } from '#app/services/queue-import.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { FileDrop } from '#app/ui/file-drop.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { KindChoice } from './kind-choice.tsx';
import { changedOptions, optionFields } from '../imports.$importId/import-form.server.ts';
import { OptionFields } from './options.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const NO_OPTIONS = importOptionsSchema.parse({});

export const loader = page('imports:run', async ({ request, url, can }) => {
  const kinds = IMPORT_KINDS.filter((kind) => mayImport(kind, can));
  const asked = importKindSchema.safeParse(url.searchParams.get('kind')).data;
  if (asked && !kinds.includes(asked)) throw new Response('Your role may not import files of this kind.', { status: 403 });
  const kind = asked ?? kinds[0] ?? 'orders';
  const formats = KNOWN_FORMATS.filter((format) => format.kind === kind).map(({ id }) => id);
  return { title: pageTitle(request, 'imports:newTitle'), kinds, kind, formats, options: NO_OPTIONS, maxMegabytes: MAX_UPLOAD_BYTES / 1_000_000 };
});

const uploadFields = z.strictObject({ kind: importKindSchema, ...optionFields });

/** Takes the file to disk and queues its check; nothing is written before somebody has seen what would happen. */
export const action = page('imports:run', async ({ db, request, workspaceId, actor, now, can }) => {
  const { fields, file } = await receiveUpload(request, 'file');
  const parsed = uploadFields.safeParse(Object.fromEntries(fields));
  if (!parsed.success || !mayImport(parsed.data.kind, can) || !file || file.bytes === 0) {
    if (file) await removeUpload(file);
    if (!parsed.success) throw new Response('The form holds something that is not understood.', { status: 400 });
    if (!mayImport(parsed.data.kind, can)) throw new Response('Your role may not import files of this kind.', { status: 403 });
    return data({ problem: file ? ('empty' as const) : ('missing' as const) }, { status: 422 });
  }
  const { kind, ...chosen } = parsed.data;
  const options = { ...changedOptions(NO_OPTIONS, chosen), mayAllowHosts: can('settings:manage') };
  return seeOther(paths.importRun({ importId: await startImport(db, { workspaceId, kind, file, options }, { now, actor }) }));
});

export default function NewImport() {
  const { kinds, kind, formats, options, maxMegabytes } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useText('imports');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('title'), to: paths.imports() }]} />} title={t('newTitle')} />
      <div className="max-w-3xl flex flex-col gap-4">
        {busy ? <Banner>{t('checking')}</Banner> : null}
        <Form key={kind} method="post" encType="multipart/form-data" className="flex flex-col gap-4">
          <Card title={t('kindTitle')}><KindChoice kinds={kinds} kind={kind} /></Card>
          <Card title={t('optionsTitle')} subtitle={t('optionsText')}><OptionFields kind={kind} formats={formats} values={options} /></Card>
          <FileDrop
            name="file" label={t('drop')} hint={t('dropHint', { megabytes: maxMegabytes })} accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" required
            error={result?.problem ? t(result.problem === 'empty' ? 'fileEmpty' : 'fileMissing') : null}
          />
          <div><Button type="submit" variant="primary" busy={busy}>{t('check')}</Button></div>
        </Form>
      </div>
    </>
  );
}
