import { beforeAll, expect, test } from 'vitest';
import { action } from '#app/routes/api.v1.content-metrics/route.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let workspaceId: string;
let token: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  token = await anApiToken(t.db, { workspaceId, scopes: ['content:write'] });
  const campaignId = await aCampaign(t.db, { workspaceId, slug: 'summer' });
  const kol = await aKol(t.db, { workspaceId, platform: 'douyin', handle: 'lily' });
  await aCollaboration(t.db, { workspaceId, campaignId, kol });
});

const item = (change: Record<string, unknown> = {}) => ({
  platform: 'douyin', contentUrl: 'https://v.example/1', handle: 'Lily', campaign: 'summer', publishedAt: '2026-06-16T10:00:00+08:00',
  capturedAt: '2026-06-17T10:00:00+08:00', views: 1000, likes: null, ...change,
});

async function send(body: unknown, query = '', bearer = token) {
  const request = new Request(`http://portal.test/api/v1/content-metrics${query}`, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${bearer}` } });
  const response = await action({ request, params: {}, context: {} });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const snapshots = async () => await t.db.selectFrom('content_metric').select(['views', 'likes', 'source']).where('workspace_id', '=', workspaceId).orderBy('captured_at').execute();

test('snapshots are stored once, corrected by the same key, and added by another instant or source', async () => {
  expect(await send([item()])).toEqual({ status: 200, body: { created: 1, updated: 0, unchanged: 0, rejected: [] } });
  expect(await send([item()])).toMatchObject({ body: { created: 0, updated: 0, unchanged: 1 } });
  expect(await send([item({ views: 1001, handle: null, publishedAt: null })])).toMatchObject({ body: { created: 0, updated: 1, unchanged: 0 } });
  expect(await send([item({ source: 'youtube', views: 900 }), item({ capturedAt: '2026-06-18T10:00:00+08:00' })])).toMatchObject({ body: { created: 2, updated: 0 } });
  expect(await snapshots()).toHaveLength(3);
});

test('one item that does not fit means that nothing is stored, unless partial', async () => {
  const before = await snapshots();
  const batch = [
    item({ contentUrl: 'https://v.example/2' }), item({ contentUrl: 'https://v.example/3', handle: 'nobody' }), item({ contentUrl: 'https://v.example/4', publishedAt: null }),
    item({ views: 1.5 }),
  ];
  const syntax = await send(batch);
  expect(syntax).toMatchObject({ status: 422, body: { errors: [{ index: 3, field: 'views' }] } });
  const refused = await send(batch.slice(0, 3));
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map((error: { index: number; field: string; code: string }) => [error.index, error.field, error.code])).toEqual([
    [1, 'handle', 'unknown_account'], [2, 'publishedAt', 'required'],
  ]);
  expect(await snapshots()).toEqual(before);
  const partial = await send(batch, '?partial=true');
  expect(partial).toMatchObject({ status: 200, body: { created: 1, rejected: [{ index: 1 }, { index: 2 }, { index: 3 }] } });
});

test('another workspace\'s token sees none of it', async () => {
  const other = await anApiToken(t.db, { workspaceId: await aWorkspace(t.db), scopes: ['content:write'] });
  expect(await send([item()], '', other)).toMatchObject({ status: 422, body: { errors: [{ code: 'unknown_campaign' }] } });
  const readOnly = await anApiToken(t.db, { workspaceId, scopes: ['read'] });
  expect((await send([item()], '', readOnly)).status).toBe(403);
});
