import * as fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listMatchingKolIds } from '#db/queries/kol-edit.server.ts';
import type { OrderQuestion } from '#db/queries/order-pages.server.ts';
import { countOrderFacets, listOrderRows, sumOrders } from '#db/queries/order-pages.server.ts';
import { countRosterFacets } from '#db/queries/roster-facets.server.ts';
import { sumRosterGroups } from '#db/queries/roster-groups.server.ts';
import { countRoster } from '#db/queries/roster-list.server.ts';
import { sumRoster } from '#db/queries/roster-totals.server.ts';
import { walkRoster } from '#db/queries/roster-walk.server.ts';
import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import { KOL_STATUSES, TIERS } from '#app/domain/kol.ts';
import { scaledSpan } from '#app/domain/number-span.ts';
import { addDays } from '#app/domain/period.ts';
import { createRandom } from '#app/domain/proposals/random.ts';
import { daySpan } from '#app/domain/relative-period.ts';
import type { RowCondition } from '#app/domain/row-condition.ts';
import { conditionText } from '#app/domain/row-condition.ts';
import type { Grouped, Join, RowFilter } from '#app/domain/row-filter.ts';
import { askFilter, rowFilter } from '#app/domain/row-filter.ts';
import { newId } from '#app/lib/ids.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { takeInOrders } from '#app/services/take-in-orders.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';
import { anOrder } from '#tests/factories/order.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const random = createRandom('row filter');
const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T; // never empty here
const maybe = <T>(value: T): T | null => (random.uniform() < 0.3 ? null : value);

interface Made {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly verticals: readonly string[];
  readonly accounts: readonly { readonly platform: Platform; readonly followers: number | null }[];
  readonly standing: { readonly score_tenths: number | null; readonly roi_hundredths: number | null; readonly light: 'red' | 'green' } | null;
}

const VERTICALS = ['beauty', '家居 100%', 'food'];
const PLATFORMS = ['douyin', 'weibo'] as const;
const kols: Made[] = [];
let workspaceId = '';

async function aRandomKol(): Promise<Made> {
  const made = {
    name: pick(['Lily', 'lilac', '小鹿', '100%']), tier: pick(TIERS), status: pick(KOL_STATUSES), verticals: VERTICALS.filter(() => random.uniform() < 0.3),
    accounts: PLATFORMS.filter(() => random.uniform() < 0.6).map((platform) => ({ platform, followers: maybe(Math.floor(random.uniform() * 10) * 100) })),
    standing: maybe({ score_tenths: maybe(Math.floor(random.uniform() * 1000)), roi_hundredths: maybe(Math.floor(random.uniform() * 300)), light: pick(['red', 'green'] as const) }),
  };
  const { kolId: id } = await aKol(t.db, { workspaceId, ...made });
  await t.db.deleteFrom('kol_account').where('kol_id', '=', id).execute();
  const accounts = made.accounts.map((account) => ({ ...account, workspace_id: workspaceId, id: newId(), kol_id: id, handle: `h-${newId()}`, profile_url: null, engagement_basis_points: null, created_at: NOON }));
  if (accounts.length > 0) await t.db.insertInto('kol_account').values(accounts).execute();
  if (made.standing) await t.db.insertInto('kol_standing').values({ ...made.standing, workspace_id: workspaceId, kol_id: id, as_of: '2026-07-01', grade: null, revenue_minor: 0, cost_minor: 100 }).execute();
  return { id, ...made };
}

const orders: { readonly orderId: string; readonly day: string; readonly status: string }[] = [];

beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
  for (let count = 0; count < 40; count += 1) kols.push(await aRandomKol());
  const incoming = Array.from({ length: 40 }, (_, index) => {
    const day = addDays('2026-06-01', Math.floor(random.uniform() * 60));
    const status = pick(['paid', 'pending', 'cancelled'] as const);
    orders.push({ orderId: `N-${index % 7}-${index}`, day, status });
    return anOrder({ orderId: `N-${index % 7}-${index}`, placedAt: new Date(`${day}T${index % 2 ? '00:30' : '23:30'}:00+08:00`), status });
  });
  await takeInOrders(t.db, { workspaceId, orders: incoming, source: 'test' }, { now: NOON, actor: PORTAL_ACTOR });
});

/** A filter evaluated row by row, by what a row answers to one condition. */
function holds(filter: Grouped<RowCondition>, answer: (condition: RowCondition) => boolean): boolean {
  const joined = (join: Join, all: readonly boolean[]) => (join === 'all' ? all.every(Boolean) : all.some(Boolean));
  return joined(filter.join, filter.groups.map(({ join, conditions }) => joined(join, conditions.map(answer))));
}

const written = ({ join, groups }: Grouped<RowCondition>): RowFilter | null => rowFilter({ join, groups: groups.map((group) => ({ join: group.join, conditions: group.conditions.map(conditionText) })) });

const UNITS: Readonly<Record<string, number>> = { score: 10, roi: 100, followers: 1 };

function kolAnswers(kol: Made, condition: RowCondition): boolean {
  const followers = kol.accounts.flatMap((account) => account.followers ?? []);
  const texts: Readonly<Record<string, readonly string[]>> = { tier: [kol.tier], status: [kol.status], vertical: kol.verticals, platform: kol.accounts.map(({ platform }) => platform), light: kol.standing ? [kol.standing.light] : [], name: [kol.name] };
  const numbers: Readonly<Record<string, number | null | undefined>> = { score: kol.standing?.score_tenths, roi: kol.standing?.roi_hundredths, followers: followers.length > 0 ? Math.max(...followers) : null };
  const [held, number] = [texts[condition.column] ?? [], numbers[condition.column] ?? null];
  switch (condition.operator) {
    case 'is':
      return held.some((value) => condition.values.includes(value));
    case 'not':
      return !held.some((value) => condition.values.includes(value));
    case 'in': {
      const { from, to } = scaledSpan(condition.range, UNITS[condition.column] ?? 1);
      return number !== null && (from === null || number >= from) && (to === null || number <= to);
    }
    case 'has':
      return kol.name.toLowerCase().includes(condition.text.toLowerCase());
    case 'empty':
    case 'filled':
      return (held.length === 0 && number === null) === (condition.operator === 'empty');
    case 'on':
      return false;
  }
}

const values = (column: string, all: readonly string[]): fc.Arbitrary<RowCondition> => fc.record({ column: fc.constant(column), operator: fc.constantFrom('is' as const, 'not' as const), values: fc.subarray([...all].sort(), { minLength: 1 }) });
const spans = (column: string, most: number): fc.Arbitrary<RowCondition> => fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most })).map(([one, other]) => ({ column, operator: 'in', range: { from: Math.min(one, other), to: one < other ? other : null } }));
const joins = fc.constantFrom<Join>('all', 'any');
const grouped = (condition: fc.Arbitrary<RowCondition>): fc.Arbitrary<Grouped<RowCondition>> => fc.record({ join: joins, groups: fc.array(fc.record({ join: joins, conditions: fc.array(condition, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }) });

const ofKols = grouped(fc.oneof(
  values('tier', TIERS), values('status', KOL_STATUSES), values('vertical', VERTICALS), values('platform', PLATFORMS), values('light', ['red', 'green']), spans('score', 100), spans('roi', 3), spans('followers', 900),
  fc.record({ column: fc.constant('name'), operator: fc.constant('has' as const), text: fc.constantFrom('lil', 'LILY', '鹿', '%', '_', '\\') }),
  fc.record({ column: fc.constantFrom('vertical', 'platform', 'light', 'score', 'roi', 'followers'), operator: fc.constantFrom('empty' as const, 'filled' as const) }),
));

test('of KOLs any groups of conditions find what each row answers by itself: rows, counts, sums, groups, facets, and all that match', async () => {
  await fc.assert(fc.asyncProperty(ofKols, fc.constantFrom(undefined, ['top'] as const), async (filter, tier) => {
    const asksForArchived = filter.groups.some(({ conditions }) => conditions.some((one) => one.column === 'status' && one.operator === 'is' && one.values.includes('archived')));
    const matching = kols.filter((kol) => (asksForArchived || kol.status !== 'archived') && holds(filter, (condition) => kolAnswers(kol, condition)));
    const expected = matching.filter((kol) => tier === undefined || kol.tier === 'top').map(({ id }) => id).sort();
    const question = { search: '', tier, where: askFilter(written(filter) ?? undefined, { unitsPerOne: UNITS }) };
    expect(await listMatchingKolIds(t.db, workspaceId, question)).toEqual(expected);
    const walked = await walkRoster(t.db, workspaceId, { filter: question, sort: { column: 'score', descending: true }, page: null, limit: 100 });
    expect(walked.map(({ id }) => id).sort()).toEqual(expected);
    expect(await countRoster(t.db, workspaceId, question)).toEqual({ count: expected.length, more: false });
    const spend = 100 * expected.filter((id) => kols.find((kol) => kol.id === id)?.standing).length;
    expect(await sumRoster(t.db, workspaceId, question, true)).toMatchObject({ count: expected.length, spendMinor: spend });
    const groups = await sumRosterGroups(t.db, workspaceId, question, 'light', true);
    expect([groups.reduce((sum, { count }) => sum + count, 0), groups.reduce((sum, { spendMinor }) => sum + (spendMinor ?? 0), 0)]).toEqual([expected.length, spend]);
    const facets = await countRosterFacets(t.db, workspaceId, question);
    for (const each of TIERS) expect(facets.tier.find(({ value }) => value === each)?.count ?? 0).toBe(matching.filter((kol) => kol.tier === each).length);
    for (const each of PLATFORMS) expect(facets.platform.find(({ value }) => value === each)?.count ?? 0).toBe(matching.filter((kol) => expected.includes(kol.id) && kol.accounts.some(({ platform }) => platform === each)).length);
  }), { numRuns: 40 });
});

const ofOrders = grouped(fc.oneof(
  values('status', ['paid', 'pending', 'cancelled']), fc.record({ column: fc.constant('order'), operator: fc.constant('has' as const), text: fc.constantFrom('n-1', '-3-', '9') }),
  fc.record({ column: fc.constant('placed'), operator: fc.constant('on' as const), days: fc.constantFrom('last7', 'last30', 'this_month', 'last_month', '2026-06-10..2026-06-20', '2026-07-01..', '..2026-06-05', 'next30') }),
  fc.record({ column: fc.constant('campaign'), operator: fc.constantFrom('empty' as const, 'filled' as const) }),
));

test('of orders days fall as the workspace counts them, and the counts beside the filters hold under the groups', async () => {
  const today = '2026-07-10';
  await fc.assert(fc.asyncProperty(ofOrders, async (filter) => {
    const answers = (order: (typeof orders)[number]) => (condition: RowCondition): boolean => {
      if (condition.operator === 'has') return order.orderId.toLowerCase().includes(condition.text);
      if (condition.operator === 'is') return condition.values.includes(order.status);
      if (condition.operator === 'not') return !condition.values.includes(order.status);
      if (condition.operator !== 'on') return condition.operator === 'empty'; // none of them is credited to anybody
      const span = daySpan(condition.days, today);
      return span !== null && (span.from === null || order.day >= span.from) && (span.through === null || order.day <= span.through);
    };
    const expected = orders.filter((order) => holds(filter, answers(order)));
    const question: OrderQuestion = { model: 'last_click', search: '', withoutRate: false, where: askFilter(written(filter) ?? undefined, { seen: { today, timeZone: 'Asia/Shanghai' } }) };
    const { rows } = await listOrderRows(t.db, workspaceId, question, { page: null, limit: 100 });
    expect(rows.map(({ orderId }) => orderId).sort()).toEqual(expected.map(({ orderId }) => orderId).sort());
    expect((await sumOrders(t.db, workspaceId, question)).count).toBe(expected.length);
    const { status } = await countOrderFacets(t.db, workspaceId, question);
    expect(status.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  }), { numRuns: 40 });
});

/** KOLs of which the counts are read from something else than their tables say now. */
async function strayedFacets(): Promise<unknown[]> {
  const { rows } = await sql`
    select coalesce(k.id, f.kol_id) as id, f.facets, k.facets as truth from (
      select k.workspace_id, k.id, k.verticals, concat_ws('|', k.tier, k.status,
        coalesce((select s.light from kol_standing s where s.workspace_id = k.workspace_id and s.kol_id = k.id), ''),
        coalesce((select string_agg(distinct a.platform, ',' order by a.platform) from kol_account a where a.workspace_id = k.workspace_id and a.kol_id = k.id), '')) as facets from kol k
    ) k full join derived.kol_facet f on f.workspace_id = k.workspace_id and f.kol_id = k.id where (f.facets, f.verticals) is distinct from (k.facets, k.verticals)`.execute(t.db);
  return rows;
}

test('what the counts are read from follows the tables, whoever writes them, also two at once', async () => {
  expect(await strayedFacets()).toEqual([]);
  const { kolId: one } = await aKol(t.db, { workspaceId, tier: 'top' });
  const { kolId: other } = await aKol(t.db, { workspaceId, platform: 'weibo' });
  const standing = { workspace_id: workspaceId, as_of: '2026-07-01', score_tenths: null, grade: null, revenue_minor: 0, cost_minor: 0, roi_hundredths: null };
  await t.db.insertInto('kol_standing').values([{ ...standing, kol_id: one, light: 'red' }, { ...standing, kol_id: other, light: 'star' }]).execute();
  await t.db.updateTable('kol_standing').set({ light: 'amber' }).where('kol_id', '=', one).execute();
  await t.db.updateTable('kol_account').set({ kol_id: one, platform: 'bilibili' }).where('kol_id', '=', other).execute();
  await t.db.updateTable('kol').set({ status: 'blocked', verticals: ['a', 'b'] }).where('id', 'in', [one, other]).execute();
  expect(await strayedFacets()).toEqual([]);
  const { rows } = await sql<{ facets: string }>`select facets from derived.kol_facet where kol_id = ${one}`.execute(t.db);
  expect(rows).toEqual([{ facets: 'top|blocked|amber|bilibili,douyin' }]);

  const account = { workspace_id: workspaceId, id: newId(), kol_id: one, platform: 'weibo' as const, handle: `late-${newId()}`, profile_url: null, followers: null, engagement_basis_points: null, created_at: NOON };
  const late: { written?: Promise<unknown> } = {};
  await t.db.transaction().execute(async (trx) => {
    await trx.updateTable('kol').set({ tier: 'mid' }).where('id', '=', one).execute();
    late.written = t.db.insertInto('kol_account').values(account).execute();
    await sql`select pg_sleep(0.05)`.execute(trx);
  });
  await late.written;
  expect(await strayedFacets()).toEqual([]);

  await t.db.deleteFrom('kol_standing').where('kol_id', '=', one).execute();
  await t.db.deleteFrom('kol').where('id', '=', other).execute();
  expect(await strayedFacets()).toEqual([]);
});
