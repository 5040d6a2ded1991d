import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { setAssetInBin, writeAsset } from '#app/services/save-asset.server.ts';
import { settleAssets } from '#app/services/settle-assets.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { NOON } from '#tests/factories/workspace.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
let world: PortalWorld;
let formulaId = '';

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  const { workspaceId } = world;
  formulaId = await aText('=SUM(1) "quoted", and\nmore', ['精华', 'serum']);
  const grant = { channels: ['own_social' as const, 'email' as const], territories: ['CN' as const, 'HK' as const], fromDay: '2026-01-01', untilDay: '2026-12-31', isExclusive: true, creditLine: '', contractPage: '' };
  await grantAssetRight(t.db, { workspaceId, assetId: formulaId, known: null, grant }, doing);
  await setAssetInBin(t.db, { workspaceId, assetId: await aText('Binned', []), isDeleted: true }, doing);
  await settleAssets(t.db, { now: NOON, workspaceId });
});

async function aText(title: string, tags: string[]): Promise<string> {
  const written = await writeAsset(t.db, { workspaceId: world.workspaceId, kind: 'text', title, body: 'x', caption: '晚霞', tags, language: 'zh', collaborationId: null }, doing);
  if (written.status !== 'written') throw new Error(written.status);
  return written.assetId;
}

async function kol(workspaceId: string, ...args: string[]) {
  const out: string[] = [];
  const code = await runKol(['export', 'assets', ...args], {
    out: async (chunk) => void out.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')), tell: () => undefined, readInput: async () => '', now: NOON,
    open: async () => ({ db: t.db, workspace: await getWorkspace(t.db, workspaceId) }),
  });
  return { code, out: out.join('') };
}

test('kol export assets: every living asset as a line of CSV, that no spreadsheet computes, and the same as JSON', async () => {
  const { code, out } = await kol(world.workspaceId);
  expect(code).toBe(0);
  const lines = parse(out, { columns: true }) as Record<string, string>[]; // With headings each line is a record of texts.
  expect(lines.map(({ number }) => number).toSorted()).toEqual(['A-1', 'A-2']);
  expect(lines.find(({ id }) => id === formulaId)).toEqual({
    number: 'A-2', title: `'=SUM(1) "quoted", and\nmore`, kind: 'text', language: 'zh', tags: '精华;serum', caption: '晚霞', kol: '', campaign: '', platform: '', tier: '', views: '', engagement_rate: '',
    performance: 'none', media_type: '', bytes: '', width: '', height: '', sha256: '', rights: 'own_social+email CN+HK 2026-01-01..2026-12-31 exclusive', reused: '0', added_at: NOON.toISOString(), id: formulaId,
  });
  expect(lines.find(({ number }) => number === 'A-1')).toMatchObject({ title: 'Planted words', kol: 'Planted creator', campaign: 'planted', views: '50000', performance: 'low', id: world.params.get('assetId') });

  const json = await kol(world.workspaceId, '--format', 'json');
  const { items } = JSON.parse(json.out) as { items: Record<string, unknown>[] };
  expect(items.map((item) => Object.keys(item))).toEqual(items.map(() => Object.keys(lines[0] ?? {})));
  expect(items.find(({ id }) => id === formulaId)).toMatchObject({ title: '=SUM(1) "quoted", and\nmore', views: null, sha256: null, reused: 0, rights: 'own_social+email CN+HK 2026-01-01..2026-12-31 exclusive' });
  expect((await kol(world.workspaceId, '--json')).out).toBe(json.out);
});

test('kol export assets: nothing of another workspace, and a word that is no format is a usage error', async () => {
  const other = await aPortalWorld(t.db, { orders: 'theirs' });
  expect((await kol(other.workspaceId)).out).not.toContain(formulaId);
  expect(parse((await kol(other.workspaceId)).out, { columns: true })).toMatchObject([{ id: other.params.get('assetId') }]);
  expect((await kol(world.workspaceId, '--format', 'pdf')).code).toBe(2);
});
