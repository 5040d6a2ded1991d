import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { anchorPath } from '#app/lib/anchor-file.server.ts';
import { runKol } from '#scripts/run-kol.ts';
import { aBookedCollaboration } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-anchors-'));
process.env['KOL_DATA_DIR'] = dataDir;
afterAll(() => fs.rmSync(dataDir, { recursive: true }));

const t = useTestDatabase();

async function kol(workspaceId: string, ...args: string[]) {
  const out: string[] = [];
  const told: string[] = [];
  const code = await runKol(['ledger', ...args], {
    out: async (chunk) => void out.push(String(chunk)), tell: (line) => void told.push(line), readInput: async () => '', now: NOON,
    open: async () => ({ db: t.db, workspace: await getWorkspace(t.db, workspaceId) }),
  });
  return { code, out: out.join(''), told: told.join('\n') };
}

test('kol ledger verify: 0 and the head while it holds; 1 and the first broken entry once somebody altered it', async () => {
  const workspaceId = await aWorkspace(t.db);
  expect(await kol(workspaceId, 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('The ledger holds: 0 entries') });
  expect((await kol(workspaceId, 'anchor')).out).toBe('the ledger has no entries\n');
  for (const _ of [1, 2, 3]) await aBookedCollaboration(t.db, workspaceId);
  const anchored = await kol(workspaceId, 'anchor', '--json');
  expect(JSON.parse(anchored.out)).toMatchObject({ anchor: { sequence: 3, at: NOON.toISOString() }, file: anchorPath(workspaceId) });
  expect((await kol(workspaceId, 'anchor')).out).toContain('anchored entry 3');
  const whole = await kol(workspaceId, 'verify', '--json');
  expect(whole.code).toBe(0);
  expect(JSON.parse(whole.out)).toMatchObject({ status: 'holds', checked: 3, firstBroken: null, anchors: { count: 1, lastSequence: 3 }, mismatches: [] });
  expect((await kol(workspaceId, 'verify')).out).toContain('1 anchors, the last at entry 3');

  const copy = path.join(dataDir, 'kept-elsewhere.log');
  fs.copyFileSync(anchorPath(workspaceId), copy);
  await t.pool.query('alter table ledger_entry disable trigger user; alter table ledger_posting disable trigger user; grant all on ledger_entry, ledger_posting to current_user');
  await t.pool.query(`update ledger_entry set reason = 'changed' where workspace_id = $1 and sequence = 2`, [workspaceId]);
  await t.pool.query('update cost_item set amount_minor = 1234500 where workspace_id = $1', [workspaceId]);
  const broken = await kol(workspaceId, 'verify');
  expect(broken.code).toBe(1);
  expect(broken.out).toContain('The ledger is BROKEN: 1 entries as they were written');
  expect(broken.out).toContain("First broken entry: 2 was altered, or written without the portal's key");
  expect(broken.out).toContain('expense_fee: the tables say 12345.00 CNY, the ledger 10000.00 CNY');
  await t.pool.query('delete from ledger_entry where workspace_id = $1 and sequence > 1', [workspaceId]);
  fs.rmSync(anchorPath(workspaceId));
  expect((await kol(workspaceId, 'verify', '--anchors', copy)).out).toContain('First broken entry: 2 is missing');
  fs.writeFileSync(copy, `x\n${fs.readFileSync(copy, 'utf8')}`);
  expect((await kol(workspaceId, 'verify', '--anchors', copy)).out).toContain('Altered or missing lines in the anchor file: 1');
});

test('kol ledger: anything else is a usage error', async () => {
  const workspaceId = await aWorkspace(t.db);
  expect((await kol(workspaceId)).code).toBe(2);
  expect((await kol(workspaceId, 'rewrite')).told).toContain('must be one of verify, anchor');
});
