import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listAssetRows } from '#db/queries/asset-list.server.ts';
import { rightsStateOn } from '#db/queries/asset-conditions.server.ts';
import { listRightsEnding } from '#db/queries/usage-rights.server.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { addDays } from '#app/domain/period.ts';
import type { UsageGrant } from '#app/domain/usage-rights.ts';
import { RIGHTS_CHANNELS, rightsAllow, rightsEnding, rightsStanding, TERRITORIES } from '#app/domain/usage-rights.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const TODAY = '2026-07-10';

test('the database and the domain say the same of rights, whatever was granted', async () => {
  const workspaceId = await aWorkspace(t.db);
  const random = createRandom('rights');
  const some = <T>(list: readonly T[]): T[] => list.filter(() => random.uniform() < 0.25);
  const near = () => addDays(TODAY, Math.floor(random.uniform() * 90) - 45);
  const assets = new Map<string, UsageGrant[]>();
  for (let made = 0; made < 120; made += 1) {
    const doing = { now: NOON, actor: PORTAL_ACTOR };
    const written = await writeAsset(t.db, { workspaceId, kind: 'text', title: `Text ${made}`, body: 'x', tags: [], language: 'en', collaborationId: null }, doing);
    if (written.status !== 'written') throw new Error(written.status);
    const grants: UsageGrant[] = [];
    for (let count = Math.floor(random.uniform() * 4); count > 0; count -= 1) {
      const [a, b] = [near(), near()].toSorted();
      const [channels, territories] = [some(RIGHTS_CHANNELS), some(TERRITORIES)];
      const grant = { channels: channels.length > 0 ? channels : ['email' as const], territories: territories.length > 0 ? territories : ['CN' as const], fromDay: a ?? TODAY, untilDay: random.uniform() < 0.2 ? null : (b ?? TODAY), isExclusive: false, creditLine: '', contractPage: '' };
      const outcome = await grantAssetRight(t.db, { workspaceId, assetId: written.assetId, known: null, grant }, doing);
      if (outcome.status === 'granted') grants.push({ ...grant, id: outcome.rightId });
    }
    assets.set(written.assetId, grants);
  }
  const { rows } = await sql<{ id: string; state: string }>`select a.id, ${rightsStateOn(TODAY)} as state from asset a where a.workspace_id = ${workspaceId}`.execute(t.db);
  expect(rows).toHaveLength(120);
  expect(rows.map(({ id, state }) => [id, state])).toEqual(rows.map(({ id }) => [id, rightsStanding(assets.get(id) ?? [], TODAY).state]));
  expect(new Set(rows.map(({ state }) => state)).size).toBe(5);
  const ending = await listRightsEnding(t.db, workspaceId, TODAY);
  const expected = rightsEnding([...assets].map(([assetId, rights]) => ({ assetId, rights })), TODAY);
  expect(ending.map(({ assetId, untilDay, daysLeft, step }) => ({ assetId, untilDay, daysLeft, step }))).toEqual(expected);
  expect(expected.length).toBeGreaterThan(5);
  expect(ending[0]).toMatchObject({ title: expect.stringMatching(/^Text /), number: expect.any(Number) });
  for (let asked = 0; asked < 60; asked += 1) {
    const usable = { channel: RIGHTS_CHANNELS[asked % RIGHTS_CHANNELS.length] ?? 'email', territory: TERRITORIES[asked % 5] ?? 'CN', on: near() };
    const found = await listAssetRows(t.db, workspaceId, { search: '', filters: {}, usable, isDeleted: false, today: TODAY }, { sort: 'created', page: null, limit: 200 });
    expect(found.rows.map(({ id }) => id).toSorted()).toEqual([...assets].filter(([, grants]) => rightsAllow(grants, usable).allowed).map(([id]) => id).toSorted());
  }
});

test('pages of the library hold every asset once, forwards and back, in either order', async () => {
  const workspaceId = await aWorkspace(t.db);
  for (let made = 0; made < 25; made += 1) {
    await writeAsset(t.db, { workspaceId, kind: 'text', title: `Text ${made}`, body: 'x', tags: [], language: 'en', collaborationId: null }, { now: new Date(NOON.getTime() + (made % 5) * 1_000), actor: PORTAL_ACTOR });
  }
  await sql`update asset set views = case when number % 3 = 0 then null else number % 4 end where workspace_id = ${workspaceId}`.execute(t.db);
  const question = { search: 'text', filters: {}, usable: null, isDeleted: false, today: TODAY };
  for (const sort of ['created', 'views'] as const) {
    const whole = (await listAssetRows(t.db, workspaceId, question, { sort, page: null, limit: 100 })).rows.map(({ id }) => id);
    const seen: string[] = [];
    let page = await listAssetRows(t.db, workspaceId, question, { sort, page: null, limit: 7 });
    for (seen.push(...page.rows.map(({ id }) => id)); page.after !== null; seen.push(...page.rows.map(({ id }) => id))) page = await listAssetRows(t.db, workspaceId, question, { sort, page: { direction: 'after', cursor: page.after }, limit: 7 });
    expect(seen).toEqual(whole);
    const back = await listAssetRows(t.db, workspaceId, question, { sort, page: { direction: 'before', cursor: page.before ?? '' }, limit: 100 });
    expect(back.rows.map(({ id }) => id)).toEqual(whole.slice(0, whole.length - page.rows.length));
  }
  expect(await listAssetRows(t.db, workspaceId, question, { sort: 'created', page: { direction: 'after', cursor: newId() }, limit: 3 })).toMatchObject({ before: null });
});
