import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readDatabase } from '#db/client.server.ts';
import { insertWorkspace } from '#db/queries/workspace.server.ts';
import { loader as csv } from '#app/routes/kols[.]csv/route.tsx';
import { loader as roster } from '#app/routes/kols._index/route.tsx';
import { aKol } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const replica = useTestDatabase();
const main = useTestDatabase();
let world: PortalWorld;

/** A replica that is behind: it knows one KOL, who has another name by now, and nobody who could sign in. */
beforeAll(async () => {
  world = await aPortalWorld(main.db);
  const { workspaceId } = world;
  await insertWorkspace(replica.db, { id: workspaceId, slug: 'behind', name: 'Brand', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: [], isDemo: false, now: NOON });
  await aKol(replica.db, { workspaceId, name: 'A moment ago', handle: 'moment' });
  vi.stubEnv('DATABASE_READ_URL', replica.url);
});
afterAll(async () => {
  await readDatabase().close();
  vi.unstubAllEnvs();
});

const namesIn = (text: string) => text.trim().split(/\r?\n/).slice(1).map((line) => line.split(',')[0]);

async function fileFor(cookie: string): Promise<Response> {
  const answer = await visit(csv, '/kols.csv', { cookie });
  if (!(answer instanceof Response)) throw new Error('the file is not a response');
  return answer;
}

test('a list as a file is read from the replica, its page from the main database', async () => {
  const cookie = world.cookies.manager;
  expect(namesIn(await (await fileFor(cookie)).text())).toEqual(['A moment ago']);
  const { rows } = await dataOf(roster, '/kols', { cookie });
  expect(rows.map(({ name }) => name)).toContain('Planted creator');
});

test('who may have it is asked of the main database: a right that was taken away is gone at once', async () => {
  const cookie = world.cookies.viewer;
  expect((await fileFor(cookie)).status).toBe(200);
  await main.db.deleteFrom('session').where('user_id', '=', world.userIds.viewer).execute();
  expect((await fileFor(cookie)).status).toBe(302);
});
