import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inOrder, inPipelinedTransaction, isPipelined, leaveToCommit } from '#db/queries/pipeline.server.ts';
import { isLockTimeout, lockWorkspace, lockWorkspaceWithin } from '#db/queries/transaction.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase({ empty: true });

test('statements reach the server in the order in which they are asked for, each seeing what those before it did', async () => {
  await sql`create table counted (n integer not null)`.execute(t.db);
  const seen = await inPipelinedTransaction(t.db, async (trx) => {
    expect(isPipelined(trx)).toBe(true);
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from counted`.execute(trx)).rows[0]?.n;
    const add = () => sql`insert into counted values (1)`.execute(trx);
    return await inOrder(trx, [count, add, count, add, add, count]);
  });
  expect([seen[0], seen[2], seen[5]]).toEqual([0, 1, 3]);
  expect((await sql`select * from counted`.execute(t.db)).rows).toHaveLength(3);
});

test('what fails first is what its caller hears of, and nothing of the transaction stays', async () => {
  await sql`create table unique_number (n integer primary key)`.execute(t.db);
  const insert = (n: number) => (trx: typeof t.db) => sql`insert into unique_number values (${n})`.execute(trx);
  await expect(inPipelinedTransaction(t.db, async (trx) => {
    await inOrder(trx, [() => insert(1)(trx), () => insert(1)(trx), () => insert(2)(trx)]);
  })).rejects.toMatchObject({ code: '23505' });
  // Left to the commit: it is the commit that fails.
  await expect(inPipelinedTransaction(t.db, async (trx) => {
    await insert(3)(trx);
    await leaveToCommit(trx, insert(3)(trx));
  })).rejects.toMatchObject({ code: '23505' });
  await expect(inPipelinedTransaction(t.db, async (trx) => {
    await leaveToCommit(trx, insert(4)(trx));
    throw new Error('changed my mind');
  })).rejects.toThrow('changed my mind');
  expect((await sql`select n from unique_number`.execute(t.db)).rows).toEqual([]);
  await inPipelinedTransaction(t.db, async (trx) => await leaveToCommit(trx, insert(5)(trx)));
  expect((await sql`select n from unique_number`.execute(t.db)).rows).toEqual([{ n: 5 }]);
});

test('a swallowed failure does not end as a commit of nothing that looks like one of everything', async () => {
  await sql`create table kept (n integer)`.execute(t.db);
  await expect(inPipelinedTransaction(t.db, async (trx) => {
    await sql`insert into kept values (1)`.execute(trx);
    await sql`select 1 / 0`.execute(trx).catch(() => undefined);
  })).rejects.toMatchObject({ code: '22012' });
  expect((await sql`select n from kept`.execute(t.db)).rows).toEqual([]);
});

test('a statement after the end is refused, so that nothing is written outside of the transaction', async () => {
  const late = await inPipelinedTransaction(t.db, async (trx) => ({ send: () => sql`select 1`.execute(trx) }));
  await expect(late.send()).rejects.toThrow('the transaction is over');
});

test('the lock is taken before what is sent behind it is read, and a lock that is not free in time can be told', async () => {
  const workspaceId = newId();
  await sql`create table balance (n integer not null)`.execute(t.db);
  await sql`insert into balance values (0)`.execute(t.db);
  const raise = () => inPipelinedTransaction(t.db, async (trx) => {
    const [, { rows: [row] }] = await inOrder(trx, [() => lockWorkspace(trx, workspaceId, 'orders'), () => sql<{ n: number }>`select n from balance`.execute(trx)]);
    await sql`update balance set n = ${(row?.n ?? 0) + 1}`.execute(trx);
  });
  await Promise.all(Array.from({ length: 20 }, raise));
  expect((await sql`select n from balance`.execute(t.db)).rows).toEqual([{ n: 20 }]);

  await t.db.transaction().execute(async (trx) => {
    await lockWorkspace(trx, workspaceId, 'orders');
    const waited = inPipelinedTransaction(t.db, async (other) => {
      await inOrder(other, [() => lockWorkspaceWithin(other, workspaceId, 'orders', 10), () => sql`select n from balance`.execute(other)]);
    });
    expect(isLockTimeout(await waited.catch((error: unknown) => error))).toBe(true);
  });
});

test('inside another transaction it is part of that one', async () => {
  await t.db.transaction().execute(async (trx) => {
    await inPipelinedTransaction(trx, async (inner) => {
      expect(isPipelined(inner)).toBe(false);
      expect(await inOrder(inner, [async () => 1, async () => 'two'])).toEqual([1, 'two']);
    });
  });
});
