import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

/** An asset as it goes into an archive: its file, or its words where it has none. */
export interface ArchivedAssetRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly hash: Buffer | null;
  readonly extension: string | null;
  readonly bytes: number | null;
}

/** The living ones of some assets, in the order given, each once. */
export async function listArchivedAssets(db: Kysely<Database>, workspaceId: string, assetIds: readonly string[]): Promise<ArchivedAssetRow[]> {
  if (assetIds.length === 0) return [];
  const { rows } = await sql<ArchivedAssetRow>`
    select a.id, a.number, a.title, case when f.hash is null then a.body else '' end as body, a.created_at as "createdAt", f.hash, f.extension, f.bytes
    from unnest(${arrayLiteral([...new Set(assetIds)])}::uuid[]) with ordinality as n(id, place)
    join asset a on a.workspace_id = ${workspaceId} and a.id = n.id and a.status = 'active'
    left join asset_file f on f.workspace_id = a.workspace_id and f.hash = a.file_hash
    order by n.place`.execute(db);
  return rows;
}

/** Holds assets as they are until the transaction ends, so that no right of theirs changes between the look and the log. */
export async function holdAssets(trx: Transaction<Database>, workspaceId: string, assetIds: readonly string[]): Promise<void> {
  await sql`select id from asset where workspace_id = ${workspaceId} and id = any(${arrayLiteral(assetIds)}::uuid[]) order by id for share`.execute(trx);
}
