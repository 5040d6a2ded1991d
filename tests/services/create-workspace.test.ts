import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import { allowHosts } from '#app/services/allow-hosts.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { saveWorkspace } from '#app/services/save-workspace.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const brand = { slug: 'brand', name: 'Brand', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: ['shop.example'], isDemo: false };

test('a brand starts with the default thresholds as version 1, and with a line in the audit log', async () => {
  const id = await createWorkspace(t.db, brand, doing);
  expect(await t.db.selectFrom('workspace').selectAll().where('id', '=', id).executeTakeFirst()).toMatchObject({
    slug: 'brand', reporting_currency: 'CNY', time_zone: 'Asia/Shanghai', allowed_hosts: ['shop.example'], is_demo: false, created_at: NOON,
  });
  expect(await t.db.selectFrom('policy_version').select(['version', 'body', 'published_by']).where('workspace_id', '=', id).execute()).toEqual([{ version: 1, body: DEFAULT_POLICY, published_by: null }]);
  expect(await t.db.selectFrom('audit_event').select(['action', 'subject_id']).where('workspace_id', '=', id).execute()).toEqual([{ action: 'workspace.create', subject_id: id }]);
});

test('a slug that is taken leaves nothing half made', async () => {
  const count = async () => (await t.db.selectFrom('workspace').select('id').execute()).length + (await t.db.selectFrom('policy_version').select('version').execute()).length;
  const before = await count();
  await expect(createWorkspace(t.db, brand, doing)).rejects.toThrow('workspace_slug_key');
  expect(await count()).toBe(before);
});

test('hosts that are allowed at the same time are all allowed, and take back no name that was given meanwhile', async () => {
  const id = await createWorkspace(t.db, { ...brand, slug: 'busy' }, doing);
  const hosts = Array.from({ length: 6 }, (_, index) => `shop-${index}.example`);
  await Promise.all([
    ...hosts.map((host) => allowHosts(t.db, { workspaceId: id, hosts: [host] }, doing)),
    t.db.transaction().execute(async (trx) => await saveWorkspace(trx, { workspaceId: id, name: 'Busy', timeZone: brand.timeZone, allowedHosts: [...brand.allowedHosts, ...hosts], fallbackUrl: null }, doing)),
  ]);
  const row = await t.db.selectFrom('workspace').select(['name', 'allowed_hosts']).where('id', '=', id).executeTakeFirstOrThrow();
  expect({ name: row.name, hosts: row.allowed_hosts.toSorted() }).toEqual({ name: 'Busy', hosts: [...brand.allowedHosts, ...hosts].toSorted() });
});

test('a brand whose roll-ups cannot be settled holds up no other, and is told of', async () => {
  const broken = await createWorkspace(t.db, { ...brand, slug: 'broken', timeZone: 'No/Where' }, doing);
  const sound = await createWorkspace(t.db, { ...brand, slug: 'sound' }, doing);
  await t.db.insertInto('dirty_day').values([broken, sound].map((workspace_id) => ({ workspace_id, kind: 'credit' as const, day: '2026-07-01', id: newId() }))).execute();
  await expect(settleRollups(t.db, { now: NOON })).rejects.toThrow('No/Where');
  expect(await t.db.selectFrom('dirty_day').select('kind').where('workspace_id', '=', sound).where('kind', '=', 'credit').execute()).toEqual([]);
});
