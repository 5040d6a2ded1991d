import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Collections of assets, links that share one or an asset with people outside, and what became known of a file when it was taken in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table asset_collection (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      name text not null check (name <> ''),
      notes text not null default '',
      visibility text not null check (visibility in ('team', 'private')),
      owner_id uuid,
      owner_name text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      check (visibility = 'team' or owner_id is not null)
    );
    create index asset_collection_list on asset_collection (workspace_id, updated_at desc, id desc);

    create table asset_collection_item (
      workspace_id uuid not null,
      collection_id uuid not null,
      asset_id uuid not null,
      position integer not null check (position > 0),
      added_at timestamptz not null,
      added_by_name text not null,
      primary key (workspace_id, collection_id, asset_id),
      foreign key (workspace_id, collection_id) references asset_collection on delete cascade,
      foreign key (workspace_id, asset_id) references asset on delete cascade
    );
    create index asset_collection_item_asset on asset_collection_item (workspace_id, asset_id);

    -- A link for people without an account. Its text is known to who made it; here is its hash. What it opens is narrowed by each of asset and
    -- collection that is named; one of them is.
    create table asset_share (
      workspace_id uuid not null,
      id uuid not null,
      token_hash bytea not null unique check (length(token_hash) = 32),
      asset_id uuid,
      collection_id uuid,
      recipient text not null default '',
      allows_download boolean not null,
      created_at timestamptz not null,
      created_by uuid,
      created_by_name text not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      revoked_by_name text,
      primary key (workspace_id, id),
      foreign key (workspace_id, asset_id) references asset on delete cascade,
      foreign key (workspace_id, collection_id) references asset_collection on delete cascade,
      check (asset_id is not null or collection_id is not null),
      check (expires_at > created_at and expires_at - created_at <= interval '90 days'),
      check ((revoked_at is null) = (revoked_by_name is null))
    );
    create index asset_share_list on asset_share (workspace_id, created_at desc, id desc);
    create index asset_share_asset on asset_share (workspace_id, asset_id) where asset_id is not null;
    create index asset_share_collection on asset_share (workspace_id, collection_id) where collection_id is not null;

    -- Each time that a link was opened or something was downloaded through it. Nothing is kept of who came.
    create table asset_share_visit (
      workspace_id uuid not null,
      id uuid not null,
      share_id uuid not null,
      kind text not null check (kind in ('opened', 'downloaded')),
      asset_id uuid,
      at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, share_id) references asset_share on delete cascade,
      check ((kind = 'downloaded') = (asset_id is not null))
    );
    create index asset_share_visit_share on asset_share_visit (workspace_id, share_id, at desc);

    -- Tries of links that open nothing, by keyed hash of the address, so that an address that tries many is kept out. Forgotten within hours.
    create table asset_share_miss (
      id uuid primary key,
      address_hash bytea not null check (length(address_hash) = 32),
      missed_at timestamptz not null
    );
    create index asset_share_miss_address on asset_share_miss (address_hash, missed_at);

    -- Where a recording keeps the place it was taken at: nothing found, removed, or not looked through to the end.
    alter table asset_file add column location text not null default 'none' check (location in ('none', 'removed', 'unchecked'));
    update asset_file set location = 'unchecked' where media_type in ('video/mp4', 'video/quicktime', 'audio/mp4', 'video/webm');
    alter table asset_file add column colour text
      check (colour in ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'black', 'grey', 'white'));
    -- A copy, as filters are counted by assets.
    alter table asset add column colour text
      check (colour in ('red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'black', 'grey', 'white'));
  `.execute(db);
}
