import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { RightsBadge } from '#app/components/asset-parts.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { dayOf } from '#app/domain/period.ts';
import { formatDate } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { actOnAsset } from './act-on-asset.server.ts';
import { CollectionsCard } from './collections-card.tsx';
import { EditCard } from './edit-card.tsx';
import { FactsCard } from './facts-card.tsx';
import { loadAsset } from './load-asset.server.ts';
import { NearCard } from './near-card.tsx';
import { PerformanceCard } from './performance-card.tsx';
import { ReuseCard } from './reuse-card.tsx';
import { RightsCard } from './rights-card.tsx';
import { Viewer } from './viewer.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such asset.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, actor, params, request, now, can }) => {
  const { assetId } = params;
  const today = dayOf(now, actor.workspace.timeZone);
  const viewer = { id: actor.id, seesCosts: can('costs:read'), mayWrite: can('assets:write'), mayOverride: can('audit:read') };
  const found = isId(assetId) ? await loadAsset(db, { workspaceId, assetId, today, now, viewer }) : null;
  if (!found) throw notFound();
  return { title: `${found.asset.title} · ${pageTitle(request, 'assets:title')}`, ...found, today, mayWrite: viewer.mayWrite };
});

export const action = page('assets:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const { assetId } = params;
  if (!isId(assetId)) throw notFound();
  const answer = await actOnAsset(db, { workspaceId, assetId, request }, { now, actor });
  if (answer === 'gone') throw notFound();
  return answer === 'moved' ? seeOther(paths.asset({ assetId })) : answer;
});

export default function Asset() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('assets');
  const { asset, mayWrite } = data;
  const isDeleted = asset.status === 'deleted';
  const own = (intent: string) => (answer?.intent === intent ? answer : undefined);
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: t('one.crumb'), to: paths.assets() }]} />}
        title={asset.title}
        meta={<><span>{t('number', { number: asset.number })}</span><span>{t(`kind.${asset.kind}`)}</span><RightsBadge standing={data.standing} /><span><InstantText at={asset.createdAt} dateOnly /> {t('one.by', { name: asset.createdByName })}</span></>}
        actions={mayWrite && !isDeleted ? (
          <>
            <Form method="post"><input type="hidden" name="intent" value="delete" /><Button type="submit" icon="trash">{t('one.delete')}</Button></Form>
            <LinkButton to={paths.shares(`?asset=${asset.id}`)} icon="export">{t('one.share')}</LinkButton>
          </>
        ) : null}
      />
      <div className="flex flex-col gap-4">
        {isDeleted ? <Deleted asset={asset} mayWrite={mayWrite} /> : null}
        <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-4 items-start">
          <div className="flex flex-col gap-4 min-w-0">
            <Viewer data={data} />
            <RightsCard data={data} mayWrite={mayWrite && !isDeleted} answer={own('grant')} />
            <ReuseCard data={data} mayWrite={mayWrite && !isDeleted} answer={own('reuse')} />
          </div>
          <div className="flex flex-col gap-4 min-w-0">
            <FactsCard data={data} />
            <PerformanceCard data={data} />
            <CollectionsCard data={data} mayWrite={mayWrite && !isDeleted} answer={own('collect')} />
            <NearCard near={data.near} />
            {mayWrite && !isDeleted ? <EditCard data={data} answer={own('edit')} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}

function Deleted({ asset, mayWrite }: { readonly asset: ReturnType<typeof useLoaderData<typeof loader>>['asset']; readonly mayWrite: boolean }) {
  const t = useText('assets');
  const locale = useLocale();
  const { workspace } = useRootData();
  return (
    <Banner tone="amber" title={t('one.deletedTitle')} action={mayWrite ? <Form method="post"><input type="hidden" name="intent" value="restore" /><Button type="submit">{t('one.restore')}</Button></Form> : null}>
      {asset.deletedAt ? t('one.deletedText', { name: asset.deletedByName ?? '', day: formatDate(asset.deletedAt, locale, workspace.timeZone) }) : null}
    </Banner>
  );
}
