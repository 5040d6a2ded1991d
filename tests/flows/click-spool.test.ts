import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { drainSpool } from '#app/server/redirect/spool/drain-spool.ts';
import { createJournal, takeOver } from '#app/server/redirect/spool/journal.ts';
import type { Journal } from '#app/server/redirect/spool/journal.ts';
import { createSpoolingClickSink } from '#app/server/redirect/spool/spooling-sink.ts';
import type { SpoolingClickSink } from '#app/server/redirect/spool/spooling-sink.ts';
import { openDatabase } from '#db/client.server.ts';
import type { DatabaseHandle } from '#db/client.server.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { copyClicks } from '#db/queries/click.server.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const now = new Date();
let workspaceId = '';
let collaborationId = '';
let folder = '';
let journal: Journal;
let opened: { sink?: SpoolingClickSink; away?: DatabaseHandle; silent?: net.Server } = {};

beforeAll(async () => {
  await ensureClickPartitions(t.db, { now });
  workspaceId = await aWorkspace(t.db);
  ({ collaborationId } = await aCollaboration(t.db, { workspaceId }));
});
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-spool-'));
  journal = createJournal(folder);
});
afterEach(async () => {
  opened.sink?.stop();
  await opened.sink?.settled();
  await opened.away?.close();
  opened.silent?.close();
  opened = {};
  await journal.seal();
  fs.rmSync(folder, { recursive: true, force: true });
});

function aClick(overrides: Partial<ClickRow> = {}): ClickRow {
  const at = new Date();
  return {
    workspaceId, clickedAt: at.toISOString(), id: newId(at.getTime()), collaborationId, visitorId: newId(), addressHash: '1', referrerHost: null, device: 'mobile',
    country: null, automation: null, ...overrides,
  };
}

/** A sink whose database refuses connections, as a stopped server does. */
function sinkWithoutDatabase(options: { lateAfterMs?: number; url?: string } = {}): SpoolingClickSink {
  opened.away = openDatabase(options.url ?? 'postgres://nobody@127.0.0.1:1/none');
  return (opened.sink = createSpoolingClickSink({ pool: opened.away.pool, db: opened.away.db, journal, ...options }));
}

const files = () => fs.readdirSync(folder).toSorted();
const drain = () => drainSpool(folder, t.db, { now: new Date() });
const countStored = async (clicks: readonly ClickRow[]) =>
  Number((await t.pool.query('select count(*) as n from click where id = any($1)', [clicks.map((click) => click.id)])).rows[0].n);

describe('clicks while the database is away', () => {
  it('are on the disk when the sink says so, and in the table once it is back, each once', async () => {
    const sink = sinkWithoutDatabase();
    const clicks = Array.from({ length: 500 }, () => aClick({ referrerHost: 'a\\b\tc\nd' }));
    await Promise.all(clicks.map((click) => sink.append(click)));
    expect(sink.spool()).toMatchObject({ databaseIsAway: true, spooled: 500 });
    await journal.seal();
    expect(await drain()).toEqual({ stored: 500, torn: 0, refused: 0 });
    expect(files()).toEqual([]);
    expect(await countStored(clicks)).toBe(500);
    const { rows } = await t.pool.query('select referrer_host from click where id = $1', [clicks[0]?.id]);
    expect(rows).toEqual([{ referrer_host: 'a\\b\tc\nd' }]);
  });

  it('do not wait for a server that takes connections and says nothing', async () => {
    opened.silent = net.createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => opened.silent?.once('listening', resolve));
    const address = opened.silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const sink = sinkWithoutDatabase({ lateAfterMs: 50, url: `postgres://nobody@127.0.0.1:${port}/none` });
    const startedAt = Date.now();
    await sink.append(aClick());
    await sink.append(aClick());
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    expect(sink.spool().spooled).toBe(2);
  });

  it('go to the table again, and the spool with them, as soon as it answers', async () => {
    const clicks = [aClick(), aClick()];
    await journal.append(clicks);
    const sink = (opened.sink = createSpoolingClickSink({ pool: t.pool, db: t.db, journal, drainEveryMs: 20 }));
    await expect.poll(() => countStored(clicks)).toBe(2);
    await expect.poll(() => sink.spool()).toMatchObject({ databaseIsAway: false, drained: 2, bytes: 0 });
    const direct = aClick();
    await sink.append(direct);
    expect(sink.spool().spooled).toBe(2);
    expect(await countStored([direct])).toBe(1);
  });

  it('that were stored after all, though that was not known in time, are counted once', async () => {
    const clicks = [aClick(), aClick()];
    await journal.append(clicks);
    await copyClicks(t.pool, clicks.slice(0, 1));
    await journal.seal();
    expect(await drain()).toMatchObject({ stored: 1 });
    expect(await countStored(clicks)).toBe(2);
  });
});

describe('orders and roll-ups behind late clicks', () => {
  it('an order that named a click while it was in the spool gets its credit when the click arrives', async () => {
    const click = aClick({ clickedAt: new Date(now.getTime() - 60_000).toISOString(), id: newId(now.getTime() - 60_000) });
    await journal.append([click]);
    await takeInOrders(t.db, { workspaceId, orders: [anOrder({ orderId: 'meanwhile', placedAt: now, clickId: click.id })], source: 'test' }, { now, actor: PORTAL_ACTOR });
    const methodOf = async () => (await t.db.selectFrom('shop_order').select('method').where('order_id', '=', 'meanwhile').executeTakeFirstOrThrow()).method;
    expect(await methodOf()).toBe('none');
    await journal.seal();
    await drain();
    expect(await methodOf()).toBe('click');
  });

  it('clicks of a day that was rolled up already are rolled up again', async () => {
    const before = new Date(now.getTime() - 3 * 86_400_000);
    await settleRollups(t.db, { workspaceId, now });
    await journal.append([aClick({ clickedAt: before.toISOString(), id: newId(before.getTime()) })]);
    await journal.seal();
    await drain();
    await settleRollups(t.db, { workspaceId, now });
    const days = await t.db.selectFrom('click_day').select(['day', 'clicks']).where('workspace_id', '=', workspaceId).orderBy('day').execute();
    expect(days[0]).toMatchObject({ clicks: 1 });
  });
});

describe('a spool that was left behind', () => {
  it('by a process that is gone is drained once it has lain idle', async () => {
    const clicks = [aClick(), aClick()];
    await journal.append(clicks);
    expect(await drain()).toMatchObject({ stored: 0 });
    expect(await drainSpool(folder, t.db, { now: new Date(Date.now() + 60_000) })).toMatchObject({ stored: 2 });
    expect(files()).toEqual([]);
  });

  it('with a torn tail loses only the torn record', async () => {
    const clicks = [aClick(), aClick(), aClick()];
    await journal.append(clicks);
    await journal.seal();
    const file = path.join(folder, files()[0] ?? '');
    fs.truncateSync(file, fs.statSync(file).size - 40);
    expect(await drain()).toEqual({ stored: 2, torn: 1, refused: 0 });
  });

  it('with a flipped byte in the middle loses only that record', async () => {
    const clicks = [aClick(), aClick(), aClick()];
    await journal.append(clicks);
    await journal.seal();
    const file = path.join(folder, files()[0] ?? '');
    const bytes = fs.readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] = 0x7e;
    fs.writeFileSync(file, bytes);
    expect(await drain()).toEqual({ stored: 2, torn: 1, refused: 0 });
  });

  it('is drained by one of several processes that try at once', async () => {
    const clicks = Array.from({ length: 100 }, () => aClick());
    await journal.append(clicks);
    await journal.seal();
    const drained = await Promise.all([drain(), drain(), drain()]);
    expect(drained.reduce((sum, { stored }) => sum + stored, 0)).toBe(100);
    expect(await countStored(clicks)).toBe(100);
  });

  it('loses nothing when it is taken from a process that is still writing', async () => {
    const clicks = Array.from({ length: 200 }, () => aClick());
    const writing = (async () => {
      for (const click of clicks) await journal.append([click]);
    })();
    for (let turn = 0; turn < 40; turn += 1) {
      for (const name of files()) if (name.endsWith('.clicks')) await takeOver(path.join(folder, name)).catch(() => undefined);
      await drain();
    }
    await writing;
    await journal.seal();
    await drain();
    expect(await countStored(clicks)).toBe(200);
  });

  it('holding a click that the database refuses stores its neighbours and keeps the click for people', async () => {
    const clicks = [aClick(), aClick({ visitorId: 'no uuid' }), aClick()];
    await journal.append(clicks);
    await journal.seal();
    expect(await drain()).toEqual({ stored: 2, torn: 0, refused: 1 });
    expect(files()).toEqual(['refused.txt']);
    expect(fs.readFileSync(path.join(folder, 'refused.txt'), 'utf8')).toContain(clicks[1]?.id);
  });

  it('holding clicks of a workspace that was removed lets them go with it', async () => {
    await journal.append([aClick({ workspaceId: newId() })]);
    await journal.seal();
    expect(await drain()).toEqual({ stored: 0, torn: 0, refused: 0 });
    expect(files()).toEqual([]);
  });
});

describe('a disk that takes nothing', () => {
  it('means that the click is refused, and that the next one is kept when there is room again', async () => {
    fs.rmSync(folder, { recursive: true });
    fs.writeFileSync(folder, 'in the way of the folder');
    const sink = sinkWithoutDatabase();
    await expect(sink.append(aClick())).rejects.toThrow('neither the database nor the disk');
    fs.rmSync(folder);
    await expect.poll(() => sink.append(aClick()).then(() => 'kept', () => 'refused'), { timeout: 5_000 }).toBe('kept');
  });
});
