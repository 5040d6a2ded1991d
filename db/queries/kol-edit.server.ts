import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { EditableKol } from '#app/domain/kol-edit.ts';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';
import type { RosterFilter } from './roster-conditions.server.ts';
import { rosterConditions } from './roster-conditions.server.ts';

type Db = Kysely<Database>;

interface Found extends Omit<EditableKol, 'price'> {
  readonly price_minor: number | null;
  readonly price_currency: string | null;
}

/** What edits look at of some KOLs, by id. */
export async function listEditableKols(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, EditableKol>> {
  return await readKols(db, workspaceId, ids, false);
}

/** The same, the rows locked until the transaction ends, in the order of their ids. */
export async function lockEditableKols(trx: Transaction<Database>, workspaceId: string, ids: readonly string[]): Promise<Map<string, EditableKol>> {
  return await readKols(trx, workspaceId, ids, true);
}

async function readKols(db: Db, workspaceId: string, ids: readonly string[], forUpdate: boolean): Promise<Map<string, EditableKol>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Found>`
    select id, name, version, tier, status, price_minor, price_currency, verticals, notes from kol
    where workspace_id = ${workspaceId} and id = any(${arrayLiteral(ids)}::uuid[]) order by id ${forUpdate ? sql`for update` : sql``}`.execute(db);
  return new Map(rows.map(({ price_minor: minor, price_currency: currency, ...kol }) => [kol.id, { ...kol, price: minor === null || currency === null ? null : { minor, currency } }]));
}

/** Writes what edits may change of KOLs, in one statement whatever their number. Each counts one change more. */
export async function updateEditedKols(trx: Transaction<Database>, workspaceId: string, kols: readonly EditableKol[], now: Date): Promise<void> {
  if (kols.length === 0) return;
  const column = (value: (kol: EditableKol) => string | number | null) => arrayLiteral(kols.map(value));
  await sql`
    update kol k set name = e.name, tier = e.tier, status = e.status, price_minor = e.price_minor, price_currency = e.price_currency, notes = e.notes, updated_at = ${now}, version = k.version + 1,
      verticals = array(select v.value from jsonb_array_elements_text(e.verticals::jsonb) with ordinality as v(value, place) order by v.place)
    from unnest(${column((k) => k.id)}::uuid[], ${column((k) => k.name)}::text[], ${column((k) => k.tier)}::text[], ${column((k) => k.status)}::text[], ${column((k) => k.price?.minor ?? null)}::bigint[],
      ${column((k) => k.price?.currency ?? null)}::text[], ${column((k) => k.notes)}::text[], ${column((k) => JSON.stringify(k.verticals))}::text[])
      as e(id, name, tier, status, price_minor, price_currency, notes, verticals)
    where k.workspace_id = ${workspaceId} and k.id = e.id`.execute(trx);
}

/** The ids of all KOLs that pass a filter: what "all that match" means, whatever the page. */
export async function listMatchingKolIds(db: Db, workspaceId: string, filter: RosterFilter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select k.id from kol k where ${rosterConditions(workspaceId, filter)} order by k.id`.execute(db);
  return rows.map(({ id }) => id);
}
