import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { migrateToLatest } from '#db/migrate.server.ts';
import { deleteWorkspace } from '#db/queries/workspace-removal.server.ts';
import type { AnchorFile } from '#app/lib/anchor-file.server.ts';
import { anchorPath, checkAnchors, readAnchors } from '#app/lib/anchor-file.server.ts';
import { anchorLedger, anchorLedgersDaily } from '#app/services/anchor-ledger.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { openLedger } from '#app/services/open-ledger.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aBookedCollaboration } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { databaseUrl, runAsAdmin } from '#tests/setup/database.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

// Anchors are files of the data folder; the portal's is not for tests.
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-anchors-'));
process.env['KOL_DATA_DIR'] = dataDir;
afterAll(() => fs.rmSync(dataDir, { recursive: true }));

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const NO_ANCHORS: AnchorFile = { anchors: [], brokenLines: [] };
const verify = (workspaceId: string, anchorFile = NO_ANCHORS) => verifyLedger(t.db, { workspaceId, anchorFile }, { now: NOON });

/** A brand with a handful of entries of every kind but approvals. */
async function aBrandWithLedger(): Promise<string> {
  const workspaceId = await aWorkspace(t.db);
  const { collaborationId } = await aBookedCollaboration(t.db, workspaceId);
  const cost = { collaborationId, kind: 'boost' as const, currency: 'CNY', incurredOn: '2026-07-01', reference: 'B-1' };
  await recordCosts(t.db, { workspaceId, costs: [{ ...cost, amountMinor: 5_000 }, { ...cost, reference: 'B-2', amountMinor: 7_000 }] }, doing);
  await recordCosts(t.db, { workspaceId, costs: [{ ...cost, amountMinor: 6_000 }] }, doing);
  await recordPayments(t.db, { workspaceId, payments: [{ collaborationId, stage: 'agreement', amountMinor: 300_000, currency: 'CNY', paidOn: '2026-07-02' }] }, doing);
  return workspaceId;
}

describe('the database itself', () => {
  let workspaceId = '';
  beforeAll(async () => {
    workspaceId = await aBrandWithLedger();
  });

  test.each([
    `update ledger_entry set reason = 'x'`, `update ledger_posting set amount_minor = 0`, 'delete from ledger_entry', 'delete from ledger_posting', 'truncate ledger_entry', 'truncate ledger_posting',
    'truncate ledger_entry, ledger_posting cascade',
  ])('refuses %s, to its superuser too, also in replication', async (statement) => {
    const { rows } = await t.pool.query<{ usesuper: boolean }>('select usesuper from pg_user where usename = current_user');
    await expect(t.pool.query(statement)).rejects.toThrow(rows[0]?.usesuper ? 'append-only' : /append-only|permission denied/);
    if (rows[0]?.usesuper) await expect(t.pool.query(`begin; set local session_replication_role = replica; ${statement}; commit`)).rejects.toThrow('append-only');
    await t.pool.query('rollback');
    expect((await verify(workspaceId)).status).toBe('holds');
  });

  test('gives nobody the right to change or remove, its owner included', async () => {
    const { rows } = await t.pool.query<{ rights: string }>(`
      select string_agg(distinct privilege_type, ', ' order by privilege_type) as rights from information_schema.role_table_grants
      where table_name in ('ledger_entry', 'ledger_posting') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`);
    expect(rows[0]?.rights).toBeNull();
  });

  test('takes no entry that does not balance, or whose postings have no entry', async () => {
    const line = (sequence: number, minor: number) => t.pool.query(
      `insert into ledger_posting select workspace_id, $2, 9, account, kol_id, collaboration_id, campaign_id, tier, $3, currency, rate, $3 from ledger_posting where workspace_id = $1 and sequence = 1 and line = 1`,
      [workspaceId, sequence, minor]);
    await expect(line(1, 5)).rejects.toThrow('does not balance');
    await expect(line(999, 0)).rejects.toThrow('is not there');
  });

  test('lets no entry be taken back twice, nor two follow one', async () => {
    const again = `insert into ledger_entry select workspace_id, 99, at, 'reversal', source_kind, source_id, actor_kind, actor_id, actor_name, reason, 2, decode(repeat('00', 32), 'hex'), hash from ledger_entry where workspace_id = $1 and sequence = 1`;
    await expect(t.pool.query(again, [workspaceId])).rejects.toThrow(/ledger_entry_workspace_id_(reverses|previous_hash)_key/);
  });
});

describe('the one door out', () => {
  const removeWorkspace = (workspaceId: string) => t.db.transaction().execute((trx) => deleteWorkspace(trx, workspaceId));
  const count = async (workspaceId: string) => (await t.db.selectFrom('ledger_entry').select('sequence').where('workspace_id', '=', workspaceId).execute()).length;
  const aDemo = () => createWorkspace(t.db, { slug: `demo-${randomInt(1e9)}`, name: 'D', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: ['shop.example'], isDemo: true }, doing);

  test('a demo goes with its ledger', async () => {
    const demo = await aDemo();
    await aBookedCollaboration(t.db, demo);
    expect(await count(demo)).toBeGreaterThan(0);
    await removeWorkspace(demo);
    expect(await count(demo)).toBe(0);
    expect(await t.db.selectFrom('workspace').select('id').where('id', '=', demo).execute()).toEqual([]);
  });

  test('a brand that has a ledger does not, however one tries; one without may', async () => {
    const brand = await aBrandWithLedger();
    const entries = await count(brand);
    await expect(removeWorkspace(brand)).rejects.toThrow('no demo is kept');
    await expect(t.pool.query('select remove_demo_ledger($1)', [brand])).rejects.toThrow('no demo is kept');
    await expect(t.pool.query('update workspace set is_demo = true where id = $1', [brand])).rejects.toThrow('a demo from the start or never');
    await expect(t.pool.query('delete from workspace where id = $1', [brand])).rejects.toThrow('the ledger of a workspace is kept');
    expect(await count(brand)).toBe(entries);
    const empty = await aWorkspace(t.db);
    await removeWorkspace(empty);
    expect(await t.db.selectFrom('workspace').select('id').where('id', '=', empty).execute()).toEqual([]);
  });
});

describe('opening a ledger', () => {
  test('takes in what was recorded before there was one, once; what is altered later is not taken for an opening', async () => {
    const workspaceId = await aWorkspace(t.db);
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, feeMinor: 800_000 });
    await aCollaboration(t.db, { workspaceId, status: 'draft' });
    expect((await verify(workspaceId)).mismatches).toHaveLength(1);
    expect(await openLedger(t.db, { now: NOON })).toBeGreaterThan(0);
    const [entry] = await t.db.selectFrom('ledger_entry').selectAll().where('workspace_id', '=', workspaceId).execute();
    expect(entry).toMatchObject({ sequence: 1, kind: 'commitment', reason: 'opening balance', actor_name: 'portal' });
    expect(await verify(workspaceId)).toMatchObject({ status: 'holds', checked: 1 });
    await t.db.updateTable('cost_item').set({ amount_minor: 900_000 }).where('collaboration_id', '=', collaborationId).execute();
    expect(await openLedger(t.db, { now: NOON })).toBe(0);
    expect(await verify(workspaceId)).toMatchObject({ status: 'broken', firstBroken: null, mismatches: [{ account: 'expense_fee', expectedMinor: 900_000, postedMinor: 800_000 }] });
  });
});

describe('what the tables say and the ledger does not', () => {
  test.each([
    ['an amount', `update cost_item set amount_minor = amount_minor + 1 where kind = 'fee'`], ['a kind', `update cost_item set kind = 'other' where kind = 'fee'`],
    ['a rate', `update cost_item set rate = 2 where kind = 'fee'`], ['a release', `update cost_item set released_minor = 1 where kind = 'fee'`],
    ['a payment put back', `update payment set status = 'planned' where status = 'paid'`], ['a payment slipped in', `update payment set status = 'paid' where stage = 'review'`],
    ['a cost taken away', `delete from cost_item where kind = 'fee'`],
  ])('%s is named', async (_, statement) => {
    const workspaceId = await aBrandWithLedger();
    expect((await verify(workspaceId)).status).toBe('holds');
    await t.pool.query(`${statement} and workspace_id = $1`, [workspaceId]);
    const verdict = await verify(workspaceId);
    expect(verdict).toMatchObject({ status: 'broken', firstBroken: null });
    expect(verdict.mismatches.length).toBeGreaterThan(0);
  });
});

/** Each is done as the superuser with the triggers off; says where the chain is broken from. */
const OTHER = `'00000000-0000-7000-8000-00000000abcd'`;
const TAMPERS: readonly (readonly [statement: string, first: (at: number, last: number) => number])[] = [
  ...[
    `at = at + interval '1 microsecond'`, `kind = case kind when 'payment' then 'approval' else 'payment' end, reverses = null`, `source_kind = case source_kind when 'cost' then 'payment' else 'cost' end`,
    `source_id = ${OTHER}`, `actor_kind = 'user'`, `actor_id = ${OTHER}`, `actor_name = actor_name || '.'`, `reason = reason || '.'`, `previous_hash = set_byte(previous_hash, 3, get_byte(previous_hash, 3) # 1)`,
    `hash = set_byte(hash, 31, get_byte(hash, 31) # 128)`, `hash = sha256(hash)`,
  ].map((change) => [`update ledger_entry set ${change} where workspace_id = $1 and sequence = $2`, (at: number) => at] as const),
  ...[
    `line = line + 7`, `account = case account when 'bank' then 'payable' else 'bank' end`, `kol_id = ${OTHER}`, `collaboration_id = ${OTHER}`, `campaign_id = ${OTHER}`, `tier = 'emerging'`,
    `amount_minor = -amount_minor, reporting_minor = -reporting_minor`, `currency = 'USD'`, `rate = 1.0000000001`, `reporting_minor = null`,
  ].map((change) => [`update ledger_posting set ${change} where workspace_id = $1 and sequence = $2`, (at: number) => at] as const),
  ['delete from ledger_entry where workspace_id = $1 and sequence = $2', (at) => at],
  ['delete from ledger_posting where workspace_id = $1 and sequence = $2', (at) => at],
  ['delete from ledger_posting where workspace_id = $1 and sequence = $2 and line = 2', (at) => at],
  [`insert into ledger_posting select workspace_id, sequence, line + 2, account, kol_id, collaboration_id, campaign_id, tier, amount_minor, currency, rate, reporting_minor from ledger_posting where workspace_id = $1 and sequence = $2`, (at) => at],
  [`update ledger_entry set sequence = sequence + 1000 where workspace_id = $1 and sequence = $2; update ledger_entry set sequence = $2 where workspace_id = $1 and sequence = $2::bigint + 1;
    update ledger_entry set sequence = sequence - 999 where workspace_id = $1 and sequence > 1000`, (at) => at],
  [`insert into ledger_entry select workspace_id, sequence + 1, at, kind, source_kind, source_id, actor_kind, actor_id, actor_name, reason, null, hash, sha256(hash || 'x') from ledger_entry e
    where workspace_id = $1 and $2::bigint > 0 and sequence = (select max(sequence) from ledger_entry m where m.workspace_id = e.workspace_id)`, (_, last) => last + 1],
  ['delete from ledger_entry where workspace_id = $1 and sequence >= $2', (at) => at],
  ['delete from ledger_posting where workspace_id = $1 and sequence >= $2; delete from ledger_entry where workspace_id = $1 and sequence >= $2', (at) => at],
];

describe('heads kept outside the database', () => {
  const fileOf = (workspaceId: string) => fs.readFileSync(anchorPath(workspaceId), 'utf8');

  test('are lines in a file, one for each head; an older table put back is found by them', async () => {
    const workspaceId = await aBrandWithLedger();
    const first = await anchorLedger(t.db, { workspaceId }, { now: NOON });
    expect(await anchorLedger(t.db, { workspaceId }, { now: NOON })).toEqual(first);
    expect(fileOf(workspaceId).trim().split('\n')).toHaveLength(1);
    const { anchors, brokenLines } = readAnchors(workspaceId);
    expect([anchors, brokenLines]).toEqual([[first], []]);
    expect((await verifyLedger(t.db, { workspaceId }, { now: NOON }))).toMatchObject({ status: 'holds', anchors: { count: 1, lastSequence: first?.sequence } });
    const beyond = { anchors: [{ workspaceId, sequence: (first?.sequence ?? 0) + 3, hash: 'a', at: NOON.toISOString() }], brokenLines: [] };
    expect((await verify(workspaceId, beyond)).firstBroken).toEqual({ sequence: (first?.sequence ?? 0) + 1, fault: 'missing' });
    expect(await anchorLedger(t.db, { workspaceId: await aWorkspace(t.db) }, { now: NOON })).toBeNull();
  });

  test('are chained and signed: a line that is altered, taken out, slipped in or cut in half is named', async () => {
    const workspaceId = await aWorkspace(t.db);
    for (const minute of [1, 2, 3]) {
      await aBookedCollaboration(t.db, workspaceId);
      await anchorLedger(t.db, { workspaceId }, { now: new Date(NOON.getTime() + minute * 60_000) });
    }
    const lines = fileOf(workspaceId).trim().split('\n');
    const broken = (changed: readonly string[]) => checkAnchors(workspaceId, changed.join('\n')).brokenLines;
    expect(broken(lines)).toEqual([]);
    expect(broken(lines.toSpliced(1, 1))).toEqual([2]);
    expect(broken(lines.with(1, lines[1]?.replace('"sequence":2', '"sequence":1') ?? ''))).toEqual([2]);
    expect(broken(lines.with(2, lines[2]?.slice(0, 40) ?? ''))).toEqual([3]);
    expect(broken(lines.toSpliced(1, 0, '{}'))).toEqual([2, 3]);
    expect(checkAnchors(await aWorkspace(t.db), lines.join('\n')).anchors).toEqual([]);
    fs.writeFileSync(anchorPath(workspaceId), lines.with(0, lines[0]?.replace('"sequence":1', '"sequence":2') ?? '').join('\n'));
    expect(await verifyLedger(t.db, { workspaceId }, { now: NOON })).toMatchObject({ status: 'broken', anchors: { brokenLines: [1] } });
  });

  test('are written daily: once a day for each ledger', async () => {
    const workspaceId = await aBrandWithLedger();
    await anchorLedgersDaily(t.db, { now: NOON });
    const lines = () => fileOf(workspaceId).trim().split('\n').length;
    expect(lines()).toBe(1);
    await aBookedCollaboration(t.db, workspaceId);
    await anchorLedgersDaily(t.db, { now: new Date(NOON.getTime() + 3_600_000) });
    expect(lines()).toBe(1);
    await anchorLedgersDaily(t.db, { now: new Date(NOON.getTime() + 86_400_000) });
    expect(lines()).toBe(2);
    expect(path.basename(anchorPath(workspaceId))).toBe(`${workspaceId}.log`);
  });
});

test('an ordinary owner of the tables, as on a server of one\'s own, can post and remove a demo, and neither change nor remove a brand\'s', async () => {
  const { rows } = await t.pool.query<{ super: boolean }>('select rolsuper as super from pg_roles where rolname = current_user');
  // Where the tests' own role is an ordinary one, all of the above has shown it.
  if (!rows[0]?.super) return;
  const role = `kol_owner_${randomInt(1e9)}`;
  const name = `kol_owned_${randomInt(1e9)}`;
  const server = inject('testServerUrl');
  await runAsAdmin(server, `create role ${role} login password 'owner'`);
  await runAsAdmin(server, `create database ${name} owner ${role}`);
  const url = new URL(databaseUrl(server, name));
  url.username = role;
  url.password = 'owner';
  const handle = openDatabase(url.toString(), { max: 2 });
  try {
    await migrateToLatest(handle.db);
    const demo = await createWorkspace(handle.db, { slug: 'demo', name: 'D', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: ['shop.example'], isDemo: true }, doing);
    const brand = await aWorkspace(handle.db);
    for (const workspaceId of [demo, brand]) await aBookedCollaboration(handle.db, workspaceId);
    for (const statement of [`update ledger_entry set reason = 'x'`, 'delete from ledger_posting', 'truncate ledger_entry']) {
      await expect(handle.pool.query(statement)).rejects.toThrow('permission denied');
    }
    await handle.db.transaction().execute((trx) => deleteWorkspace(trx, demo));
    await expect(handle.db.transaction().execute((trx) => deleteWorkspace(trx, brand))).rejects.toThrow('no demo is kept');
    await expect(handle.pool.query('delete from ledger_posting')).rejects.toThrow('permission denied');
    expect(await verifyLedger(handle.db, { workspaceId: brand, anchorFile: NO_ANCHORS }, { now: NOON })).toMatchObject({ status: 'holds', checked: 1 });
  } finally {
    await handle.close();
    await runAsAdmin(server, `drop database if exists ${name} with (force)`);
    await runAsAdmin(server, `drop role ${role}`);
  }
});

test('whatever a superuser does to the tables with the triggers off is found, and the first broken entry named', async () => {
  const workspaceId = await aBrandWithLedger();
  const head = await anchorLedger(t.db, { workspaceId }, { now: NOON });
  const last = head?.sequence ?? 0;
  const anchors = { anchors: head ? [head] : [], brokenLines: [] };
  await t.pool.query(OPEN_WIDE);
  await t.pool.query('create table kept_entry as table ledger_entry; create table kept_posting as table ledger_posting');
  let found = 0;
  for (const [statements, first] of TAMPERS) {
    for (const at of [1, Math.ceil(last / 2), last - 1]) {
      for (const statement of statements.split(';')) await t.pool.query(statement, statement.includes('$2') ? [workspaceId, at] : [workspaceId]);
      const { firstBroken } = await verify(workspaceId, anchors);
      expect(firstBroken?.sequence, `${statements} at ${at}: ${firstBroken?.fault}`).toBe(first(at, last));
      found += 1;
      await t.pool.query('delete from ledger_posting; delete from ledger_entry; insert into ledger_entry table kept_entry; insert into ledger_posting table kept_posting');
    }
  }
  expect(found).toBe(TAMPERS.length * 3);
  expect((await verify(workspaceId, anchors)).status).toBe('holds');
}, 60_000);

/** Takes every guard away that the database has: what a superuser can do. */
const OPEN_WIDE = `
  do $body$ declare held record; begin
    alter table ledger_entry disable trigger user;
    alter table ledger_posting disable trigger user;
    for held in select conrelid::regclass as place, conname from pg_constraint where conrelid in ('ledger_entry'::regclass, 'ledger_posting'::regclass) and contype in ('c', 'u') loop
      execute format('alter table %s drop constraint %I', held.place, held.conname);
    end loop;
    grant all on ledger_entry, ledger_posting to current_user;
  end $body$`;
