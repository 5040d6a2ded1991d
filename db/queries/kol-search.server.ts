import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import type { KolQuestion, WordCondition } from '#app/domain/kol-search.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import { inPinyinOrder } from './name-order.server.ts';

type Db = Kysely<Database>;

/** Ends a name or a handle in what the words of a KOL were made of. */
const NEXT = '\n';

/** What the words of KOLs are made of: the name first, then the handles. `source` is both as they are kept. */
export async function listKolNames(db: Db, workspaceId: string, kolIds: readonly string[]): Promise<{ kolId: string; names: string[]; source: string }[]> {
  if (kolIds.length === 0) return [];
  const { rows } = await sql<{ kolId: string; source: string }>`
    select k.id as "kolId", ${sourceOf} as source from kol k where k.workspace_id = ${workspaceId} and k.id = any(${arrayLiteral(kolIds)}::uuid[]) order by k.id`.execute(db);
  return rows.map((row) => ({ ...row, names: row.source.split(NEXT) }));
}

/** KOLs of a workspace whose words are not kept, or are of another name or other handles. */
export async function listStaleKolWords(db: Db, workspaceId: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from kol k left join kol_search s on s.workspace_id = k.workspace_id and s.kol_id = k.id
    where k.workspace_id = ${workspaceId} and s.source is distinct from ${sourceOf} limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

const sourceOf = sql<string>`k.name || coalesce((
  select string_agg(${NEXT}::text || a.handle, '' order by a.id) from kol_account a where a.workspace_id = k.workspace_id and a.kol_id = k.id), '')`;

export interface KolWordsRow {
  readonly kolId: string;
  readonly source: string;
  readonly text: string;
  readonly grams: readonly string[];
}

/** Keeps the words of KOLs; rows that say the same already are left alone. */
export async function upsertKolWords(db: Db, workspaceId: string, rows: readonly KolWordsRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into kol_search (workspace_id, kol_id, source, search_text, grams)
    select ${workspaceId}, kol_id, source, words, grams::text[] from unnest(
      ${arrayLiteral(rows.map((row) => row.kolId))}::uuid[], ${arrayLiteral(rows.map((row) => row.source))}::text[],
      ${arrayLiteral(rows.map((row) => row.text))}::text[], ${arrayLiteral(rows.map((row) => arrayLiteral(row.grams)))}::text[]) as u (kol_id, source, words, grams)
    on conflict (workspace_id, kol_id) do update set source = excluded.source, search_text = excluded.search_text, grams = excluded.grams, pairs_due = true
    where (kol_search.source, kol_search.search_text, kol_search.grams) is distinct from (excluded.source, excluded.search_text, excluded.grams)`.execute(db);
}

/** Ids of the KOLs whose words hold all that was asked for, as a subquery. */
export function foundKols(workspaceId: string, condition: WordCondition): RawBuilder<unknown> {
  return sql`select s.kol_id from kol_search s where ${holds(workspaceId, condition)}`;
}

function holds(workspaceId: string, { grams, patterns }: WordCondition): RawBuilder<unknown> {
  return sql.join([
    sql`s.workspace_id = ${workspaceId}`, ...(grams.length > 0 ? [sql`s.grams @> ${arrayLiteral(grams)}::text[]`] : []),
    ...patterns.map((pattern) => sql`s.search_text like ${pattern}`),
  ], sql` and `);
}

export interface FoundKol {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly platform: Platform | null;
  readonly handle: string | null;
}

/** Of each kind of match so many are looked at; whoever has ten thousand Wangs types one letter more. */
const LOOKED_AT = 60;

/**
 * KOLs by what was typed, the closest first: a name, handle or reading that is exactly so, then those that begin so, then those that hold it.
 * Archived ones come last.
 */
export async function findKolsByWords(db: Db, workspaceId: string, question: KolQuestion, limit: number): Promise<FoundKol[]> {
  const part = (rank: number, condition: WordCondition) => sql`(select s.kol_id, ${rank}::int as rank from kol_search s where ${holds(workspaceId, condition)} limit ${LOOKED_AT})`;
  const { rows } = await sql<FoundKol>`
    with found as (
      select kol_id, min(rank) as rank from (
        ${part(0, { grams: [question.exact], patterns: [] })} union all ${part(1, question.starts)} union all ${part(2, question.contains)}
      ) as each group by kol_id
    )
    select k.id, k.name, k.tier, k.status, a.platform, a.handle
    from found f join kol k on k.workspace_id = ${workspaceId} and k.id = f.kol_id
    left join lateral (
      select platform, handle from kol_account where workspace_id = k.workspace_id and kol_id = k.id order by followers desc nulls last, id limit 1
    ) a on true
    order by k.status = 'archived', f.rank, length(k.name), k.name ${inPinyinOrder}, k.id limit ${limit}`.execute(db);
  return rows;
}
