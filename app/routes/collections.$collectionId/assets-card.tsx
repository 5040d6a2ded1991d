import { Form, Link } from '@remix-run/react';
import { AssetPicture, RightsBadge } from '#app/components/asset-parts.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { CollectionPage } from './load-collection.server.ts';

/** The assets in their order, each with the buttons that move it or take it out: they work by keyboard and without a script. */
export function AssetsCard({ data: { assets, summary }, mayWrite }: { readonly data: CollectionPage; readonly mayWrite: boolean }) {
  const t = useText('collections');
  if (assets.length === 0) return <Card><EmptyState icon="asset" title={t('one.emptyTitle')} action={<LinkButton to={paths.assets()}>{t('library')}</LinkButton>}>{t('one.emptyText')}</EmptyState></Card>;
  const refused = new Set(summary.refused.map(({ assetId }) => assetId));
  return (
    <Card flush>
      <ol className="divide-y divide-line">
        {assets.map((asset, index) => (
          <li key={asset.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2">
            <span className="w-6 text-end text-muted tabular-nums">{index + 1}</span>
            <AssetPicture src={asset.thumbnail} kind={asset.kind} small className="size-14 shrink-0 rounded-control overflow-hidden" />
            <span className="min-w-0 flex-1 basis-40">
              <Link to={paths.asset({ assetId: asset.id })} className="block truncate font-medium hover:underline">{asset.title}</Link>
              <AssetFacts asset={asset} isRefused={refused.has(asset.id)} />
            </span>
            {mayWrite ? <Controls asset={asset} above={index > 0 ? assets[index - 1] : undefined} behindNext={assets[index + 2]} isLast={index === assets.length - 1} first={assets[0]} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type Asset = CollectionPage['assets'][number];

function AssetFacts({ asset, isRefused }: { readonly asset: Asset; readonly isRefused: boolean }) {
  const ta = useText('assets');
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-[0.9286rem]">
      <span>{ta('number', { number: asset.number })}</span>
      {asset.kolName ? <span>{asset.kolName}</span> : null}
      <RightsBadge standing={asset.standing} />
      {isRefused ? <span className="text-red">{ta('reuse.refusedShort')}</span> : null}
    </span>
  );
}

interface ControlsProps {
  readonly asset: Asset;
  readonly above: Asset | undefined;
  /** What it comes to stand before when it goes down. */
  readonly behindNext: Asset | undefined;
  readonly isLast: boolean;
  readonly first: Asset | undefined;
}

function Controls({ asset, above, behindNext, isLast, first }: ControlsProps) {
  const t = useText('collections');
  const { title } = asset;
  return (
    <span className="flex gap-0.5 no-print">
      {above && first && above !== first ? <Move asset={asset} before={first.id} icon="chevron-up" label={t('one.first', { title })} /> : null}
      {above ? <Move asset={asset} before={above.id} icon="arrow-up" label={t('one.up', { title })} /> : null}
      {isLast ? null : <Move asset={asset} before={behindNext?.id ?? ''} icon="arrow-down" label={t('one.down', { title })} />}
      <Form method="post" preventScrollReset><input type="hidden" name="intent" value="remove" /><input type="hidden" name="assetId" value={asset.id} /><Button type="submit" size="sm" variant="ghost" icon="close" aria-label={t('one.removeThis', { title })} title={t('one.remove')} /></Form>
    </span>
  );
}

function Move({ asset, before, icon, label }: { readonly asset: Asset; readonly before: string; readonly icon: 'arrow-up' | 'arrow-down' | 'chevron-up'; readonly label: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="assetId" value={asset.id} />
      <input type="hidden" name="before" value={before} />
      <Button type="submit" size="sm" variant="ghost" icon={icon} aria-label={label} title={label} />
    </Form>
  );
}
