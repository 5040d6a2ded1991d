import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * What the counts beside the roster's filters are read from: tier, status, light and platforms of each KOL in one word, so that a hundred thousand
 * KOLs are grouped along an index instead of by joining four tables. The database works it out of those tables, whoever writes them; so it
 * stands in a schema of its own, where nothing is kept: no backup holds it, and loading one makes it anew.
 *
 * A change first locks the words that it is about, in the order of the KOLs, and then reads what they are made of: of two changes at once the later sees both.
 * Triggers are for statements, not for rows, and always on: guards are taken off a table while its workspace is removed, these are not.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema derived;

    create table derived.kol_facet (
      workspace_id uuid not null references workspace on delete cascade,
      kol_id uuid not null,
      -- "top|active|green|douyin,weibo"; no light and no platform are empty
      facets text not null,
      verticals text[] not null,
      primary key (workspace_id, kol_id)
    );
    create index kol_facet_facets on derived.kol_facet (workspace_id, facets);

    create function derived.refresh_kol_facets(workspaces uuid[], kols uuid[]) returns void language plpgsql as $$
    begin
      perform from derived.kol_facet f join (select distinct w, i from unnest(workspaces, kols) as t (w, i)) t on f.workspace_id = t.w and f.kol_id = t.i
        order by f.workspace_id, f.kol_id for update of f;
      insert into derived.kol_facet (workspace_id, kol_id, facets, verticals)
      select k.workspace_id, k.id, concat_ws('|', k.tier, k.status, coalesce(s.light, ''), coalesce(a.platforms, '')), k.verticals
      from (select distinct w, i from unnest(workspaces, kols) as t (w, i)) t join kol k on k.workspace_id = t.w and k.id = t.i
      left join kol_standing s on s.workspace_id = k.workspace_id and s.kol_id = k.id
      left join lateral (select string_agg(distinct p.platform, ',' order by p.platform) as platforms from kol_account p where p.workspace_id = k.workspace_id and p.kol_id = k.id) a on true
      order by k.workspace_id, k.id
      on conflict (workspace_id, kol_id) do update set facets = excluded.facets, verticals = excluded.verticals
      where (kol_facet.facets, kol_facet.verticals) is distinct from (excluded.facets, excluded.verticals);
    end $$;

    create function derived.kols_written() returns trigger language plpgsql as $$
    begin
      perform derived.refresh_kol_facets(array_agg(t.workspace_id), array_agg(t.id)) from touched t having count(*) > 0;
      return null;
    end $$;
    create function derived.kols_removed() returns trigger language plpgsql as $$
    begin
      delete from derived.kol_facet f using touched t where f.workspace_id = t.workspace_id and f.kol_id = t.id;
      return null;
    end $$;
    create function derived.parts_touched() returns trigger language plpgsql as $$
    begin
      perform derived.refresh_kol_facets(array_agg(t.workspace_id), array_agg(t.kol_id)) from touched t having count(*) > 0;
      return null;
    end $$;

    create trigger kol_facets_insert after insert on kol referencing new table as touched for each statement execute function derived.kols_written();
    create trigger kol_facets_update after update on kol referencing new table as touched for each statement execute function derived.kols_written();
    create trigger kol_facets_delete after delete on kol referencing old table as touched for each statement execute function derived.kols_removed();
    create trigger kol_facets_insert after insert on kol_account referencing new table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_update after update on kol_account referencing new table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_leave after update on kol_account referencing old table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_delete after delete on kol_account referencing old table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_insert after insert on kol_standing referencing new table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_update after update on kol_standing referencing new table as touched for each statement execute function derived.parts_touched();
    create trigger kol_facets_delete after delete on kol_standing referencing old table as touched for each statement execute function derived.parts_touched();
    do $$
    declare guarded record;
    begin
      for guarded in select g.tgname, c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgname like 'kol_facets_%' and c.relnamespace = current_schema()::regnamespace loop
        execute format('alter table %I enable always trigger %I', guarded.relname, guarded.tgname);
      end loop;
    end $$;

    select derived.refresh_kol_facets(array_agg(workspace_id), array_agg(id)) from kol having count(*) > 0;
  `.execute(db);
}
