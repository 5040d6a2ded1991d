import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { aCampaign, aKol } from '#tests/factories/collaboration.ts';
import { someSales } from '#tests/factories/sales.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { KolWishes } from '#tests/factories/collaboration.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { createCollaboration } from '#app/services/create-collaboration.server.ts';
import type { DecideProposalInput } from '#app/services/decide-proposal.server.ts';
import { decideProposal } from '#app/services/decide-proposal.server.ts';
import { lockTierBudget } from '#app/services/lock-tier-budget.server.ts';
import { recordPayments } from '#app/services/record-payments.server.ts';
import { sumMovedMoney } from '#db/queries/what-if.server.ts';
import { requestPayment } from '#app/services/request-payment.server.ts';
import { runReview } from '#app/services/run-review.server.ts';

const t = useTestDatabase();
const NOW = new Date('2026-07-14T04:00:00Z');
const TODAY = '2026-07-14';
const doing = { now: NOW, actor: { ...PORTAL_ACTOR, name: '林澜' } };
const CHECK_VIOLATION = /check constraint/;
let workspaceId: string;

beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

interface Running {
  readonly collaborationId: string;
  readonly campaignId: string;
}

/** A live collaboration of a top-tier KOL for 10,000 yuan, of which 30 % is paid, with sales by coupon. */
async function running(sales: { orders: number; eachMinor: number }, wishes: Partial<KolWishes> = {}): Promise<Running> {
  const kol = await aKol(t.db, { workspaceId, tier: 'top', ...wishes });
  const campaignId = await aCampaign(t.db, { workspaceId });
  const made = await createCollaboration(
    t.db,
    { workspaceId, campaignId, accountId: kol.accountId, fee: { minor: 1_000_000, currency: 'CNY' }, status: 'live', publishedAt: new Date('2026-06-16T02:00:00Z') },
    { now: NOON, actor: PORTAL_ACTOR },
  );
  if (made.status !== 'created') throw new Error(made.status);
  await recordPayments(t.db, { workspaceId, payments: [{ collaborationId: made.collaborationId, stage: 'agreement', amountMinor: 300_000, currency: 'CNY', paidOn: '2026-06-15' }] }, doing);
  await someSales(t.db, { workspaceId, coupon: made.coupon, ...sales });
  return { collaborationId: made.collaborationId, campaignId };
}

const TO_REDUCE = { orders: 120, eachMinor: 10_000 };
const TO_REPLACE = { orders: 100, eachMinor: 5_000 };

async function reviewed(): Promise<string> {
  const outcome = await runReview(t.db, { workspaceId, asOf: TODAY }, doing);
  expect(outcome.status).toBe('reviewed');
  const open = await t.db.selectFrom('proposal').select('id').where('workspace_id', '=', workspaceId).where('status', '=', 'open').execute();
  expect(open).toHaveLength(1);
  return open[0]?.id ?? '';
}

function decide(proposalId: string, input: Partial<DecideProposalInput> = {}) {
  return decideProposal(t.db, { workspaceId, proposalId, decision: 'accept', reason: '', ...input }, doing);
}

async function payments(collaborationId: string) {
  return await t.db
    .selectFrom('payment').select(['stage', 'status', 'amount_minor as minor']).where('workspace_id', '=', workspaceId).where('collaboration_id', '=', collaborationId).orderBy('stage').execute();
}

async function standing(collaborationId: string): Promise<number> {
  const items = await t.db.selectFrom('cost_item').selectAll().where('collaboration_id', '=', collaborationId).execute();
  return items.reduce((sum, item) => sum + item.amount_minor - item.released_minor, 0);
}

async function proposalRow(id: string) {
  return await t.db.selectFrom('proposal').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirstOrThrow();
}

async function auditActions(): Promise<string[]> {
  const rows = await t.db.selectFrom('audit_event').select('action').where('workspace_id', '=', workspaceId).where('actor_name', '=', '林澜').execute();
  return rows.map((row) => row.action).sort();
}

/** Everything that a decision may touch, to be compared whole. */
async function world() {
  const rows = async (table: 'collaboration' | 'collaboration_event' | 'cost_item' | 'payment' | 'kol' | 'proposal' | 'audit_event') =>
    (await t.db.selectFrom(table).selectAll().where('workspace_id', '=', workspaceId).execute()).map((row) => JSON.stringify(row)).sort();
  return await Promise.all([rows('collaboration'), rows('collaboration_event'), rows('cost_item'), rows('payment'), rows('kol'), rows('proposal'), rows('audit_event')]);
}

describe('accepting to reduce', () => {
  test('releases half of what is free, to the fen, and plans the payments for what is left', async () => {
    const { collaborationId } = await running(TO_REDUCE);
    const id = await reviewed();
    expect(await proposalRow(id)).toMatchObject({ kind: 'reduce', freed_minor: 700_000, new_amount_minor: 650_000 });
    expect(await decide(id)).toEqual({ status: 'accepted', releasedMinor: 350_000, replacements: [] });
    expect(await standing(collaborationId)).toBe(650_000);
    expect(await payments(collaborationId)).toEqual([
      { stage: 'agreement', status: 'paid', minor: 300_000 }, { stage: 'publication', status: 'planned', minor: 200_000 }, { stage: 'review', status: 'planned', minor: 150_000 },
    ]);
    expect(await proposalRow(id)).toMatchObject({ status: 'accepted', decided_by: '林澜', decided_at: NOW, decision_reason: null, replacement_collaboration_id: null, released_minor: 350_000 });
    expect(await auditActions()).toContain('proposal.accept');
    // What counts against the quarter's cap is what moved, not all that could have.
    const { campaign_id: campaignId } = await t.db.selectFrom('proposal').select('campaign_id').where('id', '=', id).executeTakeFirstOrThrow();
    expect(await sumMovedMoney(t.db, workspaceId, campaignId, new Date(0))).toBe(350_000);
    const row = await t.db.selectFrom('collaboration').select(['status', 'ends_on']).where('id', '=', collaborationId).executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'live', ends_on: '2026-07-30' });
  });

  test('a payment that was requested is planned again for its new amount: nobody asked for that one', async () => {
    const { collaborationId } = await running(TO_REDUCE);
    await requestPayment(t.db, { workspaceId, collaborationId, stage: 'publication' }, doing);
    expect(await decide(await reviewed())).toMatchObject({ status: 'accepted', releasedMinor: 350_000 });
    const after = await payments(collaborationId);
    expect(after[1]).toEqual({ stage: 'publication', status: 'planned', minor: 200_000 });
    expect(after.reduce((sum, payment) => sum + payment.minor, 0)).toBe(await standing(collaborationId));
  });
});

describe('accepting to replace', () => {
  test('ends the old one, releases its money, and drafts the candidate with code, coupon, fee and payments of its own', async () => {
    const { collaborationId, campaignId } = await running(TO_REPLACE);
    const backup = await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000, name: '秦若溪' });
    const id = await reviewed();
    const outcome = await decide(id, { reason: '尽快替换' });
    if (outcome.status !== 'accepted') throw new Error(outcome.status);
    expect(outcome).toMatchObject({ releasedMinor: 700_000, replacements: [{ kolId: backup.kolId }] });

    const old = await t.db.selectFrom('collaboration').selectAll().where('id', '=', collaborationId).executeTakeFirstOrThrow();
    expect(old).toMatchObject({ status: 'ended', ends_on: TODAY, version: 2 });
    expect(await standing(collaborationId)).toBe(300_000);
    expect(await payments(collaborationId)).toEqual([
      { stage: 'agreement', status: 'paid', minor: 300_000 }, { stage: 'publication', status: 'voided', minor: 0 }, { stage: 'review', status: 'voided', minor: 0 },
    ]);

    const newId = outcome.replacements[0]?.collaborationId ?? '';
    const drafted = await t.db.selectFrom('collaboration').selectAll().where('id', '=', newId).executeTakeFirstOrThrow();
    expect(drafted).toMatchObject({
      status: 'draft', campaign_id: campaignId, kol_id: backup.kolId, account_id: backup.accountId, tier: 'top', replaces_id: collaborationId, starts_on: TODAY,
      ends_on: '2026-07-30', landing_url: old.landing_url, coupon: drafted.tracking_code,
    });
    expect(drafted.tracking_code).not.toBe(old.tracking_code);
    expect(await standing(newId)).toBe(600_000);
    expect((await payments(newId)).map(({ status, minor }) => [status, minor])).toEqual([['planned', 180_000], ['planned', 240_000], ['planned', 180_000]]);
    expect(await t.db.selectFrom('tracking_code').select('collaboration_id as id').where('code', '=', drafted.tracking_code).execute()).toEqual([{ id: newId }]);

    expect(await t.db.selectFrom('kol').select(['status', 'version']).where('id', '=', backup.kolId).execute()).toEqual([{ status: 'active', version: 2 }]);
    expect(await proposalRow(id)).toMatchObject({ status: 'accepted', replacement_collaboration_id: newId, decision_reason: '尽快替换' });
    expect(await auditActions()).toEqual(['collaboration.create', 'collaboration.end', 'kol.change', 'payment.record', 'proposal.accept']);
    const events = await t.db.selectFrom('collaboration_event').select(['to_status as to', 'actor_name as by']).where('collaboration_id', 'in', [collaborationId, newId]).where('at', '=', NOW).orderBy('to_status').execute();
    expect(events).toEqual([{ to: 'draft', by: '林澜' }, { to: 'ended', by: '林澜' }]);
  });

  test('the next review judges what was kept, and proposes nothing for it', async () => {
    const { collaborationId } = await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    await decide(await reviewed());
    const outcome = await runReview(t.db, { workspaceId, asOf: TODAY }, doing);
    if (outcome.status !== 'reviewed') throw new Error(outcome.status);
    expect(outcome.assessments.find((one) => one.facts.id === collaborationId)?.sales.committedMinor).toBe(300_000);
    expect(await t.db.selectFrom('proposal').select('id').where('workspace_id', '=', workspaceId).where('status', '=', 'open').execute()).toEqual([]);
  });

  test('finance\'s lock on the candidate\'s tier holds it up, whole, until it is lifted', async () => {
    const { campaignId } = await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    const id = await reviewed();
    const { slug } = await t.db.selectFrom('campaign').select('slug').where('id', '=', campaignId).executeTakeFirstOrThrow();
    const lock = (step: 'lock' | 'unlock') => lockTierBudget(t.db, { workspaceId, slug, tier: 'top', step, reason: 'quarter closed' }, { now: NOON, actor: { ...PORTAL_ACTOR, name: 'Finn' } });
    await lock('lock');
    const before = await world();
    expect(await decide(id)).toEqual({ status: 'tier-locked', tier: 'top', by: 'Finn', at: NOON, reason: 'quarter closed' });
    expect(await world()).toEqual(before);
    await lock('unlock');
    expect(await decide(id)).toMatchObject({ status: 'accepted', releasedMinor: 700_000 });
  });

  test('a pair divides the price by what each asks', async () => {
    await running(TO_REPLACE);
    const pair = [await aKol(t.db, { workspaceId, status: 'bench', priceMinor: 200_001 }), await aKol(t.db, { workspaceId, status: 'bench', priceMinor: 300_000 })];
    const outcome = await decide(await reviewed());
    if (outcome.status !== 'accepted') throw new Error(outcome.status);
    const drafted = await Promise.all(outcome.replacements.map(async (one) => [one.kolId, await standing(one.collaborationId)] as const));
    expect(new Map(drafted)).toEqual(new Map([[pair[0]?.kolId, 200_001], [pair[1]?.kolId, 300_000]]));
  });

  test('another candidate than the first may be chosen; one that is not listed is refused and nothing happens', async () => {
    await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    const second = await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 300_000 });
    const id = await reviewed();
    const before = await world();
    expect(await decide(id, { rank: 3 })).toEqual({ status: 'unknown-candidate' });
    expect(await world()).toEqual(before);
    expect(await decide(id, { rank: 2 })).toMatchObject({ status: 'accepted', replacements: [{ kolId: second.kolId }] });
  });

  test('without anybody on the bench it ends and releases alone', async () => {
    const { collaborationId } = await running(TO_REPLACE);
    expect(await decide(await reviewed())).toEqual({ status: 'accepted', releasedMinor: 700_000, replacements: [] });
    expect(await standing(collaborationId)).toBe(300_000);
  });
});

describe('what moves nothing', () => {
  test('keep is only taken note of', async () => {
    const { collaborationId } = await running({ orders: 200, eachMinor: 11_000 });
    const id = await reviewed();
    expect(await proposalRow(id)).toMatchObject({ kind: 'keep' });
    expect(await decide(id)).toEqual({ status: 'accepted', releasedMinor: 0, replacements: [] });
    expect(await standing(collaborationId)).toBe(1_000_000);
  });

  test('rejecting needs a reason, and keeps it', async () => {
    await running(TO_REPLACE);
    const id = await reviewed();
    const before = await world();
    expect(await decide(id, { decision: 'reject' })).toEqual({ status: 'reason-needed' });
    expect(await world()).toEqual(before);
    expect(await decide(id, { decision: 'reject', reason: '新视频下周发布' })).toEqual({ status: 'rejected' });
    expect(await proposalRow(id)).toMatchObject({ status: 'rejected', decision_reason: '新视频下周发布', decided_by: '林澜' });
    const [, , costs, paid] = await world();
    expect([costs, paid]).toEqual([before[2], before[3]]);
    expect(await auditActions()).toContain('proposal.reject');
    expect(await decide(id)).toEqual({ status: 'already-decided', as: 'rejected' });
  });

  test('a proposal of another workspace, or of none, is not found', async () => {
    await running(TO_REPLACE);
    const id = await reviewed();
    const elsewhere = await aWorkspace(t.db);
    expect(await decideProposal(t.db, { workspaceId: elsewhere, proposalId: id, decision: 'reject', reason: 'no' }, doing)).toEqual({ status: 'not-found' });
    expect(await decide('01980000-0000-7000-8000-000000000000')).toEqual({ status: 'not-found' });
  });
});

describe('what has changed meanwhile', () => {
  test('orders that came in since are told of, even before anybody settled them', async () => {
    const { collaborationId } = await running(TO_REPLACE);
    const id = await reviewed();
    const { coupon } = await t.db.selectFrom('collaboration').select('coupon').where('id', '=', collaborationId).executeTakeFirstOrThrow();
    await someSales(t.db, { workspaceId, coupon, orders: 1, eachMinor: 900_000 });
    const before = await world();
    expect(await decide(id)).toEqual({
      status: 'evidence-changed',
      changes: [{ field: 'kind', before: 'replace', now: 'wait' }, { field: 'orders', before: 100, now: 101 }, { field: 'revenue', before: 500_000, now: 1_400_000 }],
    });
    expect(await world()).toEqual(before);
  });

  test('a payment that was made since is told of', async () => {
    const { collaborationId } = await running(TO_REDUCE);
    const id = await reviewed();
    await recordPayments(t.db, { workspaceId, payments: [{ collaborationId, stage: 'publication', amountMinor: 400_000, currency: 'CNY', paidOn: TODAY }] }, doing);
    expect(await decide(id)).toEqual({ status: 'evidence-changed', changes: [{ field: 'freed', before: 700_000, now: 300_000 }] });
  });

  test('of eight who accept at once exactly one succeeds, and one replacement is made', async () => {
    const { collaborationId } = await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    const id = await reviewed();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => decide(id)));
    expect(outcomes.filter((outcome) => outcome.status === 'accepted')).toHaveLength(1);
    // Whoever looks after the first one is done sees the evidence gone or the decision made.
    for (const outcome of outcomes) expect(['accepted', 'already-decided', 'evidence-changed']).toContain(outcome.status);
    expect(await t.db.selectFrom('collaboration').select('id').where('replaces_id', '=', collaborationId).execute()).toHaveLength(1);
    expect(await standing(collaborationId)).toBe(300_000);
  });
});

test('accepting does not wait for a review that is just being written, which waits for the proposal', async () => {
  const { collaborationId } = await running(TO_REPLACE);
  await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
  const id = await reviewed();
  await t.db.transaction().execute(async (review) => {
    // What a row that refers to them holds of a collaboration and a KOL until it is committed.
    await review.selectFrom('collaboration').select('id').where('id', '=', collaborationId).forKeyShare().execute();
    await review.selectFrom('kol').select('id').where('workspace_id', '=', workspaceId).forKeyShare().execute();
    expect(await decide(id)).toMatchObject({ status: 'accepted' });
  });
});

describe('nothing is half done', () => {
  test('a candidate who cannot be drafted undoes the whole acceptance', async () => {
    await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    const id = await reviewed();
    // The shop's host was taken off the list since.
    await t.db.updateTable('workspace').set({ allowed_hosts: [] }).where('id', '=', workspaceId).execute();
    const before = await world();
    expect(await decide(id)).toEqual({ status: 'cannot-draft', problem: 'host-not-allowed' });
    expect(await world()).toEqual(before);
  });

  test('a failure of the database in the last step leaves everything as it was', async () => {
    await running(TO_REPLACE);
    await aKol(t.db, { workspaceId, tier: 'top', status: 'bench', priceMinor: 600_000 });
    const id = await reviewed();
    const before = await world();
    await t.pool.query("alter table audit_event add constraint no_acceptance check (action <> 'proposal.accept') not valid");
    try {
      await expect(decide(id)).rejects.toThrow(CHECK_VIOLATION);
    } finally {
      await t.pool.query('alter table audit_event drop constraint no_acceptance');
    }
    expect(await world()).toEqual(before);
    expect(await decide(id)).toMatchObject({ status: 'accepted' });
  });
});
