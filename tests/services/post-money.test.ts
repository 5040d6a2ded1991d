import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aBookedCollaboration, aMember } from '#tests/factories/ledger.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { upsertExchangeRate } from '#db/queries/exchange-rate.server.ts';
import { PAYMENT_STAGES } from '#app/domain/cost.ts';
import { EXPENSE_ACCOUNTS } from '#app/domain/finance/ledger.ts';
import { advanceCollaboration } from '#app/services/advance-collaboration.server.ts';
import { approvePayment } from '#app/services/approve-payment.server.ts';
import { openBooks } from '#app/services/books.server.ts';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import { importFile } from '#app/services/import-file.server.ts';
import { payPayment } from '#app/services/pay-payment.server.ts';
import { recordCosts } from '#app/services/record-costs.server.ts';
import { releaseMoney } from '#app/services/release-money.server.ts';
import { reportKolSpend } from '#app/services/report-kol-spend.server.ts';
import { requestPayment } from '#app/services/request-payment.server.ts';
import { undoImport } from '#app/services/undo-import.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import { voidPayment } from '#app/services/void-payment.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { aKol } from '#tests/factories/collaboration.ts';

const t = useTestDatabase();
const TODAY = '2026-07-10';

async function aWorld() {
  const workspaceId = await aWorkspace(t.db);
  const [manager, finance] = [await aMember(t.db, workspaceId, 'manager'), await aMember(t.db, workspaceId, 'finance')];
  await upsertExchangeRate(t.db, workspaceId, { currency: 'USD', validFrom: '2026-01-01', rate: '7.1234' });
  return { workspaceId, manager, finance };
}

const verify = (workspaceId: string) => verifyLedger(t.db, { workspaceId, anchorFile: { anchors: [], brokenLines: [] } }, { now: NOON });

async function postedMinor(workspaceId: string, accounts: 'expense' | 'bank'): Promise<number> {
  const row = await t.db
    .selectFrom('ledger_posting').select((eb) => eb.fn.coalesce(eb.fn.sum<number>('reporting_minor'), eb.val(0)).as('minor')).where('workspace_id', '=', workspaceId)
    .where('account', 'in', accounts === 'bank' ? ['bank'] : Object.values(EXPENSE_ACCOUNTS)).executeTakeFirstOrThrow();
  return Number(row.minor);
}

async function spendOf(workspaceId: string) {
  const { total } = await reportKolSpend(t.db, { workspaceId, currency: 'CNY', timeZone: 'Asia/Shanghai', filter: {}, period: null }, { now: NOON });
  return total;
}

type World = Awaited<ReturnType<typeof aWorld>>;
type Deed = (world: World, target: { collaborationId: string; paymentIds: readonly string[] }, size: number) => Promise<unknown>;

/** How many worlds people do random deeds in; `LEDGER_WORLDS` asks for more. */
const WORLDS = Number(process.env['LEDGER_WORLDS'] ?? '25');

/** Everything that people do with money, by the services that do it. */
const DEEDS: Readonly<Record<string, Deed>> = {
  cost: ({ workspaceId, manager }, { collaborationId }, size) =>
    recordCosts(t.db, { workspaceId, costs: [{ collaborationId, kind: size % 2 ? 'boost' : 'seeding', amountMinor: size * 137, currency: size % 3 ? 'CNY' : 'USD', incurredOn: TODAY }] }, { now: NOON, actor: manager }),
  correct: ({ workspaceId, manager }, { collaborationId }, size) =>
    recordCosts(t.db, { workspaceId, costs: [{ collaborationId, kind: 'production', amountMinor: size * 211, currency: 'CNY', incurredOn: TODAY, reference: 'P-1' }] }, { now: NOON, actor: manager }),
  request: ({ workspaceId, manager }, { collaborationId }, size) => requestPayment(t.db, { workspaceId, collaborationId, stage: PAYMENT_STAGES[size % 3] ?? 'agreement' }, { now: NOON, actor: manager }),
  approve: ({ workspaceId, finance }, { paymentIds }, size) => approvePayment(t.db, { workspaceId, paymentId: paymentIds[size % 3] ?? '', key: newId(), steppedUpAt: NOON }, { now: NOON, actor: finance }),
  pay: ({ workspaceId, finance }, { paymentIds }, size) =>
    payPayment(t.db, { workspaceId, paymentId: paymentIds[size % 3] ?? '', key: newId(), steppedUpAt: NOON, paidOn: TODAY, reference: 'bank' }, { now: NOON, actor: finance }),
  void: ({ workspaceId, finance }, { paymentIds }, size) => voidPayment(t.db, { workspaceId, paymentId: paymentIds[size % 3] ?? '', step: size % 2 ? 'void' : 'withdraw', reason: 'no' }, { now: NOON, actor: finance }),
  release: ({ workspaceId, manager }, { collaborationId }, size) =>
    t.db.transaction().execute(async (trx) => await releaseMoney(trx, await openBooks(trx, workspaceId, NOON), collaborationId, (freed) => Math.floor((freed * size) / 20), { now: NOON, actor: manager })),
  advance: async ({ workspaceId, manager }, { collaborationId }, size) => {
    const { version } = await t.db.selectFrom('collaboration').select('version').where('id', '=', collaborationId).executeTakeFirstOrThrow();
    return await advanceCollaboration(t.db, { workspaceId, collaborationId, step: (['offer', 'agree', 'cancel', 'start'] as const)[size % 4] ?? 'offer', reason: 'x', version }, { now: NOON, actor: manager });
  },
};

test('a cost corrected to less than was released of it has nothing left standing, in the table and in the ledger', async () => {
  const world = await aWorld();
  const { workspaceId } = world;
  const target = await aBookedCollaboration(t.db, workspaceId);
  for (const [name, size] of [['correct', 2], ['release', 20], ['correct', 1]] as const) await DEEDS[name]?.(world, target, size);
  const item = await t.db.selectFrom('cost_item').select(['amount_minor', 'released_minor']).where('workspace_id', '=', workspaceId).where('kind', '=', 'production').executeTakeFirst();
  expect(item).toEqual({ amount_minor: 211, released_minor: 211 });
  expect(await verify(workspaceId)).toMatchObject({ status: 'holds', mismatches: [] });
});

test('whatever people do with money: the ledger holds after every deed, and each total is the sum of its postings, to the fen', async () => {
  const deed = fc.tuple(fc.constantFrom(...Object.keys(DEEDS)), fc.nat({ max: 1 }), fc.integer({ min: 1, max: 20 }));
  await fc.assert(fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
    const world = await aWorld();
    const { workspaceId } = world;
    const targets = [await aBookedCollaboration(t.db, workspaceId), await aBookedCollaboration(t.db, workspaceId, { status: 'draft' })];
    for (const [name, which, size] of deeds) {
      await DEEDS[name]?.(world, targets[which] ?? { collaborationId: '', paymentIds: [] }, size);
      expect(await verify(workspaceId), name).toMatchObject({ status: 'holds', mismatches: [] });
    }
    const spend = await spendOf(workspaceId);
    expect(await postedMinor(workspaceId, 'expense')).toBe(spend.committedMinor);
    expect(await postedMinor(workspaceId, 'bank') + spend.paidMinor).toBe(0);
  }), { numRuns: WORLDS });
}, WORLDS * 5_000);

test('undoing an import of costs, payments or collaborations takes nothing from the ledger: it reverses', async () => {
  const { workspaceId, manager } = await aWorld();
  const doing = { now: NOON, actor: manager };
  const { collaborationId } = await aBookedCollaboration(t.db, workspaceId);
  const row = await t.db.selectFrom('collaboration as c').innerJoin('campaign as ca', 'ca.id', 'c.campaign_id').innerJoin('kol_account as a', 'a.id', 'c.account_id')
    .select(['ca.slug', 'a.handle', 'a.platform']).where('c.id', '=', collaborationId).executeTakeFirstOrThrow();
  const stranger = await aKol(t.db, { workspaceId, handle: 'stranger', platform: 'douyin' });
  const place = `${row.slug},${row.handle},${row.platform}`;
  const files = {
    costs: `campaign,handle,platform,kind,amount,currency,incurred_on\n${place},boost,12.34,USD,2026-07-01\n${place},seeding,5,CNY,2026-07-02\n`,
    payments: `campaign,handle,platform,stage,amount,currency,paid_on,reference\n${place},agreement,3000,CNY,2026-07-01,b1\n`,
    collaborations: `campaign,handle,platform,fee,currency,status\n${place},12000,CNY,\n${row.slug},stranger,douyin,800,CNY,live\n`,
  };
  for (const [kind, text] of Object.entries(files) as [keyof typeof files, string][]) { // Object.entries knows no keys.
    const before = await spendOf(workspaceId);
    const entriesBefore = (await verify(workspaceId)).checked;
    const bytes = new TextEncoder().encode(text);
    const taken = await importFile(t.db, { workspaceId, kind, format: 'auto', fileName: `${kind}.csv`, bytes, dryRun: false, skipBadRows: false }, doing);
    if (taken.status !== 'applied') throw new Error(JSON.stringify(taken));
    const during = await verify(workspaceId);
    expect(during, kind).toMatchObject({ status: 'holds' });
    expect(during.checked).toBeGreaterThan(entriesBefore);
    expect(await undoImport(t.db, { workspaceId, importId: taken.importId }, doing), kind).toMatchObject({ status: 'undone' });
    const after = await verify(workspaceId);
    expect(after, kind).toMatchObject({ status: 'holds', mismatches: [] });
    expect(after.checked).toBeGreaterThan(during.checked);
    expect(await spendOf(workspaceId)).toEqual(before);
    const last = await t.db.selectFrom('ledger_entry').select(['kind', 'reason']).where('workspace_id', '=', workspaceId).where('sequence', '>', during.checked).execute();
    expect(last.every((entry) => entry.reason === 'import undone')).toBe(true);
    expect(last.some((entry) => entry.kind === 'reversal')).toBe(true);
  }
  expect(stranger.handle).toBe('stranger');
});

test('a preview of an import posts nothing', async () => {
  const { workspaceId, manager } = await aWorld();
  await aBookedCollaboration(t.db, workspaceId);
  const { checked } = await verify(workspaceId);
  const bytes = new TextEncoder().encode('campaign,handle,platform,kind,amount,currency,incurred_on\nx,y,douyin,boost,1,CNY,2026-07-01\n');
  await importFile(t.db, { workspaceId, kind: 'costs', format: 'auto', fileName: 'c.csv', bytes, dryRun: true, skipBadRows: true }, { now: NOON, actor: manager });
  expect((await verify(workspaceId)).checked).toBe(checked);
});

test('many who post at once make one chain without gaps', async () => {
  const { workspaceId, manager } = await aWorld();
  const targets = await Promise.all([1, 2, 3, 4].map(() => aBookedCollaboration(t.db, workspaceId)));
  const cost = (collaborationId: string, index: number) => ({ collaborationId, kind: 'other' as const, amountMinor: index + 1, currency: 'CNY', incurredOn: TODAY });
  await Promise.all(Array.from({ length: 60 }, (_, index) =>
    recordCosts(t.db, { workspaceId, costs: [cost(targets[index % 4]?.collaborationId ?? '', index)] }, { now: NOON, actor: manager })));
  expect(await verify(workspaceId)).toMatchObject({ status: 'holds', checked: 64 });
});

test('two collaborations made at once in workspaces of their own keep chains of their own', async () => {
  const worlds = await Promise.all([aWorld(), aWorld()]);
  const booked = await Promise.all(worlds.map(({ workspaceId }) => aBookedCollaboration(t.db, workspaceId)));
  expect(booked).toHaveLength(2);
  for (const { workspaceId } of worlds) expect(await verify(workspaceId)).toMatchObject({ status: 'holds', checked: 1 });
  expect(await createCollaboration(t.db, { workspaceId: worlds[0]?.workspaceId ?? '', campaignId: newId(), accountId: newId() }, { now: NOON, actor: worlds[0]?.manager ?? { kind: 'system', id: null, name: '' } })).toEqual({ status: 'campaign-unknown' });
});
