import { Form } from '@remix-run/react';
import { AssetPicture } from '#app/components/asset-parts.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatBytes } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { AssetPage } from './load-asset.server.ts';
import { TakeForm } from './take-form.tsx';

/** The asset itself: its picture, a player, or its words; and the file to take away, as far as its rights allow. */
export function Viewer({ data }: { readonly data: AssetPage }) {
  const t = useText('assets');
  const { asset, file } = data;
  return (
    <Card title={t('one.preview')}>
      <Shown data={data} />
      {data.standing.state === 'ended' && asset.sha256 !== null ? <Blocked data={data} /> : null}
      {file !== null && asset.status === 'active' ? <TakeForm asset={asset} /> : null}
      {asset.location === 'none' ? null : <p className="mt-2 text-muted text-[0.9286rem]">{t(`location.${asset.location}`)}</p>}
      {data.decodes ? null : <p className="mt-2 text-muted text-[0.9286rem]">{asset.kind === 'document' ? t('one.noPreviewer') : t('one.noDecoder')}</p>}
    </Card>
  );
}

function Shown({ data: { asset, picture, file } }: { readonly data: AssetPage }) {
  const t = useText('assets');
  if (asset.sha256 === null) return <p className="whitespace-pre-wrap break-words max-w-prose">{asset.body}</p>;
  if (asset.kind === 'image') return <AssetPicture src={picture} kind={asset.kind} contain className="block w-full max-h-[32rem] rounded-control" />;
  const isPlayed = asset.kind === 'video' || asset.kind === 'audio';
  if (isPlayed && file === null) return <p className="text-muted">{t('one.endedPreview')}</p>;
  // oxlint-disable-next-line media-has-caption -- captions come with the asset, where its maker gave any
  if (asset.kind === 'video') return <video controls preload="metadata" src={file ?? undefined} poster={picture ?? undefined} className="block w-full max-h-[32rem] rounded-control bg-sunken" />;
  // oxlint-disable-next-line media-has-caption -- as above
  if (asset.kind === 'audio') return <audio controls preload="metadata" src={file ?? undefined} className="block w-full" />;
  return <DocumentCard asset={asset} picture={picture} />;
}

/** A document's first page, or what it is, with what kind of file and how long. */
function DocumentCard({ asset: { kind, fileName, title, extension, bytes, pages }, picture }: { readonly asset: AssetPage['asset']; readonly picture: string | null }) {
  const t = useText('assets');
  const locale = useLocale();
  const facts = [(extension ?? '').toUpperCase(), ...(pages === null ? [] : [t('one.pages', { count: pages })]), ...(bytes === null ? [] : [formatBytes(bytes, locale)])];
  if (picture !== null) return <figure><AssetPicture src={picture} kind={kind} contain className="block w-full max-h-[32rem] rounded-control" /><figcaption className="mt-2 text-muted text-[0.9286rem]">{t('one.firstPage')} · {facts.join(' · ')}</figcaption></figure>;
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-sunken px-4 py-5">
      <span className="grid size-12 shrink-0 place-items-center rounded-control bg-surface text-muted text-xl"><Icon name="file" /></span>
      <span className="min-w-0"><span className="block font-medium break-words">{fileName || title}</span><span className="block text-muted text-[0.9286rem]">{facts.join(' · ')}</span><span className="block text-muted text-[0.9286rem]">{t('one.noPreview')}</span></span>
    </div>
  );
}

/** Rights have ended: who answers for them may still take the file, and says why. */
function Blocked({ data: { asset, override } }: { readonly data: AssetPage }) {
  const t = useText('assets');
  return (
    <div className="mt-3 flex flex-col gap-2">
      <p className="text-muted">{t('one.downloadBlocked')}</p>
      {override ? (
        <Form method="post" action={paths.assetDownload({ assetId: asset.id })} reloadDocument className="flex flex-wrap items-end gap-2">
          <TextField name="reason" label={t('one.downloadReason')} required maxLength={300} className="flex-1 basis-48" />
          <Button type="submit" icon="download">{t('one.downloadAnyway')}</Button>
        </Form>
      ) : null}
    </div>
  );
}
