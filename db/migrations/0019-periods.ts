import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Months that finance closed, with the statement as it stood then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table period_close (
      workspace_id uuid not null references workspace on delete cascade,
      id uuid not null,
      month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      closed_at timestamptz not null,
      closed_by uuid,
      closed_by_name text not null,
      note text not null,
      -- The last entry of the ledger; 0 without entries.
      ledger_sequence bigint not null check (ledger_sequence >= 0),
      ledger_hash text not null check (ledger_hash ~ '^[0-9a-f]{64}$'),
      -- Sums of the month's statement, reporting currency.
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      committed_minor bigint not null,
      invoiced_minor bigint not null,
      paid_minor bigint not null,
      revenue_minor bigint not null,
      refunded_minor bigint not null,
      -- Lines without an exchange rate, counted in no sum.
      uncounted integer not null check (uncounted >= 0),
      statement_rows integer not null check (statement_rows >= 0),
      statement_sha256 text not null check (statement_sha256 ~ '^[0-9a-f]{64}$'),
      reopened_at timestamptz,
      reopened_by uuid,
      reopened_by_name text,
      reopen_reason text check (reopen_reason <> ''),
      primary key (workspace_id, id),
      check ((reopened_at is null) = (reopened_by_name is null) and (reopened_at is null) = (reopen_reason is null))
    );
    -- A month is closed once at a time; one that was opened again keeps its history.
    create unique index period_close_standing on period_close (workspace_id, month) where reopened_at is null;
    create index period_close_history on period_close (workspace_id, month desc, closed_at desc);

    -- A closing says for ever what it said: it is never deleted by itself, and all that changes is that it is opened again, once.
    create function keep_period_close() returns trigger language plpgsql as $$
    begin
      if old.reopened_at is not null or
        (to_jsonb(new) - '{reopened_at,reopened_by,reopened_by_name,reopen_reason}'::text[]) <> (to_jsonb(old) - '{reopened_at,reopened_by,reopened_by_name,reopen_reason}'::text[]) then
        raise exception 'a closing of a month is kept as it was';
      end if;
      return new;
    end $$;
    create trigger period_close_kept before update on period_close for each row execute function keep_period_close();
  `.execute(db);
}
