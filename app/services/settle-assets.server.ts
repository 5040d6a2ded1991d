import type { Kysely } from 'kysely';
import { listRenamedAssets, refreshAssetStanding, updateSearchedNames } from '#db/queries/asset-standing.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { searchColumns } from './asset-words.server.ts';
import { eachInTurn, workspacePlace } from './each-in-turn.server.ts';

const PART = 500;

/** Brings what lists of assets filter, sort and search by up to date with KOLs, collaborations and metrics. Safe to repeat; writes what differs. */
export async function settleAssets(db: Kysely<Database>, { now, workspaceId }: { readonly now: Date; readonly workspaceId?: string }): Promise<{ changed: number; renamed: number }> {
  let [changed, renamed] = [0, 0];
  const workspaces = workspaceId === undefined ? await listWorkspaces(db) : [{ id: workspaceId }];
  await eachInTurn(workspaces, workspacePlace, async ({ id }) => {
    changed += await refreshAssetStanding(db, id, now);
    for (let found = await listRenamedAssets(db, id, PART); found.length > 0; found = await listRenamedAssets(db, id, PART)) {
      await updateSearchedNames(db, id, found.map((asset) => ({ id: asset.id, kolName: asset.kolName, ...searchColumns(asset) })));
      renamed += found.length;
    }
  });
  return { changed, renamed };
}
