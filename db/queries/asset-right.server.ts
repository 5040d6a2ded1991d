import type { Kysely, Transaction } from 'kysely';
import type { EndingStep, UsageGrantInput } from '#app/domain/usage-rights.ts';
import type { Database } from '../schema.ts';
import { listRightsEnding } from './usage-rights.server.ts';

/** SQLSTATE of what an exclusion constraint refuses. */
const EXCLUSION_VIOLATION = '23P01';

/** Whether an error says that something of the asset is granted exclusively at that time already. */
export function isExclusivityConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === EXCLUSION_VIOLATION && 'constraint' in error && error.constraint === 'asset_exclusivity_once';
}

interface Grant extends UsageGrantInput {
  readonly id: string;
  readonly assetId: string;
}

/** Stores a right with the cells that it holds exclusively. @throws an error of which `isExclusivityConflict` is true; the transaction is over then */
export async function insertRight(trx: Transaction<Database>, workspaceId: string, grant: Grant, by: { readonly now: Date; readonly name: string }): Promise<void> {
  await trx.insertInto('asset_right').values({ workspace_id: workspaceId, id: grant.id, asset_id: grant.assetId, ...columnsOf(grant), created_at: by.now, created_by_name: by.name }).execute();
  await insertExclusivity(trx, workspaceId, grant);
}

/** Changes a right whose version was read; returns whether it still stood at it. @throws as `insertRight` */
export async function updateRight(trx: Transaction<Database>, workspaceId: string, grant: Grant, version: number): Promise<boolean> {
  const { numUpdatedRows } = await trx.updateTable('asset_right').set({ ...columnsOf(grant), version: version + 1 })
    .where('workspace_id', '=', workspaceId).where('id', '=', grant.id).where('asset_id', '=', grant.assetId).where('version', '=', version).executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx.deleteFrom('asset_exclusivity').where('workspace_id', '=', workspaceId).where('right_id', '=', grant.id).execute();
  await insertExclusivity(trx, workspaceId, grant);
  return true;
}

export async function deleteRight(trx: Transaction<Database>, workspaceId: string, at: { readonly assetId: string; readonly rightId: string }): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('asset_right').where('workspace_id', '=', workspaceId).where('id', '=', at.rightId).where('asset_id', '=', at.assetId).executeTakeFirst();
  return numDeletedRows > 0n;
}

function columnsOf(grant: Grant) {
  return {
    channels: grant.channels, territories: grant.territories, from_day: grant.fromDay, until_day: grant.untilDay, is_exclusive: grant.isExclusive, credit_line: grant.creditLine,
    contract_page: grant.contractPage,
  };
}

async function insertExclusivity(trx: Transaction<Database>, workspaceId: string, grant: Grant): Promise<void> {
  if (!grant.isExclusive) return;
  // The world holds every region: beside it the others say nothing more.
  const territories = grant.territories.includes('WW') ? ['WW'] : grant.territories;
  await trx.insertInto('asset_exclusivity').values(grant.channels.flatMap((channel) => territories.map((territory) => ({
    workspace_id: workspaceId, right_id: grant.id, asset_id: grant.assetId, channel, territory, from_day: grant.fromDay, until_day: grant.untilDay,
  })))).execute();
}

export interface NewUse {
  readonly id: string;
  readonly assetId: string;
  readonly rightId: string;
  readonly channel: string;
  readonly territory: string;
  readonly usedOn: string;
  readonly place: string;
  readonly usedBy: string | null;
  readonly usedByName: string;
}

export async function insertAssetUses(db: Kysely<Database>, workspaceId: string, uses: readonly NewUse[], now: Date): Promise<void> {
  if (uses.length === 0) return;
  await db.insertInto('asset_use').values(uses.map((use) => ({
    workspace_id: workspaceId, id: use.id, asset_id: use.assetId, right_id: use.rightId, channel: use.channel, territory: use.territory, used_on: use.usedOn, place: use.place,
    used_by: use.usedBy, used_by_name: use.usedByName, logged_at: now,
  }))).execute();
}

/** How many living assets lose their last right within 30, 7 and 1 days; each counts those of the shorter ones too. */
export type EndingCounts = Readonly<Record<EndingStep, number>>;

export async function countEndingRights(db: Kysely<Database>, workspaceId: string, today: string): Promise<EndingCounts> {
  const ending = await listRightsEnding(db, workspaceId, today);
  const within = (days: EndingStep) => ending.filter(({ daysLeft }) => daysLeft <= days).length;
  return { 30: within(30), 7: within(7), 1: within(1) };
}
