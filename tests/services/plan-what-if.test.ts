import { beforeAll, describe, expect, test } from 'vitest';
import { loader } from '#app/routes/campaigns.$slug_.what-if/route.tsx';
import { planCampaignWhatIf } from '#app/services/plan-what-if.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';
import { NOON } from '#tests/factories/workspace.ts';
import { dataOf, statusOf } from '#tests/setup/page-call.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let world: PortalWorld;
beforeAll(async () => {
  world = await aPortalWorld(t.db);
});

const usual = { returnsExponent: 0.7, capacityShare: 1 };
const planned = async (wishes: Partial<Parameters<typeof planCampaignWhatIf>[1]['wishes']> = {}) => {
  const answer = await planCampaignWhatIf(t.db, { workspaceId: world.workspaceId, campaignSlug: 'planted', wishes: { ...usual, ...wishes } }, { now: NOON });
  if (answer.status !== 'worked-out') throw new Error(answer.status);
  return answer;
};

describe('what if a campaign\'s money moved', () => {
  test('the poor partner\'s money goes to the bench; the limits come from plan and policy', async () => {
    const { outcome, limits, names } = await planned();
    expect(limits).toEqual({
      budgetMinor: 100_000_000, reserveMinor: 10_000_000, tierShareBasisPoints: { top: 4000, mid: 3500, emerging: 2500 }, movableMinor: 15_000_000, pilotMinor: 5_000_000,
      emptySlots: { top: 2, mid: 4, emerging: 10 },
    });
    // Both on the bench cost 76,543.21, more than a pilot's 50,000: nobody can be taken.
    expect(outcome).toMatchObject({ status: 'planned', plan: { additions: [] } });
    const eased = await planned({ pilotMinor: 20_000_000, movableMinor: 20_000_000 });
    expect(eased.outcome).toMatchObject({ status: 'planned', plan: { additions: [{ priceMinor: 7_654_321, isPilot: true }, { priceMinor: 7_654_321 }] } });
    expect([...names.kols.values()].map((kol) => kol.name).toSorted()).toEqual(['Planted bench one', 'Planted bench two']);
  });

  test('somebody bound to a competitor or free only afterwards is not proposed', async () => {
    const late = await aKol(t.db, { workspaceId: world.workspaceId, name: 'Too late', status: 'bench', priceMinor: 100_000 });
    await t.db.updateTable('kol').set({ available_from: '2026-08-15' }).where('id', '=', late.kolId).execute();
    const bound = await aKol(t.db, { workspaceId: world.workspaceId, name: 'Bound', status: 'bench', priceMinor: 100_000 });
    await t.db.updateTable('kol').set({ exclusive_with: 'Rival' }).where('id', '=', bound.kolId).execute();
    expect([...(await planned()).names.kols.values()].map((kol) => kol.name)).not.toEqual(expect.arrayContaining(['Too late']));
    expect([...(await planned()).names.kols.values()].map((kol) => kol.name)).not.toEqual(expect.arrayContaining(['Bound']));
  });

  test('a budget below what is already paid names the limit that cannot hold', async () => {
    await t.db.updateTable('payment').set({ status: 'paid', paid_on: '2026-07-01' }).where('workspace_id', '=', world.workspaceId).execute();
    expect((await planned({ budgetMinor: 1_000_000, reserveMinor: 0 })).outcome).toEqual({ status: 'infeasible', conflicting: ['budget'] });
  });

  test('an unknown campaign is said to be unknown', async () => {
    expect(await planCampaignWhatIf(t.db, { workspaceId: world.workspaceId, campaignSlug: 'none', wishes: usual }, { now: NOON })).toEqual({ status: 'unknown-campaign' });
  });
});

describe('the page', () => {
  const at = (role: keyof PortalWorld['cookies'], slug = 'planted') => ({ cookie: world.cookies[role], params: { slug } });

  test('keeps what was typed and names what cannot be read', async () => {
    const data = await dataOf(loader, '/campaigns/planted/what-if?budget=12,000&movable=lots&returns=7', at('manager'));
    expect(data).toMatchObject({ typed: { budget: '12,000', movable: 'lots', returns: '7', capacity: '100' }, problems: ['movable', 'returns'] });
  });

  test('is for those who may see costs, of campaigns that exist', async () => {
    for (const role of ['content', 'operations', 'viewer'] as const) expect(await statusOf(loader, '/campaigns/planted/what-if', at(role))).toBe(403);
    expect(await statusOf(loader, '/campaigns/planted/what-if', at('finance'))).toBe(200);
    expect(await statusOf(loader, '/campaigns/none/what-if', at('manager', 'none'))).toBe(404);
  });
});
