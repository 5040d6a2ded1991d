import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
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
