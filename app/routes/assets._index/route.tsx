import type { MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import * as z from 'zod';
import { listAssetOrigins } from '#db/queries/asset-detail.server.ts';
import { findLibraryLimits, saveLibraryLimits, sumStoredBytes } from '#db/queries/asset-file.server.ts';
import { countEndingRights } from '#db/queries/asset-right.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { DEFAULT_ASSET_LIMITS, readTags } from '#app/domain/asset.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { requirePermission } from '#app/lib/authorize.server.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { DataTable } from '#app/table/data-table.tsx';
import { Pager } from '#app/table/pager.tsx';
import { hasConditions, withFilter, withKept } from '#app/table/query-changes.ts';
import { Toolbar } from '#app/table/toolbar.tsx';
import { parseTableQuery, tableSearch } from '#app/table/url-state.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { AssetGrid } from './asset-grid.tsx';
import { columns } from './columns.tsx';
import { useAssetFacets } from './facets.ts';
import { limitsSchema, writeSchema } from './forms.server.ts';
import { loadLibrary } from './load-library.server.ts';
import { assetsSpec } from './question.ts';
import { StorageNote } from './storage-note.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { UsableForm } from './usable-form.tsx';
import { ViewLinks } from './view-links.tsx';
import { WriteDialog } from './write-dialog.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, actor, request, url, now, can }) => {
  const query = parseTableQuery(url.searchParams, assetsSpec);
  const today = dayOf(now, actor.workspace.timeZone);
  const mayWrite = can('assets:write');
  const [library, ending, campaigns, origins, limits, stored] = await Promise.all([
    loadLibrary(db, { workspaceId, query, today, now }), countEndingRights(db, workspaceId, today), listCampaignChoices(db, workspaceId),
    mayWrite ? listAssetOrigins(db, workspaceId) : [], findLibraryLimits(db, workspaceId), sumStoredBytes(db, workspaceId),
  ]);
  return {
    title: pageTitle(request, 'assets:title'), query, today, ...library, ending, origins, campaigns: campaigns.map(({ slug, name }) => ({ slug, name })),
    limits: limits ?? DEFAULT_ASSET_LIMITS, stored: { bytes: stored.storedBytes, files: stored.files }, may: { write: mayWrite, setLimits: can('settings:manage') },
  };
});

export const action = page('assets:write', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, z.discriminatedUnion('intent', [writeSchema, limitsSchema]));
  if (!form.ok) return { values: form.values, errors: form.errors };
  if (form.value.intent === 'limits') {
    requirePermission(actor, 'settings:manage');
    await saveLibraryLimits(db, workspaceId, { quotaBytes: form.value.quota, maxFileBytes: form.value.file }, { now, name: actor.name });
    return seeOther(paths.assets());
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
  const facets = useAssetFacets(data.facets, data.query, new Map(data.campaigns.map(({ slug, name }) => [slug, name])));
  const { query, may, cards } = data;
  const inBin = query.kept?.bin === '1';
  return (
    <>
      <PageHeader
        title={inBin ? t('bin') : t('title')}
        actions={
          <>
            {inBin ? <LinkButton to={paths.assets()} icon="chevron-left">{t('leaveBin')}</LinkButton> : null}
            {may.write && !inBin ? <Button icon="edit" onClick={() => setOpen('write')}>{t('write.open')}</Button> : null}
            {may.write && !inBin ? <Button variant="primary" icon="export" onClick={() => setOpen('upload')}>{t('upload.open')}</Button> : null}
          </>
        }
      />
      {data.ending > 0 && !inBin && !query.filters.rights ? (
        <div className="mb-3">
          <Banner tone="amber" action={<Link to={tableSearch(withFilter(query, 'rights', ['ends']), assetsSpec)} className="font-medium underline">{t('ending.all')}</Link>}>{t('ending.title', { count: data.ending })}</Banner>
        </div>
      ) : null}
      <Toolbar query={query} spec={assetsSpec} searchLabel={t('search')} facets={facets}>
        <UsableForm query={query} today={data.today} />
        <ViewLinks query={query} sort={data.sort} />
      </Toolbar>
      {cards.length === 0 ? <Nothing asked={hasConditions(query) || query.kept?.channel !== undefined} inBin={inBin} /> : null}
      {cards.length > 0 && query.kept?.view === 'list'
        ? <DataTable label={t('title')} columns={columns} rows={cards} rowKey={(row) => row.id} rowLink={(row) => paths.asset({ assetId: row.id })} query={query} spec={assetsSpec} />
        : null}
      {cards.length > 0 && query.kept?.view !== 'list' ? <AssetGrid cards={cards} /> : null}
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
