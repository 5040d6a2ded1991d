import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * KOLs that look alike, kept as pairs so that the roster only counts them. A pair refers to KOLs without a foreign key: what a person said of it
 * holds when one of the two comes back from the recycle bin.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table kol_pair (
      workspace_id uuid not null references workspace on delete cascade,
      first_id uuid not null,
      second_id uuid not null,
      same_name boolean not null,
      same_handle boolean not null,
      same_contact boolean not null,
      found_at timestamptz not null,
      dismissed_at timestamptz,
      dismissed_by_name text,
      primary key (workspace_id, first_id, second_id),
      check (first_id < second_id),
      check ((dismissed_at is null) = (dismissed_by_name is null))
    );
    create index kol_pair_second on kol_pair (workspace_id, second_id);
    create index kol_pair_open on kol_pair (workspace_id, first_id, second_id) where dismissed_at is null;

    alter table kol_search add column pairs_due boolean not null default true;
    create index kol_search_pairs_due on kol_search (workspace_id, kol_id) where pairs_due;
    create index kol_contact on kol (workspace_id, lower(contact_email)) where contact_email is not null;

    -- Orders are found by the beginning of their number. Where text is sorted by its bytes, as in the embedded database, the key serves that; an index
    -- more would cost every order that comes in.
    do $$
    begin
      if not exists (select from pg_database where datname = current_database() and datcollate in ('C', 'POSIX') and datlocprovider <> 'i') then
        create index shop_order_beginning on shop_order (workspace_id, shop, order_id text_pattern_ops);
      end if;
    end $$;

    -- Words are made anew with what pairs are found by; the worker does so when it starts.
    update kol_search set source = '';
  `.execute(db);
}
