import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { action as lockTier, loader as lockLoader } from '../../app/routes/campaigns.$slug_.lock/route.tsx';
import { action as makeMove, loader as moveLoader } from '../../app/routes/campaigns.$slug_.move/route.tsx';
import { loader as outlookLoader } from '../../app/routes/campaigns.$slug_.outlook/route.tsx';
import { action as changePlan, loader as planLoader } from '../../app/routes/campaigns.$slug_.plan/route.tsx';
import { action as takeSnapshot, loader as snapshotsLoader } from '../../app/routes/campaigns.$slug_.snapshots/route.tsx';
import { action as stateActual, loader as targetsLoader } from '../../app/routes/campaigns.$slug_.targets/route.tsx';
import { loader as poolLoader } from '../../app/routes/campaigns.$slug_.unassigned/route.tsx';
import { loader as boardLoader } from '../../app/routes/campaigns.$slug/route.tsx';
import { loader as dashboard } from '../../app/routes/_index/route.tsx';
import { aKol } from '#tests/factories/collaboration.ts';
import { dataOf, statusOf, visit } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
let bench: { kolId: string };
const params = { slug: 'planted' };
const expectations = z.object({ outlook: z.array(z.object({ kolId: z.string(), mean: z.number(), low: z.number(), high: z.number(), ownSales: z.boolean() })) });
const at = '/campaigns/planted';

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  // The loaders and actions take the clock of today: the planted flight must not be over by then.
  await t.db.updateTable('campaign').set({ ends_on: '2999-12-31', starts_on: '2026-06-15' }).where('slug', '=', 'planted').execute();
  bench = await aKol(t.db, { workspaceId: world.workspaceId, name: 'Mei', status: 'bench', priceMinor: 1_234_500 });
});

const as = (role: keyof PortalWorld['cookies'], form?: Record<string, string>) => ({ cookie: world.cookies[role], params, ...(form ? { form } : {}) });
const board = () => dataOf(boardLoader, at, as('manager'));
const person = async (name: string) => (await board()).tiers.flatMap((tier) => tier.people).find((one) => one.kolName === name);

describe('the board', () => {
  test('goes whole to those who move people, as slots to those who read, without a fee, a price or an ROI', async () => {
    const mine = await board();
    expect(mine.board?.seats).toHaveLength(1);
    const [mid] = mine.tiers.filter((tier) => tier.tier === 'mid');
    expect(mid).toMatchObject({ count: { slots: 5, filled: 1, empty: 4 }, people: [{ slot: 1, money: { feeMinor: 8_765_432 } }] });
    expect(mid?.bench.find((one) => one.kolId === bench.kolId)?.candidate).toMatchObject({ price: { minor: 1_234_500, currency: 'CNY', rate: '1' } });
    const theirs = await dataOf(boardLoader, at, as('viewer'));
    expect(theirs.board).toBeNull();
    expect(theirs.tiers.flatMap((tier) => [...tier.people.map((one) => one.money), ...tier.bench.map((one) => one.candidate)]).filter((one) => one !== null)).toEqual([]);
    expect(theirs.budget.map((row) => row.spent)).toEqual([null, null, null, null]);
    // Finance sees the money and may not move anybody.
    const finance = await dataOf(boardLoader, at, as('finance'));
    expect([finance.board, finance.mayLock, finance.tiers[1]?.people[0]?.money?.feeMinor]).toEqual([null, true, 8_765_432]);
  });

  test('has in total what the dashboard says was spent, and its tiers and reserve add up to it', async () => {
    const { total, budget } = await board();
    const { board: told } = await dataOf(dashboard, '/?campaign=planted', as('manager'));
    expect(total.spent?.accruedMinor).toBeGreaterThan(0);
    expect([total.spent?.accruedMinor, total.spent?.committedMinor, total.plannedMinor]).toEqual([told?.spend?.accruedMinor, told?.spend?.committedMinor, told?.spend?.budgetMinor]);
    expect(total.spent?.accruedMinor).toBe(budget.reduce((sum, row) => sum + (row.spent?.accruedMinor ?? 0), 0));
  });

  test('is not there for a campaign that is not', async () => {
    for (const loader of [boardLoader, moveLoader, planLoader, snapshotsLoader, targetsLoader, poolLoader, outlookLoader]) {
      expect(await statusOf<unknown>(loader, '/campaigns/none', { cookie: world.cookies.manager, params: { slug: 'none' } })).toBe(404);
    }
    expect(await statusOf(moveLoader, `${at}/move?collaboration=none`, as('manager'))).toBe(404);
    expect(await statusOf(moveLoader, `${at}/move`, as('manager'))).toBe(303);
  });

  test('expects something of everybody on the bench, with how sure it is', async () => {
    const answer = await visit(outlookLoader, `${at}/outlook`, as('finance'));
    const { outlook } = expectations.parse(await answer.json());
    const mei = outlook.find((one) => one.kolId === bench.kolId);
    expect(mei && mei.low < mei.mean && mei.mean < mei.high && !mei.ownSales).toBe(true);
    expect(await statusOf(outlookLoader, `${at}/outlook`, as('viewer'))).toBe(403);
  });
});

describe('a move without script', () => {
  test('shows what the rules say with their numbers, then makes it, then takes it back', async () => {
    const search = `${at}/move?kol=${bench.kolId}&target=mid.4&fee=20000.00`;
    const asked = await dataOf(moveLoader, search, as('manager'));
    expect(asked.findings).toContainEqual(expect.objectContaining({ code: 'price', priceMinor: 2_000_000, severity: 'fine' }));
    expect(asked.fields).toMatchObject({ kind: 'place', target: 'mid.4', fee: '20000.00', currency: 'CNY' });
    const made = await dataOf(makeMove, search, as('manager', { ...asked.fields }));
    if (made.status !== 'moved') throw new Error(JSON.stringify(made));
    expect(await person('Mei')).toMatchObject({ tier: 'mid', slot: 4, status: 'draft', money: { feeMinor: 2_000_000 } });
    const back = await dataOf(makeMove, search, as('manager', { ...made.undo }));
    expect([back.status, await person('Mei')]).toEqual(['moved', undefined]);
  });

  test('says what is wrong with a form, and what the rules forbid', async () => {
    const post = async (form: Record<string, string>) => await dataOf(makeMove, `${at}/move`, as('manager', form));
    const seat = { collaborationId: world.params.get('collaborationId') ?? '', version: String((await person('Planted creator'))?.version) };
    expect(await post({})).toEqual({ status: 'unreadable', field: 'form' });
    expect(await post({ kind: 'place', kolId: bench.kolId, target: 'mid.2', fee: 'much', currency: 'CNY' })).toEqual({ status: 'unreadable', field: 'fee' });
    expect(await post({ kind: 'fee', ...seat })).toEqual({ status: 'unreadable', field: 'fee' });
    expect(await post({ kind: 'bench', ...seat })).toEqual({ status: 'unreadable', field: 'reason' });
    expect(await post({ kind: 'shift', ...seat, target: 'cellar.1' })).toEqual({ status: 'unreadable', field: 'form' });
    expect(await post({ kind: 'bench', ...seat, reason: 'too dear' })).toMatchObject({ status: 'forbidden', findings: [{ code: 'state', status: 'live' }, {}, {}] });
    expect(await statusOf(makeMove, `${at}/move`, as('manager', { kind: 'place', kolId: world.workspaceId, target: 'mid.2' }))).toBe(404);
    const bad = await dataOf(moveLoader, `${at}/move?kol=${bench.kolId}&fee=much`, as('manager'));
    expect([bad.fee.bad, bad.fields]).toEqual([true, null]);
  });

  test('moves somebody who is there, and offers the bench to those who may go', async () => {
    const id = world.params.get('collaborationId') ?? '';
    const asked = await dataOf(moveLoader, `${at}/move?collaboration=${id}&target=mid.5`, as('manager'));
    expect(asked.choices.at(-1)).toEqual({ target: 'bench', occupant: null });
    const made = await dataOf(makeMove, at, as('manager', { ...asked.fields }));
    expect(made).toMatchObject({ status: 'moved', kind: 'shift' });
    expect(await person('Planted creator')).toMatchObject({ slot: 5 });
    expect(await dataOf(makeMove, at, as('manager', { ...asked.fields }))).toMatchObject({ status: 'stale', changes: [{ code: 'elsewhere', slot: 5 }] });
  });
});

test('the rest of the roster is found by name, tier, platform and vertical, without those who are in', async () => {
  await aKol(t.db, { workspaceId: world.workspaceId, name: 'Unassigned Ida', tier: 'emerging', platform: 'bilibili', verticals: ['tea'] });
  const find = async (search: string) => (await dataOf(poolLoader, `${at}/unassigned?${search}`, as('manager'))).found.map((one) => one.name);
  expect(await find('q=Unassigned')).toEqual(['Unassigned Ida']);
  expect(await find('tier=emerging&platform=bilibili&vertical=tea')).toEqual(['Unassigned Ida']);
  expect(await find('tier=top')).toEqual([]);
  expect(await find('q=Planted')).not.toContain('Planted creator');
  expect(await statusOf(poolLoader, `${at}/unassigned`, as('finance'))).toBe(403);
});

test('slots and shares are changed; what is no number or no whole is said', async () => {
  const { values } = await dataOf(planLoader, `${at}/plan`, as('manager'));
  const post = (changes: Record<string, string>) => visit(changePlan, `${at}/plan`, as('manager', { ...values, ...changes }));
  expect(await post({ midShare: '34' })).toMatchObject({ problems: [{ code: 'shares_not_whole', totalBasisPoints: 9900 }] });
  expect(await post({ midShare: 'much', topSlots: '-1' })).toMatchObject({ bad: ['topSlots', 'midShare'] });
  expect(await post({ version: '' })).toMatchObject({ stale: true });
  expect(await post({ version: '99' })).toMatchObject({ stale: true });
  expect(await post({ midSlots: '0' })).toMatchObject({ problems: [{ code: 'slots_taken', tier: 'mid', people: 1 }] });
  // Half of the budget to another tier: more than a quarter allows without three people.
  expect(await post({ topShare: '90', midShare: '5', emergingShare: '5' })).toMatchObject({ needed: { capMinor: 15_000_000 } });
  const saved = await post({ midSlots: '6' });
  expect(saved instanceof Response && [saved.status, saved.headers.get('location')]).toEqual([303, at]);
  expect((await board()).tiers[1]?.count.slots).toBe(6);
});

test('finance alone locks a tier, and says why', async () => {
  const form = { tier: 'emerging', step: 'lock', reason: 'quarter closed' };
  expect(await statusOf(lockTier, `${at}/lock?tier=emerging`, as('manager', form))).toBe(403);
  expect(await visit(lockTier, `${at}/lock?tier=emerging`, as('finance', { ...form, reason: '' }))).toEqual({ reasonMissing: true });
  expect(await statusOf(lockTier, `${at}/lock?tier=emerging`, as('finance', form))).toBe(303);
  expect((await dataOf(lockLoader, `${at}/lock?tier=emerging`, as('finance'))).lock).toMatchObject({ by: 'The finance', reason: 'quarter closed' });
  expect(await statusOf(lockLoader, `${at}/lock`, as('finance'))).toBe(303);
  const search = `${at}/move?kol=${bench.kolId}&target=emerging.1`;
  expect((await dataOf(moveLoader, search, as('manager'))).findings).toContainEqual(expect.objectContaining({ code: 'tier_locked', by: 'The finance', tier: 'emerging' }));
});

test('a snapshot is taken and compared with now; fees stay with those who may see them', async () => {
  expect((await dataOf(snapshotsLoader, `${at}/snapshots`, as('manager'))).comparison).toBeNull();
  expect(await statusOf(takeSnapshot, `${at}/snapshots`, as('viewer', { note: 'x' }))).toBe(403);
  expect(await statusOf(takeSnapshot, `${at}/snapshots`, as('manager', { note: 'before Mei' }))).toBe(303);
  const asked = await dataOf(moveLoader, `${at}/move?kol=${bench.kolId}&target=mid.2`, as('manager'));
  expect((await dataOf(makeMove, at, as('manager', { ...asked.fields }))).status).toBe('moved');
  const { comparison, snapshots } = await dataOf(snapshotsLoader, `${at}/snapshots`, as('manager'));
  expect(snapshots).toMatchObject([{ note: 'before Mei', week: null }]);
  expect(comparison?.seats).toMatchObject([{ kind: 'came', kolName: 'Mei', after: { tier: 'mid', slot: 2, money: { feeMinor: 1_234_500 } } }]);
  const theirs = await dataOf(snapshotsLoader, `${at}/snapshots`, as('viewer'));
  expect(theirs.comparison?.seats[0]?.after?.money).toBeNull();
  expect(theirs.comparison?.tiers.map((tier) => tier.after.spent)).toEqual([null, null, null]);
  const same = await dataOf(snapshotsLoader, `${at}/snapshots?from=${snapshots[0]?.id}&to=${snapshots[0]?.id}`, as('manager'));
  expect(same.comparison?.seats).toEqual([]);
});

test('an actual is typed in with its source; what is missing or wrong is said at its field', async () => {
  const form = { target: 'search_uplift', value: '2,100,000', measuredOn: '2026-07-09', source: 'Douyin index', reason: 'weekly report' };
  const post = (changes: Partial<typeof form>) => visit(stateActual, `${at}/targets`, as('manager', { ...form, ...changes }));
  expect(await post({ value: 'much', source: '', measuredOn: '2026-02-30' })).toMatchObject({ problems: { value: 'badValue', source: 'required', measuredOn: 'badDay' } });
  expect(await post({ target: 'interactions' })).toMatchObject({ problems: { target: 'fed' } });
  expect(await post({ measuredOn: '2999-01-01' })).toMatchObject({ problems: { measuredOn: 'future' } });
  const stated = await post({});
  expect(stated instanceof Response && stated.status).toBe(303);
  expect(await statusOf(stateActual, `${at}/targets`, as('manager', { ...form, target: 'sales_uplift', value: '-1.5%' }))).toBe(303);
  const { targets, history } = await dataOf(targetsLoader, `${at}/targets`, as('manager'));
  expect(targets.find((one) => one.target === 'search_uplift')).toMatchObject({ actual: 2_100_000, source: { kind: 'stated', source: 'Douyin index', by: 'The manager' } });
  expect(history.map((row) => [row.target, row.value])).toEqual([['sales_uplift', -150], ['search_uplift', 2_100_000]]);
  expect(await statusOf(stateActual, `${at}/targets`, as('finance', form))).toBe(403);
});
