import { beforeAll, describe, expect, test } from 'vitest';
import type { SaveCampaignInput } from '#app/services/save-campaign.server.ts';
import { saveCampaign } from '#app/services/save-campaign.server.ts';
import type { SaveKolInput } from '#app/services/save-kol.server.ts';
import { saveKol, saveKolSchema } from '#app/services/save-kol.server.ts';
import { recordContent } from '#app/services/record-content.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'system', id: null, name: 'test' } } as const;
let workspaceId = '';
beforeAll(async () => {
  workspaceId = await aWorkspace(t.db);
});

const kolForm: SaveKolInput = {
  kolId: null, version: null, name: 'Lily', tier: 'mid', status: 'active', verticals: ['beauty'], priceMinor: 100, priceCurrency: 'CNY', audienceFemaleBasisPoints: null,
  audience18To24BasisPoints: null, cityTier: null, contactEmail: 'lily@example.com', exclusiveWith: null, availableFrom: null, notes: '',
  accounts: [{ platform: 'douyin', handle: 'Lily', profileUrl: null, followers: 10, engagementBasisPoints: null }],
};

describe('a KOL', () => {
  test('is saved from the version that was read; a handle belongs to one KOL, whatever its case', async () => {
    const made = await saveKol(t.db, { ...kolForm, workspaceId }, doing);
    if (made.status !== 'created') throw new Error(made.status);
    const edit = { ...kolForm, workspaceId, kolId: made.kolId, version: 1, tier: 'top' as const, accounts: [{ ...kolForm.accounts[0]!, handle: 'lily', followers: 11 }] };
    expect(await saveKol(t.db, edit, doing)).toEqual({ status: 'saved', kolId: made.kolId, version: 2 });
    expect(await saveKol(t.db, edit, doing)).toEqual({ status: 'stale', version: 2 });
    expect(await t.db.selectFrom('kol_account').select(['handle', 'followers']).where('kol_id', '=', made.kolId).execute()).toEqual([{ handle: 'lily', followers: 11 }]);
    expect(await saveKol(t.db, { ...kolForm, workspaceId }, doing)).toMatchObject({ status: 'handle-taken', kolId: made.kolId, kolName: 'Lily' });
    expect(await saveKol(t.db, { ...edit, kolId: newId() }, doing)).toEqual({ status: 'not-found' });
    expect((await saveKol(t.db, { ...kolForm, workspaceId: await aWorkspace(t.db) }, doing)).status).toBe('created');
    const audit = await t.db.selectFrom('audit_event').select(['action', 'before', 'after']).where('subject_id', '=', made.kolId).orderBy('id').execute();
    expect(audit[1]).toEqual({ action: 'kol.change', before: { tier: 'mid' }, after: { tier: 'top' } });
    expect(JSON.stringify(audit)).not.toContain('lily@example.com');
  });

  test('form refuses what is no amount, day, share or address', () => {
    const bad = saveKolSchema.safeParse({ ...kolForm, priceMinor: 1.5, availableFrom: '2026-02-30', audienceFemaleBasisPoints: 10_001, contactEmail: 'x', priceCurrency: 'yuan' });
    expect(bad.error?.issues.map((issue) => issue.path[0]).toSorted()).toEqual(['audienceFemaleBasisPoints', 'availableFrom', 'contactEmail', 'priceCurrency', 'priceMinor']);
  });
});

const campaignForm: SaveCampaignInput = {
  campaignId: null, version: null, slug: 'summer', name: 'Summer', status: 'draft', startsOn: '2026-06-15', endsOn: '2026-07-30', budgetMinor: 100, currency: 'CNY',
  reserveBasisPoints: 1000, plan: { top: { slots: 2, shareBasisPoints: 4000 }, mid: { slots: 5, shareBasisPoints: 3500 }, emerging: { slots: 10, shareBasisPoints: 2500 } },
  landingUrl: null, targetSearchUplift: null, targetUgcItems: null, targetInteractions: null, targetSalesUpliftBasisPoints: null,
};

test('a campaign is saved with its plan; its shares sum to 100 %, its slug is its own, its landing page on an allowed host', async () => {
  const save = (change: Partial<SaveCampaignInput>) => saveCampaign(t.db, { ...campaignForm, ...change, workspaceId }, doing);
  const made = await save({});
  if (made.status !== 'created') throw new Error(made.status);
  const { campaignId } = made;
  const plan = { ...campaignForm.plan, top: { slots: 1, shareBasisPoints: 4001 } };
  expect(await save({ slug: 'b', plan })).toEqual({ status: 'shares-not-whole', totalBasisPoints: 10_001 });
  expect(await save({})).toEqual({ status: 'slug-taken', campaignId });
  expect(await save({ slug: 'b', endsOn: '2026-06-14' })).toEqual({ status: 'ends-before-start' });
  expect(await save({ slug: 'b', landingUrl: 'https://evil.example/' })).toMatchObject({ status: 'host-not-allowed', host: 'evil.example' });
  expect(await save({ campaignId, version: 1, plan: { ...campaignForm.plan, top: { slots: 3, shareBasisPoints: 4000 } } })).toMatchObject({ status: 'saved', version: 2 });
  expect(await save({ campaignId, version: 1 })).toEqual({ status: 'stale', version: 2 });
  expect(await t.db.selectFrom('campaign_tier').select('slots').where('campaign_id', '=', campaignId).where('tier', '=', 'top').execute()).toEqual([{ slots: 3 }]);
});

test('a cost entered by hand twice is two costs, with the rate of its day', async () => {
  const { collaborationId } = await aCollaboration(t.db, { workspaceId, feeMinor: 0 });
  await t.db.insertInto('exchange_rate').values({ workspace_id: workspaceId, currency: 'USD', valid_from: '2026-06-01', rate: '7.1' }).execute();
  const cost = { collaborationId, kind: 'boost', amountMinor: 500, currency: 'USD', incurredOn: '2026-05-31', note: '' } as const;
  expect(await recordCosts(t.db, { workspaceId, costs: [cost, cost] }, doing)).toEqual({ status: 'recorded', results: ['created', 'created'] });
  expect(await recordCosts(t.db, { workspaceId, costs: [{ ...cost, incurredOn: '2026-06-01' }, { ...cost, ordinal: 0 }] }, doing)).toEqual({ status: 'recorded', results: ['created', 'unchanged'] });
  const rates = await t.db.selectFrom('cost_item').select('rate').where('collaboration_id', '=', collaborationId).orderBy('id').execute();
  expect(rates.map(({ rate }) => rate && Number(rate))).toEqual([null, null, 7.1]);
  expect(await recordCosts(t.db, { workspaceId, costs: [cost, { ...cost, collaborationId: newId() }] }, doing)).toEqual({ status: 'collaboration-unknown', index: 1 });
});

test('a stage is paid once, also when ten say so at once', async () => {
  const { collaborationId } = await aCollaboration(t.db, { workspaceId });
  const pay = (amountMinor: number) => recordPayments(t.db, { workspaceId, payments: [{ collaborationId, stage: 'agreement', amountMinor, currency: 'CNY', paidOn: '2026-07-01' }] }, doing);
  const settled = await Promise.allSettled(Array.from({ length: 10 }, () => pay(100)));
  expect(settled.some((one) => one.status === 'fulfilled' && one.value.status === 'recorded' && one.value.results[0]?.status === 'created')).toBe(true);
  expect(await t.db.selectFrom('payment').select('amount_minor').where('collaboration_id', '=', collaborationId).execute()).toEqual([{ amount_minor: 100 }]);
  expect(await pay(101)).toMatchObject({ status: 'refused', index: 0, result: { status: 'already-paid', amount: '1.00', currency: 'CNY', paidOn: '2026-07-01' } });
});

test('a post belongs to one collaboration and needs its publication', async () => {
  const [a, b] = [await aCollaboration(t.db, { workspaceId }), await aCollaboration(t.db, { workspaceId })];
  const post = { collaborationId: a.collaborationId, platform: 'instagram', url: 'https://i.example/p', publishedAt: NOON, snapshot: { capturedAt: NOON, metrics: { views: 5 } } } as const;
  const record = (change: object) => recordContent(t.db, { workspaceId, source: 'api', posts: [{ ...post, ...change }] }, doing);
  expect(await record({ publishedAt: null })).toMatchObject({ status: 'refused', result: { status: 'publication-missing' } });
  expect(await record({})).toEqual({ status: 'recorded', results: [{ status: 'created' }] });
  expect(await record({ collaborationId: b.collaborationId })).toMatchObject({ status: 'refused', result: { status: 'other-collaboration', collaborationId: a.collaborationId } });
  expect(await record({ snapshot: null })).toEqual({ status: 'recorded', results: [{ status: 'unchanged' }] });
  const rows = await t.db.selectFrom('content_metric').select(['views', 'likes', 'definition_version']).where('workspace_id', '=', workspaceId).execute();
  expect(rows).toEqual([{ views: 5, likes: null, definition_version: '2' }]);
});
