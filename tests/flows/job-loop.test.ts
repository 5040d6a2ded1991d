import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { DatabaseHandle } from '#db/client.server.ts';
import { openDatabase } from '#db/client.server.ts';
import type { Job, JobLoop } from '#app/server/worker/job-loop.ts';
import { startJobs } from '#app/server/worker/job-loop.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let loop: JobLoop | null = null;
let handle: DatabaseHandle | null = null;

afterEach(async () => {
  await loop?.stop();
  await handle?.close();
});

const settled = async (isDone: () => boolean): Promise<void> => {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the jobs of a worker', () => {
  test('outnumber its connections and wait for each other, never for a connection that another one holds', async () => {
    const smallest = openDatabase(t.url, { max: 8 });
    handle = smallest;
    const done = new Set<string>();
    let running = 0;
    let most = 0;
    const jobs = Array.from({ length: 20 }, (_, number): Job => ({
      name: `job-${number}`, everyMs: 60_000,
      run: async (db) => {
        running += 1;
        most = Math.max(most, running);
        await sql`select pg_sleep(0.02)`.execute(db);
        running -= 1;
        done.add(`job-${number}`);
      },
    }));
    const startedAt = performance.now();
    loop = startJobs(smallest.db, jobs);
    await settled(() => done.size === jobs.length);
    expect(most).toBeLessThanOrEqual(4);
    // A pool that is used up answers after three seconds, with an error.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  test('are not begun any more once the worker stops', async () => {
    handle = openDatabase(t.url, { max: 8 });
    const begun: string[] = [];
    const jobs = Array.from({ length: 12 }, (_, number): Job => ({
      name: `late-${number}`, everyMs: 60_000,
      run: async (db) => {
        begun.push(`late-${number}`);
        await sql`select pg_sleep(0.1)`.execute(db);
      },
    }));
    loop = startJobs(handle.db, jobs);
    await settled(() => begun.length > 0);
    await loop.stop();
    const count = begun.length;
    expect(count).toBeLessThanOrEqual(4);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(begun).toHaveLength(count);
  });
});
