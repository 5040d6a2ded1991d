import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useSubmit } from '@remix-run/react';
import { dayOf } from '#app/domain/period.ts';
import { RIGHTS_CHANNELS, rightsChannelSchema, TERRITORIES, territorySchema } from '#app/domain/usage-rights.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRefusalText } from '#app/components/refusal-text.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { planTaking } from '#app/services/take-assets.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { chosenAssets } from './chosen-assets.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What a ZIP of chosen assets or of a collection would hold for a use, and what rights keep out of it, before anything is taken. */
export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now }) => {
  const asked = url.searchParams;
  const chosen = await chosenAssets(db, { workspaceId, viewerId: actor.id, collectionId: asked.get('collection'), assetIds: asked.getAll('asset') });
  if (!chosen) throw new Response('No such collection.', { status: 404 });
  const channel = rightsChannelSchema.safeParse(asked.get('channel')).data ?? null;
  const territory = territorySchema.catch('CN').parse(asked.get('territory'));
  const { files, refused } = await planTaking(db, { workspaceId, assetIds: chosen.assetIds, use: channel && { channel, territory }, today: dayOf(now, actor.workspace.timeZone) });
  return {
    title: pageTitle(request, 'assets:zip.title', chosen.collection?.name), collection: chosen.collection, channel, territory, lacksPlace: asked.get('missing') === 'place', place: (asked.get('place') ?? '').slice(0, 500),
    assetIds: chosen.collection ? [] : chosen.assetIds, refused, bytes: files.reduce((sum, { size }) => sum + size, 0),
    files: files.map(({ id, name, size, grant }) => ({ id, name, size, creditLine: grant?.creditLine ?? '' })),
  };
});

export default function Zip() {
  const data = useLoaderData<typeof loader>();
  const t = useText('assets');
  const tc = useText('collections');
  const { collection, files, refused } = data;
  const crumbs = [{ label: t('one.crumb'), to: paths.assets() }, ...(collection ? [{ label: tc('title'), to: paths.collections() }, { label: collection.name, to: paths.collection({ collectionId: collection.id }) }] : [])];
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={crumbs} />} title={t('zip.title')} meta={<span>{t('zip.text')}</span>} />
      {files.length + refused.length === 0 ? (
        <EmptyState icon="asset" title={t('zip.empty')} action={<LinkButton to={paths.assets()}>{tc('library')}</LinkButton>}>{t('zip.emptyText')}</EmptyState>
      ) : (
        <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-4 items-start">
          <TakeCard data={data} />
          <div className="flex flex-col gap-4 min-w-0">
            {refused.length > 0 ? <Refused refused={refused} /> : null}
            {files.length > 0 ? <Files data={data} /> : null}
          </div>
        </div>
      )}
    </>
  );
}

type ZipData = ReturnType<typeof useLoaderData<typeof loader>>;

/** What is taken, for the address and for the form alike. */
function Chosen({ data: { collection, assetIds } }: { readonly data: ZipData }) {
  return collection ? <input type="hidden" name="collection" value={collection.id} /> : <>{assetIds.map((id) => <input key={id} type="hidden" name="asset" value={id} />)}</>;
}

/** The use is asked by a form that works without a script; the download is a plain form, whose answer is the file. */
function TakeCard({ data }: { readonly data: ZipData }) {
  const t = useText('assets');
  const tc = useText('collections');
  const submit = useSubmit();
  const { channel, territory, files, bytes } = data;
  const locale = useLocale();
  return (
    <Card title={t('take.for')}>
      <Form method="get" preventScrollReset onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })} className="grid grid-cols-1 sm:grid-cols-2 gap-3">
        <Chosen data={data} />
        <SelectField name="channel" label={t('reuse.channel')} placeholder={t('take.look')} defaultValue={channel ?? ''} options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} />
        <SelectField name="territory" label={t('reuse.territory')} defaultValue={territory} options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} />
        <noscript><Button type="submit">{tc('rights.ask')}</Button></noscript>
      </Form>
      {files.length === 0 ? <Banner tone="red" title={t('zip.nothing')}>{t('zip.nothingText')}</Banner> : (
        <form method="post" action={paths.assetsZipFile()} className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
          <Chosen data={data} />
          <input type="hidden" name="channel" value={channel ?? ''} />
          <input type="hidden" name="territory" value={territory} />
          {channel ? <TextField name="place" label={t('zip.place')} hint={t('zip.placeHint')} required maxLength={500} defaultValue={data.place} error={data.lacksPlace ? t('zip.missing') : null} /> : <input type="hidden" name="place" value="" />}
          <p className="text-muted">{t('zip.files', { count: files.length, size: formatBytes(bytes, locale) })}</p>
          <div><Button type="submit" variant="primary" icon="download">{t('zip.take', { count: files.length })}</Button></div>
        </form>
      )}
    </Card>
  );
}

function Refused({ refused }: { readonly refused: ZipData['refused'] }) {
  const t = useText('assets');
  const refusalText = useRefusalText();
  return (
    <Banner tone="amber" title={t('zip.refused', { count: refused.length })}>
      <p>{t('zip.refusedText')}</p>
      <ul className="mt-1 list-disc ps-5">
        {refused.map(({ id, title, refusal }) => <li key={id}><Link to={paths.asset({ assetId: id })} className="font-medium hover:underline">{title}</Link>{t('nameSeparator')}{refusalText(refusal)}</li>)}
      </ul>
    </Banner>
  );
}

function Files({ data: { files } }: { readonly data: ZipData }) {
  const t = useText('assets');
  const locale = useLocale();
  return (
    <Card title={t('zip.goes')} flush>
      <ul aria-label={t('zip.goes')} className="divide-y divide-line">
        {files.map(({ id, name, size, creditLine }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2">
            <Link to={paths.asset({ assetId: id })} className="min-w-0 flex-1 basis-48 break-words font-medium hover:underline">{name}</Link>
            <span className="text-muted tabular-nums">{formatBytes(size, locale)}</span>
            {creditLine ? <span className="basis-full text-muted text-[0.9286rem]">{t('zip.credit', { line: creditLine })}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
