import { describe, expect, it } from 'vitest';
import { createGroupCommit, NotStored } from './group-commit.ts';

/** A store whose batches end when the test says so. */
function heldStore() {
  const batches: { rows: readonly number[]; again: boolean; end: (error?: Error) => void }[] = [];
  const write = (rows: readonly number[], again: boolean) =>
    new Promise<void>((resolve, reject) => {
      batches.push({ rows, again, end: (error) => (error ? reject(error) : resolve()) });
    });
  return { batches, write };
}

const tick = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const never = () => false;

describe('group commit', () => {
  it('acknowledges a row only once its batch is stored', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never });
    let acknowledged = false;
    const row = commit.append(1).then(() => (acknowledged = true));
    await tick();
    expect(batches).toHaveLength(1);
    expect(acknowledged).toBe(false);
    batches[0]?.end();
    await row;
    expect(acknowledged).toBe(true);
    expect(commit.stats()).toMatchObject({ queued: 0, batches: 1, rows: 1, failures: 0 });
  });

  it('gathers what arrives while two batches are at work into the next one', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never });
    const rows = [commit.append(1)];
    await tick();
    rows.push(commit.append(2));
    await expect.poll(() => batches.length).toBe(2);
    rows.push(commit.append(3), commit.append(4), commit.append(5));
    await tick();
    expect(batches.map((batch) => batch.rows)).toEqual([[1], [2]]);
    batches[0]?.end();
    await tick();
    expect(batches[2]?.rows).toEqual([3, 4, 5]);
    for (const batch of batches) batch.end();
    await Promise.all(rows);
    await commit.settled();
  });

  it('sends batches one after the other as long as each is quick', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never, overlapAfterMs: 60_000 });
    const rows = [commit.append(1)];
    await tick();
    rows.push(commit.append(2), commit.append(3));
    await tick();
    expect(batches).toHaveLength(1);
    batches[0]?.end();
    await tick();
    expect(batches[1]?.rows).toEqual([2, 3]);
    batches[1]?.end();
    await Promise.all(rows);
    await commit.settled();
  });

  it('never puts more rows into a batch than allowed', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never, maxRows: 2, lanes: 1 });
    const rows = [1, 2, 3, 4, 5].map((row) => commit.append(row));
    for (let batch = 0; batch < 3; batch += 1) {
      await tick();
      batches[batch]?.end();
    }
    await Promise.all(rows);
    expect(batches.map((batch) => batch.rows)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('repeats a batch that broke off, saying that its rows may be there already', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never });
    const row = commit.append(1);
    await tick();
    batches[0]?.end(new Error('connection lost'));
    await expect.poll(() => batches.length).toBe(2);
    expect(batches[1]).toMatchObject({ rows: [1], again: true });
    batches[1]?.end();
    await row;
    expect(commit.stats()).toMatchObject({ failures: 1, rows: 1 });
  });

  it('refuses only the row that the database cannot take', async () => {
    const stored: number[] = [];
    const write = async (rows: readonly number[]) => {
      if (rows.includes(3)) throw new Error('bad value');
      stored.push(...rows);
    };
    const commit = createGroupCommit({ write, isFaultOfRow: () => true });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((row) => commit.append(row)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(stored.toSorted()).toEqual([1, 2, 4]);
  });

  it('gives a row up when the store neither answers nor refuses, and takes new ones afterwards', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never, patienceMs: 50 });
    await expect(commit.append(1)).rejects.toBeInstanceOf(NotStored);
    const next = commit.append(2);
    await expect.poll(() => batches.length).toBe(2);
    batches[1]?.end();
    await next;
    batches[0]?.end();
    await commit.settled();
  });

  it('tells once what became of a row, also when it is stored after it was given up', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never, patienceMs: 50 });
    const told: (NotStored | null)[] = [];
    commit.push(1, (problem) => told.push(problem));
    await expect.poll(() => told.length).toBe(1);
    batches[0]?.end();
    await commit.settled();
    expect(told).toEqual([expect.any(NotStored)]);
  });

  it('does not try again what the store says it cannot store', async () => {
    let attempts = 0;
    const commit = createGroupCommit<number>({ write: () => Promise.reject(new NotStored(`attempt ${(attempts += 1)}`)), isFaultOfRow: never });
    await expect(commit.append(1)).rejects.toThrow('attempt 1');
    await commit.settled();
    expect(attempts).toBe(1);
  });

  it('gives rows up while the store keeps failing', async () => {
    const commit = createGroupCommit<number>({ write: () => Promise.reject(new Error('down')), isFaultOfRow: never, patienceMs: 50 });
    await expect(commit.append(1)).rejects.toThrow('not stored within 50 ms');
  });

  it('refuses at once when too many rows wait', async () => {
    const { batches, write } = heldStore();
    const commit = createGroupCommit({ write, isFaultOfRow: never, lanes: 1, maxQueued: 1 });
    const first = commit.append(1);
    await tick();
    const second = commit.append(2);
    await expect(commit.append(3)).rejects.toThrow('1 rows wait already');
    batches[0]?.end();
    await tick();
    batches[1]?.end();
    await Promise.all([first, second]);
  });
});
