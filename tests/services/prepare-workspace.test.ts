import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const scratch = mkdtempSync(path.join(os.tmpdir(), 'kol-first-'));
// Not there yet, as on the first start beside a server of one's own.
const dataDir = path.join(scratch, 'data');
const file = path.join(dataDir, 'first-sign-in.txt');
let prepareWorkspace: typeof import('#app/services/prepare-workspace.server.ts').prepareWorkspace;
let signIn: typeof import('#app/services/sign-in.server.ts').signIn;

// The folder comes from the environment, which is read once.
beforeAll(async () => {
  vi.stubEnv('KOL_DATA_DIR', dataDir);
  vi.resetModules();
  ({ prepareWorkspace } = await import('#app/services/prepare-workspace.server.ts'));
  ({ signIn } = await import('#app/services/sign-in.server.ts'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(scratch, { recursive: true, force: true });
});

test('an empty database gets one workspace and an administrator whose password is in a file for the portal\'s user alone', async () => {
  const told = await prepareWorkspace({ db: t.db, loadsDemo: false, now: NOON });
  expect(told[0]).toBe('Sign in as admin@portal.example');
  const password = /^with the password (\S{16})$/.exec(told[1] ?? '')?.[1] ?? '';
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await signIn(t.db, { email: 'admin@portal.example', password, address: '192.0.2.1' }, { now: NOON })).toMatchObject({ status: 'signed-in' });
  expect(await t.db.selectFrom('membership').select('role').execute()).toEqual([{ role: 'admin' }]);
  expect(await t.db.selectFrom('workspace').select(['slug', 'is_demo']).execute()).toEqual([{ slug: 'main', is_demo: false }]);
});

test('a second start makes nothing new, changes no password, and repeats how to sign in until the file is removed', async () => {
  const users = await t.db.selectFrom('app_user').selectAll().execute();
  expect(await prepareWorkspace({ db: t.db, loadsDemo: true, now: NOON })).toEqual(readFileSync(file, 'utf8').trim().split('\n'));
  expect(await t.db.selectFrom('app_user').selectAll().execute()).toEqual(users);
  rmSync(file);
  expect(await prepareWorkspace({ db: t.db, loadsDemo: true, now: NOON })).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

describe('a start that died while the demo was loading', () => {
  const cut = useTestDatabase();

  test('is made good by the next: the half demo goes with its people, and everything is made anew', async () => {
    const demoId = await aWorkspace(cut.db, { isDemo: true });
    const left = await aMember(cut.db, demoId, 'manager');
    writeFileSync(path.join(dataDir, 'demo-loading'), demoId);
    expect(await prepareWorkspace({ db: cut.db, loadsDemo: false, now: NOON })).toHaveLength(2);
    expect(await cut.db.selectFrom('workspace').select('is_demo').execute()).toEqual([{ is_demo: false }]);
    expect(await cut.db.selectFrom('app_user').select('id').where('id', '=', left.id).execute()).toEqual([]);
    expect(existsSync(path.join(dataDir, 'demo-loading'))).toBe(false);
  });
});
