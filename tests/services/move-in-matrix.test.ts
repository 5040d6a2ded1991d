import { beforeEach, describe, expect, test } from 'vitest';
import type { MatrixMoveInput } from '#app/services/move-in-matrix.server.ts';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { DEFAULT_MATRIX_PLAN } from '#app/domain/campaign.ts';
import { newId } from '#app/lib/ids.server.ts';
import { askSignOff } from '#app/services/ask-sign-off.server.ts';
import { openBooks } from '#app/services/books.server.ts';
import { changeMatrixPlan } from '#app/services/change-matrix-plan.server.ts';
import { lockTierBudget } from '#app/services/lock-tier-budget.server.ts';
import { moveInMatrix } from '#app/services/move-in-matrix.server.ts';
import { readMatrixBoard } from '#app/services/read-matrix-board.server.ts';
import { saveCampaign } from '#app/services/save-campaign.server.ts';
import { stateTargetActual } from '#app/services/state-target-actual.server.ts';
import { takeMatrixSnapshot, takeWeeklySnapshots } from '#app/services/take-matrix-snapshot.server.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'Lily' } } as const;
const slug = 'summer';
let workspaceId = '';
let campaignId = '';

/** 1,000,000 yuan: 360,000 top, 315,000 mid, 225,000 emerging. */
beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  campaignId = await aCampaign(t.db, { workspaceId, slug });
});

const move = (asked: MatrixMoveInput, confirmed: readonly string[] = []) => moveInMatrix(t.db, { workspaceId, slug, move: asked, confirmed }, doing);

async function moved(asked: MatrixMoveInput, confirmed: readonly string[] = []) {
  const outcome = await move(asked, confirmed);
  if (outcome.status !== 'moved') throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function board() {
  const campaign = await findCampaignDetail(t.db, workspaceId, slug);
  if (!campaign) throw new Error('no campaign');
  return (await readMatrixBoard(t.db, await openBooks(t.db, workspaceId, NOON), campaign)).board;
}

const seats = async () => Object.fromEntries((await board()).seats.map((seat) => [seat.kolName, `${seat.tier} ${seat.slot} ${seat.status}`]));
const onBench = (name: string, changes: Partial<Parameters<typeof aKol>[1]> = {}) => aKol(t.db, { workspaceId, name, status: 'bench', priceMinor: 5_000_000, ...changes });
const seated = (name: string, changes: Partial<Parameters<typeof aCollaboration>[1]> = {}) => aKol(t.db, { workspaceId, name, tier: changes.tier ?? 'mid' }).then((kol) => aCollaboration(t.db, { workspaceId, campaignId, kol, ...changes }));
const statusOf = async (kolId: string) => (await t.db.selectFrom('kol').select('status').where('id', '=', kolId).executeTakeFirstOrThrow()).status;
const place = (kolId: string, slot = 1, tier: 'top' | 'mid' | 'emerging' = 'mid', fee: { minor: number; currency: string } | null | undefined = undefined): MatrixMoveInput => (
  { kind: 'place', kolId, tier, slot, ...(fee === undefined ? {} : { fee }) });
const shift = (one: { collaborationId: string }, fromSlot: number, tier: 'top' | 'mid' | 'emerging', slot: number, occupantId: string | null = null, version = 1): MatrixMoveInput => (
  { kind: 'shift', collaborationId: one.collaborationId, version, fromSlot, tier, slot, occupantId });

describe('from the bench into a slot', () => {
  test('drafts a collaboration with its own code and coupon at the asked price, takes the KOL off the bench and is audited', async () => {
    const mei = await onBench('Mei');
    const outcome = await moved(place(mei.kolId, 3));
    const row = await t.db.selectFrom('collaboration').selectAll().where('id', '=', outcome.collaborationId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'draft', tier: 'mid', starts_on: '2026-07-10', ends_on: '2026-07-30', kol_id: mei.kolId });
    expect(row.coupon).toBe(row.tracking_code);
    expect(await t.db.selectFrom('cost_item').select('amount_minor').where('collaboration_id', '=', row.id).execute()).toEqual([{ amount_minor: 5_000_000 }]);
    expect([await seats(), await statusOf(mei.kolId)]).toEqual([{ Mei: 'mid 3 draft' }, 'active']);
    const audit = await t.db.selectFrom('audit_event').select(['action', 'actor_name', 'after']).where('subject_id', '=', campaignId).execute();
    expect(audit).toMatchObject([{ action: 'matrix.place', actor_name: 'Lily', after: { collaborationId: row.id, tier: 'mid', slot: 3, fee: '50000.00 CNY' } }]);
  });

  test('taken back it leaves no money, and the KOL is on the bench again', async () => {
    const mei = await onBench('Mei');
    const { undo } = await moved(place(mei.kolId));
    if (!undo) throw new Error('no way back');
    expect(await moved(undo)).toMatchObject({ kind: 'bench', undo: null });
    expect([await seats(), await statusOf(mei.kolId)]).toEqual([{}, 'bench']);
  });

  test('somebody of the roster who was not on the bench is not there after it is taken back', async () => {
    const rose = await aKol(t.db, { workspaceId, name: 'Rose', status: 'active' });
    const { undo } = await moved(place(rose.kolId));
    if (!undo) throw new Error('no way back');
    await moved(undo);
    expect(await statusOf(rose.kolId)).toBe('active');
  });

  test('above the tier\'s share it asks first, and drafts once that is confirmed', async () => {
    const dear = await onBench('Dear', { priceMinor: 40_000_000 });
    expect(await move(place(dear.kolId))).toMatchObject({ status: 'to-confirm', findings: [{ code: 'tier_share', afterMinor: 40_000_000, plannedMinor: 31_500_000 }, { code: 'price' }, { severity: 'fine' }] });
    expect(await seats()).toEqual({});
    await moved(place(dear.kolId), ['tier_share', 'price']);
    expect(await seats()).toEqual({ Dear: 'mid 1 draft' });
  });

  test('a fee of one\'s own, none at all, and what the rules forbid', async () => {
    const [mei, rival] = [await onBench('Mei'), await onBench('Rival')];
    await t.db.updateTable('kol').set({ exclusive_with: 'Other brand' }).where('id', '=', rival.kolId).execute();
    expect(await move(place(rival.kolId))).toMatchObject({ status: 'forbidden', findings: [{ code: 'exclusive', brand: 'Other brand' }, {}, {}, {}] });
    expect(await move(place(mei.kolId, 1, 'mid', null))).toMatchObject({ status: 'to-confirm' });
    await moved(place(mei.kolId, 1, 'mid', { minor: 123_400, currency: 'CNY' }));
    expect((await board()).seats).toMatchObject([{ fee: { minor: 123_400, currency: 'CNY' } }]);
    expect(await move(place(newId(), 2))).toEqual({ status: 'kol-unknown' });
    expect(await moveInMatrix(t.db, { workspaceId, slug: 'nowhere', move: place(mei.kolId), confirmed: [] }, doing)).toEqual({ status: 'campaign-unknown' });
  });

  test('two into one slot at the same time: one has it, the other is told who', async () => {
    const [mei, wen] = [await onBench('Mei'), await onBench('Wen')];
    const outcomes = await Promise.all([move(place(mei.kolId, 2)), move(place(wen.kolId, 2))]);
    const [first, second] = outcomes.toSorted((a) => (a.status === 'moved' ? -1 : 1));
    expect(first).toMatchObject({ status: 'moved' });
    expect(second).toEqual({ status: 'stale', changes: [{ code: 'occupied', name: first?.status === 'moved' ? first.name : '' }] });
    expect(Object.values(await seats())).toEqual(['mid 2 draft']);
    expect(await t.db.selectFrom('collaboration').select('id').where('workspace_id', '=', workspaceId).execute()).toHaveLength(1);
  });

  test('what lies beyond the board refuses it, and nothing is left behind', async () => {
    const mei = await onBench('Mei');
    await t.db.updateTable('campaign').set({ landing_url: null }).where('id', '=', campaignId).execute();
    expect(await move(place(mei.kolId))).toEqual({ status: 'refused', problem: 'landing-missing' });
    const bare = await onBench('Bare');
    await t.db.deleteFrom('kol_account').where('kol_id', '=', bare.kolId).execute();
    expect(await move(place(bare.kolId))).toEqual({ status: 'refused', problem: 'account-unknown' });
    expect([await seats(), await statusOf(mei.kolId)]).toEqual([{}, 'bench']);
  });
});

describe('back to the bench', () => {
  test('an offer is cancelled with its reason, a live one is not, and who works elsewhere stays active', async () => {
    const [offered, live] = [await seated('Offered', { status: 'offered' }), await seated('Live')];
    const off = (one: { collaborationId: string }): MatrixMoveInput => ({ kind: 'bench', collaborationId: one.collaborationId, version: 1, reason: 'too dear', leaves: 'bench' });
    await moved(off(offered));
    expect(await t.db.selectFrom('collaboration_event').select(['to_status', 'reason']).where('collaboration_id', '=', offered.collaborationId).execute()).toEqual([{ to_status: 'cancelled', reason: 'too dear' }]);
    expect(await statusOf(offered.kolId)).toBe('bench');
    expect(await move(off(live))).toMatchObject({ status: 'forbidden', findings: [{ code: 'state', status: 'live' }, { code: 'slot_count' }, { code: 'tier_share' }] });
    const busy = await seated('Busy', { status: 'draft' });
    const { account_id: accountId } = await t.db.selectFrom('collaboration').select('account_id').where('id', '=', busy.collaborationId).executeTakeFirstOrThrow();
    await aCollaboration(t.db, { workspaceId, kol: { kolId: busy.kolId, accountId } });
    await moved(off(busy));
    expect(await statusOf(busy.kolId)).toBe('active');
  });
});

describe('from slot to slot', () => {
  test('nobody else is shifted by it, and there and back is as before', async () => {
    const [a, b] = [await seated('A'), await seated('B')];
    const before = await seats();
    const { undo } = await moved(shift(a, 1, 'mid', 4));
    expect(await seats()).toEqual({ A: 'mid 4 live', B: 'mid 2 live' });
    if (!undo) throw new Error('no way back');
    await moved(undo);
    expect(await seats()).toEqual(before);
    expect(b.collaborationId).not.toBe(a.collaborationId);
  });

  test('onto somebody the two change places, across tiers too, and back', async () => {
    const [a, b] = [await seated('A'), await seated('B', { tier: 'top' })];
    const { undo, kind } = await moved(shift(a, 1, 'top', 1, b.collaborationId));
    expect([kind, await seats()]).toEqual(['swap', { A: 'top 1 live', B: 'mid 1 live' }]);
    if (!undo) throw new Error('no way back');
    await moved(undo);
    expect(await seats()).toEqual({ A: 'mid 1 live', B: 'top 1 live' });
  });

  test('a promise above the other tier\'s share waits for three people, whose word is used once', async () => {
    await seated('There', { tier: 'emerging', feeMinor: 20_000_000 });
    const a = await seated('A', { feeMinor: 10_000_000 });
    const into = shift(a, 1, 'emerging', 2);
    expect(await move(into, ['tier_share'])).toMatchObject({ status: 'forbidden', findings: [{ code: 'sign_off', amountMinor: 10_000_000, committedMinor: 20_000_000, plannedMinor: 22_500_000 }, {}, {}, {}, {}] });
    const asked = await askSignOff(t.db, { workspaceId, kind: 'tier_share', subjectId: a.collaborationId, amountMinor: 10_000_000, reason: 'worth it' }, doing);
    if (asked.status !== 'asked') throw new Error(asked.status);
    await t.db.updateTable('sign_off_request').set({ status: 'approved', decided_at: NOON }).where('id', '=', asked.requestId).execute();
    await moved(into, ['tier_share']);
    expect(await t.db.selectFrom('sign_off_request').select('status').where('id', '=', asked.requestId).execute()).toEqual([{ status: 'used' }]);
  });

  test('the fee is changed with its payments, and back; above the share of a promise it is refused', async () => {
    const mei = await onBench('Mei');
    const { collaborationId } = await moved(place(mei.kolId));
    const fee = (minor: number, version: number): MatrixMoveInput => ({ kind: 'fee', collaborationId, version, fee: { minor, currency: 'CNY' } });
    const { undo } = await moved(fee(6_000_000, 1));
    const payments = await t.db.selectFrom('payment').select('amount_minor').where('collaboration_id', '=', collaborationId).execute();
    expect(payments.reduce((sum, row) => sum + row.amount_minor, 0)).toBe(6_000_000);
    expect((await board()).seats).toMatchObject([{ fee: { minor: 6_000_000 }, standingMinor: 6_000_000, version: 2 }]);
    expect(await move(fee(7_000_000, 1))).toMatchObject({ status: 'stale', changes: [{ code: 'changed', by: 'Lily', action: 'collaboration.fee' }] });
    if (!undo) throw new Error('no way back');
    await moved(undo);
    expect((await board()).seats).toMatchObject([{ standingMinor: 5_000_000 }]);
    const agreed = await seated('Agreed', { status: 'agreed', feeMinor: 0 });
    expect(await move({ kind: 'fee', collaborationId: agreed.collaborationId, version: 1, fee: { minor: 99_000_000, currency: 'CNY' } }, ['tier_share', 'reserve'])).toMatchObject({ status: 'forbidden' });
    await moved({ kind: 'fee', collaborationId: agreed.collaborationId, version: 1, fee: { minor: 1_000_000, currency: 'CNY' } });
  });
});

describe('a board that has changed since somebody looked', () => {
  test('says what: somebody sits there, somebody has gone, the one moved is elsewhere, changed or gone', async () => {
    const [a, b] = [await seated('A'), await seated('B')];
    expect(await move(shift(a, 1, 'mid', 2))).toEqual({ status: 'stale', changes: [{ code: 'occupied', name: 'B' }] });
    expect(await move(shift(a, 3, 'mid', 5))).toEqual({ status: 'stale', changes: [{ code: 'elsewhere', name: 'A', tier: 'mid', slot: 1 }] });
    expect(await move(shift(a, 1, 'mid', 5, b.collaborationId))).toEqual({ status: 'stale', changes: [{ code: 'left', name: 'B' }] });
    expect(await move(shift(a, 1, 'mid', 5, null, 9))).toEqual({ status: 'stale', changes: [{ code: 'changed', name: 'A', by: null, at: null, action: null }] });
    expect(await move(shift({ collaborationId: newId() }, 1, 'mid', 5))).toEqual({ status: 'stale', changes: [{ code: 'gone' }] });
    expect(await seats()).toEqual({ A: 'mid 1 live', B: 'mid 2 live' });
  });

  test('two who move one person at the same time: one does', async () => {
    const a = await seated('A');
    const outcomes = await Promise.all([move(shift(a, 1, 'mid', 4)), move(shift(a, 1, 'mid', 5))]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['moved', 'stale']);
  });
});

describe('the plan and its locks', () => {
  const plan = (changes: Partial<typeof DEFAULT_MATRIX_PLAN>, version = 1, reserveBasisPoints = 1000) => (
    changeMatrixPlan(t.db, { workspaceId, slug, version, reserveBasisPoints, plan: { ...DEFAULT_MATRIX_PLAN, ...changes } }, doing));

  test('a slot that goes moves who sat there into a free one; nobody loses theirs; shares sum to 100 %', async () => {
    const a = await seated('A');
    await moved(shift(a, 1, 'mid', 5));
    expect(await plan({ mid: { slots: 4, shareBasisPoints: 3500 } })).toEqual({ status: 'saved', version: 2 });
    expect(await seats()).toEqual({ A: 'mid 1 live' });
    expect(await plan({ mid: { slots: 0, shareBasisPoints: 3500 } }, 2)).toMatchObject({ status: 'refused', problems: [{ code: 'slots_taken', people: 1 }] });
    expect(await plan({ mid: { slots: 4, shareBasisPoints: 3400 } }, 2)).toMatchObject({ status: 'refused', problems: [{ code: 'shares_not_whole', totalBasisPoints: 9900 }] });
    expect(await plan({}, 1)).toEqual({ status: 'stale', version: 2 });
    expect(await plan({ mid: { slots: 4, shareBasisPoints: 3500 } }, 2)).toEqual({ status: 'unchanged', version: 2 });
    const audit = await t.db.selectFrom('audit_event').select('after').where('subject_id', '=', campaignId).where('action', '=', 'matrix.plan').execute();
    expect(audit).toMatchObject([{ after: { plan: { mid: { slots: 4 } } } }]);
  });

  test('a tier that finance has locked keeps its money, whoever moves and plans, until it is unlocked', async () => {
    const mei = await onBench('Mei');
    const lock = (step: 'lock' | 'unlock') => lockTierBudget(t.db, { workspaceId, slug, tier: 'mid', step, reason: 'quarter closed' }, doing);
    expect([await lock('lock'), await lock('lock')]).toEqual([{ status: 'locked' }, { status: 'unchanged' }]);
    expect(await move(place(mei.kolId))).toMatchObject({ status: 'forbidden', findings: [{ code: 'tier_locked', by: 'Lily', reason: 'quarter closed', changeMinor: 5_000_000 }, {}, {}, {}] });
    expect(await plan({}, 1, 1200)).toMatchObject({ status: 'refused', problems: [{ code: 'tier_locked', tier: 'mid', fromMinor: 31_500_000, toMinor: 30_800_000 }] });
    expect([await lock('unlock'), await lock('unlock')]).toEqual([{ status: 'unlocked' }, { status: 'unchanged' }]);
    await moved(place(mei.kolId));
  });

  test('the campaign\'s own form does not get around a lock', async () => {
    await lockTierBudget(t.db, { workspaceId, slug, tier: 'mid', step: 'lock', reason: 'quarter closed' }, doing);
    const form = {
      workspaceId, campaignId, version: 1, slug, name: 'Summer', status: 'active' as const, startsOn: '2026-06-15', endsOn: '2026-07-30', budgetMinor: 100_000_000, currency: 'CNY', reserveBasisPoints: 1000,
      plan: DEFAULT_MATRIX_PLAN, landingUrl: 'https://shop.example/summer', targetSearchUplift: null, targetUgcItems: null, targetInteractions: null, targetSalesUpliftBasisPoints: null,
    };
    expect(await saveCampaign(t.db, { ...form, budgetMinor: 90_000_000 }, doing)).toMatchObject({ status: 'tier-locked', tier: 'mid', by: 'Lily' });
    expect(await saveCampaign(t.db, { ...form, name: 'Summer anew' }, doing)).toMatchObject({ status: 'saved' });
  });
});

describe('snapshots and actuals', () => {
  test('one stands for each week, taken once however often the worker looks, and never changes', async () => {
    const a = await seated('A', { feeMinor: 2_000_000 });
    await takeWeeklySnapshots(t.db, { now: NOON });
    await takeWeeklySnapshots(t.db, { now: NOON });
    const rows = await t.db.selectFrom('matrix_snapshot').selectAll().where('campaign_id', '=', campaignId).execute();
    expect(rows).toMatchObject([{ week: '2026-07-06', taken_by_name: 'portal', body: { currency: 'CNY', seats: [{ kolId: a.kolId, tier: 'mid', slot: 1, feeMinor: 2_000_000 }] } }]);
    expect(rows[0]?.body.tiers).toMatchObject([{ tier: 'top' }, { tier: 'mid', plannedMinor: 31_500_000, committedMinor: 2_000_000, draftedMinor: 0 }, { tier: 'emerging' }]);
    expect(await takeMatrixSnapshot(t.db, { workspaceId, slug, weekly: true, note: '' }, doing)).toEqual({ status: 'already-there' });
    expect(await takeMatrixSnapshot(t.db, { workspaceId, slug, weekly: false, note: 'before the swap' }, doing)).toMatchObject({ status: 'taken' });
    await takeWeeklySnapshots(t.db, { now: new Date(NOON.getTime() + 4 * 86_400_000) });
    expect((await t.db.selectFrom('matrix_snapshot').select('week').where('campaign_id', '=', campaignId).orderBy('week').execute()).map((row) => row.week)).toEqual(['2026-07-06', '2026-07-13', null]);
    await expect(t.db.updateTable('matrix_snapshot').set({ note: 'another' }).where('campaign_id', '=', campaignId).execute()).rejects.toThrow('kept as it was');
  });

  test('an actual that no feed has is typed in with its source, the latest counts, and both are audited', async () => {
    const state = (changes: Partial<Parameters<typeof stateTargetActual>[1]>) => stateTargetActual(
      t.db, { workspaceId, slug, target: 'search_uplift', value: 100, measuredOn: '2026-07-09', source: 'index', reason: 'report', ...changes }, doing);
    expect(await state({})).toMatchObject({ status: 'stated' });
    expect(await state({ value: 250 })).toMatchObject({ status: 'stated' });
    expect([await state({ target: 'interactions' }), await state({ measuredOn: '2026-07-11' }), await state({ value: -1 }), await state({ slug: 'nowhere' })]).toEqual([
      { status: 'measured-by-feed' }, { status: 'in-the-future' }, { status: 'below-zero' }, { status: 'campaign-unknown' },
    ]);
    expect(await state({ target: 'sales_uplift', value: -150 })).toMatchObject({ status: 'stated' });
    const audit = await t.db.selectFrom('audit_event').select(['before', 'after', 'reason']).where('action', '=', 'campaign.state-actual').where('workspace_id', '=', workspaceId).orderBy('id').execute();
    expect(audit).toMatchObject([{ before: null, after: { value: 100 }, reason: 'report' }, { before: { value: 100 }, after: { value: 250 } }, { after: { target: 'sales_uplift', value: -150 } }]);
  });
});
