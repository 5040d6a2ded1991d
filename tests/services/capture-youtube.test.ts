import { beforeEach, expect, test } from 'vitest';
import { withJobLease } from '#db/queries/job-lease.server.ts';
import { hasDirtyDays } from '#db/queries/dirty-day.server.ts';
import { testYouTubeKey } from '#app/services/ask-youtube.server.ts';
import { captureYouTube } from '#app/services/capture-youtube.server.ts';
import { connectContentSource, forgetContentSource, switchContentSource } from '#app/services/connect-content-source.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { recordContent } from '#app/services/record-content.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { mockServer } from '#tests/mocks/server.ts';
import type { AskedQuestion } from '#tests/mocks/youtube.ts';
import { youtubeError, youtubeVideos } from '#tests/mocks/youtube.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const PUBLISHED = new Date('2026-07-01T02:00:00Z');
const KEY = 'AIzaSyA-secret-key-that-nobody-sees-0000';
const hours = (count: number) => new Date(PUBLISHED.getTime() + count * 3_600_000);
let workspaceId: string;
let collaborationId: string;

beforeEach(async () => {
  await t.db.deleteFrom('content_source').execute();
  workspaceId = await aWorkspace(t.db);
  ({ collaborationId } = await aCollaboration(t.db, { workspaceId }));
  await connectContentSource(t.db, { workspaceId, kind: 'youtube', key: KEY }, { now: PUBLISHED, actor: PORTAL_ACTOR });
});

const publish = async (urls: readonly string[], publishedAt = PUBLISHED) => {
  const posts = urls.map((url) => ({ collaborationId, platform: 'youtube' as const, url, publishedAt, snapshot: null }));
  await recordContent(t.db, { workspaceId, source: 'api', posts }, { now: PUBLISHED, actor: PORTAL_ACTOR });
};
const watch = (id: string) => `https://www.youtube.com/watch?v=${id}`;
const videoId = (number: number) => `video-${String(number).padStart(5, '0')}`;
const snapshots = async () => await t.db.selectFrom('content_metric').select(['captured_at', 'source', 'definition_version', 'views', 'likes', 'comments', 'shares']).where('workspace_id', '=', workspaceId).orderBy('captured_at').execute();
const source = async () => await t.db.selectFrom('content_source').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();

test('a post is counted once a slot, at each fixed age, and the review is due', async () => {
  await publish([watch(videoId(1))]);
  await t.db.deleteFrom('dirty_day').where('workspace_id', '=', workspaceId).execute();
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '1000', likes: '10' } }));
  expect(await captureYouTube(t.db, { now: hours(24.2) })).toEqual({ asked: 1, captured: 1 });
  expect(await captureYouTube(t.db, { now: hours(24.4) })).toEqual({ asked: 0, captured: 0 });
  expect(await captureYouTube(t.db, { now: hours(168.1) })).toEqual({ asked: 1, captured: 1 });
  expect(await snapshots()).toEqual([24.2, 168.1].map((age) => ({ captured_at: hours(age), source: 'youtube-api', definition_version: '2', views: 1000, likes: 10, comments: null, shares: null })));
  expect(await hasDirtyDays(t.db, workspaceId, 'review')).toBe(true);
  expect(await source()).toMatchObject({ last_run_at: hours(168.1), last_asked: 1, last_captured: 1, last_problem: null });
});

test('fifty videos cost one unit, and a video that two posts show is asked for once', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => videoId(index));
  await publish([...ids.map(watch), `https://youtu.be/${videoId(0)}?si=x`, 'https://www.youtube.com/@a-channel']);
  const asked: AskedQuestion[] = [];
  mockServer.use(youtubeVideos(Object.fromEntries(ids.map((id) => [id, { views: '5' }])), asked));
  expect(await captureYouTube(t.db, { now: hours(1) })).toEqual({ asked: 61, captured: 61 });
  expect(asked.map((question) => question.ids.length)).toEqual([50, 10]);
  expect(await source()).toMatchObject({ quota_day: '2026-06-30', quota_used: 2 });
});

test('a video that is gone is marked since when, keeps its counts, is asked for less often, and is welcome back', async () => {
  await publish([watch(videoId(1))]);
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '1000' } }));
  await captureYouTube(t.db, { now: hours(24) });
  const asked: AskedQuestion[] = [];
  mockServer.use(youtubeVideos({}, asked));
  for (let hour = 48; hour < 168; hour += 24) await captureYouTube(t.db, { now: hours(hour) });
  const unavailable = async () => (await t.db.selectFrom('content').select('unavailable_at').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).unavailable_at;
  expect(asked).toHaveLength(1);
  expect(await unavailable()).toEqual(hours(48));
  expect(await snapshots()).toHaveLength(1);
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '2000' } }));
  await captureYouTube(t.db, { now: hours(169) });
  expect(await unavailable()).toBeNull();
  expect((await snapshots()).map((row) => row.views)).toEqual([1000, 2000]);
});

test('a video whose counts are all hidden has no snapshot, and is not gone', async () => {
  await publish([watch(videoId(1))]);
  mockServer.use(youtubeVideos({ [videoId(1)]: {} }));
  expect(await captureYouTube(t.db, { now: hours(24) })).toEqual({ asked: 1, captured: 0 });
  expect(await snapshots()).toEqual([]);
  expect(await t.db.selectFrom('content_capture').select(['outcome', 'slot_hours', 'stated_published_at']).where('workspace_id', '=', workspaceId).execute()).toEqual([{ outcome: 'nothing-reported', slot_hours: 24, stated_published_at: PUBLISHED }]);
});

test('with the quota used up nothing is asked until midnight in California', async () => {
  await publish([watch(videoId(1))]);
  const asked: string[] = [];
  mockServer.use(youtubeError(403, 'quotaExceeded', { asked }));
  await captureYouTube(t.db, { now: hours(24) });
  expect(await source()).toMatchObject({ last_problem: 'quota-exceeded', paused_until: new Date('2026-07-02T07:00:00Z') });
  await captureYouTube(t.db, { now: new Date('2026-07-02T06:59:59Z') });
  expect(asked).toHaveLength(1);
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '7' } }));
  expect(await captureYouTube(t.db, { now: new Date('2026-07-02T07:00:00Z') })).toEqual({ asked: 1, captured: 1 });
  expect(await source()).toMatchObject({ last_problem: null, paused_until: null, failures: 0, quota_day: '2026-07-02', quota_used: 1 });
});

test('the day\'s units are counted here too, so that the last one is never asked for in vain', async () => {
  await publish([watch(videoId(1))]);
  await t.db.updateTable('content_source').set({ quota_day: '2026-07-01', quota_used: 10_000 }).where('workspace_id', '=', workspaceId).execute();
  expect(await captureYouTube(t.db, { now: hours(24) })).toEqual({ asked: 0, captured: 0 });
  expect(await source()).toMatchObject({ last_problem: 'quota-exceeded', paused_until: new Date('2026-07-02T07:00:00Z'), quota_used: 10_000 });
});

test('trouble on the line is tried again, later each time, and leaves nothing half stored', async () => {
  await publish([watch(videoId(1))]);
  mockServer.use(youtubeError(503, 'backendError'));
  await captureYouTube(t.db, { now: hours(24) });
  expect(await source()).toMatchObject({ last_problem: 'unavailable', failures: 1, paused_until: new Date(hours(24).getTime() + 120_000) });
  await captureYouTube(t.db, { now: new Date(hours(24).getTime() + 120_000) });
  expect(await source()).toMatchObject({ failures: 2, paused_until: new Date(hours(24).getTime() + 360_000) });
  expect(await t.db.selectFrom('content_capture').selectAll().where('workspace_id', '=', workspaceId).execute()).toEqual([]);
});

test('two workers that run at once spend the quota of one', async () => {
  await publish([watch(videoId(1))]);
  const asked: AskedQuestion[] = [];
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '7' } }, asked));
  const worker = () => withJobLease(t.db, 'capture-youtube', () => captureYouTube(t.db, { now: hours(24) }));
  await Promise.all([worker(), worker(), worker()]);
  await worker();
  expect(asked).toHaveLength(1);
});

test('even without the lease a slot is one snapshot', async () => {
  await publish([watch(videoId(1))]);
  mockServer.use(youtubeVideos({ [videoId(1)]: { views: '7' } }));
  await Promise.all([24, 24.001, 24.002].map((age) => captureYouTube(t.db, { now: hours(age) })));
  expect(await snapshots()).toHaveLength(1);
});

test('a source that is switched off or forgotten is not asked', async () => {
  await publish([watch(videoId(1))]);
  const doing = { now: PUBLISHED, actor: PORTAL_ACTOR };
  expect(await switchContentSource(t.db, { workspaceId, kind: 'youtube', isOn: false }, doing)).toBe('done');
  expect(await captureYouTube(t.db, { now: hours(24) })).toEqual({ asked: 0, captured: 0 });
  expect(await forgetContentSource(t.db, { workspaceId, kind: 'youtube' }, doing)).toBe('done');
  expect(await forgetContentSource(t.db, { workspaceId, kind: 'youtube' }, doing)).toBe('not-found');
  expect(await switchContentSource(t.db, { workspaceId, kind: 'youtube', isOn: true }, doing)).toBe('not-found');
});

test('trying a key costs a unit and ends a pause when it works', async () => {
  mockServer.use(youtubeError(400, 'badRequest', { details: 'API_KEY_INVALID' }));
  expect(await testYouTubeKey(t.db, workspaceId, { now: hours(1) })).toEqual({ status: 'refused', problem: 'key-invalid' });
  expect(await source()).toMatchObject({ last_problem: 'key-invalid', quota_used: 1 });
  mockServer.use(youtubeVideos({}));
  expect(await testYouTubeKey(t.db, workspaceId, { now: hours(2) })).toEqual({ status: 'works' });
  expect(await source()).toMatchObject({ last_problem: null, paused_until: null, quota_used: 2 });
  expect(await testYouTubeKey(t.db, await aWorkspace(t.db), { now: hours(2) })).toEqual({ status: 'not-found' });
});

test('the key lies sealed: it is in no row of the database', async () => {
  const rows = JSON.stringify([await source(), await t.db.selectFrom('audit_event').selectAll().where('workspace_id', '=', workspaceId).execute()]);
  expect(rows).not.toContain(KEY);
  expect(rows).not.toContain(Buffer.from(KEY).toString('base64'));
});
