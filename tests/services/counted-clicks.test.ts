import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aClick } from '#tests/factories/click.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Policy } from '#app/domain/policy.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { publishPolicy } from '#app/services/publish-policy.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: PORTAL_ACTOR };
const DAY_MS = 86_400_000;
let workspaceId: string;
let first: string;
let second: string;

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  [first, second] = (await Promise.all([aCollaboration(t.db, { workspaceId }), aCollaboration(t.db, { workspaceId })])).map((made) => made.collaborationId) as [string, string];
  const visitorId = newId();
  const click = (collaborationId: string, daysAgo: number, automation: string | null = null) =>
    aClick(t.db, { workspaceId, collaborationId, visitorId, automation, clickedAt: new Date(NOON.getTime() - daysAgo * DAY_MS) });
  const clickId = await click(first, 5);
  await click(second, 3, 'preview');
  await click(second, 3, 'crawler');
  await click(second, 3, 'unheard of');
  await takeInOrders(t.db, { workspaceId, orders: [anOrder({ orderId: '1', placedAt: NOON, clickId })], source: 'test' }, doing);
  const days = await t.db.selectFrom('click').select('clicked_at').where('workspace_id', '=', workspaceId).execute();
  await t.db.insertInto('dirty_day').values(days.map((row) => ({ workspace_id: workspaceId, kind: 'click' as const, day: row.clicked_at.toISOString().slice(0, 10), id: newId() }))).execute();
});

async function publish(change: Partial<Policy['attribution']>): Promise<void> {
  const { version, policy } = await getPolicy(t.db, workspaceId);
  const outcome = await publishPolicy(t.db, { workspaceId, basedOn: version, policy: { ...policy, attribution: { ...policy.attribution, ...change } }, note: 'test' }, doing);
  expect(outcome.status).toBe('published');
  await settleRollups(t.db, { workspaceId, now: NOON });
}

async function everything() {
  const inOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  return {
    days: inOrder(await t.db.selectFrom('click_day').selectAll().where('workspace_id', '=', workspaceId).execute()),
    credits: inOrder(await t.db.selectFrom('order_credit').selectAll().where('workspace_id', '=', workspaceId).execute()),
    totals: inOrder(await t.db.selectFrom('credit_day').selectAll().where('workspace_id', '=', workspaceId).execute()),
    touches: inOrder(await t.db.selectFrom('order_touch').selectAll().where('workspace_id', '=', workspaceId).execute()),
  };
}

const dayOf = async (collaborationId: string) =>
  await t.db.selectFrom('click_day').select(['clicks', 'visitors', 'automated', 'crawlers', 'previews']).where('workspace_id', '=', workspaceId).where('collaboration_id', '=', collaborationId).executeTakeFirstOrThrow();
const creditedTo = async () =>
  (await t.db.selectFrom('order_credit').select('collaboration_id').where('workspace_id', '=', workspaceId).where('last_click_minor', '>', 0).execute()).map((row) => row.collaboration_id);

test('what looks automated is set apart by default, each with its label', async () => {
  await settleRollups(t.db, { workspaceId, now: NOON });
  expect(await dayOf(second)).toEqual({ clicks: 0, visitors: 0, automated: 3, crawlers: 1, previews: 1 });
  expect(await creditedTo()).toEqual([first]);
});

test('letting previews count moves clicks and credits, taking it back restores every row', async () => {
  await settleRollups(t.db, { workspaceId, now: NOON });
  const before = await everything();
  await publish({ countPreviews: true });
  expect(await dayOf(second)).toEqual({ clicks: 1, visitors: 1, automated: 2, crawlers: 1, previews: 1 });
  expect(await creditedTo()).toEqual([second]);
  await publish({ countPreviews: false });
  expect(await everything()).toEqual(before);
});

test('a policy that changes nothing about clicks counts no day again', async () => {
  const { version, policy } = await getPolicy(t.db, workspaceId);
  await publishPolicy(t.db, { workspaceId, basedOn: version, policy: { ...policy, attribution: { ...policy.attribution, couponGraceDays: 31 } }, note: 'test' }, doing);
  expect(await t.db.selectFrom('dirty_day').select('day').where('workspace_id', '=', workspaceId).where('kind', '=', 'click').execute()).toEqual([]);
});
