import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Platform } from '#app/domain/kol.ts';
import type { Database, KolAccountTable, KolTable } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** A whole row of `kol`; writers merge into one and store it whole. */
export type KolRecord = Selectable<KolTable>;
export type KolAccountRecord = Selectable<KolAccountTable>;

export interface AccountKey {
  /** null asks on every platform: the answer may then be several. */
  readonly platform: Platform | null;
  readonly handle: string;
}

/** An account that was asked for by platform and handle, `place` being its place in the question. */
export type FoundAccount = Awaited<ReturnType<typeof listAccountsByKey>>[number];

/** Accounts by (platform, handle without regard to case), with their KOL's tier and status. */
export async function listAccountsByKey(db: Db, workspaceId: string, keys: readonly AccountKey[]) {
  const { rows } = await sql<{
    place: number; accountId: string; kolId: string; handle: string; platform: Platform;
    tier: KolRecord['tier']; status: KolRecord['status']; name: string;
  }>`
    select wanted.place::int as place, a.id as "accountId", a.kol_id as "kolId", a.handle, a.platform, k.tier, k.status, k.name
    from unnest(${keys.map((key) => key.platform)}::text[], ${keys.map((key) => key.handle)}::text[]) with ordinality as wanted (platform, handle, place)
    join kol_account a on a.workspace_id = ${workspaceId} and (wanted.platform is null or a.platform = wanted.platform) and lower(a.handle) = lower(wanted.handle)
    join kol k on k.workspace_id = a.workspace_id and k.id = a.kol_id
    order by wanted.place, a.id
  `.execute(db);
  return rows.map(({ place, ...account }) => ({ place: place - 1, ...account }));
}

/** Whole rows of KOLs, locked until the transaction ends, in the order of their ids (so that two writers cannot wait for each other). Rows that refer to them may be written meanwhile, as with `lockCollaboration`. */
export async function lockKols(trx: Trx, workspaceId: string, kolIds: readonly string[]): Promise<KolRecord[]> {
  if (kolIds.length === 0) return [];
  return await trx
    .selectFrom('kol')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${[...kolIds]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

export async function listAccounts(db: Db, workspaceId: string, accountIds: readonly string[]): Promise<KolAccountRecord[]> {
  if (accountIds.length === 0) return [];
  return await db
    .selectFrom('kol_account')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sql<string>`any(${[...accountIds]}::uuid[])`)
    .execute();
}

/** Stores whole rows: new ones are inserted, known ones (by id) take every value given. */
export async function upsertKols(trx: Trx, rows: readonly KolRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('kol')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'), tier: eb.ref('excluded.tier'), status: eb.ref('excluded.status'), verticals: eb.ref('excluded.verticals'),
        price_minor: eb.ref('excluded.price_minor'), price_currency: eb.ref('excluded.price_currency'),
        audience_female_basis_points: eb.ref('excluded.audience_female_basis_points'),
        audience_18_24_basis_points: eb.ref('excluded.audience_18_24_basis_points'),
        city_tier: eb.ref('excluded.city_tier'), contact_email: eb.ref('excluded.contact_email'), exclusive_with: eb.ref('excluded.exclusive_with'),
        available_from: eb.ref('excluded.available_from'), notes: eb.ref('excluded.notes'), updated_at: eb.ref('excluded.updated_at'),
        version: eb.ref('excluded.version'),
      })),
    )
    .execute();
}

/** Stores whole rows of accounts, known ones by id. The unique index refuses a handle that another account has. */
export async function upsertAccounts(trx: Trx, rows: readonly KolAccountRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('kol_account')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        platform: eb.ref('excluded.platform'), handle: eb.ref('excluded.handle'), profile_url: eb.ref('excluded.profile_url'),
        followers: eb.ref('excluded.followers'), engagement_basis_points: eb.ref('excluded.engagement_basis_points'),
      })),
    )
    .execute();
}

/** The account of each KOL that has most followers: the one a candidate would work with. */
export async function listLargestAccounts(db: Db, workspaceId: string, kolIds: readonly string[]) {
  if (kolIds.length === 0) return [];
  const { rows } = await sql<{ kolId: string; accountId: string }>`
    select distinct on (kol_id) kol_id as "kolId", id as "accountId" from kol_account
    where workspace_id = ${workspaceId} and kol_id = any(${[...kolIds]}::uuid[])
    order by kol_id, followers desc nulls last, id`.execute(db);
  return rows;
}
