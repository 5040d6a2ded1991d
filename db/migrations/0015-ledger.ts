import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The ledger, which can only be added to; who asked for, approved and paid payments; invoices and contracts; when a session's password was given again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- No foreign keys: they take row locks, for which their owner needs the right to update, which nobody has here. Triggers and "ledger verify" check the same.
    create table ledger_entry (
      workspace_id uuid not null,
      sequence bigint not null check (sequence > 0),
      at timestamptz not null,
      kind text not null check (kind in ('commitment', 'release', 'approval', 'payment', 'reversal')),
      source_kind text not null check (source_kind in ('cost', 'payment')),
      source_id uuid not null,
      actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
      actor_id uuid,
      actor_name text not null,
      reason text not null,
      reverses bigint check (reverses < sequence),
      previous_hash bytea not null check (length(previous_hash) = 32),
      hash bytea not null check (length(hash) = 32),
      primary key (workspace_id, sequence),
      -- An entry is taken back once, and followed by one.
      unique (workspace_id, reverses),
      unique (workspace_id, previous_hash),
      check ((kind = 'reversal') = (reverses is not null))
    );
    create index ledger_entry_source on ledger_entry (workspace_id, source_kind, source_id, sequence);
    create index ledger_entry_at on ledger_entry (workspace_id, at desc, sequence desc);

    create table ledger_posting (
      workspace_id uuid not null,
      sequence bigint not null,
      line integer not null check (line > 0),
      account text not null check (account in ('expense_fee', 'expense_service_fee', 'expense_seeding', 'expense_production', 'expense_boost', 'expense_commission',
        'expense_other', 'accrued', 'payable', 'bank')),
      kol_id uuid not null,
      collaboration_id uuid not null,
      campaign_id uuid not null,
      tier text not null check (tier in ('top', 'mid', 'emerging')),
      amount_minor bigint not null,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      rate numeric(24, 10),
      reporting_minor bigint,
      primary key (workspace_id, sequence, line)
    );
    create index ledger_posting_collaboration on ledger_posting (workspace_id, collaboration_id, sequence);
    create index ledger_posting_kol on ledger_posting (workspace_id, kol_id, sequence);
    create index ledger_posting_campaign on ledger_posting (workspace_id, campaign_id, tier, account);

    create function require_balance() returns trigger language plpgsql as $body$
      begin
        if not exists (select from ledger_entry e where e.workspace_id = new.workspace_id and e.sequence = new.sequence) or exists (
          select from ledger_posting p where p.workspace_id = new.workspace_id and p.sequence = new.sequence
          group by p.currency having sum(p.amount_minor) <> 0 or coalesce(sum(p.reporting_minor), 0) <> 0
        ) then
          raise exception 'ledger entry % does not balance, or is not there', new.sequence using errcode = 'check_violation';
        end if;
        return null;
      end
    $body$;
    create constraint trigger ledger_posting_balance after insert on ledger_posting deferrable initially deferred
      for each row execute function require_balance();

    -- Nobody alters or empties the ledger, whatever their rights: the triggers fire for superusers and in replication too. Rows go with the demo that they are of, alone.
    create function refuse_ledger_change() returns trigger language plpgsql as $body$
      begin
        raise exception 'the ledger is append-only: correct it by a reversing entry' using errcode = 'insufficient_privilege';
      end
    $body$;
    create function refuse_ledger_removal() returns trigger language plpgsql as $body$
      begin
        if exists (select from workspace w where w.id = old.workspace_id and w.is_demo) then
          return old;
        end if;
        raise exception 'the ledger is append-only: correct it by a reversing entry' using errcode = 'insufficient_privilege';
      end
    $body$;
    create trigger ledger_entry_no_change before update or truncate on ledger_entry for each statement execute function refuse_ledger_change();
    create trigger ledger_posting_no_change before update or truncate on ledger_posting for each statement execute function refuse_ledger_change();
    create trigger ledger_entry_no_removal before delete on ledger_entry for each row execute function refuse_ledger_removal();
    create trigger ledger_posting_no_removal before delete on ledger_posting for each row execute function refuse_ledger_removal();
    alter table ledger_entry enable always trigger ledger_entry_no_change;
    alter table ledger_entry enable always trigger ledger_entry_no_removal;
    alter table ledger_posting enable always trigger ledger_posting_no_change;
    alter table ledger_posting enable always trigger ledger_posting_no_removal;
    alter table ledger_posting enable always trigger ledger_posting_balance;
    revoke update, delete, truncate on ledger_entry, ledger_posting from public, current_user;

    -- A brand cannot be declared a demo to get rid of its ledger, nor go without it.
    create function refuse_demotion() returns trigger language plpgsql as $body$
      begin
        raise exception 'a workspace is a demo from the start or never' using errcode = 'insufficient_privilege';
      end
    $body$;
    create trigger workspace_no_demotion before update of is_demo on workspace for each row when (new.is_demo and not old.is_demo) execute function refuse_demotion();
    create function refuse_workspace_removal() returns trigger language plpgsql as $body$
      begin
        if exists (select from ledger_entry e where e.workspace_id = old.id) then
          raise exception 'the ledger of a workspace is kept, and so is the workspace' using errcode = 'insufficient_privilege';
        end if;
        return old;
      end
    $body$;
    create trigger workspace_keeps_ledger before delete on workspace for each row execute function refuse_workspace_removal();
    alter table workspace enable always trigger workspace_no_demotion;
    alter table workspace enable always trigger workspace_keeps_ledger;

    -- The one way in which ledger rows are removed. Owners have no right to delete either: it is taken and given back within the transaction.
    create function remove_demo_ledger(demo uuid) returns void language plpgsql security definer as $body$
      begin
        if not exists (select from ledger_entry e where e.workspace_id = demo) then
          return;
        end if;
        if not exists (select from workspace w where w.id = demo and w.is_demo) then
          raise exception 'the ledger of a workspace that is no demo is kept' using errcode = 'insufficient_privilege';
        end if;
        grant delete on ledger_entry, ledger_posting to current_user;
        delete from ledger_posting p where p.workspace_id = demo;
        delete from ledger_entry e where e.workspace_id = demo;
        revoke delete on ledger_entry, ledger_posting from current_user;
      end
    $body$;
    do $body$ begin
      execute format('alter function remove_demo_ledger(uuid) set search_path = %I, pg_temp', current_schema());
    end $body$;

    alter table payment
      add column requested_by uuid, add column requested_by_name text, add column requested_at timestamptz,
      add column approved_by uuid, add column approved_by_name text, add column approved_at timestamptz,
      add column paid_by uuid, add column paid_by_name text,
      add constraint payment_separation check (approved_by is null or requested_by is null or approved_by <> requested_by);
    create index payment_queue on payment (workspace_id, status, updated_at) where status in ('requested', 'approved');

    create table invoice (
      workspace_id uuid not null,
      id uuid not null,
      collaboration_id uuid not null,
      number text not null check (number <> ''),
      amount_minor bigint not null check (amount_minor > 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      rate numeric(24, 10),
      issued_on date not null,
      received_on date not null,
      file_name text,
      created_at timestamptz not null,
      created_by_name text not null,
      -- Struck out with a reason, never deleted.
      voided_at timestamptz,
      voided_by_name text,
      void_reason text,
      primary key (workspace_id, id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade,
      check ((voided_at is null) = (void_reason is null))
    );
    create unique index invoice_number on invoice (workspace_id, collaboration_id, number) where voided_at is null;

    create table collaboration_contract (
      workspace_id uuid not null,
      collaboration_id uuid not null,
      amount_minor bigint not null check (amount_minor >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      signed_on date not null,
      file_name text,
      updated_at timestamptz not null,
      updated_by_name text not null,
      primary key (workspace_id, collaboration_id),
      foreign key (workspace_id, collaboration_id) references collaboration on delete cascade
    );

    alter table session add column stepped_up_at timestamptz;
  `.execute(db);
}
