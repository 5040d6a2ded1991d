import { beforeEach, describe, expect, test, vi } from 'vitest';
import { listBin } from '#db/queries/bin-pages.server.ts';
import { listBudgetRevisions } from '#db/queries/budget-revision.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { newId } from '#app/lib/ids.server.ts';
import { advanceCollaboration } from '#app/services/advance-collaboration.server.ts';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import { deleteToBin } from '#app/services/delete-to-bin.server.ts';
import { editCollaboration } from '#app/services/edit-collaboration.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { lockTierBudget } from '#app/services/lock-tier-budget.server.ts';
import { moveInMatrix } from '#app/services/move-in-matrix.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { restoreFromBin } from '#app/services/restore-from-bin.server.ts';
import { saveCollaboration } from '#app/services/save-collaboration.server.ts';
import { undoEdit } from '#app/services/undo-edit.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import type { MadeCollaboration } from '#tests/factories/collaboration.ts';
import { aCampaign, aCollaboration, aKol } from '#tests/factories/collaboration.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { imageOfWorkspace } from '#tests/setup/workspace-image.ts';

const t = useTestDatabase();
const doing = { now: NOON, actor: { kind: 'user', id: newId(), name: 'Mara' } } as const;
const finance = { now: NOON, actor: { kind: 'system', id: null, name: 'Finn' } } as const;
const slug = 'summer';
let workspaceId: string;
let campaignId: string;
let mid: MadeCollaboration;
let top: MadeCollaboration;
let fresh: { readonly kolId: string; readonly accountId: string };

/** A campaign with one partner of each tier at 1,000 yuan, and one who is not in it. */
beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
  campaignId = await aCampaign(t.db, { workspaceId, slug });
  const kol = (handle: string, tier: 'top' | 'mid') => aKol(t.db, { workspaceId, tier, handle, name: handle });
  mid = await aCollaboration(t.db, { workspaceId, campaignId, kol: await kol('milly', 'mid'), feeMinor: 100_000, status: 'draft', publishedAt: null });
  top = await aCollaboration(t.db, { workspaceId, campaignId, kol: await kol('tom', 'top'), tier: 'top', feeMinor: 100_000, status: 'draft', publishedAt: null });
  fresh = await kol('fred', 'mid');
});

const setLock = (step: 'lock' | 'unlock') => lockTierBudget(t.db, { workspaceId, slug, tier: 'mid', step, reason: 'quarter closed' }, finance);
const close = () => t.db.updateTable('campaign').set({ status: 'closed' }).where('id', '=', campaignId).execute();

async function take(kind: ImportKind, content: string): Promise<unknown> {
  const bytes = new TextEncoder().encode(content);
  return await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows: true, mayAllowHosts: true }, doing);
}

async function importId(kind: ImportKind, content: string): Promise<string> {
  const outcome = await take(kind, content);
  if (typeof outcome !== 'object' || outcome === null || !('importId' in outcome)) throw new Error(JSON.stringify(outcome));
  return String(outcome.importId);
}

const collaborations = (row: string) => `campaign,platform,handle,tier,fee,currency,status\n${row}\n`;
const costs = (amount: number) => `campaign,handle,platform,kind,amount,currency,incurred_on,cancellable\n${slug},milly,douyin,boost,${amount},CNY,2026-07-01,yes\n`;
const save = (one: MadeCollaboration, tier: 'top' | 'mid') => saveCollaboration(t.db, {
  workspaceId, collaborationId: one.collaborationId, version: 1, tier, startsOn: '2026-06-15', endsOn: '2026-07-30', coupon: one.coupon, landingUrl: 'https://shop.example/summer', publishedAt: null,
}, doing);
const newOne = (feeMinor: number | null) => createCollaboration(t.db, { workspaceId, campaignId, accountId: fresh.accountId, fee: feeMinor === null ? null : { minor: feeMinor, currency: 'CNY' } }, doing);
const cell = (one: MadeCollaboration, tier: 'top' | 'mid') => editCollaboration(t.db, { workspaceId, id: one.collaborationId, version: 1, change: { tier } }, doing);

/** What brings money into the mid tier; some need something to have been done before it was locked. */
const WAYS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
  'a new collaboration': async () => () => newOne(5_000),
  'a new collaboration in a file': async () => () => take('collaborations', collaborations(`${slug},douyin,fred,mid,50,CNY,draft`)),
  'a higher fee in a file': async () => () => take('collaborations', collaborations(`${slug},douyin,milly,mid,1000.01,CNY,`)),
  'another tier in a file': async () => () => take('collaborations', collaborations(`${slug},douyin,tom,mid,,,`)),
  'another tier in the form': async () => () => save(top, 'mid'),
  'leaving the tier in the form': async () => () => save(mid, 'top'),
  'another tier in a cell': async () => () => cell(top, 'mid'),
  'a cost': async () => () => recordCosts(t.db, { workspaceId, costs: [{ collaborationId: mid.collaborationId, kind: 'boost', amountMinor: 1, currency: 'CNY', incurredOn: null }] }, doing),
  'a share of the revenue': async () => () => recordCosts(t.db, { workspaceId, costs: [{ collaborationId: mid.collaborationId, kind: 'commission', amountMinor: 0, currency: 'CNY', commissionBasisPoints: 500, incurredOn: null }] }, doing),
  'a cost in a file': async () => () => take('costs', costs(50)),
  'a place on the board': async () => () => moveInMatrix(t.db, { workspaceId, slug, move: { kind: 'place', kolId: fresh.kolId, tier: 'mid', slot: 2 }, confirmed: [] }, doing),
  'a fee on the board': async () => () => moveInMatrix(t.db, { workspaceId, slug, move: { kind: 'fee', collaborationId: mid.collaborationId, version: 1, fee: { minor: 100_001, currency: 'CNY' } }, confirmed: [] }, doing),
  'another plan in a file': async () => () => take('campaigns', `slug,name,starts_on,ends_on,budget,currency\n${slug},S,2026-06-15,2026-07-30,1000001,CNY\n`),
  'undoing a file that lowered a fee': async () => {
    const run = await importId('collaborations', collaborations(`${slug},douyin,milly,mid,900,CNY,`));
    return () => undoImport(t.db, { workspaceId, importId: run }, doing);
  },
  'undoing a file that planned less': async () => {
    const run = await importId('campaigns', `slug,name,starts_on,ends_on,budget,currency\n${slug},S,2026-06-15,2026-07-30,999999,CNY\n`);
    return () => undoImport(t.db, { workspaceId, importId: run }, doing);
  },
  'undoing a cell that left the tier': async () => {
    const outcome = await cell(mid, 'top');
    if (outcome.status !== 'saved') throw new Error(outcome.status);
    return () => undoEdit(t.db, { workspaceId, runId: outcome.runId }, doing);
  },
  'a draft out of the recycle bin': async () => {
    await deleteToBin(t.db, { workspaceId, kind: 'collaboration', items: [{ id: mid.collaborationId, version: null }] }, doing);
    const [item] = await listBin(t.db, workspaceId, null);
    return () => restoreFromBin(t.db, { workspaceId, itemIds: [item?.id ?? ''] }, doing);
  },
};

/** Money and places of a workspace: what a refusal leaves as it was. */
async function money() {
  const { collaboration, cost_item: items, payment, campaign, campaign_tier: tiers, ledger_posting: postings, budget_revision: revisions } = await imageOfWorkspace(t.pool, workspaceId);
  return { collaboration, items, payment, campaign, tiers, postings, revisions };
}

const isLocked = (outcome: unknown) => /tier.locked/.test(JSON.stringify(outcome));

describe.each(Object.entries(WAYS))('%s', (_, prepare) => {
  test('is held up while the tier is locked, with who and why, and goes through once it is not', async () => {
    const act = await prepare();
    await setLock('lock');
    const before = await money();
    const refused = await act();
    expect(isLocked(refused)).toBe(true);
    expect(JSON.stringify(refused)).toContain('Finn');
    expect(JSON.stringify(refused)).toContain('quarter closed');
    expect(await money()).toEqual(before);
    await setLock('unlock');
    expect(isLocked(await act())).toBe(false);
    expect(await money()).not.toEqual(before);
  });

  test('holds no row while it waits for the ledger\'s turn: whoever has it may take them', async () => {
    const act = await prepare();
    let acting: Promise<unknown> = Promise.resolve();
    await t.db.transaction().execute(async (trx) => {
      await lockLedger(trx, workspaceId);
      acting = act();
      await vi.waitFor(async () => expect(await waiting()).toBeGreaterThan(0), { timeout: 4_000, interval: 10 });
      for (const table of ['campaign', 'collaboration', 'cost_item', 'payment'] as const) {
        await trx.selectFrom(table).select('id').where('workspace_id', '=', workspaceId).forUpdate().noWait().execute();
      }
    });
    expect(isLocked(await acting)).toBe(false);
  });
});

/** How many transactions wait for a turn. */
async function waiting(): Promise<number> {
  const { rows } = await t.pool.query<{ count: number }>("select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())");
  return rows[0]?.count ?? 0;
}

describe('a locked tier does not hold up', () => {
  beforeEach(() => setLock('lock'));

  test('a collaboration without a fee, agreeing to what was pencilled in, or what lowers its money', async () => {
    expect(await newOne(null)).toMatchObject({ status: 'created' });
    const step = (name: 'offer' | 'agree', version: number) => advanceCollaboration(t.db, { workspaceId, collaborationId: mid.collaborationId, step: name, reason: 'so', version }, doing);
    expect([await step('offer', 1), await step('agree', 2)]).toMatchObject([{ status: 'advanced' }, { status: 'advanced', to: 'agreed' }]);
    expect(await take('collaborations', collaborations(`${slug},douyin,milly,mid,900,CNY,`))).toMatchObject({ status: 'applied', result: { updated: 1, rejected: [] } });
  });

  test('another tier, another campaign, or a row beside the refused one', async () => {
    expect(await take('collaborations', collaborations(`${slug},douyin,tom,top,2000,CNY,\n${slug},douyin,fred,mid,50,CNY,draft`))).toMatchObject({
      result: { updated: 1, created: 0, rejected: [{ line: 3, column: 'fee', code: 'tier_locked', message: expect.stringMatching(/Finn locked the money of the mid tier at .* UTC: quarter closed/) }] },
    });
    const elsewhere = await aCollaboration(t.db, { workspaceId });
    expect(await recordCosts(t.db, { workspaceId, costs: [{ collaborationId: elsewhere.collaborationId, kind: 'boost', amountMinor: 1, currency: 'CNY', incurredOn: null }] }, doing)).toMatchObject({ status: 'recorded' });
  });
});

test('a lock and a commitment at the same time: whichever comes first, no money comes in under a lock', async () => {
  const [outcome] = await Promise.all([newOne(5_000), setLock('lock')]);
  const made = await t.db.selectFrom('audit_event').select(['action']).where('workspace_id', '=', workspaceId).where('action', 'in', ['collaboration.create', 'matrix.lock']).execute();
  expect(made.map(({ action }) => action).toSorted()).toEqual(outcome.status === 'created' ? ['collaboration.create', 'matrix.lock'] : ['matrix.lock']);
  expect(await t.db.selectFrom('collaboration').select('id').where('kol_id', '=', fresh.kolId).execute()).toHaveLength(outcome.status === 'created' ? 1 : 0);
});

test('a closed campaign takes no new partner, no higher fee, no other tier and no agreement; what it promised still has its costs recorded', async () => {
  await advanceCollaboration(t.db, { workspaceId, collaborationId: mid.collaborationId, step: 'offer', reason: 'so', version: 1 }, doing);
  await close();
  expect(await newOne(null)).toEqual({ status: 'campaign-closed' });
  expect(await save(top, 'mid')).toEqual({ status: 'campaign-closed' });
  expect(await advanceCollaboration(t.db, { workspaceId, collaborationId: mid.collaborationId, step: 'agree', reason: 'so', version: 2 }, doing)).toEqual({ status: 'campaign-closed' });
  expect(await take('collaborations', collaborations(`${slug},douyin,milly,mid,1000.01,CNY,\n${slug},douyin,fred,mid,,,draft`))).toMatchObject({
    result: { rejected: [{ line: 2, column: 'campaign', code: 'campaign_closed' }, { line: 3, column: 'campaign', code: 'campaign_closed' }] },
  });
  expect(await take('costs', costs(50))).toMatchObject({ status: 'applied', result: { created: 1 } });
});

describe('undoing an import of campaigns', () => {
  const file = (budget: number) => `slug,name,starts_on,ends_on,budget,currency\n${slug},S,2026-06-15,2026-07-30,${budget},CNY\n`;

  test('is a revision of the budget, counted within the quarter', async () => {
    const run = await importId('campaigns', file(1_050_000));
    expect(await undoImport(t.db, { workspaceId, importId: run }, doing)).toMatchObject({ status: 'undone' });
    expect((await listBudgetRevisions(t.db, workspaceId, campaignId)).map(({ movedMinor }) => movedMinor)).toEqual([5_000_000, 5_000_000]);
  });

  test('needs three people once the quarter has moved what it may', async () => {
    const run = await importId('campaigns', file(1_140_000));
    expect(await undoImport(t.db, { workspaceId, importId: run }, doing)).toMatchObject({ status: 'sign-off-needed', amountMinor: 14_000_000, movedMinor: 14_000_000 });
    expect(await t.db.selectFrom('campaign').select('budget_minor').where('id', '=', campaignId).executeTakeFirst()).toEqual({ budget_minor: 114_000_000 });
    expect(await listBudgetRevisions(t.db, workspaceId, campaignId)).toHaveLength(1);
  });

  test('that made the campaign moves nothing', async () => {
    const run = await importId('campaigns', file(1_000_000).replace(slug, 'autumn'));
    expect(await undoImport(t.db, { workspaceId, importId: run }, doing)).toMatchObject({ status: 'undone', deleted: 4 });
  });
});

test('money that was promised before stays the ledger\'s: a lock refuses, it takes nothing away', async () => {
  const { collaborationId } = await aBookedCollaboration(t.db, workspaceId, { campaignId });
  const before = await t.db.selectFrom('ledger_posting').select('sequence').where('workspace_id', '=', workspaceId).execute();
  await setLock('lock');
  const member = await aMember(t.db, workspaceId, 'finance');
  expect(await recordCosts(t.db, { workspaceId, costs: [{ collaborationId, kind: 'boost', amountMinor: 1, currency: 'CNY', incurredOn: null }] }, { now: NOON, actor: member })).toMatchObject({ status: 'tier-locked', index: 0, refusal: { tier: 'mid', by: 'Finn' } });
  expect(await t.db.selectFrom('ledger_posting').select('sequence').where('workspace_id', '=', workspaceId).execute()).toEqual(before);
});
