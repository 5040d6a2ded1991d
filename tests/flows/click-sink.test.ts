import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { createDatabaseClickSink } from '#app/server/redirect/click-sink.ts';
import type { ClickSink } from '#app/server/redirect/click-sink.ts';
import { createJournal } from '#app/server/redirect/spool/journal.ts';
import { createSpoolingClickSink } from '#app/server/redirect/spool/spooling-sink.ts';
import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { copyClicks, insertMissingClicks } from '#db/queries/click.server.ts';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
beforeAll(async () => {
  await ensureClickPartitions(t.db, { now: new Date() });
});

const folders: string[] = [];
const newFolder = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-spool-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

function aClick(overrides: Partial<ClickRow> = {}): ClickRow {
  const now = Date.now();
  return {
    workspaceId: newId(), clickedAt: new Date(now).toISOString(), id: newId(now), collaborationId: newId(), visitorId: newId(), addressHash: '9007199254740991',
    referrerHost: null, device: 'mobile', country: null, automation: null, ...overrides,
  };
}

const stored = (id: string) => t.pool.query('select * from click where id = $1', [id]).then((result) => result.rows);

/** What every place for clicks must promise. A journal or a stream adds itself to this list. */
const sinks: readonly [name: string, make: () => ClickSink][] = [
  ['PostgreSQL', () => createDatabaseClickSink(t.pool)],
  ['PostgreSQL with a spool on disk', () => createSpoolingClickSink({ pool: t.pool, db: t.db, journal: createJournal(newFolder()) })],
];

describe.each(sinks)('the click sink in %s', (_name, make) => {
  it('has stored a click when it says so', async () => {
    const click = aClick({ referrerHost: 'www.douyin.com', country: 'CN', automation: 'preview' });
    await make().append(click);
    expect(await stored(click.id)).toEqual([
      {
        workspace_id: click.workspaceId, clicked_at: new Date(click.clickedAt), id: click.id, collaboration_id: click.collaborationId, visitor_id: click.visitorId,
        address_hash: Number(click.addressHash), referrer_host: 'www.douyin.com', device: 'mobile', country: 'CN', automation: 'preview',
      },
    ]);
  });

  it('stores thousands that come at once, each exactly once', async () => {
    const sink = make();
    const clicks = Array.from({ length: 3_000 }, () => aClick());
    await Promise.all(clicks.map((click) => sink.append(click)));
    await sink.settled();
    const { rows } = await t.pool.query('select count(*) as n from click where id = any($1)', [clicks.map((click) => click.id)]);
    expect(rows[0].n).toBe(3_000);
  });

  it('keeps text as it is, whatever signs it holds', async () => {
    const click = aClick({ referrerHost: 'a\\b\tc\nd\re"\'{,}\\N', automation: '夏' });
    await make().append(click);
    expect(await stored(click.id)).toMatchObject([{ referrer_host: click.referrerHost, automation: '夏' }]);
  });

  it('refuses a click that cannot be stored, and stores its neighbours', async () => {
    const sink = make();
    const clicks = [aClick(), aClick({ visitorId: 'no uuid' }), aClick()];
    const outcomes = await Promise.allSettled(clicks.map((click) => sink.append(click)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    for (const index of [0, 2]) expect(await stored(clicks[index]?.id ?? '')).toHaveLength(1);
  });
});

describe('storing batches', () => {
  it('a batch is stored whole or not at all', async () => {
    const good = aClick();
    await expect(copyClicks(t.pool, [good, aClick({ device: 'fridge' as never })])).rejects.toMatchObject({ code: '23514' });
    expect(await stored(good.id)).toEqual([]);
  });

  it('repeating a batch that was stored after all changes nothing', async () => {
    const clicks = [aClick(), aClick()];
    await copyClicks(t.pool, clicks);
    await insertMissingClicks(t.pool, [...clicks, aClick()]);
    for (const click of clicks) expect(await stored(click.id)).toHaveLength(1);
  });

  it('a connection serves on after a failed batch', async () => {
    const click = aClick();
    await copyClicks(t.pool, [click]);
    await expect(copyClicks(t.pool, [click])).rejects.toMatchObject({ code: '23505' });
    await expect(copyClicks(t.pool, [aClick({ id: 'no uuid' })])).rejects.toThrow('invalid input syntax');
    await expect(insertMissingClicks(t.pool, [aClick({ id: 'no uuid' })])).rejects.toThrow('invalid input syntax');
    const next = aClick();
    await copyClicks(t.pool, [next]);
    expect(await stored(next.id)).toHaveLength(1);
  });
});

describe('partitions of the click table', () => {
  const names = async () => (await t.pool.query("select inhrelid::regclass::text as name from pg_inherits where inhparent = 'click'::regclass order by 1")).rows.map((row) => row.name);

  it('reach from 13 months back to 3 ahead, and are made once', async () => {
    const now = new Date('2031-01-31T23:59:59.999Z');
    const [made, again] = [await ensureClickPartitions(t.db, { now }), await ensureClickPartitions(t.db, { now })];
    expect(made).toHaveLength(17);
    expect(made[0]).toBe('click_2029_12');
    expect(made.at(-1)).toBe('click_2031_04');
    expect(again).toEqual([]);
    expect(await names()).toEqual(expect.arrayContaining(made));
  });

  it('take over the clicks that went to the default partition meanwhile', async () => {
    const click = aClick({ clickedAt: '2035-05-05T05:05:05.000Z' });
    await copyClicks(t.pool, [click]);
    await ensureClickPartitions(t.db, { now: new Date('2035-05-20T00:00:00Z') });
    const { rows } = await t.pool.query('select tableoid::regclass::text as partition from click where id = $1', [click.id]);
    expect(rows).toEqual([{ partition: 'click_2035_05' }]);
  });

  it('are made once when two processes start together', async () => {
    const now = new Date('2040-06-15T00:00:00Z');
    await Promise.all([ensureClickPartitions(t.db, { now }), ensureClickPartitions(t.db, { now })]);
    expect((await names()).filter((name: string) => name === 'click_2040_06')).toHaveLength(1);
  });
});
