import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role, Seat } from '#app/domain/permission.ts';
import { ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { action as vote, loader as request } from '#app/routes/sign-offs.$requestId/route.tsx';
import { loader as list } from '#app/routes/sign-offs._index/route.tsx';
import { action as ask, loader as askPage } from '#app/routes/sign-offs.new/route.tsx';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let requestId: string;
const SEATS: Partial<Record<Role, Seat>> = { manager: 'marketing', finance: 'finance', operations: 'operations' };

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  for (const [role, seat] of Object.entries(SEATS)) await t.db.updateTable('membership').set({ seat }).where('user_id', '=', world.userIds[role as Role]).execute(); // Keys of SEATS are roles.
});

beforeEach(async () => {
  await t.db.updateTable('sign_off_request').set({ status: 'refused', decided_at: new Date() }).where('workspace_id', '=', world.workspaceId).where('status', '=', 'open').execute();
  const answer = await visit(ask, `/sign-offs/new?kind=tier_share&subject=${world.params.get('collaborationId')}`, { cookie: world.cookies.admin, form: { amount: '23,456.78', reason: 'the slot is taken' } });
  requestId = (answer as Response).headers.get('location')?.split('/').pop() ?? '';
});

const give = (role: Role, form: Record<string, string>) => visit(vote, '/x', { cookie: world.cookies[role], params: { requestId }, form: { intent: 'vote', ...form } });
const see = (role: Role) => dataOf(request, '/x', { cookie: world.cookies[role], params: { requestId } });
const status = (answer: unknown) => (answer instanceof Response ? answer.status : answer);

test('three people of three seats approve, each with a reason; the third decides', async () => {
  expect(await give('manager', { decision: 'approve', reason: ' ' })).toMatchObject({ missing: { reason: true }, values: { decision: 'approve' } });
  expect(await give('manager', { reason: 'worth it' })).toMatchObject({ missing: { decision: true }, values: { reason: 'worth it' } });
  for (const role of ['manager', 'finance', 'operations'] as const) {
    expect((await see(role)).problem, role).toBeNull();
    expect(status(await give(role, { decision: 'approve', reason: `says ${role}` })), role).toBe(303);
  }
  const { found, votes } = await see('manager');
  expect(found).toMatchObject({ status: 'approved', amountMinor: 2_345_678 });
  expect(votes.map((one) => [one.seat, one.reason])).toEqual([['marketing', 'says manager'], ['finance', 'says finance'], ['operations', 'says operations']]);
  expect(await give('manager', { decision: 'refuse', reason: 'again' })).toMatchObject({ refused: 'not-open' });
});

test('one refusal refuses, and nobody votes twice', async () => {
  await give('finance', { decision: 'approve', reason: 'fine' });
  expect((await see('finance')).problem).toBe('already-voted');
  await give('operations', { decision: 'refuse', reason: 'not now' });
  expect((await see('manager')).found.status).toBe('refused');
});

test('whoever asks does not vote on it, and is told so before asking when nobody else holds the seat', async () => {
  const subject = `?kind=tier_share&subject=${world.params.get('collaborationId')}`;
  expect((await dataOf(askPage, `/x${subject}`, { cookie: world.cookies.finance })).own).toEqual({ seat: 'finance', others: 0 });
  expect((await dataOf(askPage, `/x${subject}`, { cookie: world.cookies.admin })).own).toBeNull();
  await t.db.updateTable('sign_off_request').set({ requested_by: world.userIds.finance }).where('id', '=', requestId).execute();
  expect((await see('finance')).problem).toBe('own-request');
  expect(await give('finance', { decision: 'approve', reason: 'mine' })).toMatchObject({ refused: 'own-request' });
  expect((await see('operations')).problem).toBeNull();
});

test('who holds no seat may read and not vote; amounts are for those who see costs', async () => {
  for (const role of ROLES) {
    const sees = ['manager', 'finance', 'admin'].includes(role);
    expect((await see(role)).found.amountMinor, role).toBe(sees ? 2_345_678 : null);
    const rows = (await dataOf(list, '/sign-offs', { cookie: world.cookies[role] })).rows;
    expect(rows.find((row) => row.id === requestId)?.amountMinor, role).toBe(sees ? 2_345_678 : null);
    if (SEATS[role] === undefined) expect(status(await give(role, { decision: 'approve', reason: 'me too' })), role).toBe(403);
    expect(await statusOf(askPage, `/x?kind=tier_share&subject=${world.params.get('collaborationId')}`, { cookie: world.cookies[role] }), role).toBe(sees ? 200 : 403);
  }
});

test('a request about nothing is not found, and one without amount or reason says so', async () => {
  const asked = (search: string, form: Record<string, string>) => visit(ask, `/x${search}`, { cookie: world.cookies.finance, form });
  for (const search of ['?kind=tier_share', '?kind=steal&subject=1', `?kind=tier_share&subject=${newId()}`, `?kind=over_commitment&subject=${newId()}`]) expect(status(await asked(search, { reason: 'x' })), search).toBe(404);
  expect(await asked(`?kind=budget_move&subject=${world.params.get('campaignId')}`, { amount: 'much', reason: '' })).toMatchObject({ errors: { amount: true, reason: true }, values: { amount: 'much' } });
  const payment = await asked(`?kind=over_commitment&subject=${world.params.get('paymentId')}`, { reason: 'a bonus' });
  expect(status(payment)).toBe(303);
  expect(await statusOf(request, '/x', { cookie: world.cookies.finance, params: { requestId: newId() } })).toBe(404);
});

test('a fuse is reset from an approved request only', async () => {
  expect(await visit(vote, '/x', { cookie: world.cookies.finance, params: { requestId }, form: { intent: 'reset' } })).toMatchObject({ refused: 'not-found' });
});

test('resetting is offered to those alone who may do it', async () => {
  await t.db.updateTable('sign_off_request').set({ kind: 'fuse_reset', status: 'approved', decided_at: new Date() }).where('id', '=', requestId).execute();
  for (const role of ROLES) {
    const offered = (await see(role)).canReset;
    expect([role, offered]).toEqual([role, (await statusOf(vote, '/x', { cookie: world.cookies[role], params: { requestId }, form: { intent: 'reset' } })) !== 403]);
  }
});
