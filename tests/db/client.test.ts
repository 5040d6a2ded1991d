import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { database, openDatabase } from '#db/client.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const valueOf = async (expression: string): Promise<unknown> => (await t.pool.query<{ value: unknown }>(`select ${expression} as value`)).rows[0]?.value;

describe('values come from the database as', () => {
  it('a calendar day that is the same string in every time zone', async () => {
    expect(await valueOf(`date '2024-01-02'`)).toBe('2024-01-02');
    expect(await valueOf(`array[date '2024-01-02', null]`)).toEqual(['2024-01-02', null]);
  });

  it('a number for int8, up to the largest safe integer', async () => {
    expect(await valueOf('9007199254740991::int8')).toBe(Number.MAX_SAFE_INTEGER);
    expect(await valueOf('array[1::int8, null, -2]')).toEqual([1, null, -2]);
    expect(await valueOf(`'{}'::int8[]`)).toEqual([]);
  });

  it('an error for an int8 that would be rounded', async () => {
    await expect(valueOf('9007199254740993::int8')).rejects.toThrow('int8 9007199254740993 does not fit a safe integer');
  });

  it('an exact string for numeric', async () => {
    expect(await valueOf('0.10::numeric + 0.20')).toBe('0.30');
  });

  it('an instant for timestamptz, and text for a timestamp that has no zone', async () => {
    expect(await valueOf(`timestamptz '2026-07-02T10:00:00+08:00'`)).toEqual(new Date('2026-07-02T02:00:00Z'));
    expect(await valueOf(`timestamp '2026-07-02 10:00:00'`)).toBe('2026-07-02 10:00:00');
  });
});

describe('a connection', () => {
  it('works in UTC and gives up on statements, locks and forgotten transactions', async () => {
    const settings = ['TimeZone', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'application_name'];
    const shown = await Promise.all(settings.map((name) => valueOf(`current_setting('${name}')`)));
    expect(shown).toEqual(['UTC', '15s', '5s', '15s', expect.stringMatching(/^kol_test_/)]);
  });

  it('that the server ends leaves the pool usable', async () => {
    const broken: string[] = [];
    const handle = openDatabase(t.url, { max: 1, applicationName: 'victim', onConnectionError: (error) => broken.push(error.message) });
    await sql`select 1`.execute(handle.db);
    await t.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'`);
    await expect.poll(() => broken).toEqual([expect.stringContaining('terminating connection')]);
    expect((await sql<{ one: number }>`select 1 as one`.execute(handle.db)).rows).toEqual([{ one: 1 }]);
    await handle.close();
  });

  it('that breaks inside a transaction fails the transaction and nothing else', async () => {
    const handle = openDatabase(t.url, { max: 1 });
    const transaction = handle.db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await t.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await sql`select 1`.execute(trx);
    });
    await expect(transaction).rejects.toThrow(/connection/);
    expect((await sql<{ one: number }>`select 1 as one`.execute(handle.db)).rows).toEqual([{ one: 1 }]);
    await handle.close();
  });

  it('of the test file is the one that database() gives', () => {
    expect(database().db).toBe(t.db);
  });
});
