import { beforeAll, describe, expect, test } from 'vitest';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import { advanceCollaboration } from '#app/services/advance-collaboration.server.ts';
import { saveCollaboration } from '#app/services/save-collaboration.server.ts';
import { issueTrackingCodes } from '#app/services/issue-tracking-codes.server.ts';
import { issueTrackingCode, readTrackingCode } from '#app/domain/tracking-code.ts';
import { newId } from '#app/lib/ids.server.ts';
import { aCampaign, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
let workspaceId = '';
let campaignId = '';

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db, { allowedHosts: ['shop.example', '*.brand.example'] });
  campaignId = await aCampaign(t.db, { workspaceId });
});

const make = async (wishes: Partial<Parameters<typeof createCollaboration>[1]> = {}) => {
  const accountId = wishes.accountId ?? (await aKol(t.db, { workspaceId })).accountId;
  return await createCollaboration(t.db, { workspaceId, campaignId, accountId, ...wishes }, doing);
};

async function made(wishes: Parameters<typeof make>[0] = {}) {
  const outcome = await make(wishes);
  if (outcome.status !== 'created') throw new Error(outcome.status);
  return outcome;
}

describe('a new collaboration', () => {
  test('gets a valid tracking code, which is its coupon too, and takes flight and landing page from the campaign', async () => {
    const { collaborationId, trackingCode, coupon } = await made();
    expect(readTrackingCode(trackingCode)).toEqual({ status: 'ok', code: trackingCode });
    expect(coupon).toBe(trackingCode);
    const row = await t.db.selectFrom('collaboration').selectAll().where('id', '=', collaborationId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'draft', starts_on: '2026-06-15', ends_on: '2026-07-30', landing_url: 'https://shop.example/summer', tier: 'mid', version: 1 });
    expect(await t.db.selectFrom('tracking_code').select('collaboration_id').where('code', '=', trackingCode).execute()).toEqual([{ collaboration_id: collaborationId }]);
    const audit = await t.db.selectFrom('audit_event').select('action').where('subject_id', '=', collaborationId).execute();
    expect(audit).toEqual([{ action: 'collaboration.create' }]);
  });

  test('plans its fee as payments of 30, 40 and 30 % that sum to it exactly', async () => {
    const { collaborationId } = await made({ fee: { minor: 1_000_001, currency: 'CNY' } });
    const cost = await t.db.selectFrom('cost_item').selectAll().where('collaboration_id', '=', collaborationId).execute();
    expect(cost).toMatchObject([{ kind: 'fee', amount_minor: 1_000_001, currency: 'CNY', rate: '1.0000000000', incurred_on: null }]);
    const payments = await t.db.selectFrom('payment').selectAll().where('collaboration_id', '=', collaborationId).orderBy('stage').execute();
    expect(payments.map((row) => [row.stage, row.amount_minor, row.status])).toEqual([
      ['agreement', 300_000, 'planned'], ['publication', 400_001, 'planned'], ['review', 300_000, 'planned'],
    ]);
  });

  test('freezes the dated rate of a foreign fee, and flags it with none where no rate was given', async () => {
    await t.db.insertInto('exchange_rate').values([
      { workspace_id: workspaceId, currency: 'USD', valid_from: '2026-01-01', rate: '7.0' },
      { workspace_id: workspaceId, currency: 'USD', valid_from: '2026-07-01', rate: '7.2' },
      { workspace_id: workspaceId, currency: 'USD', valid_from: '2026-08-01', rate: '8' },
    ]).execute();
    const rateOf = async (currency: string) => {
      const { collaborationId } = await made({ fee: { minor: 100, currency } });
      return (await t.db.selectFrom('cost_item').select('rate').where('collaboration_id', '=', collaborationId).executeTakeFirstOrThrow()).rate;
    };
    expect(Number(await rateOf('USD'))).toBe(7.2);
    expect(await rateOf('EUR')).toBeNull();
  });

  test('is refused where the coupon is held by a live collaboration, whose place it names; case and blanks do not matter', async () => {
    const { accountId, handle } = await aKol(t.db, { workspaceId, platform: 'bilibili' });
    const first = await made({ accountId, coupon: ' lily15 ' });
    expect(first.coupon).toBe('LILY15');
    expect(await make({ coupon: 'Lily15' })).toMatchObject({ status: 'coupon-taken', coupon: 'LILY15', holder: { id: first.collaborationId, platform: 'bilibili', handle } });
    expect(await make({ coupon: first.trackingCode.toLowerCase() })).toMatchObject({ status: 'coupon-taken', holder: { id: first.collaborationId } });
  });

  test('may take the coupon of one that has ended', async () => {
    const first = await made({ coupon: 'SUMMER', status: 'live' });
    await advanceCollaboration(t.db, { workspaceId, collaborationId: first.collaborationId, step: 'end', reason: 'over', version: 1 }, doing);
    expect(await make({ coupon: 'summer' })).toMatchObject({ status: 'created', coupon: 'SUMMER' });
  });

  test('may lead to allowed hosts only', async () => {
    expect(await make({ landingUrl: 'https://evil.example/x' })).toEqual({ status: 'host-not-allowed', host: 'evil.example', allowedHosts: ['shop.example', '*.brand.example'] });
    expect(await make({ landingUrl: 'javascript:alert(1)' })).toMatchObject({ status: 'landing-not-a-page' });
    expect(await make({ landingUrl: 'http://a.brand.example/' })).toMatchObject({ status: 'created' });
  });

  test('is one for an account and campaign', async () => {
    const { accountId } = await aKol(t.db, { workspaceId });
    const first = await made({ accountId });
    expect(await make({ accountId })).toEqual({ status: 'already-there', collaborationId: first.collaborationId });
  });

  test('is not made for a blocked KOL, in an unknown campaign, or with a flight that ends before it starts', async () => {
    const { accountId } = await aKol(t.db, { workspaceId, status: 'blocked' });
    expect(await make({ accountId })).toEqual({ status: 'kol-blocked' });
    expect(await make({ campaignId: newId() })).toEqual({ status: 'campaign-unknown' });
    expect(await make({ accountId: newId() })).toEqual({ status: 'account-unknown' });
    expect(await make({ startsOn: '2026-07-02', endsOn: '2026-07-01' })).toEqual({ status: 'ends-before-start' });
  });

  test('made many times at once for one account is made once', async () => {
    const { accountId } = await aKol(t.db, { workspaceId });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => make({ accountId, coupon: 'RACE' })));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['already-there', 'already-there', 'already-there', 'already-there', 'already-there', 'created']);
  });
});

describe('a tracking code', () => {
  test('that was issued before, or is a live coupon, is drawn again', async () => {
    const used = await made();
    const asCoupon = issueTrackingCode(424_242);
    await made({ coupon: asCoupon });
    const payloads = [5, 5, 424_242, 6];
    await t.db.insertInto('tracking_code').values({ code: issueTrackingCode(5), workspace_id: workspaceId, collaboration_id: used.collaborationId, issued_at: NOON }).execute();
    const id = newId();
    const issued = await t.db.transaction().execute((trx) => issueTrackingCodes(trx, workspaceId, [id], NOON, () => payloads.shift() ?? 7));
    expect(issued.get(id)).toBe(issueTrackingCode(6));
  });
});

describe('a collaboration advances', () => {
  test('by the state table, with time, actor and reason, and only from the version that was read', async () => {
    const { collaborationId } = await made();
    const advance = (step: 'offer' | 'agree' | 'start' | 'resume', version: number) =>
      advanceCollaboration(t.db, { workspaceId, collaborationId, step, reason: 'signed', version }, doing);
    expect(await advance('offer', 1)).toEqual({ status: 'advanced', to: 'offered', version: 2 });
    expect(await advance('agree', 1)).toEqual({ status: 'stale', version: 2 });
    expect(await advance('resume', 2)).toEqual({ status: 'not-allowed', from: 'offered', allowed: ['agree', 'cancel'] });
    expect(await advance('agree', 2)).toEqual({ status: 'advanced', to: 'agreed', version: 3 });
    const events = await t.db.selectFrom('collaboration_event').select(['from_status', 'to_status', 'reason', 'actor_name']).where('collaboration_id', '=', collaborationId).orderBy('id').execute();
    expect(events).toEqual([
      { from_status: null, to_status: 'draft', reason: '', actor_name: 'test' },
      { from_status: 'draft', to_status: 'offered', reason: 'signed', actor_name: 'test' },
      { from_status: 'offered', to_status: 'agreed', reason: 'signed', actor_name: 'test' },
    ]);
  });

  test('but not one of another workspace', async () => {
    const { collaborationId } = await made();
    const other = await aWorkspace(t.db);
    expect(await advanceCollaboration(t.db, { workspaceId: other, collaborationId, step: 'offer', reason: 'x', version: 1 }, doing)).toEqual({ status: 'not-found' });
  });
});

test('a collaboration is changed from the version that was read, and keeps its coupon unique', async () => {
  const other = await made({ coupon: 'TAKEN' });
  const { collaborationId } = await made();
  const form = { workspaceId, collaborationId, version: 1, tier: 'top', startsOn: '2026-06-20', endsOn: '2026-07-01', coupon: 'mine', landingUrl: 'https://shop.example/b', publishedAt: NOON } as const;
  expect(await saveCollaboration(t.db, { ...form, coupon: 'taken' }, doing)).toMatchObject({ status: 'coupon-taken', holder: { id: other.collaborationId } });
  expect(await saveCollaboration(t.db, form, doing)).toEqual({ status: 'saved', version: 2 });
  expect(await saveCollaboration(t.db, form, doing)).toEqual({ status: 'stale', version: 2 });
  expect(await saveCollaboration(t.db, { ...form, version: 2 }, doing)).toEqual({ status: 'unchanged', version: 2 });
});
