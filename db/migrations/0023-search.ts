import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What finding a KOL compares: names, handles and their pinyin in grams, in the place of trigrams and pairs of names alone, which knew no
 * pinyin. Rows of KOLs that are there already are written by the worker at its start (`fill-kol-words`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table kol_search (
      workspace_id uuid not null,
      kol_id uuid not null,
      source text not null,
      search_text text not null,
      grams text[] not null,
      primary key (workspace_id, kol_id),
      foreign key (workspace_id, kol_id) references kol on delete cascade
    );
    -- Updates go straight into the index: a list of pending entries would be read through by every search.
    create index kol_search_grams on kol_search using gin (grams) with (fastupdate = off);
    -- Statistics of the commonest grams, so that a word which very many have is not taken for a rare one.
    alter table kol_search alter column grams set statistics 1000;

    drop index kol_name_trigram;
    drop index kol_name_pairs;
    drop index kol_account_handle_trigram;
    drop index kol_account_handle_prefix;
    drop function letter_pairs(text);

    create index collaboration_code_beginning on collaboration (workspace_id, tracking_code text_pattern_ops);
    create index collaboration_coupon_beginning on collaboration (workspace_id, coupon text_pattern_ops);
    create index payment_reference_beginning on payment (workspace_id, lower(reference) text_pattern_ops) where reference <> '';
  `.execute(db);
}
