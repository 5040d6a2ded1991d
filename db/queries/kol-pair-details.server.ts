import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** A KOL as it stands beside one that looks like it. */
export interface PairedKol {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly verticals: readonly string[];
  readonly createdAt: Date;
  readonly accounts: readonly { readonly platform: Platform; readonly handle: string; readonly followers: number | null }[];
  /** Null also for those who see no contacts. */
  readonly contactEmail: string | null;
  readonly collaborations: number;
}

/** KOLs of pairs with their accounts, the one with most followers first. */
export async function listPairedKols(db: Db, workspaceId: string, kolIds: readonly string[], seesContacts: boolean): Promise<Map<string, PairedKol>> {
  if (kolIds.length === 0) return new Map();
  const { rows } = await sql<Omit<PairedKol, 'collaborations'>>`
    select k.id, k.version, k.name, k.tier, k.status, k.verticals, k.created_at as "createdAt", ${seesContacts ? sql`k.contact_email` : sql`null`} as "contactEmail",
      coalesce((
        select jsonb_agg(jsonb_build_object('platform', a.platform, 'handle', a.handle, 'followers', a.followers) order by a.followers desc nulls last, a.id)
        from kol_account a where a.workspace_id = k.workspace_id and a.kol_id = k.id), '[]') as accounts
    from kol k where k.workspace_id = ${workspaceId} and k.id = any(${arrayLiteral(kolIds)}::uuid[])`.execute(db);
  const collaborations = await countCollaborationsOfKols(db, workspaceId, kolIds);
  return new Map(rows.map((row) => [row.id, { ...row, collaborations: collaborations.get(row.id) ?? 0 }]));
}

/** How many collaborations each of some KOLs has, drafts too; without one it is left out. */
export async function countCollaborationsOfKols(db: Db, workspaceId: string, kolIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select kol_id as id, count(*) as count from collaboration where workspace_id = ${workspaceId} and kol_id = any(${arrayLiteral(kolIds)}::uuid[]) group by kol_id`.execute(db);
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** Gives a KOL's accounts to another; returns them as people write them. */
export async function moveKolAccounts(trx: Transaction<Database>, workspaceId: string, { from, to }: { readonly from: string; readonly to: string }): Promise<string[]> {
  const rows = await trx.updateTable('kol_account').set({ kol_id: to }).where('workspace_id', '=', workspaceId).where('kol_id', '=', from).returning(['platform', 'handle']).execute();
  return rows.map(({ platform, handle }) => `${platform} @${handle}`);
}
