import * as z from 'zod';
import { findAssetDetail } from '#db/queries/asset-detail.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { releaseEndedAsset } from '#app/services/release-ended-asset.server.ts';
import { downloadLink } from '#app/lib/asset-files/file-link.server.ts';

const formSchema = z.strictObject({ reason: z.string().trim().min(1).max(300) });

const notFound = () => new Response('No such asset.', { status: 404 });

/** Nothing is given, or kept, for following a link: the asset's page asks for the reason. */
export const loader = page('audit:read', async ({ db, workspaceId, params }) => {
  const { assetId } = params;
  const asset = isId(assetId) ? await findAssetDetail(db, workspaceId, assetId) : undefined;
  if (!asset) throw notFound();
  return seeOther(paths.asset({ assetId: asset.id }));
});

/** The file of an asset whose rights have ended, for who answers for them and says why; the reason is kept. */
export const action = page('audit:read', async ({ db, workspaceId, actor, params, request, now }) => {
  const { assetId } = params;
  const asset = isId(assetId) ? await findAssetDetail(db, workspaceId, assetId) : undefined;
  if (!asset) throw notFound();
  const form = await readForm(request, formSchema);
  // Without a reason, or a file, there is nothing to give: the asset's page asks for the one and shows the other.
  if (asset.hash === null || asset.mediaType === null || !form.ok) return seeOther(paths.asset({ assetId: asset.id }));
  await releaseEndedAsset(db, { workspaceId, assetId: asset.id, reason: form.value.reason }, { now, actor });
  const location = downloadLink({ workspaceId, hash: asset.hash, mediaType: asset.mediaType, fileName: `A-${asset.number} ${asset.title}.${asset.extension ?? 'bin'}` }, now);
  return seeOther(location, { 'cache-control': 'no-store' });
});
