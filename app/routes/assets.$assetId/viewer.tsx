import { Form } from '@remix-run/react';
import { AssetPicture } from '#app/components/asset-parts.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
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
      {data.decodes ? null : <p className="mt-2 text-muted text-[0.9286rem]">{t('one.noDecoder')}</p>}
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
  return <p className="text-muted">{t('one.noPreview')}</p>;
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
