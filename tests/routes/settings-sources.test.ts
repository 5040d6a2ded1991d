import { beforeEach, expect, test } from 'vitest';
import { action, loader } from '#app/routes/settings.sources/route.tsx';
import { mockServer } from '#tests/mocks/server.ts';
import type { AskedQuestion } from '#tests/mocks/youtube.ts';
import { youtubeError, youtubeVideos } from '#tests/mocks/youtube.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const KEY = 'AIzaSyA-secret-key-that-nobody-sees-0000';
let world: PortalWorld;
let worlds = 0;
beforeEach(async () => {
  world = await aPortalWorld(t.db, { orders: `sources-${worlds += 1}` });
});

const read = async () => await dataOf(loader, '/settings/sources', { cookie: world.cookies.admin });
const send = async (form: Record<string, string>) => await dataOf(action, '/settings/sources', { cookie: world.cookies.admin, form });

test('a key is stored sealed, tried, and never sent back', async () => {
  expect((await read()).source).toBeNull();
  const asked: AskedQuestion[] = [];
  mockServer.use(youtubeVideos({}, asked));
  const answers = [await send({ intent: 'connect', key: `  ${KEY} ` }), await send({ intent: 'test' }), await read()];
  expect(answers.map((answer) => ('notice' in answer ? answer.notice : null))).toEqual(['connected', 'works', null]);
  expect(asked).toMatchObject([{ key: KEY }]);
  expect((await read()).source).toMatchObject({ isOn: true, isPaused: false, lastProblem: null, lastRunAt: null, quota: { used: 1, all: 10_000 } });
  expect(JSON.stringify(answers)).not.toContain(KEY);
  const audited = await t.db.selectFrom('audit_event').select(['action', 'subject_id']).where('workspace_id', '=', world.workspaceId).where('subject_kind', '=', 'content-source').execute();
  expect(audited).toEqual([{ action: 'content-source.connect', subject_id: 'youtube' }]);
});

test('a refusal is told in a word that says what to do, and shows until it is over', async () => {
  await send({ intent: 'connect', key: KEY });
  mockServer.use(youtubeError(403, 'accessNotConfigured'));
  expect(await send({ intent: 'test' })).toEqual({ notice: null, problem: 'not-enabled', keyInvalid: false });
  expect((await read()).source).toMatchObject({ isPaused: true, lastProblem: 'not-enabled' });
  await send({ intent: 'connect', key: KEY.toLowerCase() });
  expect((await read()).source).toMatchObject({ isPaused: false, lastProblem: null, quota: { used: 0 } });
});

test('a source is switched off, on, and forgotten', async () => {
  expect(await send({ intent: 'off' })).toMatchObject({ notice: 'none' });
  expect(await send({ intent: 'test' })).toMatchObject({ notice: 'none' });
  await send({ intent: 'connect', key: KEY });
  expect(await send({ intent: 'off' })).toMatchObject({ notice: 'switchedOff' });
  expect((await read()).source).toMatchObject({ isOn: false });
  expect(await send({ intent: 'on' })).toMatchObject({ notice: 'switchedOn' });
  expect(await send({ intent: 'forget' })).toMatchObject({ notice: 'forgotten' });
  expect((await read()).source).toBeNull();
});

test('what is no key is not stored, and not sent back either', async () => {
  for (const key of ['', 'short', `${KEY} ${KEY}`, `${KEY}&x=1`]) {
    const answer = await send({ intent: 'connect', key });
    expect(answer).toEqual({ notice: null, problem: null, keyInvalid: true });
  }
  expect((await read()).source).toBeNull();
  expect(await statusOf(action, '/settings/sources', { cookie: world.cookies.admin, form: { intent: 'print' } })).toBe(400);
});

test('only administrators get here', async () => {
  for (const role of ['manager', 'content', 'finance', 'operations', 'viewer'] as const) {
    expect(await statusOf(loader, '/settings/sources', { cookie: world.cookies[role] })).toBe(403);
    const answer = await visit(action, '/settings/sources', { cookie: world.cookies[role], form: { intent: 'connect', key: KEY } });
    expect(answer instanceof Response && answer.status).toBe(403);
  }
});
