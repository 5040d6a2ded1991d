import { RENDITION_CROP_NAMES, RENDITION_FORMATS, RENDITION_SIZES } from '#app/domain/asset-rendition.ts';
import { RIGHTS_CHANNELS, TERRITORIES } from '#app/domain/usage-rights.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { AssetPage } from './load-asset.server.ts';

const SHAPES = RENDITION_CROP_NAMES.flatMap((crop) => RENDITION_SIZES.flatMap((size) => RENDITION_FORMATS.map((format) => ({ crop, size, format }))));

/** Takes the file in a size, for a use that its rights are asked about. A plain form: its answer is a file, or the page that says why not. */
export function TakeForm({ asset }: { readonly asset: AssetPage['asset'] }) {
  const t = useText('assets');
  const sizes = asset.kind !== 'image' ? [] : SHAPES.map(({ crop, size, format }) => ({ value: `${size}-${crop}-${format}`, label: t('take.shape', { crop: t(`take.crop.${crop}`), size, format: format.toUpperCase() }) }));
  return (
    <form method="get" action={paths.assetTake({ assetId: asset.id })} className="mt-3 flex flex-wrap items-end gap-2 border-t border-line pt-3">
      <SelectField name="channel" label={t('take.for')} placeholder={t('take.look')} defaultValue="" options={RIGHTS_CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))} className="flex-1 basis-40" />
      <SelectField name="territory" label={t('reuse.territory')} defaultValue="CN" options={TERRITORIES.map((value) => ({ value, label: t(`territory.${value}`) }))} className="flex-1 basis-32" />
      {sizes.length > 0 ? <SelectField name="as" label={t('take.size')} defaultValue="original" options={[{ value: 'original', label: t('take.original') }, ...sizes]} className="flex-1 basis-44" /> : null}
      <Button type="submit" icon="download">{t('one.download')}</Button>
    </form>
  );
}
