import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Doing } from './doing.ts';
import { addToCollection, createCollection } from './save-collection.server.ts';

export interface CollectInput {
  readonly workspaceId: string;
  readonly assetIds: readonly string[];
  /** Null makes a new one for the team, by the name given. */
  readonly collectionId: string | null;
  readonly name: string;
}

/** Puts chosen assets into a collection that is there, or into a new one. The problem is a code. */
export async function collectAssets(db: Kysely<Database>, { workspaceId, assetIds, collectionId, name }: CollectInput, doing: Doing): Promise<{ readonly collectionId: string } | { readonly problem: 'nothing' | 'missing' | 'full' | 'gone' }> {
  if (assetIds.length === 0) return { problem: 'nothing' };
  if (collectionId === null) return name === '' ? { problem: 'missing' } : await createCollection(db, { workspaceId, name, notes: '', visibility: 'team', assetIds }, doing);
  const outcome = await addToCollection(db, { workspaceId, collectionId, assetIds }, doing);
  if (outcome.status === 'added') return { collectionId };
  return { problem: outcome.status === 'full' ? 'full' : 'gone' };
}
