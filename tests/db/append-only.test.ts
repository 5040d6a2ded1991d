import { randomInt } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { deleteWorkspace } from '#db/queries/workspace-removal.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { askSignOff } from '#app/services/ask-sign-off.server.ts';
import { closePeriod } from '#app/services/close-period.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { explainVariance } from '#app/services/explain-variance.server.ts';
import { voteSignOff } from '#app/services/vote-sign-off.server.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const TABLES = ['audit_event', 'sign_off_vote', 'variance_note', 'budget_revision', 'period_close'] as const;
let brand = '';
let demo = '';

beforeAll(async () => {
  brand = await withRecords(false);
  demo = await withRecords(true);
});

/** A workspace with a row in every table. */
async function withRecords(isDemo: boolean): Promise<string> {
  const workspaceId = await createWorkspace(t.db, { slug: `kept-${randomInt(1e9)}`, name: 'K', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: ['shop.example'], isDemo }, { now: NOON, actor: PORTAL_ACTOR });
  const finance = await aMember(t.db, workspaceId, 'finance', 'finance');
  const { collaborationId, kolId, campaignId } = await aBookedCollaboration(t.db, workspaceId);
  const doing = { now: NOON, actor: finance };
  const asked = await askSignOff(t.db, { workspaceId, kind: 'fuse_reset', subjectId: collaborationId, amountMinor: null, reason: 'x' }, { now: NOON, actor: PORTAL_ACTOR });
  if (asked.status !== 'asked') throw new Error(asked.status);
  await voteSignOff(t.db, { workspaceId, requestId: asked.requestId, decision: 'approve', reason: 'x' }, doing);
  await explainVariance(t.db, { workspaceId, kind: 'kol', id: kolId, tier: null, seenMinor: 0, reason: 'x' }, doing);
  await closePeriod(t.db, { workspaceId, month: '2026-06', note: '', steppedUpAt: NOON }, doing);
  const parts = JSON.stringify({ top: 1, mid: 0, emerging: 0, reserve: 0 });
  await t.db.insertInto('budget_revision').values({ workspace_id: workspaceId, id: newId(), campaign_id: campaignId, before: parts, after: parts, moved_minor: 0, request_id: null, revised_at: NOON, revised_by: null, revised_by_name: 'x' }).execute();
  return workspaceId;
}

const rowsOf = async (table: (typeof TABLES)[number], workspaceId: string) => (await t.db.selectFrom(table).select('workspace_id').where('workspace_id', '=', workspaceId).execute()).length;
// A closing may be opened again, once; nothing else of it changes.
const UPDATES = { audit_event: 'reason = null', sign_off_vote: "reason = 'y'", variance_note: 'month = month', budget_revision: 'moved_minor = null', period_close: 'paid_minor = paid_minor + 1' } as const;
const CHANGES = TABLES.flatMap((table) => [`update ${table} set ${UPDATES[table]}`, `delete from ${table}`, `truncate ${table}`]);
const REFUSAL = /append-only|kept as it was/;

test.each(CHANGES)('the database refuses %s, to its superuser too, also in replication', async (statement) => {
  await expect(t.pool.query(statement)).rejects.toThrow(REFUSAL);
  const { rows } = await t.pool.query<{ usesuper: boolean }>('select usesuper from pg_user where usename = current_user');
  if (rows[0]?.usesuper) {
    await expect(t.pool.query(`begin; set local session_replication_role = replica; ${statement}; commit`)).rejects.toThrow(REFUSAL);
    await t.pool.query('rollback');
  }
  for (const table of TABLES) expect(await rowsOf(table, brand), table).toBeGreaterThan(0);
}, 20_000);

test('a brand cannot go without its audit log; a demo goes with it, and the guards are still there afterwards', async () => {
  await expect(t.db.transaction().execute((trx) => deleteWorkspace(trx, brand))).rejects.toThrow(/kept|append-only/);
  await t.db.transaction().execute((trx) => deleteWorkspace(trx, demo));
  for (const table of TABLES) expect([table, await rowsOf(table, demo), (await rowsOf(table, brand)) > 0]).toEqual([table, 0, true]);
  const { rows } = await t.pool.query<{ name: string; enabled: string }>(`
    select t.relname as name, string_agg(distinct g.tgenabled::text, '') as enabled from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where not g.tgisinternal and t.relnamespace = current_schema()::regnamespace and t.relname = any($1) group by 1 order by 1`, [TABLES]);
  expect(rows).toEqual(TABLES.toSorted().map((name) => ({ name, enabled: 'A' })));
});
