import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Why spending differs from its plan, what revisions of budgets moved, and records that nobody alters: the audit log, votes, closings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- No foreign keys: what was explained or moved stays when an import that made its campaign is taken back.
    create table variance_note (
      workspace_id uuid not null,
      id uuid not null,
      subject_kind text not null check (subject_kind in ('campaign', 'tier', 'kol')),
      -- The campaign of a tier.
      subject_id uuid not null,
      tier text check (tier in ('top', 'mid', 'emerging')),
      month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      planned_minor bigint not null,
      actual_minor bigint not null,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      basis_points bigint,
      reason text not null check (reason <> ''),
      written_at timestamptz not null,
      written_by uuid,
      written_by_name text not null,
      primary key (workspace_id, id),
      check ((subject_kind = 'tier') = (tier is not null))
    );
    create index variance_note_subject on variance_note (workspace_id, subject_kind, subject_id, tier, written_at desc);

    create table budget_revision (
      workspace_id uuid not null,
      id uuid not null,
      campaign_id uuid not null,
      -- What the plan gives the tiers and the reserve, minor units of the campaign's currency, before and after.
      before jsonb not null,
      after jsonb not null,
      -- Reporting currency; null without a rate.
      moved_minor bigint check (moved_minor >= 0),
      -- Used up for it, where it took one.
      request_id uuid,
      revised_at timestamptz not null,
      revised_by uuid,
      revised_by_name text not null,
      primary key (workspace_id, id)
    );
    create index budget_revision_campaign on budget_revision (workspace_id, campaign_id, revised_at desc);

    -- As for the ledger (0015): nobody alters or empties these, whatever their rights, and rows go with the demo that they are of, alone.
    create function refuse_record_change() returns trigger language plpgsql as $body$
      begin
        raise exception '% is append-only: what was recorded stays as it was', tg_table_name using errcode = 'insufficient_privilege';
      end
    $body$;
    create function refuse_record_removal() returns trigger language plpgsql as $body$
      begin
        if exists (select from workspace w where w.id = old.workspace_id and w.is_demo) then
          return old;
        end if;
        raise exception '% is append-only: what was recorded stays as it was', tg_table_name using errcode = 'insufficient_privilege';
      end
    $body$;
    do $body$
      declare kept text;
      begin
        foreach kept in array array['audit_event', 'sign_off_vote', 'variance_note', 'budget_revision'] loop
          execute format('create trigger %I before update or truncate on %I for each statement execute function refuse_record_change()', kept || '_no_change', kept);
          execute format('alter table %I enable always trigger %I', kept, kept || '_no_change');
        end loop;
        -- A closing changes once, when it is opened again (0019).
        create trigger period_close_no_truncation before truncate on period_close for each statement execute function refuse_record_change();
        alter table period_close enable always trigger period_close_no_truncation;
        alter table period_close enable always trigger period_close_kept;
        foreach kept in array array['audit_event', 'sign_off_vote', 'variance_note', 'budget_revision', 'period_close'] loop
          execute format('create trigger %I before delete on %I for each row execute function refuse_record_removal()', kept || '_no_removal', kept);
          execute format('alter table %I enable always trigger %I', kept, kept || '_no_removal');
        end loop;
      end
    $body$;
  `.execute(db);
}
