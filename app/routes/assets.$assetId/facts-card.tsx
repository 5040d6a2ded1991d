import { Link } from '@remix-run/react';
import { DurationText } from '#app/components/asset-parts.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { aspectRatio } from '#app/domain/asset.ts';
import { formatBytes, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import type { KeyValue } from '#app/ui/key-value-list.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { AssetPage } from './load-asset.server.ts';

const link = 'text-accent hover:underline';

/** What is known of an asset, and what it comes from. */
export function FactsCard({ data: { asset } }: { readonly data: AssetPage }) {
  const t = useText('assets');
  const locale = useLocale();
  const pixels = asset.width !== null && asset.height !== null ? `${formatNumber(asset.width, locale, 0)} × ${formatNumber(asset.height, locale, 0)} · ${aspectRatio(asset.width, asset.height)}` : null;
  const facts: readonly KeyValue[] = [
    { key: 'kol', label: t('one.kol'), value: asset.kolId ? <Link to={paths.kol({ kolId: asset.kolId })} className={link}>{asset.kolName}</Link> : null },
    { key: 'collaboration', label: t('one.campaign'), value: asset.collaborationId ? <Link to={paths.collaboration({ collaborationId: asset.collaborationId })} className={link}>{asset.campaignName ?? asset.campaignSlug}</Link> : null },
    { key: 'content', label: t('one.content'), value: asset.contentId ? <Link to={paths.content({ contentId: asset.contentId })} className={link}>{t('one.openPost')}</Link> : null },
    { key: 'tags', label: t('one.tags'), value: asset.tags.length > 0 ? <span className="flex flex-wrap gap-1">{asset.tags.map((tag) => <Link key={tag} to={paths.assets(`?q=${encodeURIComponent(tag)}`)}><Badge>{tag}</Badge></Link>)}</span> : null },
    { key: 'caption', label: t('one.caption'), value: asset.caption === '' ? null : <span className="whitespace-pre-wrap break-words">{asset.caption}</span> },
    { key: 'language', label: t('one.language'), value: asset.language === 'none' ? null : t(`language.${asset.language}`) },
    { key: 'pixels', label: t('one.pixels'), value: pixels },
    { key: 'duration', label: t('one.duration'), value: asset.durationMs === null ? null : <DurationText ms={asset.durationMs} /> },
    { key: 'type', label: t('one.type'), value: asset.mediaType },
    { key: 'size', label: t('one.size'), value: asset.bytes === null ? null : formatBytes(asset.bytes, locale) },
    { key: 'file', label: t('one.file'), value: asset.fileName === null ? null : <span className="break-all">{asset.fileName}</span> },
    { key: 'hash', label: t('one.hash'), value: asset.sha256 === null ? null : <code className="break-all text-[0.857rem]">{asset.sha256}</code> },
  ];
  const first = new Set(['kol', 'tags']);
  return <Card title={t('one.facts')}><KeyValueList items={facts.filter(({ key, value }) => value !== null || first.has(key)).map((fact) => ({ ...fact, value: fact.value ?? <Dash title={t('one.none')} /> }))} /></Card>;
}
