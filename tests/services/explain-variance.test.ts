import { beforeEach, describe, expect, test } from 'vitest';
import { listNotesOf } from '#db/queries/variance.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { explainVariance } from '#app/services/explain-variance.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import type { VarianceRow } from '#app/services/report-variance.server.ts';
import { reportVariance, unexplained } from '#app/services/report-variance.server.ts';
import { aCampaign } from '#tests/factories/collaboration.ts';
import type { BookedCollaboration } from '#tests/factories/ledger.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const DAY_MS = 86_400_000;
let workspaceId: string;
let manager: Awaited<ReturnType<typeof aMember>>;
let booked: BookedCollaboration;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  manager = await aMember(t.db, workspaceId, 'manager');
  booked = await aBookedCollaboration(t.db, workspaceId);
});

const by = (now = NOON): Doing => ({ now, actor: manager });
const dayAfter = (days: number) => new Date(NOON.getTime() + days * DAY_MS);
const report = async (now = NOON, month: string | null = null) => await reportVariance(t.db, { workspaceId, month }, { now });
const boost = (amountMinor: number, now: Date, reference: string | null = null) =>
  recordCosts(t.db, { workspaceId, costs: [{ collaborationId: booked.collaborationId, kind: 'boost', amountMinor, currency: 'CNY', incurredOn: '2026-07-12', reference }] }, by(now));
const kol = async (now = NOON): Promise<VarianceRow> => {
  const row = (await report(now)).find((one) => one.kind === 'kol' && one.id === booked.kolId);
  if (!row) throw new Error('no such row');
  return row;
};
const explain = async (reason: string, now: Date, change: { readonly seenMinor?: number; readonly id?: string } = {}) =>
  explainVariance(t.db, { workspaceId, kind: 'kol', id: booked.kolId, tier: null, seenMinor: (await kol(now)).minor, reason, ...change }, by(now));

describe('what a KOL was first promised', () => {
  test('is what stood when the flight began, or when it was taken in; what came later is a variance', async () => {
    await boost(200_000, NOON);
    expect(await kol()).toMatchObject({ plannedMinor: 1_200_000, actualMinor: 1_200_000, minor: 0, basisPoints: 0, state: 'small', note: null });
    await boost(60_000, dayAfter(1), 'second');
    expect(await kol(dayAfter(1))).toMatchObject({ plannedMinor: 1_200_000, actualMinor: 1_260_000, minor: 60_000, basisPoints: 500, state: 'small' });
    await boost(1, dayAfter(2), 'third');
    expect(await kol(dayAfter(2))).toMatchObject({ minor: 60_001, state: 'wanted' });
  });
});

describe('a reason', () => {
  test('stands with who gave it, when, and for how much, until the variance has moved by more than five points again', async () => {
    await boost(100_000, dayAfter(1));
    expect(await explain('a second video, agreed on the phone', dayAfter(1))).toEqual({ status: 'explained' });
    expect(await kol(dayAfter(2))).toMatchObject({ state: 'given', note: { reason: 'a second video, agreed on the phone', writtenAt: dayAfter(1), writtenByName: manager.name, minor: 100_000, basisPoints: 1_000, month: '2026-07' } });
    await boost(50_000, dayAfter(3), 'more');
    expect((await kol(dayAfter(3))).state).toBe('given');
    await boost(1_000, dayAfter(4), 'still more');
    expect(await kol(dayAfter(4))).toMatchObject({ state: 'stale', basisPoints: 1_510, note: { reason: 'a second video, agreed on the phone' } });
    await explain('a third one', dayAfter(4));
    expect(await kol(dayAfter(4))).toMatchObject({ state: 'given', note: { reason: 'a third one' } });
    expect((await listNotesOf(t.db, workspaceId, { kind: 'kol', id: booked.kolId, tier: null })).map(({ reason }) => reason)).toEqual(['a third one', 'a second video, agreed on the phone']);
    const audit = await t.db.selectFrom('audit_event').select(['action', 'subject_kind', 'subject_id', 'reason', 'after']).where('workspace_id', '=', workspaceId).where('action', '=', 'variance.explain').orderBy('at').execute();
    expect(audit).toMatchObject([{ subject_kind: 'kol', subject_id: booked.kolId, reason: 'a second video, agreed on the phone', after: { variance: '1000.00', basisPoints: 1_000, currency: 'CNY' } }, { reason: 'a third one' }]);
  });

  test('is for the variance that was seen, of something that is there', async () => {
    await boost(100_000, dayAfter(1));
    expect(await explain('x', dayAfter(1), { seenMinor: 99_999 })).toMatchObject({ status: 'changed', row: { minor: 100_000 } });
    expect(await explain('x', dayAfter(1), { id: newId() })).toEqual({ status: 'not-found' });
    expect(await t.db.selectFrom('variance_note').select('id').where('workspace_id', '=', workspaceId).execute()).toEqual([]);
  });

  test('of another brand is nobody else\'s', async () => {
    const other = await aWorkspace(t.db);
    await boost(100_000, dayAfter(1));
    await explain('x', dayAfter(1));
    expect(await reportVariance(t.db, { workspaceId: other, month: null }, { now: NOON })).toEqual([]);
  });
});

describe('a campaign and its tiers', () => {
  test('want a reason above plan at any time, below it only once the campaign is over', async () => {
    const campaignId = await aCampaign(t.db, { workspaceId, budgetMinor: 1_000_000, startsOn: '2026-07-01', endsOn: '2026-07-20' });
    await aBookedCollaboration(t.db, workspaceId, { campaignId, feeMinor: 400_000 });
    const rows = async (now: Date) => (await report(now)).filter((row) => row.id === campaignId);
    expect(await rows(NOON)).toMatchObject([
      { kind: 'campaign', plannedMinor: 1_000_000, actualMinor: 400_000, basisPoints: -6_000, state: 'small' }, { kind: 'tier', tier: 'top', plannedMinor: 360_000, actualMinor: 0, state: 'small' },
      { kind: 'tier', tier: 'mid', plannedMinor: 315_000, actualMinor: 400_000, basisPoints: 2_698, state: 'wanted' }, { kind: 'tier', tier: 'emerging', state: 'small' },
    ]);
    expect(unexplained(await rows(new Date('2026-07-21T04:00:00Z'))).map(({ kind, tier }) => tier ?? kind)).toEqual(['campaign', 'top', 'mid', 'emerging']);
  });

  test('are asked for in the months in which they ran, as those ended', async () => {
    const names = async (month: string, now = new Date('2026-09-03T04:00:00Z')) => unexplained(await report(now, month)).map(({ kind, tier }) => tier ?? kind);
    expect(await names('2026-05')).toEqual([]);
    expect(await names('2026-06')).toEqual([]);
    expect(await names('2026-07')).toEqual(['campaign', 'top', 'mid', 'emerging']);
    expect(await names('2026-08')).toEqual([]);
  });
});
