import type { Kysely, Transaction } from 'kysely';
import {
  countCollectionItems, deleteCollectionItem, insertCollection, insertCollectionItems, listCollectionAssetIds, lockCollection, removeCollection, touchCollection, updateCollection, updateItemPositions,
} from '#db/queries/asset-collection.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import type { AuditAction } from '#app/domain/audit-action.ts';
import type { CollectionVisibility } from '#app/domain/collection.ts';
import { MAX_COLLECTION_ASSETS, maySetVisibility, placedBefore, seesCollection } from '#app/domain/collection.ts';
import type { JsonObject } from '#app/domain/json.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

interface CollectionWords {
  readonly name: string;
  readonly notes: string;
  readonly visibility: CollectionVisibility;
}

interface CollectionAt {
  readonly workspaceId: string;
  readonly collectionId: string;
}

/** Makes a collection of the actor's, with the assets that were chosen. */
export async function createCollection(
  db: Kysely<Database>, { workspaceId, assetIds, ...words }: CollectionWords & { readonly workspaceId: string; readonly assetIds: readonly string[] }, { now, actor }: Doing,
): Promise<{ readonly status: 'created'; readonly collectionId: string; readonly added: number }> {
  const collectionId = newId(now.getTime());
  const ownerId = actor.kind === 'user' ? actor.id : null;
  // What belongs to nobody would be seen by nobody.
  const visibility = ownerId === null ? 'team' : words.visibility;
  return await inTransaction(db, async (trx) => {
    await insertCollection(trx, workspaceId, { id: collectionId, name: words.name, notes: words.notes, visibility, ownerId, ownerName: actor.name }, now);
    const added = await insertCollectionItems(trx, workspaceId, collectionId, assetIds.slice(0, MAX_COLLECTION_ASSETS), { now, name: actor.name });
    await audit(trx, { workspaceId, collectionId }, { now, actor }, 'collection.create', { after: { name: words.name, visibility, assets: added } });
    return { status: 'created', collectionId, added: added.length };
  });
}

export type SaveCollectionOutcome = { readonly status: 'saved' | 'not_found' | 'not_owner' } | { readonly status: 'stale'; readonly version: number };

/** Changes its words, unless somebody did meanwhile. Whether the team sees it is for its owner to say. */
export async function saveCollection(db: Kysely<Database>, input: CollectionWords & CollectionAt & { readonly version: number }, doing: Doing): Promise<SaveCollectionOutcome> {
  const { workspaceId, collectionId, name, notes, visibility } = input;
  return await changing(db, input, doing, async (trx, before): Promise<SaveCollectionOutcome> => {
    if (before.version !== input.version) return { status: 'stale', version: before.version };
    if (before.visibility !== visibility && !maySetVisibility(before, doing.actor.id)) return { status: 'not_owner' };
    await updateCollection(trx, workspaceId, collectionId, { name, notes, visibility }, doing.now);
    const shown = (one: CollectionWords) => ({ name: one.name, notes: one.notes, visibility: one.visibility });
    await audit(trx, input, doing, 'collection.edit', { before: shown(before), after: shown(input) });
    return { status: 'saved' };
  });
}

export type AddOutcome = { readonly status: 'added'; readonly added: number } | { readonly status: 'not_found' } | { readonly status: 'full'; readonly most: number };

/** Puts assets at the end of a collection; those that it has already stay where they are. All of them or, where there is no room, none. */
export async function addToCollection(db: Kysely<Database>, { assetIds, ...at }: CollectionAt & { readonly assetIds: readonly string[] }, doing: Doing): Promise<AddOutcome> {
  try {
    return await changing(db, at, doing, async (trx): Promise<AddOutcome> => {
      const added = await insertCollectionItems(trx, at.workspaceId, at.collectionId, assetIds, { now: doing.now, name: doing.actor.name });
      if ((await countCollectionItems(trx, at.workspaceId, at.collectionId)) > MAX_COLLECTION_ASSETS) throw new CollectionFull();
      if (added.length === 0) return { status: 'added', added: 0 };
      await touchCollection(trx, at.workspaceId, at.collectionId, doing.now);
      await audit(trx, at, doing, 'collection.add', { after: { assets: added } });
      return { status: 'added', added: added.length };
    });
  } catch (error) {
    if (error instanceof CollectionFull) return { status: 'full', most: MAX_COLLECTION_ASSETS };
    throw error;
  }
}

/** Takes back what was added beyond the room there is. */
class CollectionFull extends Error {}

/** Takes an asset out of a collection; the asset itself stays. */
export async function removeFromCollection(db: Kysely<Database>, { assetId, ...at }: CollectionAt & { readonly assetId: string }, doing: Doing): Promise<{ readonly status: 'removed' | 'not_found' }> {
  return await changing(db, at, doing, async (trx) => {
    if (!(await deleteCollectionItem(trx, at.workspaceId, at.collectionId, assetId))) return { status: 'not_found' as const };
    await touchCollection(trx, at.workspaceId, at.collectionId, doing.now);
    await audit(trx, at, doing, 'collection.remove', { before: { assets: [assetId] } });
    return { status: 'removed' as const };
  });
}

/** Puts one of its assets before another, or at the end. */
export async function moveInCollection(
  db: Kysely<Database>, { assetId, before, ...at }: CollectionAt & { readonly assetId: string; readonly before: string | null }, doing: Doing,
): Promise<{ readonly status: 'ordered' | 'not_found' }> {
  return await changing(db, at, doing, async (trx) => {
    const current = await listCollectionAssetIds(trx, at.workspaceId, at.collectionId);
    await updateItemPositions(trx, at.workspaceId, at.collectionId, placedBefore(current, assetId, before));
    await touchCollection(trx, at.workspaceId, at.collectionId, doing.now);
    return { status: 'ordered' as const };
  });
}

/** Deletes a collection with the links to it; its assets stay. What it held is kept in the audit log. */
export async function deleteCollection(db: Kysely<Database>, at: CollectionAt, doing: Doing): Promise<{ readonly status: 'deleted' | 'not_found' }> {
  return await changing(db, at, doing, async (trx, { name, notes, visibility }) => {
    const assets = await listCollectionAssetIds(trx, at.workspaceId, at.collectionId);
    await removeCollection(trx, at.workspaceId, at.collectionId);
    await audit(trx, at, doing, 'collection.delete', { before: { name, notes, visibility, assets } });
    return { status: 'deleted' as const };
  });
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockCollection>>>;

/** Runs a change on a collection that the actor may know of; any other is not there for them. */
async function changing<Outcome>(
  db: Kysely<Database>, { workspaceId, collectionId }: CollectionAt, { actor }: Doing, change: (trx: Transaction<Database>, before: Locked) => Promise<Outcome>,
): Promise<Outcome | { readonly status: 'not_found' }> {
  return await inTransaction(db, async (trx) => {
    const before = await lockCollection(trx, workspaceId, collectionId);
    return before && seesCollection(before, actor.id) ? await change(trx, before) : { status: 'not_found' };
  });
}

async function audit(trx: Transaction<Database>, at: CollectionAt, { now, actor }: Doing, action: AuditAction, shown: { readonly before?: JsonObject; readonly after?: JsonObject }): Promise<void> {
  await insertAuditEntries(trx, at.workspaceId, [{ id: newId(now.getTime()), at: now, actor, action, subjectKind: 'collection', subjectId: at.collectionId, ...shown }]);
}
