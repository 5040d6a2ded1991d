import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How far a stored file is described, so that what was stored before is caught up with; pages of documents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- 0: stored before such facts were kept; 1: as far as it goes without a decoder of its type; 2: wholly, or as far as its bytes allow.
    alter table asset_file add column described integer not null default 0 check (described between 0 and 2);
    alter table asset_file add column pages integer check (pages > 0);
    update asset_file set described = 2 where media_type = 'text/plain' or colour is not null;
    create index asset_file_undescribed on asset_file (workspace_id, hash) where described < 2;
  `.execute(db);
}
