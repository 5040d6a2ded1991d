import type { MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import * as z from 'zod';
import { listCollectionChoices } from '#db/queries/asset-collection.server.ts';
import { listAssetOrigins } from '#db/queries/asset-detail.server.ts';
import { findLibraryLimits, saveLibraryLimits, sumStoredBytes } from '#db/queries/asset-file.server.ts';
import { countEndingRights } from '#db/queries/asset-right.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { DEFAULT_ASSET_LIMITS, readTags } from '#app/domain/asset.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readViews } from '#app/lib/list-views.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { requirePermission } from '#app/lib/authorize.server.ts';
import { collectAssets } from '#app/services/collect-assets.server.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { Pager } from '#app/table/pager.tsx';
import { hasConditions, withFilter, withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { canonicalSearch, parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { ViewTabs } from '#app/table/view-tabs.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { AssetGrid } from './asset-grid.tsx';
import { AssetTable } from './asset-table.tsx';
import { columns } from './columns.tsx';
import { EndingBanner } from './ending-banner.tsx';
import { useAssetFacets } from './facets.ts';
import { ChooseBar } from './choose-bar.tsx';
import { useChoosing } from './choosing.tsx';
import { collectSchema, limitsSchema, writeSchema } from './forms.server.ts';
import { loadLibrary } from './load-library.server.ts';
import { assetsSpec } from './question.ts';
import { StorageNote } from './storage-note.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { UsableForm } from './usable-form.tsx';
import { ViewLinks } from './view-links.tsx';
import { WriteDialog } from './write-dialog.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now, can }) => {
  const views = await readViews({ db, workspaceId, actor, url }, 'assets', (search) => canonicalSearch(search, assetsSpec));
  const query = parseTableQuery(url.searchParams, assetsSpec);
  const today = dayOf(now, actor.workspace.timeZone);
  const mayWrite = can('assets:write');
  const [library, ending, campaigns, origins, limits, stored, collections] = await Promise.all([
    loadLibrary(db, { workspaceId, query, today, now }), countEndingRights(db, workspaceId, today), listCampaignChoices(db, workspaceId),
    mayWrite ? listAssetOrigins(db, workspaceId) : [], findLibraryLimits(db, workspaceId), sumStoredBytes(db, workspaceId), mayWrite ? listCollectionChoices(db, workspaceId, actor.id) : [],
  ]);
  return {
    title: pageTitle(request, 'assets:title'), query, views, today, ...library, ending, origins, collections, campaigns: campaigns.map(({ slug, name }) => ({ slug, name })),
    limits: limits ?? DEFAULT_ASSET_LIMITS, stored: { bytes: stored.storedBytes, files: stored.files }, may: { write: mayWrite, setLimits: can('settings:manage') },
  };
});

export const action = page('assets:write', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, z.discriminatedUnion('intent', [writeSchema, limitsSchema, collectSchema]));
  if (!form.ok) return { values: form.values, errors: form.errors };
  if (form.value.intent === 'limits') {
    requirePermission(actor, 'settings:manage');
    await saveLibraryLimits(db, workspaceId, { quotaBytes: form.value.quota, maxFileBytes: form.value.file }, { now, name: actor.name });
    return seeOther(paths.assets());
  }
  if (form.value.intent === 'collect') {
    const outcome = await collectAssets(db, { workspaceId, assetIds: form.value.asset, collectionId: form.value.collection, name: form.value.name }, { now, actor });
    return 'problem' in outcome ? { values: form.values, errors: { collect: outcome.problem } } : seeOther(paths.collection(outcome));
  }
  const { kind, title, body, tags, language, collaboration } = form.value;
  const outcome = await writeAsset(db, { workspaceId, kind, title, body, tags: readTags(tags), language, collaborationId: collaboration }, { now, actor });
  return outcome.status === 'written' ? seeOther(paths.asset({ assetId: outcome.assetId })) : { values: form.values, errors: { collaboration: 'gone' } };
});

export default function Assets() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('assets');
  const [open, setOpen] = useState<'upload' | 'write' | null>(answer?.values.intent === 'write' ? 'write' : null);
  const facets = useAssetFacets(data.facets, data.ending, data.query, new Map(data.campaigns.map(({ slug, name }) => [slug, name])));
  const { query, may, cards } = data;
  const inBin = query.kept?.bin === '1';
  const tc = useText('collections');
  const [isChoosing, setChoosing] = useState(answer?.values.intent === 'collect');
  const choosing = useChoosing((answer?.values.asset ?? '').split(',').filter((id: string) => id !== ''));
  const showsGrid = query.kept?.view !== 'list';
  const shown = isChoosing && !inBin ? choosing : null;
  return (
    <>
      <PageHeader
        title={inBin ? t('bin') : t('title')}
        actions={
          <>
            {inBin ? <LinkButton to={paths.assets()} icon="chevron-left">{t('leaveBin')}</LinkButton> : null}
            {inBin ? null : <LinkButton to={paths.assetsBest()} icon="star">{t('best.title')}</LinkButton>}
            {inBin ? null : <LinkButton to={paths.collections()}>{tc('title')}</LinkButton>}
            {!inBin && cards.length > 0 ? <Button icon="check" aria-pressed={isChoosing} onClick={() => setChoosing(!isChoosing)}>{tc('add.select')}</Button> : null}
            {may.write && !inBin ? <Button icon="edit" onClick={() => setOpen('write')}>{t('write.open')}</Button> : null}
            {may.write && !inBin ? <Button variant="primary" icon="export" onClick={() => setOpen('upload')}>{t('upload.open')}</Button> : null}
          </>
        }
      />
      {data.ending[30] > 0 && !inBin && !query.filters.ending ? (
        <div className="mb-3">
          <EndingBanner ending={data.ending} to={(days) => tableSearch(withFilter(query, 'ending', [days]), assetsSpec)} />
        </div>
      ) : null}
      <ViewTabs views={data.views} query={query} spec={assetsSpec} />
      <Toolbar query={query} spec={assetsSpec} searchLabel={t('search')} facets={facets} texts={[{ name: 'title', label: t('write.name') }]} columns={query.kept?.view === 'list' ? columns : undefined}>
        <UsableForm query={query} today={data.today} />
        <ViewLinks query={query} sort={data.sort} />
      </Toolbar>
      {cards.length === 0 ? <Nothing asked={hasConditions(query) || query.kept?.channel !== undefined} inBin={inBin} /> : null}
      {shown ? <ChooseBar chosen={shown.chosen} collecting={may.write ? { collections: data.collections, problem: answer?.errors.collect ?? (answer?.values.intent === 'collect' ? 'nothing' : null) } : null} onAll={() => shown.add(cards.map(({ id }) => id))} onNone={shown.clear} /> : null}
      {cards.length > 0 && showsGrid ? <AssetGrid cards={cards} choosing={shown} /> : null}
      {cards.length > 0 && !showsGrid ? <AssetTable cards={cards} query={query} choosing={shown} /> : null}
      {cards.length > 0 ? <Pager query={query} spec={assetsSpec} total={data.total.count} more={data.total.more} before={data.before} after={data.after} /> : null}
      <StorageNote stored={data.stored} limits={data.limits} maySet={may.setLimits} refused={answer?.values.intent === 'limits'}>
        {may.write && !inBin ? <Link to={tableSearch(withKept(query, 'bin', '1'), assetsSpec)} className="hover:underline">{t('bin')}</Link> : null}
      </StorageNote>
      <UploadDialog open={open === 'upload'} onClose={() => setOpen(null)} origins={data.origins} maxFileBytes={data.limits.maxFileBytes} />
      <WriteDialog open={open === 'write'} onClose={() => setOpen(null)} origins={data.origins} values={answer?.values ?? {}} errors={answer?.errors ?? {}} />
    </>
  );
}

function Nothing({ asked, inBin }: { readonly asked: boolean; readonly inBin: boolean }) {
  const t = useText('assets');
  if (inBin) return <EmptyState icon="trash" title={t('binEmpty')}>{t('binEmptyText')}</EmptyState>;
  return asked ? <EmptyState icon="search" title={t('foundNone')}>{t('foundNoneText')}</EmptyState> : <EmptyState icon="asset" title={t('emptyTitle')}>{t('emptyText')}</EmptyState>;
}
