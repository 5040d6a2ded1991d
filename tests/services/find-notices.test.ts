import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { countUnreadNotices, listNoticeRows } from '#db/queries/notice.server.ts';
import { noticeFactsSchema } from '#app/domain/notice-facts.ts';
import { concerningKinds } from '#app/domain/notice.ts';
import type { NoticeKind } from '#app/domain/notice.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import { permissionsOf } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { noticeText } from '#app/lib/notice-text.server.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { grantAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { readAllNotices, readNotice } from '#app/services/read-notices.server.ts';
import { writeAsset } from '#app/services/save-asset.server.ts';
import { saveNoticePreference } from '#app/services/save-notice-preference.server.ts';
import { aCollaboration } from '#tests/factories/collaboration.ts';
import { aChannel, aMember, failedImports, look } from '#tests/factories/notice.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
let workspaceId: string;
beforeEach(async () => {
  workspaceId = await aWorkspace(t.db);
});

const doing = { now: NOON, actor: PORTAL_ACTOR };
const later = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);
const notices = async () => await t.db.selectFrom('notice').selectAll().where('workspace_id', '=', workspaceId).orderBy('kind').execute();
const kinds = async () => (await notices()).filter((one) => one.over_at === null).map((one) => one.kind);
const askedBy = (role: Role, userId: string, seat: Seat | null = null) => ({ userId, kinds: concerningKinds(new Set(permissionsOf(role))), seat });

async function aPayment(collaborationId: string): Promise<string> {
  const id = newId();
  await t.db.insertInto('payment').values({
    workspace_id: workspaceId, id, collaboration_id: collaborationId, stage: 'publication', amount_minor: 4_444_400, currency: 'CNY', rate: '1', status: 'requested', paid_on: null, created_at: NOON,
    updated_at: NOON, requested_by_name: 'Mei', requested_at: NOON,
  }).execute();
  return id;
}

async function aReview(collaborationId: string, asOf: string, light: 'red' | 'amber', detail: object = {}): Promise<void> {
  await t.db.insertInto('collaboration_review').values({
    workspace_id: workspaceId, collaboration_id: collaborationId, as_of: asOf, policy_version: 1, revenue_minor: 1, cost_minor: 1, orders: 1, too_early: false, roi_at_close: 0.6123,
    interval_low: 0.41, interval_high: 0.93, probability_below_1: 0.9, probability_below_15: 0.9, probability_at_least_3: 0, light, fuse: 'closed', verdict: 'reduce', detail: JSON.stringify(detail),
  }).execute();
}

async function clickDays(collaborationId: string, days: readonly { day: string; clicks: number; visitors?: number; automated?: number }[]): Promise<void> {
  await t.db.insertInto('click_day').values(days.map(({ day, clicks, visitors = clicks, automated = 0 }) => ({ workspace_id: workspaceId, collaboration_id: collaborationId, day, clicks, visitors, automated }))).execute();
}

async function aSignOff(deadlineAt: Date): Promise<string> {
  const id = newId();
  await t.db.insertInto('sign_off_request').values({
    workspace_id: workspaceId, id, kind: 'budget_move', subject_id: newId(), amount_minor: 5_555_500, currency: 'CNY', reason: 'more for mid', status: 'open', requested_at: NOON, requested_by: null,
    requested_by_name: 'Mei', deadline_at: deadlineAt, decided_at: null, used_at: null,
  }).execute();
  return id;
}

describe('what is noted', () => {
  test('a light turned red, with the day since when, once; it is over with the next amber and anew with the next red', async () => {
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-28' });
    for (const [asOf, light] of [['2026-07-07', 'red'], ['2026-07-08', 'amber'], ['2026-07-09', 'red'], ['2026-07-10', 'red']] as const) await aReview(collaborationId, asOf, light);
    expect(await look(t.db, workspaceId)).toMatchObject({ noted: 1, ended: 0 });
    expect(await notices()).toMatchObject([{ kind: 'light_red', facts: { collaborationId, since: '2026-07-09' }, over_at: null }]);
    await aReview(collaborationId, '2026-07-11', 'amber');
    expect(await look(t.db, workspaceId, later(24))).toMatchObject({ noted: 0, ended: 1 });
    await aReview(collaborationId, '2026-07-12', 'red');
    expect(await look(t.db, workspaceId, later(48))).toMatchObject({ noted: 1, ended: 0 });
    expect(await kinds()).toEqual(['light_red']);
  });

  test('a tripped fuse, until a sign-off resets it', async () => {
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-28' });
    const step = (period: number, state: 'warned_1' | 'warned_2' | 'tripped') => ({
      workspace_id: workspaceId, collaboration_id: collaborationId, period_number: period, start_day: `2026-06-${String(period * 5).padStart(2, '0')}`, end_day: `2026-06-${String(period * 5 + 5).padStart(2, '0')}`,
      revenue_minor: 3_333_300, cost_minor: 6_666_600, state_after: state, policy_version: 1,
    });
    await t.db.insertInto('fuse_step').values([step(1, 'warned_1'), step(2, 'warned_2'), step(3, 'tripped'), step(4, 'tripped')]).execute();
    await look(t.db, workspaceId);
    expect(await notices()).toMatchObject([{ kind: 'fuse_tripped', key: `fuse_tripped:${collaborationId}:3`, facts: { periods: 4, lastDay: '2026-06-24', revenueMinor: 3_333_300 } }]);
    const requestId = await aSignOff(later(72));
    await t.db.insertInto('fuse_reset').values({
      workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, reset_on: '2026-07-10', pilot_minor: 1, request_id: requestId, reset_at: NOON, reset_by_name: 'three',
    }).execute();
    await t.db.updateTable('sign_off_request').set({ status: 'used' }).where('id', '=', requestId).execute();
    expect(await look(t.db, workspaceId)).toMatchObject({ ended: 1 });
  });

  test('a suspected coupon, until it is left out of ROI', async () => {
    const { collaborationId, coupon } = await aCollaboration(t.db, { workspaceId, coupon: 'LILY15', startsOn: '2026-06-28' });
    const finding = { status: 'suspected', fromDay: '2026-07-03', reasons: [{ code: 'sells_without_clicks', fromDay: '2026-07-03', orders: 41, expected: 3, probability: 1e-9 }] };
    await aReview(collaborationId, '2026-07-10', 'amber', { coupon: finding });
    await look(t.db, workspaceId);
    expect(await notices()).toMatchObject([{ kind: 'coupon_leaked', facts: { coupon, orders: 41, site: null } }]);
    await t.db.insertInto('credit_exclusion').values({
      workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, coupon, from_day: '2026-07-03', until_day: null, reason: 'leaked', created_at: NOON, created_by: null, created_by_name: 'Mei',
      lifted_at: null, lifted_by: null, lifted_by_name: null,
    }).execute();
    expect(await look(t.db, workspaceId)).toMatchObject({ ended: 1 });
  });

  test('clicks after the flight, from ten of people on, and a day of few browsers', async () => {
    const over = await aCollaboration(t.db, { workspaceId, status: 'ended', startsOn: '2026-06-28', endsOn: '2026-07-01' });
    const running = await aCollaboration(t.db, { workspaceId, campaignId: over.campaignId, startsOn: '2026-06-28' });
    await clickDays(over.collaborationId, [{ day: '2026-07-01', clicks: 500 }, { day: '2026-07-05', clicks: 9 }]);
    await clickDays(running.collaborationId, [{ day: '2026-07-08', clicks: 90 }]);
    expect(await look(t.db, workspaceId)).toMatchObject({ noted: 0 });
    await clickDays(over.collaborationId, [{ day: '2026-07-09', clicks: 1 }]);
    await clickDays(running.collaborationId, [{ day: '2026-07-09', clicks: 400, visitors: 12 }, { day: '2026-07-10', clicks: 300, visitors: 9 }]);
    await look(t.db, workspaceId);
    expect(await notices()).toMatchObject([
      { kind: 'late_clicks', facts: { clicks: 10, endsOn: '2026-07-01' } },
      // Two days of one week are told of once.
      { kind: 'suspicious_clicks', facts: { sign: 'repeated' } },
    ]);
  });

  test('a review that is due, for a week; a budget that is reached, and one that is far exceeded', async () => {
    const { collaborationId, campaignId } = await aCollaboration(t.db, { workspaceId, feeMinor: 100_000_000 });
    await look(t.db, workspaceId);
    // The campaign began on 15 June: its first period ended on the 28th, more than a week ago.
    expect(await kinds()).toEqual(['budget_full']);
    await t.db.insertInto('cost_item').values({
      workspace_id: workspaceId, id: newId(), collaboration_id: collaborationId, kind: 'boost', amount_minor: 15_000_000, currency: 'CNY', rate: '1', commission_basis_points: null, incurred_on: '2026-07-01', identity: 'b', created_at: NOON,
    }).execute();
    await look(t.db, workspaceId);
    expect(await notices()).toMatchObject([{ kind: 'budget_full', over_at: NOON }, { kind: 'budget_over', over_at: null, facts: { plannedMinor: 100_000_000, forecastMinor: 115_000_000, cutMinor: 15_000_000, partners: 1 } },
      // Beside the plan to cut, by a setting of its own, the plan wants a review.
      { kind: 'cost_overrun', over_at: null, facts: { forecastMinor: 115_000_000 } }]
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)));
    await t.db.updateTable('campaign').set({ starts_on: '2026-06-26' }).where('id', '=', campaignId).execute();
    await look(t.db, workspaceId);
    expect((await notices()).find((one) => one.kind === 'review_due')).toMatchObject({ facts: { periodNumber: 1, startDay: '2026-06-26', lastDay: '2026-07-09' } });
  });

  test('revenue that is off what the last review expected, once the flights are over', async () => {
    const { collaborationId, campaignId } = await aCollaboration(t.db, { workspaceId, feeMinor: 1_000_000, endsOn: '2026-07-05' });
    await aReview(collaborationId, '2026-07-05', 'amber');
    const told = async () => (await notices()).filter((one) => one.kind === 'revenue_swing');
    await look(t.db, workspaceId);
    expect(await told()).toEqual([]);
    await t.db.updateTable('campaign').set({ ends_on: '2026-07-05' }).where('id', '=', campaignId).execute();
    await look(t.db, workspaceId);
    expect(await told()).toMatchObject([{ over_at: null, facts: { expectedMinor: 612_300, revenueMinor: 0, currency: 'CNY' } }]);
    const credit = { workspace_id: workspaceId, collaboration_id: collaborationId, day: '2026-07-04', model: 'last_click' as const, orders: 1, new_customer_orders: 0, known_customer_orders: 0, refunded_orders: 0, gross_minor: 600_000 };
    await t.db.insertInto('credit_day').values({ ...credit, revenue_minor: 600_000 }).execute();
    expect(await look(t.db, workspaceId)).toMatchObject({ ended: 1 });
  });

  test('rights that end: 30, 7 and 1 days before, one notice for all that end on a day', async () => {
    for (const title of ['Beach', 'City']) {
      const written = await writeAsset(t.db, { workspaceId, kind: 'text', title, body: `${title} words`, tags: [], language: 'en', collaborationId: null, contentId: null }, doing);
      if (written.status !== 'written') throw new Error(written.status);
      const grant = { channels: ['own_social' as const], territories: ['CN' as const], fromDay: '2026-01-01', untilDay: '2026-08-09', isExclusive: false, creditLine: '', contractPage: '' };
      await grantAssetRight(t.db, { workspaceId, assetId: written.assetId, known: null, grant }, doing);
    }
    const at = async (day: string) => {
      const { noted } = await look(t.db, workspaceId, new Date(`${day}T04:00:00Z`));
      return noted;
    };
    expect([await at('2026-07-09'), await at('2026-07-10'), await at('2026-07-11'), await at('2026-08-02'), await at('2026-08-05'), await at('2026-08-08'), await at('2026-08-09')]).toEqual([0, 1, 0, 1, 0, 1, 0]);
    expect(await notices()).toHaveLength(3);
    expect(await kinds()).toEqual(['rights_ending']);
    expect((await notices()).at(-1)).toMatchObject({ facts: { assets: 2, title: 'Beach', untilDay: '2026-08-09' } });
    await at('2026-08-10');
    expect(await kinds()).toEqual([]);
  });

  test('what waits for people: sign-offs by seat, payments, scripts, imports, deliveries', async () => {
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-28' });
    const requestId = await aSignOff(later(20));
    await aPayment(collaborationId);
    await t.db.insertInto('script').values({ workspace_id: workspaceId, collaboration_id: collaborationId, status: 'submitted', legal_approved_version: null, since: NOON, due_on: '2026-07-09' }).execute();
    await failedImports(t.db, workspaceId, 1);
    await connectShop(t.db, { workspaceId, shop: 'main', kind: 'shopify', secret: 'a secret' }, doing);
    await t.db.insertInto('webhook_delivery').values(Array.from({ length: 3 }, () => newId(NOON.getTime() - 1_000)).map((id) => ({
      workspace_id: workspaceId, shop: 'main', event_id: id, topic: 'orders/create', outcome: 'unreadable' as const, received_at: NOON, id, delivery_id: null, order_id: null, payload: null, error: 'x', processed_at: NOON,
    }))).execute();
    await look(t.db, workspaceId);
    expect(await kinds()).toEqual(['approval_overdue', 'deliveries_failing', 'import_failed', 'payment_waiting', 'sign_off_asked', 'sign_off_due']);
    const finance = await aMember(t.db, { workspaceId, role: 'finance', seat: 'finance' });
    const unread = async (seat: Seat | null) => await countUnreadNotices(t.db, workspaceId, askedBy('finance', finance, seat));
    expect([await unread('finance'), await unread(null)]).toEqual([5, 3]);
    await t.db.insertInto('sign_off_vote').values({ workspace_id: workspaceId, request_id: requestId, seat: 'finance', user_id: finance, user_name: 'F', decision: 'approve', reason: 'it fits', voted_at: NOON }).execute();
    await look(t.db, workspaceId);
    expect(await unread('finance')).toBe(3);
  });
});

describe('looking again', () => {
  test('notes nothing twice, also when two look at once, and writes nothing where nothing changed', async () => {
    await failedImports(t.db, workspaceId, 3);
    const outcomes = await Promise.all([look(t.db, workspaceId), look(t.db, workspaceId), look(t.db, workspaceId)]);
    expect(outcomes.reduce((sum, one) => sum + one.noted, 0)).toBe(3);
    const version = async () => (await sql<{ xmin: string }>`select xmin::text from notice where workspace_id = ${workspaceId} order by id`.execute(t.db)).rows;
    const before = await version();
    expect(await look(t.db, workspaceId, later(1))).toEqual({ noted: 0, addressed: 0, ended: 0 });
    expect(await version()).toEqual(before);
  });

  test('what begins to hold again is no news', async () => {
    const [first = ''] = await failedImports(t.db, workspaceId, 1);
    await look(t.db, workspaceId);
    await t.db.updateTable('import_run').set({ status: 'queued' }).where('id', '=', first).execute();
    expect(await look(t.db, workspaceId)).toMatchObject({ ended: 1 });
    await t.db.updateTable('import_run').set({ status: 'failed' }).where('id', '=', first).execute();
    expect(await look(t.db, workspaceId)).toMatchObject({ noted: 0 });
    expect(await kinds()).toEqual(['import_failed']);
  });

  test('a channel tells of nothing that was known before it was made', async () => {
    await failedImports(t.db, workspaceId, 2);
    await look(t.db, workspaceId);
    const channelId = await aChannel(t.db, { workspaceId });
    const muted = await aChannel(t.db, { workspaceId, mutedKinds: ['import_failed'] });
    expect(await look(t.db, workspaceId)).toMatchObject({ addressed: 0 });
    await failedImports(t.db, workspaceId, 1);
    expect(await look(t.db, workspaceId)).toMatchObject({ noted: 1, addressed: 1 });
    const rows = await t.db.selectFrom('notice_delivery').select('channel_id').where('workspace_id', '=', workspaceId).execute();
    expect(rows).toEqual([{ channel_id: channelId }]);
    expect(muted).not.toBe(channelId);
  });

  test('a person hears by mail of what concerns them, and of nothing else', async () => {
    const [content, finance] = [await aMember(t.db, { workspaceId, role: 'content' }), await aMember(t.db, { workspaceId, role: 'finance' })];
    const preference = { workspaceId, mail: true, language: 'en' as const, pace: 'each' as const, quiet: null };
    await saveNoticePreference(t.db, { ...preference, userId: content, mutedKinds: [] }, doing);
    await saveNoticePreference(t.db, { ...preference, userId: finance, mutedKinds: ['import_failed'] }, doing);
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, startsOn: '2026-06-28' });
    await failedImports(t.db, workspaceId, 1);
    await aPayment(collaborationId);
    expect(await look(t.db, workspaceId)).toMatchObject({ noted: 2, addressed: 1 });
    const { rows } = await sql<{ kind: NoticeKind; userId: string }>`
      select n.kind, c.user_id as "userId" from notice_delivery d join notice n on n.id = d.notice_id join notice_channel c on c.id = d.channel_id where d.workspace_id = ${workspaceId}`.execute(t.db);
    expect(rows).toEqual([{ kind: 'payment_waiting', userId: finance }]);
  });
});

describe('reading', () => {
  test('one by one, or all that is there by now; what comes later is unread again', async () => {
    const userId = await aMember(t.db, { workspaceId, role: 'operations' });
    const asked = askedBy('operations', userId);
    await failedImports(t.db, workspaceId, 3);
    await look(t.db, workspaceId);
    const page = await listNoticeRows(t.db, workspaceId, { ...asked, show: 'unread' }, { page: null, limit: 2 });
    expect(page.rows).toHaveLength(2);
    expect(page.after).not.toBeNull();
    await readNotice(t.db, { workspaceId, userId, noticeId: page.rows[0]?.id ?? '' }, { now: NOON });
    await readNotice(t.db, { workspaceId, userId, noticeId: page.rows[0]?.id ?? '' }, { now: NOON });
    expect(await countUnreadNotices(t.db, workspaceId, asked)).toBe(2);
    await readAllNotices(t.db, { workspaceId, userId }, { now: later(1) });
    expect(await countUnreadNotices(t.db, workspaceId, asked)).toBe(0);
    await failedImports(t.db, workspaceId, 1);
    await look(t.db, workspaceId, later(2));
    expect(await countUnreadNotices(t.db, workspaceId, asked)).toBe(1);
    expect((await listNoticeRows(t.db, workspaceId, { ...asked, show: 'all' }, { page: null, limit: 10 })).rows.map((row) => row.isRead)).toEqual([false, true, true, true]);
  });

  test('another brand is told nothing', async () => {
    const other = await aWorkspace(t.db);
    await failedImports(t.db, workspaceId, 1);
    await look(t.db, workspaceId);
    const userId = await aMember(t.db, { workspaceId: other, role: 'admin' });
    expect(await countUnreadNotices(t.db, other, askedBy('admin', userId))).toBe(0);
  });

  test('the text for whoever may not see costs holds no amount and no ROI, in both languages', async () => {
    const { collaborationId } = await aCollaboration(t.db, { workspaceId, feeMinor: 123_456_700 });
    await aReview(collaborationId, '2026-07-10', 'red');
    await aPayment(collaborationId);
    await aSignOff(later(10));
    await look(t.db, workspaceId);
    const facts = (await notices()).map((one) => noticeFactsSchema.parse(one.facts));
    expect(facts.length).toBeGreaterThanOrEqual(5);
    for (const locale of ['en', 'zh-CN'] as const) {
      const said = (seesCosts: boolean) => facts.map((one) => Object.values(noticeText(one, { locale, seesCosts, timeZone: 'Asia/Shanghai' })).join(' ')).join(' ');
      for (const amount of ['44,444', '55,555', '1,234,567', '1,000,000', '0.61', '0.41', '0.93']) {
        expect(said(true), amount).toContain(amount);
        expect(said(false), amount).not.toContain(amount);
      }
      expect(said(false)).not.toMatch(/[¥$]|CNY/);
    }
  });
});
