import { findAssetDetail } from '#db/queries/asset-detail.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { releaseEndedAsset } from '#app/services/release-ended-asset.server.ts';
import { downloadLink } from '#app/lib/asset-files/file-link.server.ts';

/** The file of an asset whose rights have ended, for who answers for them and says why; the reason is kept. */
export const loader = page('audit:read', async ({ db, workspaceId, actor, params, url, now }) => {
  const { assetId } = params;
  const asset = isId(assetId) ? await findAssetDetail(db, workspaceId, assetId) : undefined;
  if (!asset) throw new Response('No such asset.', { status: 404 });
  const reason = (url.searchParams.get('reason') ?? '').replaceAll('\0', '').trim().slice(0, 300);
  // Without a reason, or a file, there is nothing to give: the asset's page asks for the one and shows the other.
  if (asset.hash === null || asset.mediaType === null || reason === '') return seeOther(paths.asset({ assetId: asset.id }));
  await releaseEndedAsset(db, { workspaceId, assetId: asset.id, reason }, { now, actor });
  const location = downloadLink({ workspaceId, hash: asset.hash, mediaType: asset.mediaType, fileName: `A-${asset.number} ${asset.title}.${asset.extension ?? 'bin'}` }, now);
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
});
