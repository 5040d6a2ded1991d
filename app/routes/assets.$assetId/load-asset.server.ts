import type { Kysely } from 'kysely';
import { listCollectionChoices, listCollectionsOfAsset } from '#db/queries/asset-collection.server.ts';
import type { AssetDetail } from '#db/queries/asset-detail.server.ts';
import { findAssetDetail, findAssetRoi, listAssetContents, listAssetOrigins, listAssetRights, listAssetUses, listNearIdentical } from '#db/queries/asset-detail.server.ts';
import type { Database } from '#db/schema.ts';
import { NEAR_IDENTICAL_BITS } from '#app/domain/asset.ts';
import { ratioText } from '#app/domain/ratio.ts';
import { rightsStanding } from '#app/domain/usage-rights.ts';
import { documentPreviewer } from '#app/lib/asset-files/describe-document.server.ts';
import { hasVideoDecoder } from '#app/lib/asset-files/describe-video.server.ts';
import { downloadLink, thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';

export type AssetPage = NonNullable<Awaited<ReturnType<typeof loadAsset>>>;

interface Viewer {
  readonly id: string | null;
  readonly seesCosts: boolean;
  readonly mayWrite: boolean;
  /** May take a file whose rights have ended, with a reason. */
  readonly mayOverride: boolean;
}

/** An asset's page. What somebody may not see is not asked for: ROI without costs, links to files that they may not have. */
export async function loadAsset(db: Kysely<Database>, { workspaceId, assetId, today, now, viewer }: { workspaceId: string; assetId: string; today: string; now: Date; viewer: Viewer }) {
  const asset = await findAssetDetail(db, workspaceId, assetId);
  if (!asset) return null;
  const [rights, uses, near, review, origins, contents, decodes, collections, choices] = await Promise.all([
    listAssetRights(db, workspaceId, assetId), listAssetUses(db, workspaceId, assetId),
    asset.pictureHash === null ? [] : listNearIdentical(db, workspaceId, { assetId, pictureHash: asset.pictureHash }, NEAR_IDENTICAL_BITS),
    viewer.seesCosts && asset.collaborationId !== null ? findAssetRoi(db, workspaceId, asset.collaborationId) : undefined,
    viewer.mayWrite ? listAssetOrigins(db, workspaceId) : [], viewer.mayWrite && asset.collaborationId !== null ? listAssetContents(db, workspaceId, asset.collaborationId) : [],
    asset.kind === 'video' || asset.kind === 'audio' ? hasVideoDecoder() : asset.mediaType === 'application/pdf' ? documentPreviewer().then((name) => name !== null) : true,
    listCollectionsOfAsset(db, workspaceId, assetId, viewer.id), viewer.mayWrite ? listCollectionChoices(db, workspaceId, viewer.id) : [],
  ]);
  const { hash, thumbnails, pictureHash: _pictureHash, ...facts } = asset;
  const standing = rightsStanding(rights, today);
  const small = (file: { hash: Buffer; thumbnails: number[] }, index: 0 | 1) => {
    const width = file.thumbnails[index];
    return width === undefined ? null : thumbnailLink({ workspaceId, hash: file.hash }, width, now);
  };
  return {
    asset: { ...facts, sha256: hash?.toString('hex') ?? null }, rights, uses, standing, origins, contents, decodes, collections, choices,
    picture: hash && thumbnails ? small({ hash, thumbnails }, 1) : null,
    // Whatever the page shows of the file itself is the file itself: where rights have ended, nobody is given it without saying why.
    file: standing.state === 'ended' ? null : fileLink(asset, workspaceId, now),
    override: standing.state === 'ended' && hash !== null && viewer.mayOverride,
    near: near.map((one) => ({ id: one.id, number: one.number, title: one.title, bits: one.bits, thumbnail: small(one, 0) })),
    roi: review ? { soFar: ratioText(review.revenueMinor, review.costMinor), atClose: review.roiAtClose, asOf: review.asOf, light: review.light } : null,
  };
}

/** A link to the stored bytes under the asset's own name. */
export function fileLink(asset: AssetDetail, workspaceId: string, now: Date): string | null {
  if (asset.hash === null || asset.mediaType === null) return null;
  return downloadLink({ workspaceId, hash: asset.hash, mediaType: asset.mediaType, fileName: `A-${asset.number} ${asset.title}.${asset.extension ?? 'bin'}` }, now);
}
