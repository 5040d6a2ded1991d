import type { Insertable, Kysely, Transaction } from 'kysely';
import type { ViewList, ViewPerson, ViewVisibility } from '#app/domain/saved-view.ts';
import type { Database, SavedViewTable } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface SavedViewRow {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly visibility: ViewVisibility;
  readonly query: string;
  readonly version: number;
}

/** The views of a list that a person sees: those of the team, and their own. */
export async function listSavedViews(db: Db, workspaceId: string, list: ViewList, userId: string): Promise<SavedViewRow[]> {
  return await db
    .selectFrom('saved_view as v')
    .innerJoin('app_user as u', 'u.id', 'v.owner_id')
    .select(['v.id', 'v.name', 'v.owner_id as ownerId', 'u.name as ownerName', 'v.visibility', 'v.query', 'v.version'])
    .where('v.workspace_id', '=', workspaceId)
    .where('v.list', '=', list)
    .where((eb) => eb.or([eb('v.visibility', '<>', 'private'), eb('v.owner_id', '=', userId)]))
    .orderBy('v.position')
    .orderBy('v.id')
    .execute();
}

/** Which view a list opens with, by holder: a person's id, or the name of a role. */
export async function listDefaultViews(db: Db, workspaceId: string, list: ViewList, holders: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('saved_view_default')
    .select(['holder', 'view_id as viewId'])
    .where('workspace_id', '=', workspaceId)
    .where('list', '=', list)
    .where('holder', 'in', holders)
    .execute();
  return new Map(rows.map(({ holder, viewId }) => [holder, viewId]));
}

/** A view as it stands, held until the transaction ends. */
export async function lockSavedView(trx: Trx, workspaceId: string, viewId: string) {
  return await trx.selectFrom('saved_view').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', viewId).forUpdate().executeTakeFirst();
}

/** How many views of a list a person has, and the place after the last of all. */
export async function countSavedViews(trx: Trx, workspaceId: string, list: ViewList, { userId }: Pick<ViewPerson, 'userId'>): Promise<{ own: number; nextPosition: number }> {
  const found = await trx
    .selectFrom('saved_view')
    .select((eb) => [eb.fn.countAll<number>().filterWhere('owner_id', '=', userId).as('own'), eb.fn.max('position').as('last')])
    .where('workspace_id', '=', workspaceId)
    .where('list', '=', list)
    .executeTakeFirstOrThrow();
  return { own: Number(found.own), nextPosition: (found.last ?? -1) + 1 };
}

export async function insertSavedView(trx: Trx, row: Insertable<SavedViewTable>): Promise<void> {
  await trx.insertInto('saved_view').values(row).execute();
}

/** Changes a view that is locked, and counts its version up. */
export async function updateSavedView(
  trx: Trx, workspaceId: string, viewId: string, change: { readonly name: string; readonly visibility: ViewVisibility; readonly query: string; readonly version: number; readonly now: Date },
): Promise<void> {
  await trx
    .updateTable('saved_view')
    .set({ name: change.name, visibility: change.visibility, query: change.query, updated_at: change.now, version: change.version })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', viewId)
    .execute();
}

export async function deleteSavedView(trx: Trx, workspaceId: string, viewId: string): Promise<void> {
  await trx.deleteFrom('saved_view').where('workspace_id', '=', workspaceId).where('id', '=', viewId).execute();
}

/** A view that becomes private is no longer what anybody else opens with. */
export async function dropDefaultsOfOthers(trx: Trx, workspaceId: string, viewId: string, ownerId: string): Promise<void> {
  await trx.deleteFrom('saved_view_default').where('workspace_id', '=', workspaceId).where('view_id', '=', viewId).where('holder', '<>', ownerId).execute();
}

/** Makes a view, or the whole list, what the holders begin with. */
export async function upsertDefaultViews(trx: Trx, at: { readonly workspaceId: string; readonly list: ViewList; readonly viewId: string | null }, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return;
  await trx
    .insertInto('saved_view_default')
    .values(holders.map((holder) => ({ workspace_id: at.workspaceId, list: at.list, holder, view_id: at.viewId })))
    .onConflict((conflict) => conflict.columns(['workspace_id', 'list', 'holder']).doUpdateSet({ view_id: at.viewId }))
    .execute();
}

/** Takes the choice of holders back. */
export async function deleteDefaultViews(trx: Trx, at: { readonly workspaceId: string; readonly list: ViewList }, holders: readonly string[]): Promise<void> {
  if (holders.length === 0) return;
  await trx.deleteFrom('saved_view_default').where('workspace_id', '=', at.workspaceId).where('list', '=', at.list).where('holder', 'in', holders).execute();
}
