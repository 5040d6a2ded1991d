import { randomBytes } from 'node:crypto';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { setRowCells, setRowsSkipped } from '#db/queries/import-reject.server.ts';
import { claimImport } from '#db/queries/import-queue.server.ts';
import { findImportRun, listImportRejects } from '#db/queries/import.server.ts';
import type { ImportOptions } from '#app/domain/ingestion/import-options.ts';
import { importOptionsSchema } from '#app/domain/ingestion/import-options.ts';
import type { ImportKind, ImportPurpose } from '#app/domain/ingestion/import-run.ts';
import { hasImportFile, importFilePath } from '#app/lib/import-files.server.ts';
import { uploadDir } from '#app/lib/upload.server.ts';
import { cancelImport } from '#app/services/cancel-import.server.ts';
import { askForImport, startImport } from '#app/services/queue-import.server.ts';
import type { QueueTurn } from '#app/services/run-queued-import.server.ts';
import { runQueuedImport } from '#app/services/run-queued-import.server.ts';
import { sweepImports } from '#app/services/sweep-imports.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'user', id: '0197f1a0-0000-7000-8000-000000000077', name: 'Lily' } } as const;
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
let workspaceId = '';

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  await t.db.deleteFrom('import_run').execute();
});

const HEADING = 'name,platform,handle,followers';
const ROSTER = `${HEADING}\nLily,douyin,lily,12.5万\nMax,douyin,max,3000\n`;
const WITH_BAD = `${HEADING}\nEve,douyin,eve,many\nFay,douyin,fay,none of it\nGil,douyin,gil,5000\n`;

async function start(text: string, { kind = 'roster', options = {}, at = NOON }: { kind?: ImportKind; options?: Partial<ImportOptions>; at?: Date } = {}): Promise<string> {
  const file = path.join(await uploadDir(), `${randomBytes(8).toString('hex')}.part`);
  writeFileSync(file, text);
  return await startImport(t.db, { workspaceId, kind, file: { path: file, name: 'my file.csv', bytes: Buffer.byteLength(text) }, options: importOptionsSchema.parse(options) }, { ...doing, now: at });
}

const work = (seconds = 0, signal?: AbortSignal): Promise<QueueTurn> => runQueuedImport(t.db, { maxBytes: null, clock: () => later(seconds), ...(signal ? { signal } : {}) });

async function ask(importId: string, purpose: ImportPurpose, options: Partial<ImportOptions> = {}): Promise<string> {
  return (await askForImport(t.db, { workspaceId, importId, purpose, options: importOptionsSchema.parse(options) }, doing)).status;
}

async function runOf(importId: string) {
  const run = await findImportRun(t.db, workspaceId, importId);
  if (!run) throw new Error('no such import');
  return run;
}

const handles = async () => (await t.db.selectFrom('kol_account').select('handle').where('workspace_id', '=', workspaceId).orderBy('handle').execute()).map(({ handle }) => handle);

describe('an import', () => {
  test('waits, is checked without writing anything, waits for a person, and is then carried out once', async () => {
    const importId = await start(ROSTER);
    expect(await runOf(importId)).toMatchObject({ status: 'queued', purpose: 'check', hasFile: true, actorName: 'Lily', finishedAt: null });
    expect(await work()).toBe('previewed');
    expect(await runOf(importId)).toMatchObject({
      status: 'previewed', created: 2, rejected: 0, look: { headings: HEADING.split(','), mapping: { handle: 'handle' }, isRemembered: false, missing: [], unused: [] },
    });
    expect(await handles()).toEqual([]);
    expect(await work()).toBe('idle');

    expect(await ask(importId, 'apply')).toBe('queued');
    expect(await ask(importId, 'apply')).toBe('not-waiting');
    expect(await work()).toBe('applied');
    expect(await runOf(importId)).toMatchObject({ status: 'applied', purpose: 'apply', created: 2, hasFile: false });
    expect([await handles(), await hasImportFile(importId)]).toEqual([['lily', 'max'], false]);
    expect(await ask(importId, 'check')).toBe('not-waiting');

    const again = await start(ROSTER);
    await work();
    expect(await runOf(again)).toMatchObject({ created: 0, unchanged: 2, look: { isRemembered: true } });
  });

  test('of a file that cannot be read fails with its reason, and a mapping mends one whose headings are unknown', async () => {
    const importId = await start('Wer,Wo\nOtto,otto\n', { options: { platform: 'instagram' } });
    expect(await work()).toBe('failed');
    expect(await runOf(importId)).toMatchObject({ status: 'failed', problemCode: 'kind_does_not_fit', hasFile: true, look: { headings: ['Wer', 'Wo'], missing: ['name'] } });
    expect(await ask(importId, 'apply')).toBe('not-waiting');
    expect(await ask(importId, 'check', { platform: 'instagram', mapping: { name: 'Wer', handle: 'Wo' } })).toBe('queued');
    expect(await work()).toBe('previewed');
    expect(await runOf(importId)).toMatchObject({ created: 1, problemCode: null, look: { mapping: { name: 'Wer', handle: 'Wo' } } });
  });

  test('with bad rows is refused whole, or good rows are taken, or the bad ones are corrected and left out in place', async () => {
    const importId = await start(WITH_BAD);
    await work();
    expect(await runOf(importId)).toMatchObject({ status: 'previewed', created: 1, rejected: 2 });
    await ask(importId, 'apply');
    expect(await work()).toBe('refused');
    expect([await handles(), (await runOf(importId)).hasFile]).toEqual([[], true]);

    await t.db.transaction().execute(async (trx) => {
      await setRowCells(trx, workspaceId, importId, 2, ['Eve', 'douyin', 'eve', '9.9k']);
      await setRowsSkipped(trx, workspaceId, importId, [3], true);
    });
    await ask(importId, 'check');
    expect(await work()).toBe('previewed');
    expect(await runOf(importId)).toMatchObject({ created: 2, rejected: 0 });
    expect(await listImportRejects(t.db, workspaceId, importId)).toEqual([]);
    await ask(importId, 'apply');
    expect(await work()).toBe('applied');
    const eve = await t.db.selectFrom('kol_account').select('followers').where('workspace_id', '=', workspaceId).where('handle', '=', 'eve').executeTakeFirst();
    expect([await handles(), eve?.followers]).toEqual([['eve', 'gil'], 9900]);
  });

  test('whose dates can be read two ways is answered once, and the answer is remembered for such files', async () => {
    const text = (name: string) => `name,platform,handle,available_from\n${name},douyin,${name},03/04/2026\n`;
    const importId = await start(text('Dora'));
    await work();
    expect(await listImportRejects(t.db, workspaceId, importId)).toMatchObject([{ code: 'ambiguous_date', value: '03/04/2026' }]);
    await ask(importId, 'check', { dateOrder: 'dmy' });
    await work();
    await ask(importId, 'apply', { dateOrder: 'dmy' });
    await work();
    const next = await start(text('Emma'));
    await work();
    expect(await runOf(next)).toMatchObject({ created: 1, rejected: 0, look: { rememberedDateOrder: 'dmy' } });
  });
});

describe('cancelling', () => {
  test('an import that waits ends it at once and forgets the file', async () => {
    const importId = await start(ROSTER);
    expect(await cancelImport(t.db, { workspaceId, importId }, doing)).toEqual({ status: 'cancelled' });
    expect([(await runOf(importId)).status, await hasImportFile(importId), await work()]).toEqual(['cancelled', false, 'idle']);
    expect(await cancelImport(t.db, { workspaceId, importId }, doing)).toEqual({ status: 'too-late' });
  });

  test('an import that runs stops it: nothing of it is written, even when it was about to finish', async () => {
    const importId = await start(ROSTER);
    await work();
    await ask(importId, 'apply');
    const asked = { done: false };
    const working = runQueuedImport(t.db, {
      maxBytes: null,
      clock: () => later(0),
      // Asked for the moment the import looks whether its worker is stopping: after its first rows.
      signal: { get aborted() { asked.done ||= (void cancelImport(t.db, { workspaceId, importId }, doing), true); return false; } } as AbortSignal,
    });
    await working;
    expect(asked.done).toBe(true);
    const run = await runOf(importId);
    expect([['cancelled', []], ['applied', ['lily', 'max']]]).toContainEqual([run.status, await handles()]);
  });

  test('wins over finishing: a run whose cancelling was accepted is never applied', async () => {
    const importId = await start(ROSTER);
    await work();
    await ask(importId, 'apply');
    await t.db.updateTable('import_run').set({ cancel_requested: true }).where('id', '=', importId).execute();
    expect(await work()).toBe('cancelled');
    expect([(await runOf(importId)).status, await handles(), await hasImportFile(importId)]).toEqual(['cancelled', [], false]);
  });
});

describe('a worker that is lost', () => {
  test('leaves an import to the next one after 30 s, and the result is as if it was done once', async () => {
    const importId = await start(ROSTER);
    await work();
    await ask(importId, 'apply');
    const lost = await claimImport(t.db, { now: NOON, maxBytes: null });
    expect(lost).toMatchObject({ importId, attempt: 1 });
    expect(await work(29)).toBe('idle');
    expect(await work(31)).toBe('applied');
    expect([await handles(), (await runOf(importId)).attempts]).toEqual([['lily', 'max'], 2]);
  });

  test('and comes back to life has lost the import: what it wrote is taken back', async () => {
    const importId = await start(ROSTER);
    await work();
    await ask(importId, 'apply');
    let taken: Promise<unknown> | null = null;
    // While the first worker stands between two pieces of the file, the second takes the import over.
    const signal = { get aborted() { taken ??= t.db.updateTable('import_run').set({ attempts: 2 }).where('id', '=', importId).execute(); return false; } } as AbortSignal;
    const slow = `${ROSTER}${Array.from({ length: 3000 }, (_, row) => `N${row},douyin,n${row},${row}`).join('\n')}\n`;
    writeFileSync(await importFilePath(importId), slow);
    expect(await work(0, signal)).toBe('lost');
    await taken;
    expect([(await runOf(importId)).status, await handles()]).toEqual(['running', []]);
  });

  test('three times is not given a fourth', async () => {
    const importId = await start(ROSTER);
    for (const seconds of [0, 31, 62]) expect(await claimImport(t.db, { now: later(seconds), maxBytes: null })).toMatchObject({ importId });
    expect(await work(93)).toBe('idle');
    expect(await runOf(importId)).toMatchObject({ status: 'failed', problemCode: 'worker_lost' });
  });

  test('because it is asked to stop puts the import back, and no attempt is counted', async () => {
    const importId = await start(ROSTER);
    expect(await work(0, AbortSignal.abort())).toBe('again');
    expect(await runOf(importId)).toMatchObject({ status: 'queued', attempts: 0 });
    expect(await work(1)).toBe('previewed');
  });
});

describe('the queue', () => {
  test('gives an import to one of many workers only', async () => {
    await start(ROSTER);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimImport(t.db, { now: NOON, maxBytes: null })));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  test('does imports of one kind one after the other, and lets small files of another kind pass', async () => {
    await start(ROSTER, { at: later(-3) });
    const second = await start(ROSTER, { at: later(-2) });
    const orders = await start('shop,order_id,placed_at,merchandise\nmain,1,2026-07-01T00:00:00Z,1.00\n', { kind: 'orders', at: later(-1) });
    await claimImport(t.db, { now: NOON, maxBytes: null });
    expect(await claimImport(t.db, { now: later(1), maxBytes: 10 })).toBeUndefined();
    expect(await claimImport(t.db, { now: later(1), maxBytes: 1000 })).toMatchObject({ importId: orders });
    expect(await claimImport(t.db, { now: later(1), maxBytes: null })).toBeUndefined();
    expect((await runOf(second)).status).toBe('queued');
  });
});

describe('what nobody comes back for', () => {
  test('is forgotten: files after a day, checks after a month; imports and what is fresh stay', async () => {
    const day = 86_400;
    const old = await start(ROSTER);
    await work();
    const applied = await start(ROSTER);
    await work();
    await ask(applied, 'apply');
    await work();
    const stray = path.join(await uploadDir(), `${randomBytes(8).toString('hex')}.part`);
    writeFileSync(stray, 'broken off');
    utimesSync(stray, NOON, NOON);
    expect(await sweepImports(t.db, { now: later(day - 60) })).toMatchObject({ checks: 0 });
    expect([await hasImportFile(old), existsSync(stray)]).toEqual([true, true]);
    await sweepImports(t.db, { now: later(day + 60) });
    expect([await hasImportFile(old), existsSync(stray), (await runOf(old)).hasFile]).toEqual([false, false, false]);
    expect(await ask(old, 'check')).toBe('not-waiting');
    expect(await sweepImports(t.db, { now: later(31 * day) })).toMatchObject({ checks: 1 });
    expect(await findImportRun(t.db, workspaceId, old)).toBeUndefined();
    expect((await runOf(applied)).status).toBe('applied');
  });
});

describe('what is remembered for files with the same headings', () => {
  const orders = (...amounts: string[]) => `order_id,placed_at,currency,merchandise\n${amounts.map((amount, place) => `N-${place},2026-07-02,CNY,"${amount}"\n`).join('')}`;

  test('is no style of numbers that a file showed of itself: the next one is asked about all the same', async () => {
    const plain = await start(orders('10.00', '12.50'), { kind: 'orders' });
    await work();
    await ask(plain, 'apply');
    expect(await work()).toBe('applied');
    await start(orders('1.234', '2.500'), { kind: 'orders' });
    await work();
    const [newest] = await t.db.selectFrom('import_run').select(['id', 'look']).where('workspace_id', '=', workspaceId).orderBy('id', 'desc').limit(1).execute();
    expect(newest?.look).toMatchObject({ rememberedNumberStyle: null });
    expect((await listImportRejects(t.db, workspaceId, newest?.id ?? '')).map(({ code }) => code)).toEqual(['ambiguous_number', 'ambiguous_number']);
  });

  test('is what a person answered', async () => {
    const asked = await start(orders('1.234'), { kind: 'orders' });
    await work();
    await ask(asked, 'apply', { numberStyle: 'comma' });
    expect(await work()).toBe('applied');
    const next = await start(orders('2.500'), { kind: 'orders' });
    await work();
    expect(await runOf(next)).toMatchObject({ rejected: 0, unchanged: 0, updated: 1, look: { rememberedNumberStyle: 'comma' } });
  });

  test('are the columns that a person put together, once the file was checked with them', async () => {
    const own = 'Wer,Wo,Konto\nLily,douyin,lily\n';
    const first = await start(own);
    expect(await work()).toBe('failed');
    const mapping = { name: 'Wer', platform: 'Wo', handle: 'Konto' };
    await ask(first, 'check', { mapping });
    expect(await work()).toBe('previewed');
    const second = await start(own);
    expect(await work()).toBe('previewed');
    expect(await runOf(second)).toMatchObject({ created: 1, look: { mapping, isRemembered: true } });
    expect(await handles()).toEqual([]);
  });
});

test('a row with two problems is one row that was not taken, wherever it is counted', async () => {
  const importId = await start('order_id,placed_at,currency,merchandise,status\n1,2026-07-02,CNY,abc,weird\n2,2026-07-02,XYZ,5,paid\n3,2026-07-02,CNY,5,paid\n', { kind: 'orders', options: { skipBadRows: true } });
  await work();
  expect(await runOf(importId)).toMatchObject({ created: 1, rejected: 2 });
  expect((await listImportRejects(t.db, workspaceId, importId)).map(({ line, code }) => [line, code])).toEqual([[2, 'not_an_amount'], [2, 'unknown_word'], [3, 'unknown_currency']]);
  await ask(importId, 'apply', { skipBadRows: true });
  await work();
  expect(await runOf(importId)).toMatchObject({ status: 'applied', created: 1, rejected: 2 });
});
