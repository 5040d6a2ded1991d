import { RENDITION_CROP_NAMES, RENDITION_SIZES } from '#app/domain/asset-rendition.ts';
import { AssetPicture, DurationText } from '#app/components/asset-parts.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRefusalText } from '#app/components/refusal-text.ts';
import { formatBytes, formatDate, formatDay, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { buttonClass } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { SharedView } from './shared-view.server.ts';

/** What somebody outside sees of the assets that were shared with them. */
export function SharedPage({ view }: { readonly view: SharedView }) {
  const t = useText('collections');
  const locale = useLocale();
  return (
    <>
      <header className="mb-5 flex flex-col gap-1">
        <p className="text-muted">{t('shared.from', { name: view.brand })}</p>
        <h1 className="text-[1.5rem] leading-tight font-semibold tracking-tight break-words">{view.name ?? t('shared.one')}</h1>
        {view.notes ? <p className="max-w-prose whitespace-pre-wrap break-words">{view.notes}</p> : null}
        <p className="text-muted">{t('shared.count', { count: view.assets.length })} · {t('shared.until', { day: formatDate(view.expiresAt, locale, view.timeZone) })}</p>
      </header>
      <TakeAll view={view} />
      {view.assets.length === 0 ? <EmptyState icon="asset" title={t('shared.empty')} /> : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] gap-4">{view.assets.map((asset) => <li key={asset.id} className="min-w-0"><SharedCard asset={asset} download={view.download} /></li>)}</ul>
      )}
    </>
  );
}

/** All of it as one file; what is left out, and why, is told before. */
function TakeAll({ view: { download, all } }: { readonly view: SharedView }) {
  const t = useText('collections');
  const locale = useLocale();
  if (download === null || all.files < 2) return null;
  return (
    <form method="post" action={download} className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 no-print">
      <input type="hidden" name="all" value="1" />
      <button type="submit" className={buttonClass('primary', 'md')}><Icon name="download" />{t('shared.all', { count: all.files, size: formatBytes(all.bytes, locale) })}</button>
      {all.withheld > 0 ? <span className="text-muted">{t('shared.allLess', { count: all.withheld })}</span> : null}
    </form>
  );
}

type SharedAsset = SharedView['assets'][number];

const SIZES = RENDITION_CROP_NAMES.flatMap((crop) => RENDITION_SIZES.map((size) => ({ crop, size, value: `${size}-${crop}-jpeg` })));

function SharedCard({ asset, download }: { readonly asset: SharedAsset; readonly download: string | null }) {
  const t = useText('collections');
  const ta = useText('assets');
  const locale = useLocale();
  const refusalText = useRefusalText();
  const { shown, withheld, kind, title } = asset;
  return (
    <article className="flex h-full flex-col rounded-card border border-line bg-surface overflow-hidden">
      {shown?.text ? <p className="max-h-80 overflow-y-auto px-4 pt-4 whitespace-pre-wrap break-words">{shown.text}</p> : <AssetPicture src={shown?.picture ?? null} kind={kind} contain className="block aspect-4/3 w-full" />}
      <div className="flex flex-1 flex-col gap-2 px-4 py-3">
        <h2 className="font-semibold break-words">{title}</h2>
        <p className="flex flex-wrap gap-x-2 text-muted text-[0.9286rem]">
          <span>{ta(`kind.${kind}`)}</span>
          {shown?.width && shown.height ? <span>{t('shared.pixels', { width: formatNumber(shown.width, locale, 0), height: formatNumber(shown.height, locale, 0) })}</span> : null}
          {shown?.durationMs ? <span><DurationText ms={shown.durationMs} /></span> : null}
        </p>
        {withheld ? <p className="flex flex-wrap items-center gap-2"><Badge tone="red" icon="stop">{t('shared.withheld')}</Badge><span>{refusalText(withheld)}</span></p> : null}
        {shown ? <RightsList rights={shown.rights} /> : null}
        {shown?.hasFile && download ? (
          <form method="post" action={download} className="mt-auto flex flex-wrap items-end gap-2 pt-1">
            <input type="hidden" name="asset" value={asset.id} />
            {shown.hasSizes ? <SelectField name="as" label={t('shared.size')} defaultValue="original" className="min-w-0 flex-1 basis-32" options={[{ value: 'original', label: ta('take.original') }, ...SIZES.map(({ crop, size, value }) => ({ value, label: ta('take.shape', { crop: ta(`take.crop.${crop}`), size, format: 'JPEG' }) }))]} /> : null}
            <button type="submit" className={buttonClass('secondary', 'md')}><Icon name="download" />{t('shared.download')}<span className="sr-only">{title}</span></button>
          </form>
        ) : null}
      </div>
    </article>
  );
}

function RightsList({ rights }: { readonly rights: NonNullable<SharedAsset['shown']>['rights'] }) {
  const t = useText('collections');
  const ta = useText('assets');
  const locale = useLocale();
  const list = (words: readonly string[]) => words.join(ta('listSeparator'));
  return (
    <ul aria-label={t('shared.mayBeUsed')} className="flex flex-col gap-1.5 text-[0.9286rem]">
      {rights.map((right, index) => (
        <li key={index}>
          <span className="block">{t('shared.where', { channels: list(right.channels.map((channel) => ta(`channel.${channel}`))), territories: list(right.territories.map((territory) => ta(`territory.${territory}`))) })}</span>
          <span className="block text-muted">{right.untilDay === null ? t('shared.forGood') : t('shared.untilDay', { day: formatDay(right.untilDay, locale) })}{right.creditLine ? ` · ${t('shared.credit', { line: right.creditLine })}` : null}</span>
        </li>
      ))}
    </ul>
  );
}
