import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { createDiskStore } from '#app/lib/object-store/disk-store.server.ts';
import { setObjectStore } from '#app/lib/object-store/open-store.server.ts';
import { drawPicture } from '#app/services/demo/draw-picture.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInAsset } from '#app/services/take-in-asset.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let folder = '';
let workspaceId = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kol-doctor-'));
  process.env['KOL_DATA_DIR'] = folder;
  setObjectStore(createDiskStore(path.join(folder, 'assets')));
  workspaceId = await aWorkspace(t.db);
});
afterAll(async () => {
  setObjectStore(null);
  await rm(folder, { recursive: true, force: true });
});

async function doctor(...args: string[]) {
  const out: string[] = [];
  const code = await runKol(['doctor', ...args], {
    out: async (chunk) => void out.push(String(chunk)), tell: () => undefined, readInput: async () => '', now: new Date(), open: async () => ({ db: t.db, workspace: await getWorkspace(t.db, workspaceId) }),
  });
  return { code, out: out.join('') };
}
const findings = async () => {
  const { code, out } = await doctor('--json');
  const { status, findings: found } = JSON.parse(out) as { status: string; findings: { check: string; state: string; text: string; value: number | null }[] };
  return { code, status, of: (check: string) => found.find((one) => one.check === check) };
};

test('kol doctor: 0 while the library is sound, 1 with the files named once one is gone; it leaves nothing behind', async () => {
  const file = path.join(folder, 'in.png');
  await writeFile(file, drawPicture({ width: 120, height: 160, wall: [230, 170, 150], table: [180, 120, 100], product: [90, 60, 110], shape: 'bottle', at: 0.5, sun: { x: 0.7, y: 0.2, radius: 0.1 }, brightness: 0 }));
  await takeInAsset(t.db, { workspaceId, file, fileName: 'a.png', contentId: null, collaborationId: null, kolId: null }, { now: new Date(), actor: PORTAL_ACTOR });
  const sound = await findings();
  expect(sound.of('library.storage')).toMatchObject({ state: 'ok', text: `${path.join(folder, 'assets')} is read and written` });
  expect([sound.of('library.missing')?.value, sound.of('library.orphans')?.value]).toEqual([0, 0]);
  expect(sound.of('library.space')?.value).toBeGreaterThan(0);
  expect(await readdir(path.join(folder, 'tmp', 'assets'))).toEqual([]);
  // The database of the tests runs without fsync, which is a fault where acknowledged writes matter.
  expect(sound.of('database')?.state === 'fault' ? 1 : 0).toBe(sound.code);

  const stored = path.join(folder, 'assets', workspaceId);
  const [name = ''] = (await readdir(stored)).filter((one) => /^[0-9a-f]{64}$/.test(one));
  const stray = path.join(stored, 'f'.repeat(64));
  await writeFile(stray, 'x');
  await utimes(stray, new Date(0), new Date(0));
  await rm(path.join(stored, name));
  const broken = await findings();
  expect([broken.code, broken.status]).toEqual([1, 'fault']);
  expect(broken.of('library.missing')).toMatchObject({ state: 'fault', value: 1, text: expect.stringContaining(`${workspaceId}/${name}`) });
  expect(broken.of('library.orphans')).toMatchObject({ state: 'note', value: 1 });
  expect((await doctor()).out).toMatch(/^fault {2}library\.missing {2}/m);
});

test('kol doctor: a storage that cannot be written is told, and is a fault', async () => {
  const place = path.join(folder, 'in.png', 'a file in the way');
  setObjectStore(createDiskStore(place));
  const found = await findings();
  expect(found).toMatchObject({ code: 1, status: 'fault' });
  expect(found.of('library.storage')).toMatchObject({ state: 'fault', text: expect.stringContaining(`${place} cannot be used`) });
  expect(found.of('library.missing')).toBeUndefined();
  expect((await doctor('extra')).code).toBe(2);
});
