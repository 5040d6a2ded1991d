import type { HeadersFunction, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findAssetDetail } from '#db/queries/asset-detail.server.ts';
import { listGrants } from '#db/queries/usage-rights.server.ts';
import { PICTURE_TYPES } from '#app/domain/asset-file-type.ts';
import { readRendition } from '#app/domain/asset-rendition.ts';
import { dayOf } from '#app/domain/period.ts';
import { rightsAllow, rightsChannelSchema, rightsStanding, territorySchema } from '#app/domain/usage-rights.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useRefusalText } from '#app/components/refusal-text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { downloadLink, renditionLink } from '#app/lib/asset-files/file-link.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { ensureRendition } from '#app/services/render-asset.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: found?.title }];
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

const notFound = () => new Response('No such asset.', { status: 404 });

/**
 * Gives an asset's file in a size, where its rights allow the use that is asked for; the page is what a refusal shows, with the clause. Without
 * a channel it is to look at, which everybody may until the rights have ended.
 */
export const loader = page('roster:read', async ({ db, workspaceId, actor, params, url, request, now }) => {
  const { assetId } = params;
  const asset = isId(assetId) ? await findAssetDetail(db, workspaceId, assetId) : undefined;
  if (!asset || asset.status !== 'active') throw notFound();
  // Words are read on the asset's page; there is no file to take.
  if (asset.hash === null || asset.mediaType === null) throw seeOther(paths.asset({ assetId: asset.id }));
  const today = dayOf(now, actor.workspace.timeZone);
  const rights = (await listGrants(db, workspaceId, [asset.id])).get(asset.id) ?? [];
  const channel = rightsChannelSchema.safeParse(url.searchParams.get('channel')).data;
  const territory = territorySchema.catch('CN').parse(url.searchParams.get('territory'));
  const answer = channel === undefined ? null : rightsAllow(rights, { channel, territory, on: today });
  const standing = rightsStanding(rights, today);
  const refused = (refusal: Extract<typeof answer, { allowed: false }>['refusal'] | null) => data({ title: pageTitle(request, 'assets:title', asset.title), id: asset.id, name: asset.title, refusal }, { status: refusal ? 403 : 422 });
  if (answer?.allowed === false) return refused(answer.refusal);
  if (standing.state === 'ended' && standing.untilDay !== null) return refused({ clause: 'ended', grantId: '', day: standing.untilDay });
  const rendition = readRendition(url.searchParams.get('as') ?? 'original');
  const name = `A-${asset.number} ${asset.title}`;
  const file = { workspaceId, hash: asset.hash };
  if (rendition === 'original') throw seeOther(downloadLink({ ...file, mediaType: asset.mediaType, fileName: `${name}.${asset.extension ?? 'bin'}` }, now), { 'cache-control': 'no-store' });
  const isPicture = PICTURE_TYPES.some((type) => type === asset.mediaType);
  if (rendition === null || !isPicture || (await ensureRendition(workspaceId, asset.hash, rendition)).status !== 'ready') return refused(null);
  throw seeOther(renditionLink({ ...file, rendition, fileName: `${name} ${rendition.crop} ${rendition.size}.${rendition.format === 'jpeg' ? 'jpg' : rendition.format}` }, now), { 'cache-control': 'no-store' });
});

export default function Refused() {
  const { id, name, refusal } = useLoaderData<typeof loader>();
  const t = useText('assets');
  const refusalText = useRefusalText();
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('one.crumb'), to: paths.assets() }, { label: name, to: paths.asset({ assetId: id }) }]} />} title={t('take.title')} />
      <div className="max-w-2xl flex flex-col gap-4">
        <Banner tone="red" title={refusal ? t('take.refused') : t('take.notMade')}>{refusal ? refusalText(refusal) : null}</Banner>
        <div><LinkButton to={paths.asset({ assetId: id })} icon="chevron-left">{t('take.back')}</LinkButton></div>
      </div>
    </>
  );
}
