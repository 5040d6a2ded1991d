import { delay, http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { listVideos } from '#app/integrations/youtube/client.server.ts';
import { askOutside, retryAfterMs } from '#app/lib/outbound.server.ts';
import { mockServer } from '#tests/mocks/server.ts';
import type { AskedQuestion } from '#tests/mocks/youtube.ts';
import { videoResource, YOUTUBE_ADDRESS, youtubeError, youtubeVideos } from '#tests/mocks/youtube.ts';

const NOW = new Date('2026-07-10T04:00:00Z');
const KEY = 'AIzaSyA-secret-key-that-nobody-sees-0000';
const ID = 'dQw4w9WgXcQ';
const ask = (ids: readonly string[] = [ID]) => listVideos({ key: KEY, ids }, NOW);

test('one call asks for all ids with the parts that are read, and counts come as numbers', async () => {
  const asked: AskedQuestion[] = [];
  mockServer.use(youtubeVideos({ [ID]: { views: '1085567053', likes: '12479318', comments: '2003414', publishedAt: '2009-10-25T06:57:33Z' } }, asked));
  expect(await ask([ID, 'o-YBDTqX_ZU'])).toEqual({
    status: 'answered', gone: ['o-YBDTqX_ZU'],
    videos: new Map([[ID, { id: ID, publishedAt: new Date('2009-10-25T06:57:33Z'), views: 1_085_567_053, likes: 12_479_318, comments: 2_003_414 }]]),
  });
  expect(asked).toEqual([{ ids: [ID, 'o-YBDTqX_ZU'], part: 'snippet,statistics,status', key: KEY, parameters: ['id', 'key', 'part'] }]);
});

test('a count that its owner hides is not reported, and never 0', async () => {
  mockServer.use(youtubeVideos({ [ID]: { views: '48' }, 'o-YBDTqX_ZU': { views: '0', likes: '0', comments: '0' } }));
  const answer = await ask([ID, 'o-YBDTqX_ZU']);
  expect(answer.status === 'answered' && [...answer.videos.values()].map(({ views, likes, comments }) => [views, likes, comments])).toEqual([[48, null, null], [0, 0, 0]]);
});

test.each([{ privacyStatus: 'private' }, { uploadStatus: 'deleted' }, { uploadStatus: 'rejected' }])('a video that is %j is gone', async (state) => {
  mockServer.use(youtubeVideos({ [ID]: { views: '5', ...state } }));
  expect(await ask()).toEqual({ status: 'answered', videos: new Map(), gone: [ID] });
});

test.each(['9007199254740993', '-1', '1e6', '', '12.5', '١٢'])('a count of "%s" is refused with its video, which is not taken for gone; the others are read', async (views) => {
  mockServer.use(youtubeVideos({ [ID]: { views }, 'o-YBDTqX_ZU': { views: '7' } }));
  const answer = await ask([ID, 'o-YBDTqX_ZU']);
  expect(answer).toMatchObject({ status: 'answered', gone: [] });
  expect(answer.status === 'answered' && [...answer.videos.keys()]).toEqual(['o-YBDTqX_ZU']);
});

test('the largest exact count is read exactly', async () => {
  mockServer.use(youtubeVideos({ [ID]: { views: '9007199254740991' } }));
  const answer = await ask();
  expect(answer.status === 'answered' && answer.videos.get(ID)?.views).toBe(9_007_199_254_740_991);
});

test('an item that does not say which video it is makes none of the others gone', async () => {
  mockServer.use(http.get(YOUTUBE_ADDRESS, () => HttpResponse.json({ items: [{ kind: 'youtube#video' }, videoResource(ID, { views: '1' })] })));
  expect(await ask([ID, 'o-YBDTqX_ZU'])).toMatchObject({ status: 'answered', gone: [] });
});

test.each([
  [400, 'keyInvalid', undefined, 'key-invalid'], [400, 'badRequest', 'API_KEY_INVALID', 'key-invalid'], [400, 'badRequest', undefined, 'bad-request'],
  [403, 'quotaExceeded', undefined, 'quota-exceeded'], [403, 'dailyLimitExceeded', undefined, 'quota-exceeded'], [403, 'rateLimitExceeded', undefined, 'rate-limited'],
  [403, 'accessNotConfigured', undefined, 'not-enabled'], [403, 'forbidden', 'SERVICE_DISABLED', 'not-enabled'], [403, 'forbidden', undefined, 'forbidden'],
  [403, 'forbidden', 'API_KEY_IP_ADDRESS_BLOCKED', 'forbidden'], [403, 'somethingNew', undefined, 'forbidden'], [401, 'required', undefined, 'forbidden'],
  [429, 'rateLimitExceeded', undefined, 'rate-limited'], [429, 'somethingNew', undefined, 'rate-limited'], [404, 'videoNotFound', undefined, 'bad-request'],
  [500, 'backendError', undefined, 'unavailable'], [503, 'backendError', undefined, 'unavailable'],
] as const)('%s %s %s is understood as %s', async (code, reason, details, problem) => {
  mockServer.use(youtubeError(code, reason, details === undefined ? {} : { details }));
  expect(await ask()).toEqual({ status: 'refused', problem, retryAfterMs: null });
});

test('the wish to be asked later is passed on', async () => {
  mockServer.use(youtubeError(503, 'backendError', { headers: { 'retry-after': '120' } }));
  expect(await ask()).toEqual({ status: 'refused', problem: 'unavailable', retryAfterMs: 120_000 });
  expect(retryAfterMs(new Headers({ 'retry-after': 'Fri, 10 Jul 2026 04:01:00 GMT' }), NOW)).toBe(60_000);
  expect(retryAfterMs(new Headers({ 'retry-after': 'Fri, 10 Jul 2026 03:00:00 GMT' }), NOW)).toBe(0);
  expect(retryAfterMs(new Headers({ 'retry-after': 'soon' }), NOW)).toBeNull();
});

test.each([
  ['a page instead of JSON', () => HttpResponse.html('<html>Sorry</html>')], ['JSON of another shape', () => HttpResponse.json({ hello: 1 })], ['null', () => HttpResponse.json(null)],
  ['a redirect, which is not followed', () => HttpResponse.redirect('https://elsewhere.example/?stolen')], ['more than a megabyte', () => HttpResponse.text('x'.repeat(1_100_000))],
])('%s is unreadable', async (_what, answer) => {
  mockServer.use(http.get(YOUTUBE_ADDRESS, answer));
  expect(await ask()).toEqual({ status: 'refused', problem: 'unreadable', retryAfterMs: null });
});

test('an error page that is no JSON is understood by its status', async () => {
  mockServer.use(http.get(YOUTUBE_ADDRESS, () => HttpResponse.html('<html>Bad gateway</html>', { status: 502 })));
  expect(await ask()).toEqual({ status: 'refused', problem: 'unavailable', retryAfterMs: null });
});

test('a line that breaks is told from an answer that comes too late, and neither names the address', async () => {
  mockServer.use(http.get(YOUTUBE_ADDRESS, () => HttpResponse.error()));
  expect(await ask()).toEqual({ status: 'refused', problem: 'unreachable', retryAfterMs: null });
  mockServer.use(http.get(YOUTUBE_ADDRESS, async () => { await delay(300); return HttpResponse.json({}); }));
  expect(await askOutside({ url: new URL(`${YOUTUBE_ADDRESS}?key=${KEY}`), timeoutMs: 30 })).toEqual({ status: 'failed', reason: 'timeout' });
});

test('only https without a user name is asked, and a refusal does not quote what may be a key', async () => {
  for (const address of [`http://www.googleapis.com/?key=${KEY}`, `https://u:${KEY}@www.googleapis.com/`, `file:///etc/passwd?key=${KEY}`]) {
    const refusal = await askOutside({ url: new URL(address) }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RangeError);
    expect(String(refusal)).not.toContain(KEY);
  }
});

test('more ids than a call takes, or none, is a fault of the caller', async () => {
  await expect(ask([])).rejects.toThrow(RangeError);
  await expect(ask(Array.from({ length: 51 }, (_, index) => `video-${String(index).padStart(5, '0')}`))).rejects.toThrow(RangeError);
});
