import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { endOfLink, lastDayOfLink } from '#app/domain/link-end.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { saveCollaboration } from '#app/services/save-collaboration.server.ts';
import { saveWorkspace } from '#app/services/save-workspace.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
let workspaceId: string;
let host: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  host = (await t.db.selectFrom('workspace').select('allowed_hosts').where('id', '=', workspaceId).executeTakeFirstOrThrow()).allowed_hosts[0] ?? '';
});

async function aForm() {
  const { collaborationId } = await aCollaboration(t.db, { workspaceId });
  const row = await t.db.selectFrom('collaboration').selectAll().where('id', '=', collaborationId).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ link_expires_at: null, link_fallback_url: null });
  return {
    workspaceId, collaborationId, version: row.version, tier: row.tier, startsOn: row.starts_on, endsOn: row.ends_on, coupon: row.coupon, landingUrl: row.landing_url, publishedAt: row.published_at,
  };
}

const storedOf = (collaborationId: string) =>
  t.db.selectFrom('collaboration').select(['link_expires_at', 'link_fallback_url']).where('id', '=', collaborationId).executeTakeFirstOrThrow();

test('a link ends with the last moment of its last day in the workspace\'s zone', () => {
  const end = endOfLink('2026-07-30', 'Asia/Shanghai');
  expect(end?.toISOString()).toBe('2026-07-30T16:00:00.000Z');
  expect(lastDayOfLink(end, 'Asia/Shanghai')).toBe('2026-07-30');
  expect([endOfLink('', 'Asia/Shanghai'), lastDayOfLink(null, 'Asia/Shanghai')]).toEqual([null, null]);
});

test('an end and a page for afterwards are saved, told in the audit log, left alone by other forms, and taken away again', async () => {
  const form = await aForm();
  const link = { linkExpiresAt: endOfLink('2026-07-30', 'Asia/Shanghai'), linkFallbackUrl: `https://${host}/over` };
  expect(await saveCollaboration(t.db, { ...form, ...link }, doing)).toEqual({ status: 'saved', version: form.version + 1 });
  expect(await storedOf(form.collaborationId)).toEqual({ link_expires_at: link.linkExpiresAt, link_fallback_url: link.linkFallbackUrl });
  const [entry] = await t.db.selectFrom('audit_event').select(['before', 'after']).where('subject_id', '=', form.collaborationId).where('action', '=', 'collaboration.change').execute();
  expect(entry).toEqual({ before: { link_expires_at: null, link_fallback_url: null }, after: { link_expires_at: '2026-07-30T16:00:00.000Z', link_fallback_url: link.linkFallbackUrl } });
  expect(await saveCollaboration(t.db, { ...form, version: form.version + 1 }, doing)).toMatchObject({ status: 'unchanged' });
  expect(await saveCollaboration(t.db, { ...form, version: form.version + 1, linkExpiresAt: null, linkFallbackUrl: null }, doing)).toMatchObject({ status: 'saved' });
  expect(await storedOf(form.collaborationId)).toEqual({ link_expires_at: null, link_fallback_url: null });
});

test('an expired link may only lead to an allowed host', async () => {
  const form = await aForm();
  for (const linkFallbackUrl of ['https://evil.example.net/', `https://${host}@evil.example.net/`, 'javascript:alert(1)']) {
    expect(await saveCollaboration(t.db, { ...form, linkFallbackUrl }, doing)).toMatchObject({ status: 'fallback-not-allowed' });
  }
  const workspace = await t.db.selectFrom('workspace').select(['name', 'time_zone as timeZone', 'allowed_hosts as allowedHosts']).where('id', '=', workspaceId).executeTakeFirstOrThrow();
  expect(await saveWorkspace(t.db, { workspaceId, ...workspace, fallbackUrl: 'https://evil.example.net/' }, doing)).toEqual({ status: 'fallback-not-allowed' });
  expect(await saveWorkspace(t.db, { workspaceId, ...workspace, fallbackUrl: `https://${host}/` }, doing)).toEqual({ status: 'saved' });
  expect(await saveWorkspace(t.db, { workspaceId, ...workspace, fallbackUrl: null }, doing)).toEqual({ status: 'saved' });
});
