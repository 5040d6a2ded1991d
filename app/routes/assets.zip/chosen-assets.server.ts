import type { Kysely } from 'kysely';
import { findCollection, listCollectionAssetIds } from '#db/queries/asset-collection.server.ts';
import type { Database } from '#db/schema.ts';
import { MAX_COLLECTION_ASSETS, seesCollection } from '#app/domain/collection.ts';
import { isId } from '#app/lib/ids.server.ts';

export interface ChosenAssets {
  readonly assetIds: readonly string[];
  readonly collection: { readonly id: string; readonly name: string } | null;
}

/** Which assets are meant: those of a collection that the viewer may see, or those named; null where there is no such collection. */
export async function chosenAssets(db: Kysely<Database>, { workspaceId, viewerId, collectionId, assetIds }: { workspaceId: string; viewerId: string | null; collectionId: string | null; assetIds: readonly string[] }): Promise<ChosenAssets | null> {
  if (collectionId === null) return { assetIds: assetIds.filter(isId).slice(0, MAX_COLLECTION_ASSETS), collection: null };
  const collection = isId(collectionId) ? await findCollection(db, workspaceId, collectionId) : undefined;
  if (!collection || !seesCollection(collection, viewerId)) return null;
  return { assetIds: await listCollectionAssetIds(db, workspaceId, collectionId), collection: { id: collection.id, name: collection.name } };
}
