import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign } from '#tests/factories/collaboration.ts';
import type { BookedCollaboration } from '#tests/factories/ledger.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { listSignOffs } from '#db/queries/sign-off.server.ts';
import { ROLES } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { advanceCollaboration } from '#app/services/advance-collaboration.server.ts';
import { approvePayment } from '#app/services/approve-payment.server.ts';
import type { AskSignOffInput } from '#app/services/ask-sign-off.server.ts';
import { askSignOff } from '#app/services/ask-sign-off.server.ts';
import { expireSignOffs } from '#app/services/expire-sign-offs.server.ts';
import { gatherReviewFacts } from '#app/services/gather-review-facts.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { requestPayment } from '#app/services/request-payment.server.ts';
import { resetFuse } from '#app/services/reset-fuse.server.ts';
import { saveCollaboration } from '#app/services/save-collaboration.server.ts';
import { voteSignOff } from '#app/services/vote-sign-off.server.ts';

const t = useTestDatabase();
type Person = Awaited<ReturnType<typeof aMember>>;
const DAY_MS = 86_400_000;
let workspaceId: string;
let seats: { marketing: Person; finance: Person; operations: Person };
let asker: Person;
let booked: BookedCollaboration;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  seats = {
    marketing: await aMember(t.db, workspaceId, 'manager', 'marketing'), finance: await aMember(t.db, workspaceId, 'finance', 'finance'),
    operations: await aMember(t.db, workspaceId, 'operations', 'operations'),
  };
  asker = await aMember(t.db, workspaceId, 'admin');
  booked = await aBookedCollaboration(t.db, workspaceId);
});

const at = (actor: Person, now = NOON) => ({ now, actor });
const ask = (change: Partial<AskSignOffInput> = {}, now = NOON) =>
  askSignOff(t.db, { workspaceId, kind: 'fuse_reset', subjectId: booked.collaborationId, amountMinor: null, reason: 'a new script', ...change }, at(asker, now));
const vote = (requestId: string, seat: keyof typeof seats, decision: 'approve' | 'refuse' = 'approve', now = NOON) =>
  voteSignOff(t.db, { workspaceId, requestId, decision, reason: 'because' }, at(seats[seat], now));

async function asked(change: Partial<AskSignOffInput> = {}): Promise<string> {
  const outcome = await ask(change);
  if (outcome.status !== 'asked') throw new Error(outcome.status);
  return outcome.requestId;
}

async function granted(change: Partial<AskSignOffInput> = {}): Promise<string> {
  const requestId = await asked(change);
  for (const seat of ['marketing', 'finance', 'operations'] as const) await vote(requestId, seat);
  return requestId;
}

const statusOf = async (requestId: string) => (await listSignOffs(t.db, workspaceId, { id: requestId }))[0]?.status;

async function trip(): Promise<void> {
  const step = { workspace_id: workspaceId, collaboration_id: booked.collaborationId, period_number: 1, start_day: '2026-06-15', end_day: '2026-06-29', revenue_minor: 0, cost_minor: 100, policy_version: 1 };
  await t.db.insertInto('fuse_step').values({ ...step, state_after: 'tripped' }).execute();
}

describe('a request', () => {
  test('is approved by the third of three people, each with a reason; the audit log has all of them', async () => {
    const requestId = await asked();
    expect(await vote(requestId, 'finance')).toEqual({ status: 'voted', now: 'open' });
    expect(await vote(requestId, 'finance')).toEqual({ status: 'already-voted' });
    expect(await vote(requestId, 'marketing')).toEqual({ status: 'voted', now: 'open' });
    expect(await vote(requestId, 'operations')).toEqual({ status: 'voted', now: 'approved' });
    expect(await vote(requestId, 'operations')).toEqual({ status: 'not-open' });
    const audit = await t.db.selectFrom('audit_event').select('action').where('workspace_id', '=', workspaceId).where('action', 'like', 'sign-off.%').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual(['sign-off.ask', 'sign-off.approve', 'sign-off.approve', 'sign-off.approve']);
    expect((await listSignOffs(t.db, workspaceId, { status: 'approved' }))[0]).toMatchObject({ id: requestId, collaborationId: booked.collaborationId, requestedByName: asker.name });
  });

  test('takes no vote of the one who asks, whatever seat they hold; another of that seat may', async () => {
    const own = await askSignOff(t.db, { workspaceId, kind: 'fuse_reset', subjectId: booked.collaborationId, amountMinor: null, reason: 'a new script' }, at(seats.marketing));
    if (own.status !== 'asked') throw new Error(own.status);
    expect(await vote(own.requestId, 'marketing')).toEqual({ status: 'own-request' });
    await t.db.updateTable('membership').set({ seat: 'finance' }).where('user_id', '=', seats.marketing.id).execute();
    expect(await vote(own.requestId, 'marketing')).toEqual({ status: 'own-request' });
    const second = await aMember(t.db, workspaceId, 'manager', 'marketing');
    expect(await voteSignOff(t.db, { workspaceId, requestId: own.requestId, decision: 'approve', reason: 'x' }, at(second))).toEqual({ status: 'voted', now: 'open' });
    expect(await vote(own.requestId, 'finance')).toEqual({ status: 'voted', now: 'open' });
    expect(await vote(own.requestId, 'operations')).toEqual({ status: 'voted', now: 'approved' });
  });

  test('is refused by one, and may be asked again; asked twice at once it is one', async () => {
    const requestId = await asked();
    expect(await ask()).toEqual({ status: 'already-open', requestId });
    expect(await vote(requestId, 'operations', 'refuse')).toEqual({ status: 'voted', now: 'refused' });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(outcomes.filter((outcome) => outcome.status === 'asked')).toHaveLength(1);
  });

  test('takes no vote of a second holder of a seat, nor of one person in two seats', async () => {
    const requestId = await asked();
    const second = await aMember(t.db, workspaceId, 'finance', 'finance');
    await vote(requestId, 'finance');
    expect(await voteSignOff(t.db, { workspaceId, requestId, decision: 'approve', reason: 'x' }, at(second))).toEqual({ status: 'seat-taken' });
    await t.db.updateTable('membership').set({ seat: 'operations' }).where('user_id', '=', seats.finance.id).execute();
    expect(await vote(requestId, 'finance')).toEqual({ status: 'already-voted' });
  });

  test.each(ROLES)('%s without a seat has no vote', async (role) => {
    const requestId = await asked();
    const person = await aMember(t.db, workspaceId, role);
    expect(await voteSignOff(t.db, { workspaceId, requestId, decision: 'approve', reason: 'x' }, at(person))).toEqual({ status: 'no-seat' });
    expect(await voteSignOff(t.db, { workspaceId: await aWorkspace(t.db), requestId, decision: 'approve', reason: 'x' }, at(person))).toEqual({ status: 'not-found' });
  });

  test('eight racers a seat: one vote each', async () => {
    const requestId = await asked();
    const people = await Promise.all(Array.from({ length: 8 }, () => aMember(t.db, workspaceId, 'finance', 'finance')));
    const outcomes = await Promise.all(people.map((person) => voteSignOff(t.db, { workspaceId, requestId, decision: 'approve', reason: 'x' }, at(person))));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual([...Array.from({ length: 7 }, () => 'seat-taken'), 'voted']);
  });

  test('expires at its deadline, which the policy sets', async () => {
    const requestId = await asked();
    const late = new Date(NOON.getTime() + 3 * DAY_MS);
    expect(await vote(requestId, 'finance', 'approve', late)).toEqual({ status: 'expired' });
    expect(await expireSignOffs(t.db, { now: new Date(late.getTime() - 1) })).toBe(0);
    expect(await expireSignOffs(t.db, { now: late })).toBeGreaterThan(0);
    expect(await statusOf(requestId)).toBe('expired');
    expect((await ask({}, late)).status).toBe('asked');
  });

  test('is about something that exists, and names an amount where one is needed', async () => {
    expect(await ask({ subjectId: newId() })).toEqual({ status: 'subject-unknown' });
    expect(await ask({ kind: 'budget_move', subjectId: booked.campaignId })).toEqual({ status: 'amount-needed' });
    expect((await ask({ kind: 'budget_move', subjectId: booked.campaignId, amountMinor: 5 })).status).toBe('asked');
    expect(await ask({ kind: 'over_commitment', subjectId: newId() })).toEqual({ status: 'subject-unknown' });
  });
});

describe('a tripped fuse', () => {
  const cost = (amountMinor: number) => ({ collaborationId: booked.collaborationId, kind: 'boost' as const, amountMinor, currency: 'CNY', incurredOn: '2026-07-10' });
  const add = (amountMinor: number, now = new Date(NOON.getTime() + 1000)) => recordCosts(t.db, { workspaceId, costs: [cost(amountMinor)] }, at(seats.marketing, now));

  test('is reset by a sign-off alone, once, for a pilot of 5 % of the plan, and counts anew', async () => {
    const reset = () => resetFuse(t.db, { workspaceId, collaborationId: booked.collaborationId }, at(seats.marketing));
    expect(await reset()).toEqual({ status: 'not-tripped' });
    await trip();
    expect(await reset()).toEqual({ status: 'sign-off-needed' });
    expect((await add(1)).status).toBe('spending-stopped');
    const requestId = await granted();
    expect(await reset()).toEqual({ status: 'reset', resetOn: '2026-07-10', pilotMinor: 50_000 });
    expect(await statusOf(requestId)).toBe('used');
    expect(await reset()).toEqual({ status: 'not-tripped' });
    expect(await add(50_001)).toMatchObject({ status: 'spending-stopped', stop: { kind: 'pilot', leftMinor: 50_000 } });
    expect((await add(30_000)).status).toBe('recorded');
    expect(await add(20_001)).toMatchObject({ status: 'spending-stopped', stop: { kind: 'pilot', leftMinor: 20_000 } });
    expect((await add(20_000)).status).toBe('recorded');
    const facts = await gatherReviewFacts(t.db, workspaceId, '2026-07-14');
    expect(facts.collaborations.find((one) => one.id === booked.collaborationId)?.fuseResetOn).toBe('2026-07-10');
    expect(await resetFuse(t.db, { workspaceId, collaborationId: newId() }, at(seats.marketing))).toEqual({ status: 'not-found' });
  });
});

test('a payment above what was committed is approved once three people allow it, for its amount', async () => {
  const paymentId = booked.paymentIds[0];
  await t.db.updateTable('payment').set({ amount_minor: 1_200_000 }).where('id', '=', paymentId).execute();
  await requestPayment(t.db, { workspaceId, collaborationId: booked.collaborationId, stage: 'agreement' }, at(seats.marketing));
  const approve = () => approvePayment(t.db, { workspaceId, paymentId, key: newId(), steppedUpAt: NOON }, at(seats.finance));
  expect((await approve()).status).toBe('above-commitment');
  await granted({ kind: 'over_commitment', subjectId: paymentId });
  await t.db.updateTable('payment').set({ amount_minor: 1_200_001 }).where('id', '=', paymentId).execute();
  expect((await approve()).status).toBe('above-commitment');
  await t.db.updateTable('payment').set({ amount_minor: 1_200_000 }).where('id', '=', paymentId).execute();
  expect((await approve()).status).toBe('approved');
});

describe('a tier\'s share', () => {
  /** A budget of 100,000 yuan: the mid tier has 31,500 of it. */
  const aSmallCampaign = () => aCampaign(t.db, { workspaceId, budgetMinor: 10_000_000 });
  const agree = (collaborationId: string) => advanceCollaboration(t.db, { workspaceId, collaborationId, step: 'agree', reason: 'signed', version: 1 }, at(seats.marketing));

  test('is exceeded by agreeing, not by drafting: three people allow it first', async () => {
    const campaignId = await aSmallCampaign();
    await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 3_000_000 });
    const small = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 150_000, status: 'offered' });
    const large = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 160_000, status: 'offered' });
    expect((await agree(small.collaborationId)).status).toBe('advanced');
    expect(await agree(large.collaborationId)).toEqual({ status: 'sign-off-needed', kind: 'tier_share', subjectId: large.collaborationId, amountMinor: 160_000, currency: 'CNY' });
    const requestId = await granted({ kind: 'tier_share', subjectId: large.collaborationId, amountMinor: 160_000 });
    expect((await agree(large.collaborationId)).status).toBe('advanced');
    expect(await statusOf(requestId)).toBe('used');
  });

  test('is asked about when somebody moves to another tier', async () => {
    const campaignId = await aSmallCampaign();
    const { collaborationId } = await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 3_000_000 });
    const row = await t.db.selectFrom('collaboration').selectAll().where('id', '=', collaborationId).executeTakeFirstOrThrow();
    const form = { workspaceId, collaborationId, version: 1, startsOn: row.starts_on, endsOn: row.ends_on, coupon: row.coupon, landingUrl: row.landing_url, publishedAt: null };
    expect(await saveCollaboration(t.db, { ...form, tier: 'emerging' }, at(seats.marketing))).toMatchObject({ status: 'sign-off-needed', kind: 'tier_share', amountMinor: 3_000_000 });
    expect((await saveCollaboration(t.db, { ...form, tier: 'top' }, at(seats.marketing))).status).toBe('saved');
  });
});
