import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

const MONTHS_BACK = 13;
const MONTHS_AHEAD = 3;

/**
 * Makes the monthly partitions of the click table that are missing, from 13 months back (imports of past clicks) to 3 ahead,
 * each in a transaction of its own. Clicks that went to the default partition meanwhile move to the new one.
 * Several processes may do this at once. Returns the names made now.
 */
export async function ensureClickPartitions(db: Kysely<Database>, { now }: { now: Date }): Promise<string[]> {
  const existing = await sql<{ name: string }>`
    select child.relname as name from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = 'click'::regclass`.execute(db);
  const known = new Set(existing.rows.map((row) => row.name));
  const missing = monthsAround(now).filter((month) => !known.has(month.name));
  for (const month of missing) await createPartition(db, month);
  return missing.map((month) => month.name);
}

interface Month {
  readonly name: string;
  /** First instant, UTC. */
  readonly from: string;
  /** First instant of the next month. */
  readonly until: string;
}

function monthsAround(now: Date): Month[] {
  const first = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString();
  return Array.from({ length: MONTHS_BACK + MONTHS_AHEAD + 1 }, (_, index) => {
    const from = first(index - MONTHS_BACK);
    return { name: `click_${from.slice(0, 7).replace('-', '_')}`, from, until: first(index - MONTHS_BACK + 1) };
  });
}

/** Data definition takes no parameters: the values go through settings of the transaction, and `format` quotes them. */
async function createPartition(db: Kysely<Database>, month: Month): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('kol.click-partition'))`.execute(transaction);
    await sql`
      select set_config('kol.partition_name', ${month.name}, true),
        set_config('kol.partition_from', ${month.from}, true),
        set_config('kol.partition_until', ${month.until}, true)`.execute(transaction);
    await sql`
      do $$
      declare
        name text := current_setting('kol.partition_name');
        lower_bound text := current_setting('kol.partition_from');
        upper_bound text := current_setting('kol.partition_until');
      begin
        if to_regclass(name) is null then
          execute format('create table %I (like click including defaults including constraints)', name);
          execute format('with moved as (delete from click_default where clicked_at >= %L and clicked_at < %L returning *)
            insert into %I select * from moved', lower_bound, upper_bound, name);
          execute format('alter table click attach partition %I for values from (%L) to (%L)', name, lower_bound, upper_bound);
        end if;
      end $$`.execute(transaction);
  });
}
