import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The asset library: stored files, assets, what their KOLs granted, where they were used again, and uploads on their way in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table asset_file (
      workspace_id uuid not null references workspace on delete cascade,
      hash bytea not null check (length(hash) = 32),
      media_type text not null check (media_type <> ''),
      extension text not null check (extension ~ '^[a-z0-9]{1,5}$'),
      bytes bigint not null check (bytes > 0),
      width integer check (width > 0),
      height integer check (height > 0),
      duration_ms bigint check (duration_ms >= 0),
      picture_hash text check (picture_hash ~ '^[0-9a-f]{16}$'),
      thumbnails integer[] not null default '{}',
      stored_at timestamptz not null,
      primary key (workspace_id, hash),
      check ((width is null) = (height is null))
    );

    create table asset (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      number integer not null check (number > 0),
      kind text not null check (kind in ('video', 'image', 'audio', 'text', 'script', 'document')),
      status text not null check (status in ('active', 'deleted')),
      title text not null check (title <> ''),
      caption text not null default '',
      body text not null default '',
      tags text[] not null default '{}',
      language text not null default 'none' check (language in ('zh', 'en', 'ja', 'ko', 'other', 'none')),
      file_hash bytea,
      file_name text,
      orientation text check (orientation in ('landscape', 'portrait', 'square')),
      kol_id uuid,
      collaboration_id uuid,
      content_id uuid,
      kol_name text not null default '',
      campaign_slug text,
      tier text check (tier in ('top', 'mid', 'emerging')),
      platform text,
      verticals text[] not null default '{}',
      views bigint,
      engagement_basis_points integer,
      performance_band text not null default 'none' check (performance_band in ('high', 'middle', 'low', 'none')),
      search_text text not null,
      search_grams text[] not null,
      created_at timestamptz not null,
      created_by_name text not null,
      updated_at timestamptz not null,
      version integer not null default 1,
      deleted_at timestamptz,
      deleted_by_name text,
      primary key (workspace_id, id),
      foreign key (workspace_id, file_hash) references asset_file,
      foreign key (workspace_id, kol_id) references kol on delete set null (kol_id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete set null (collaboration_id),
      foreign key (workspace_id, content_id) references content on delete set null (content_id),
      check ((status = 'deleted') = (deleted_at is not null)),
      check (file_hash is not null or kind = 'text' or kind = 'script')
    );
    create unique index asset_number on asset (workspace_id, number);
    create index asset_list on asset (workspace_id, status, created_at desc, id desc);
    -- Filters are counted in here: a row of the table is ten times as wide, most of it what searching compares.
    create index asset_filter on asset (workspace_id, status, platform, tier, performance_band, kind, orientation, language, campaign_slug);
    create index asset_file_use on asset (workspace_id, file_hash) where file_hash is not null;
    create index asset_kol on asset (workspace_id, kol_id) where kol_id is not null;
    create index asset_collaboration on asset (workspace_id, collaboration_id) where collaboration_id is not null;
    create index asset_content on asset (workspace_id, content_id) where content_id is not null;
    -- Updates go straight into the index: a list of pending entries would be read through by every search.
    create index asset_search on asset using gin (search_grams) with (fastupdate = off);

    create table asset_right (
      workspace_id uuid not null,
      id uuid not null,
      asset_id uuid not null,
      channels text[] not null check (cardinality(channels) > 0),
      territories text[] not null check (cardinality(territories) > 0),
      from_day date not null,
      until_day date check (until_day >= from_day),
      is_exclusive boolean not null,
      credit_line text not null default '',
      contract_page text not null default '',
      created_at timestamptz not null,
      created_by_name text not null,
      version integer not null default 1,
      primary key (workspace_id, id),
      foreign key (workspace_id, asset_id) references asset on delete cascade
    );
    create index asset_right_asset on asset_right (workspace_id, asset_id) include (from_day, until_day);
    create index asset_right_end on asset_right (workspace_id, until_day) where until_day is not null;

    -- An exclusive grant, one row for each channel and territory of it. Nothing exclusive is granted twice at a time: ranges alone can say so
    -- without an extension. A channel of an asset is a point by its hash, a territory by its two letters, the world all of them.
    create table asset_exclusivity (
      workspace_id uuid not null,
      right_id uuid not null,
      asset_id uuid not null,
      channel text not null,
      territory text not null check (territory ~ '^[A-Z]{2}$'),
      from_day date not null,
      until_day date,
      primary key (workspace_id, right_id, channel, territory),
      foreign key (workspace_id, right_id) references asset_right on delete cascade,
      constraint asset_exclusivity_once exclude using gist (
        int8range(hashtextextended(workspace_id::text || asset_id::text || channel, 0) & 9223372036854775806, hashtextextended(workspace_id::text || asset_id::text || channel, 0) & 9223372036854775806, '[]') with &&,
        int4range(
          case when territory = 'WW' then 0 else (ascii(territory) - 65) * 26 + ascii(substr(territory, 2)) - 65 end,
          case when territory = 'WW' then 675 else (ascii(territory) - 65) * 26 + ascii(substr(territory, 2)) - 65 end, '[]') with &&,
        daterange(from_day, until_day, '[]') with &&
      ) deferrable initially immediate
    );

    create table asset_use (
      workspace_id uuid not null,
      id uuid not null,
      asset_id uuid not null,
      right_id uuid not null,
      channel text not null,
      territory text not null,
      used_on date not null,
      place text not null check (place <> ''),
      used_by uuid,
      used_by_name text not null,
      logged_at timestamptz not null,
      primary key (workspace_id, id),
      foreign key (workspace_id, asset_id) references asset on delete cascade
    );
    create index asset_use_asset on asset_use (workspace_id, asset_id, logged_at desc);

    create table asset_upload (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      user_id uuid not null,
      user_name text not null,
      file_name text not null,
      bytes bigint not null check (bytes > 0),
      collaboration_id uuid,
      status text not null check (status in ('open', 'done', 'refused')),
      asset_id uuid,
      refusal text,
      created_at timestamptz not null,
      touched_at timestamptz not null,
      primary key (workspace_id, id)
    );
    create index asset_upload_touched on asset_upload (workspace_id, touched_at);

    create table asset_setting (
      workspace_id uuid not null references workspace on delete cascade,
      max_file_bytes bigint not null check (max_file_bytes > 0),
      quota_bytes bigint not null check (quota_bytes > 0),
      updated_at timestamptz not null,
      updated_by_name text not null,
      primary key (workspace_id)
    );
  `.execute(db);
}
