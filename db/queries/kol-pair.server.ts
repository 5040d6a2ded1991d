import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { LIKE_GRAMS } from '#app/domain/kol-likeness.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

/** What more KOLs than this share (a common name, an agency's address) tells nothing of any two of them. */
const MOST_ALIKE = 8;

/** KOLs whose words were written since pairs were looked for. */
export async function listKolsDueForPairs(db: Db, workspaceId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select kol_id as id from kol_search where workspace_id = ${workspaceId} and pairs_due order by kol_id limit ${limit} for update skip locked`.execute(db);
  return rows.map(({ id }) => id);
}

/** Finds whom some KOLs look like by name or handle, anew: pairs that hold no longer go, what was said of a pair stays. */
export async function refreshKolPairs(db: Db, workspaceId: string, kolIds: readonly string[], now: Date): Promise<void> {
  if (kolIds.length === 0) return;
  const wanted = sql`${arrayLiteral(kolIds)}::uuid[]`;
  const likes = sql.join(LIKE_GRAMS.map(({ own, others, kind }) => sql`(${own}::text, ${others}::text, ${kind}::text)`));
  await sql`
    with found as materialized (
      select least(d.kol_id, o.kol_id) as first_id, greatest(d.kol_id, o.kol_id) as second_id, bool_or(l.kind = 'name') as same_name, bool_or(l.kind = 'handle') as same_handle
      from kol_search d cross join unnest(d.grams) as g(gram)
      join (values ${likes}) as l(own, others, kind) on l.own = left(g.gram, 3)
      cross join lateral (
        select array_agg(s.kol_id) as ids from (
          select kol_id from kol_search s where s.workspace_id = d.workspace_id and s.grams @> array[l.others || substr(g.gram, 4)] limit ${MOST_ALIKE + 1}
        ) s
      ) as alike
      cross join unnest(alike.ids) as o(kol_id)
      where d.workspace_id = ${workspaceId} and d.kol_id = any(${wanted}) and cardinality(alike.ids) <= ${MOST_ALIKE} and o.kol_id <> d.kol_id
      group by 1, 2
    ), kept as (
      insert into kol_pair (workspace_id, first_id, second_id, same_name, same_handle, same_contact, found_at)
      select ${workspaceId}, first_id, second_id, same_name, same_handle, false, ${now} from found order by first_id, second_id
      on conflict (workspace_id, first_id, second_id) do update set same_name = excluded.same_name, same_handle = excluded.same_handle
      where (kol_pair.same_name, kol_pair.same_handle) is distinct from (excluded.same_name, excluded.same_handle)
    ), over as (
      update kol_pair p set same_name = false, same_handle = false
      where p.workspace_id = ${workspaceId} and (p.first_id = any(${wanted}) or p.second_id = any(${wanted})) and (p.same_name or p.same_handle)
        and not exists (select from found f where f.first_id = p.first_id and f.second_id = p.second_id)
    )
    update kol_search set pairs_due = false where workspace_id = ${workspaceId} and kol_id = any(${wanted})`.execute(db);
}

/** Pairs by their contact address, of the whole workspace at once: few have one, and an index has them in order. */
export async function refreshContactPairs(db: Db, workspaceId: string, now: Date): Promise<void> {
  await sql`
    with shared as (
      select array_agg(k.id order by k.id) as ids from kol k where k.workspace_id = ${workspaceId} and k.contact_email is not null group by lower(k.contact_email) having count(*) between 2 and ${MOST_ALIKE}
    ), found as materialized (
      select a.id as first_id, b.id as second_id from shared cross join unnest(ids) as a(id) cross join unnest(ids) as b(id) where a.id < b.id
    ), kept as (
      insert into kol_pair (workspace_id, first_id, second_id, same_name, same_handle, same_contact, found_at)
      select ${workspaceId}, first_id, second_id, false, false, true, ${now} from found
      on conflict (workspace_id, first_id, second_id) do update set same_contact = true where not kol_pair.same_contact
    )
    update kol_pair p set same_contact = false where p.workspace_id = ${workspaceId} and p.same_contact
      and not exists (select from found f where f.first_id = p.first_id and f.second_id = p.second_id)`.execute(db);
}

/** Removes pairs that have nothing in common any more; what somebody said of two KOLs is kept while both could come back from the bin. */
export async function deleteSparePairs(db: Db, workspaceId: string, goneBefore: Date): Promise<void> {
  const gone = (column: RawBuilder<unknown>) => sql`not exists (select from kol k where k.workspace_id = p.workspace_id and k.id = ${column})`;
  await sql`
    delete from kol_pair p where p.workspace_id = ${workspaceId} and (
      (p.dismissed_at is null and not (p.same_name or p.same_handle or p.same_contact)) or (p.found_at < ${goneBefore} and (${gone(sql`p.first_id`)} or ${gone(sql`p.second_id`)})))`.execute(db);
}

/** Pairs to be looked at: neither KOL is archived or gone, nobody said that they are two, and they share what this reader may see. */
function openPairs(workspaceId: string, seesContacts: boolean): RawBuilder<unknown> {
  return sql`
    from kol_pair p join kol a on a.workspace_id = p.workspace_id and a.id = p.first_id and a.status <> 'archived' join kol b on b.workspace_id = p.workspace_id and b.id = p.second_id and b.status <> 'archived'
    where p.workspace_id = ${workspaceId} and p.dismissed_at is null and (p.same_name or p.same_handle ${seesContacts ? sql`or p.same_contact` : sql``})`;
}

/** Counting stops here. */
export const MOST_PAIRS_COUNTED = 100;

/** How many pairs look alike, up to a hundred and one. */
export async function countKolPairs(db: Db, workspaceId: string, seesContacts: boolean): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (select ${openPairs(workspaceId, seesContacts)} limit ${MOST_PAIRS_COUNTED + 1}) as each`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export interface KolPairRow {
  readonly firstId: string;
  readonly secondId: string;
  readonly sameName: boolean;
  readonly sameHandle: boolean;
  /** False for those who see no contacts. */
  readonly sameContact: boolean;
}

/** Pairs to be looked at, in the order of their ids from one pair on. */
export async function listKolPairs(db: Db, workspaceId: string, seesContacts: boolean, after: { readonly firstId: string; readonly secondId: string } | null, limit: number): Promise<KolPairRow[]> {
  const beyond = after === null ? sql`` : sql`and (p.first_id, p.second_id) > (${after.firstId}::uuid, ${after.secondId}::uuid)`;
  const { rows } = await sql<KolPairRow>`
    select p.first_id as "firstId", p.second_id as "secondId", p.same_name as "sameName", p.same_handle as "sameHandle", ${seesContacts ? sql`p.same_contact` : sql`false`} as "sameContact"
    ${openPairs(workspaceId, seesContacts)} ${beyond} order by p.first_id, p.second_id limit ${limit}`.execute(db);
  return rows;
}

/** Keeps that two KOLs are not the same; false when no such pair is open. */
export async function dismissKolPair(db: Db, workspaceId: string, pair: { readonly firstId: string; readonly secondId: string }, by: { readonly name: string; readonly now: Date }): Promise<boolean> {
  const result = await db
    .updateTable('kol_pair')
    .set({ dismissed_at: by.now, dismissed_by_name: by.name })
    .where('workspace_id', '=', workspaceId).where('first_id', '=', pair.firstId).where('second_id', '=', pair.secondId).where('dismissed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
