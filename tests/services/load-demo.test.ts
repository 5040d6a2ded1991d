import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { listNoticeRows } from '#db/queries/notice.server.ts';
import { listCampaignScripts } from '#db/queries/script.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import { splitBudget } from '#app/domain/campaign.ts';
import { PLATFORMS } from '#app/domain/kol.ts';
import { concerningKinds } from '#app/domain/notice.ts';
import { permissionsOf } from '#app/domain/permission.ts';
import { findSimilarScripts, namedScript } from '#app/domain/similar-scripts.ts';
import { ATTRIBUTION_MODELS } from '#app/domain/policy.ts';
import { addDays, daysBetween } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import { createUser } from '#app/services/create-user.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { closeFirstMonth } from '#app/services/demo/finance.server.ts';
import { createTimeline } from '#app/services/demo/timeline.ts';
import { listMismatches } from '#app/services/count-finance-work.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { findWorkspaceNotices } from '#app/services/find-notices.server.ts';
import { DEMO_WORKSPACE, loadDemo } from '#app/services/load-demo.server.ts';
import { removeDemo } from '#app/services/remove-demo.server.ts';
import { reportPeriods } from '#app/services/report-periods.server.ts';
import { reportVariance, unexplained } from '#app/services/report-variance.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';

const t = useTestDatabase();
/** Three in the afternoon in Shanghai, and half a minute after midnight on another day. */
const NOW = new Date('2026-07-14T07:00:00Z');
const TODAY = '2026-07-14';
const MIDNIGHT = new Date('2027-02-28T16:00:30Z');
let workspaceId: string;
let again: string;
let atMidnight: string;

async function aLoadedDemo(slug: string, now: Date): Promise<string> {
  const id = await createWorkspace(t.db, { ...DEMO_WORKSPACE, slug }, { now, actor: PORTAL_ACTOR });
  await loadDemo(t.db, { workspaceId: id }, { now });
  return id;
}

beforeAll(async () => {
  workspaceId = await aLoadedDemo('demo', NOW);
  again = await aLoadedDemo('again', NOW);
  atMidnight = await aLoadedDemo('midnight', MIDNIGHT);
}, 240_000);

interface Partner {
  readonly handle: string; readonly campaign: string; readonly collaborationId: string; readonly tier: string; readonly status: string; readonly orders: number;
  readonly revenueMinor: number; readonly costMinor: number; readonly fuse: string; readonly verdict: string; readonly light: string; readonly tooEarly: boolean;
}

/** What the latest review says of everybody, by campaign and handle. */
async function partners(ofWorkspace = workspaceId): Promise<Partner[]> {
  const { rows } = await sql<Partner>`
    select a.handle, ca.slug as campaign, c.id as "collaborationId", c.tier, c.status, r.orders, r.revenue_minor as "revenueMinor", r.cost_minor as "costMinor",
      r.fuse, r.verdict, r.light, r.too_early as "tooEarly"
    from collaboration_review r
    join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id
    join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id
    join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    where r.workspace_id = ${ofWorkspace} and r.as_of = (select max(as_of) from collaboration_review where workspace_id = ${ofWorkspace})
    order by ca.slug, a.handle`.execute(t.db);
  return rows;
}

async function partner(campaign: string, handle: string, ofWorkspace = workspaceId): Promise<Partner> {
  const found = (await partners(ofWorkspace)).find((one) => one.campaign === campaign && one.handle === handle);
  if (!found) throw new Error(`${handle} is not in ${campaign}`);
  return found;
}

async function openProposal(collaborationId: string) {
  const proposals = await t.db.selectFrom('proposal').selectAll().where('collaboration_id', '=', collaborationId).where('status', '=', 'open').execute();
  expect(proposals.length).toBeLessThanOrEqual(1);
  return proposals[0];
}

async function candidateNames(proposalId: string): Promise<string[]> {
  const rows = await t.db
    .selectFrom('proposal_candidate as pc').innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'pc.workspace_id').onRef('k.id', '=', 'pc.kol_id'))
    .select('k.name').where('pc.proposal_id', '=', proposalId).orderBy('pc.rank').execute();
  return rows.map((row) => row.name);
}

async function count(table: 'shop_order' | 'click' | 'order_claim' | 'order_refund' | 'kol', ofWorkspace = workspaceId): Promise<number> {
  const row = await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')).where('workspace_id', '=', ofWorkspace).executeTakeFirstOrThrow();
  return row.rows;
}

async function campaign(slug: string) {
  return await t.db.selectFrom('campaign').selectAll().where('workspace_id', '=', workspaceId).where('slug', '=', slug).executeTakeFirstOrThrow();
}

describe('the campaigns', () => {
  test('夏日焕新 is on its 30th of 46 days, with 2 + 5 + 10 KOLs at 40/35/25 after the reserve', async () => {
    const summer = await campaign('summer-refresh');
    expect(summer).toMatchObject({ name: '夏日焕新', status: 'active', target_search_uplift: 3_000_000, target_ugc_items: 2_000, target_interactions: 500_000 });
    expect([daysBetween(summer.starts_on, TODAY) + 1, daysBetween(summer.starts_on, summer.ends_on) + 1]).toEqual([30, 46]);
    const rows = await t.db.selectFrom('campaign_tier').selectAll().where('campaign_id', '=', summer.id).execute();
    const planOf = (tier: string) => {
      const row = rows.find((one) => one.tier === tier);
      return { slots: row?.slots ?? 0, shareBasisPoints: row?.share_basis_points ?? 0 };
    };
    const plan = { top: planOf('top'), mid: planOf('mid'), emerging: planOf('emerging') };
    expect(plan).toEqual({ top: { slots: 2, shareBasisPoints: 4000 }, mid: { slots: 5, shareBasisPoints: 3500 }, emerging: { slots: 10, shareBasisPoints: 2500 } });
    expect(splitBudget(summer.budget_minor, summer.reserve_basis_points, plan)).toEqual({
      reserveMinor: 12_000_000, tierMinor: { top: 43_200_000, mid: 37_800_000, emerging: 27_000_000 },
    });
    const tiers = (await partners()).filter((one) => one.campaign === 'summer-refresh').map((one) => one.tier);
    expect(['top', 'mid', 'emerging'].map((tier) => tiers.filter((one) => one === tier).length)).toEqual([2, 5, 10]);
  });

  test('Q2 planned 8,500,000 and spent 8,200,000, 15 % of it on content', async () => {
    const q2 = await campaign('q2-plan');
    const costs = await t.db
      .selectFrom('cost_item as i').innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'i.workspace_id').onRef('c.id', '=', 'i.collaboration_id'))
      .select(['i.kind', 'i.currency', sql<number>`sum(i.amount_minor - i.released_minor)::bigint`.as('standingMinor')])
      .where('c.campaign_id', '=', q2.id).groupBy(['i.kind', 'i.currency']).execute();
    expect(new Set(costs.map((cost) => cost.currency))).toEqual(new Set(['CNY']));
    const sum = (kinds: readonly string[]) => costs.filter((cost) => kinds.includes(cost.kind)).reduce((total, cost) => total + cost.standingMinor, 0);
    expect([q2.budget_minor, sum(['fee', 'boost', 'production', 'seeding']), sum(['production', 'seeding'])]).toEqual([850_000_000, 820_000_000, 123_000_000]);
    expect(costs).toHaveLength(4);
  });
});

describe('the people', () => {
  test('are 45 to 60 on many platforms, with a bench of at least 12 over all tiers', async () => {
    expect(await count('kol')).toBeGreaterThanOrEqual(45);
    expect(await count('kol')).toBeLessThanOrEqual(60);
    const bench = await t.db.selectFrom('kol').select('tier').where('workspace_id', '=', workspaceId).where('status', '=', 'bench').execute();
    expect(bench.length).toBeGreaterThanOrEqual(12);
    for (const tier of ['top', 'mid', 'emerging']) expect(bench.filter((kol) => kol.tier === tier).length).toBeGreaterThanOrEqual(3);
    const accounts = await t.db.selectFrom('kol_account').select('platform').distinct().where('workspace_id', '=', workspaceId).execute();
    const used = new Set(accounts.map((account) => account.platform));
    expect(PLATFORMS.filter((platform) => !used.has(platform))).toEqual(['kuaishou', 'wechat', 'other']);
  });

  test('some are paid in dollars, at a rate that counts', async () => {
    const fees = await t.db.selectFrom('cost_item').select(['rate']).where('workspace_id', '=', workspaceId).where('currency', '=', 'USD').execute();
    expect(fees.length).toBeGreaterThanOrEqual(3);
    for (const fee of fees) expect(fee.rate).toBe('7.1000000000');
  });
});

describe('finance', () => {
  test('the ledger holds, and what it says was committed and paid is what the tables say', async () => {
    const verdict = await verifyLedger(t.db, { workspaceId, anchorFile: { anchors: [], brokenLines: [] } }, { now: NOW });
    expect(verdict).toMatchObject({ status: 'holds', mismatches: [] });
    expect(verdict.checked).toBeGreaterThan(100);
    const kinds = await t.db.selectFrom('ledger_entry').select('kind').distinct().where('workspace_id', '=', workspaceId).execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['commitment', 'release', 'approval', 'payment']));
  });

  test('the papers of the finished quarter agree but for the partner who was replaced; one variance of the running one wants a reason', async () => {
    const papers = (await listMismatches(t.db, workspaceId)).map(({ kolName, campaignName, match }) => [kolName, campaignName, match.mismatches.map(({ fault }) => fault)]);
    expect(papers).toEqual(expect.arrayContaining([['韩东来', 'Q2 推广计划', ['amount']], ['江野', '夏日焕新', ['missing']]]));
    expect(papers.filter(([, campaign]) => campaign === 'Q2 推广计划')).toHaveLength(1);
    const variances = unexplained(await reportVariance(t.db, { workspaceId, month: null }, { now: NOW }));
    expect(variances.filter(({ slug }) => slug !== 'q2-plan').map(({ name, basisPoints }) => [name, basisPoints])).toEqual([['韩东来', -7_000], ['江野', 571]]);
  });

  test('one contract is missing and one invoice is too high; a payment waits, and so do people\'s answers', async () => {
    const { rows } = await sql<{ handle: string }>`
      select a.handle from collaboration c join campaign ca on ca.workspace_id = c.workspace_id and ca.id = c.campaign_id join kol_account a on a.workspace_id = c.workspace_id and a.id = c.account_id
      where c.workspace_id = ${workspaceId} and ca.slug = 'summer-refresh' and not exists (select from collaboration_contract k where k.workspace_id = c.workspace_id and k.collaboration_id = c.id)`.execute(t.db);
    expect(rows).toEqual([{ handle: 'jiangye-outdoor' }]);
    const waiting = await t.db.selectFrom('payment').select('status').where('workspace_id', '=', workspaceId).where('status', '=', 'requested').execute();
    expect(waiting.length).toBeGreaterThan(0);
    const requests = await t.db.selectFrom('sign_off_request').select('kind').where('workspace_id', '=', workspaceId).orderBy('kind').execute();
    expect(requests.map(({ kind }) => kind)).toEqual(['budget_move', 'fuse_reset', 'tier_share']);
  });
});

describe('the worked case', () => {
  test('the head KOL at cost 83,333 and net sales 100,000 is to be reduced, with a backup on the bench and no fuse', async () => {
    const head = await partner('summer-refresh', 'xinglan.shen');
    expect(head).toMatchObject({ tier: 'top', costMinor: 8_333_300, revenueMinor: 10_000_000, orders: 277, verdict: 'reduce', fuse: 'closed', light: 'amber' });
    const proposal = await openProposal(head.collaborationId);
    expect(proposal).toMatchObject({ kind: 'reduce', roi: '1.20', freed_minor: 5_833_310, new_amount_minor: 5_416_645 });
    expect(proposal?.probability_below_15).toBeGreaterThan(0.95);
    expect(await candidateNames(proposal?.id ?? '')).toEqual(['秦若溪', '方子期']);
  });

  test('the video has 5,000,000 plays, and the note tells of search +5 %', async () => {
    const head = await partner('summer-refresh', 'xinglan.shen');
    const post = await t.db
      .selectFrom('content as x').innerJoin('content_metric as m', (join) => join.onRef('m.workspace_id', '=', 'x.workspace_id').onRef('m.content_id', '=', 'x.id'))
      .select((eb) => eb.fn.max('m.views').as('plays')).where('x.collaboration_id', '=', head.collaborationId).executeTakeFirstOrThrow();
    expect(post.plays).toBe(5_000_000);
    const kol = await t.db.selectFrom('kol').select('notes').where('workspace_id', '=', workspaceId).where('name', '=', '沈星澜').executeTakeFirstOrThrow();
    expect(kol.notes).toContain('搜索 +5%');
  });
});

describe('the other turns of the story', () => {
  test('exactly one fuse has tripped, after three reviewed periods below 1.0, and somebody could take over', async () => {
    expect((await partners()).filter((one) => one.fuse === 'tripped').map((one) => one.handle)).toEqual(['xiaoran-ye']);
    const tripped = await partner('always-on', 'xiaoran-ye');
    const steps = await t.db.selectFrom('fuse_step').selectAll().where('collaboration_id', '=', tripped.collaborationId).orderBy('period_number').execute();
    expect(steps.map((step) => step.state_after)).toEqual(['warned_1', 'warned_2', 'tripped']);
    for (const step of steps) expect(step.revenue_minor).toBeLessThan(step.cost_minor);
    expect(tripped).toMatchObject({ verdict: 'replace', light: 'red' });
    expect((await candidateNames((await openProposal(tripped.collaborationId))?.id ?? '')).slice(0, 2).sort()).toEqual(['温故', '程橙']);
  });

  test('a leaked coupon sells suddenly, and without clicks', async () => {
    const { rows } = await sql<{ sudden: number; before: number }>`
      select count(*) filter (where placed_day >= ${TODAY}::date - 6) as sudden, count(*) filter (where placed_day < ${TODAY}::date - 6) as before
      from shop_order where workspace_id = ${workspaceId} and click_id is null and 'MANMAN20' = any(array(select upper(code) from unnest(discount_codes) code))`.execute(t.db);
    expect(rows[0]?.sudden).toBeGreaterThanOrEqual(80);
    expect(rows[0]?.before).toBeLessThan(45);
    const { rows: suspected } = await sql<{ coupon: string; from_day: string }>`
      select c.coupon, r.detail -> 'coupon' ->> 'fromDay' as from_day from collaboration_review r join collaboration c on c.workspace_id = r.workspace_id and c.id = r.collaboration_id
      where r.workspace_id = ${workspaceId} and r.as_of = (select max(as_of) from collaboration_review where workspace_id = ${workspaceId}) and r.detail -> 'coupon' ->> 'status' = 'suspected'`.execute(t.db);
    expect(suspected).toEqual([{ coupon: 'MANMAN20', from_day: addDays(TODAY, -6) }]);
  });

  test('one partner waits for more orders, one is to be extended, one is too early', async () => {
    const waiting = await partner('summer-refresh', 'bantang-diary');
    expect(waiting).toMatchObject({ verdict: 'wait', orders: 11 });
    expect((await openProposal(waiting.collaborationId))?.reasons).toContainEqual(expect.objectContaining({ code: 'more_orders_expected' }));
    const star = await partner('summer-refresh', 'zhixia-skin');
    expect(star).toMatchObject({ verdict: 'extend', light: 'star' });
    expect(star.revenueMinor / star.costMinor).toBeGreaterThan(3);
    const early = await partner('summer-refresh', 'chengzi-runaway');
    expect(early).toMatchObject({ verdict: 'countdown', tooEarly: true, light: 'grey' });
    expect(await openProposal(early.collaborationId)).toBeUndefined();
    expect((await partners()).filter((one) => one.verdict === 'keep' && one.campaign === 'summer-refresh').length).toBeGreaterThanOrEqual(8);
  });

  test('scripts stand at every step, one of them overdue, one without its mark before legal, and one pair is nearly the same', async () => {
    const scripts = await t.db.selectFrom('script').select(['status', 'due_on', 'collaboration_id']).where('workspace_id', '=', workspaceId).execute();
    expect([...new Set(scripts.map(({ status }) => status))].toSorted()).toEqual(['content_approved', 'draft', 'published', 'ready', 'returned', 'submitted']);
    const late = scripts.filter((script) => script.status !== 'published' && script.due_on !== null && script.due_on < TODAY);
    expect(late.map((script) => script.collaboration_id)).toEqual([(await partner('summer-refresh', 'xiaoman-lin')).collaborationId]);
    const campaign = await t.db.selectFrom('campaign').select('id').where('workspace_id', '=', workspaceId).where('slug', '=', 'summer-refresh').executeTakeFirstOrThrow();
    const told = await listCampaignScripts(t.db, workspaceId, campaign.id);
    const pairs = findSimilarScripts(told.map((one) => namedScript({ ...one, id: one.kolName })), 0.6);
    expect(pairs.map(({ first, second }) => [first, second].toSorted())).toEqual([['小鹿不加班', '阿蓝测防晒']]);
    const events = await t.db.selectFrom('script_event').select('at').where('workspace_id', '=', workspaceId).execute();
    expect(events.filter(({ at }) => at > NOW)).toEqual([]);
  });

  test('one payment waits for finance', async () => {
    const waiting = await t.db.selectFrom('payment').selectAll().where('workspace_id', '=', workspaceId).where('status', '=', 'requested').execute();
    expect(waiting).toMatchObject([{ stage: 'publication', amount_minor: 2_880_000, collaboration_id: (await partner('summer-refresh', 'xiaoman-lin')).collaborationId }]);
  });

  test('a swap of Q2 is finished: what was predicted stands beside what came of it', async () => {
    const [old, replacement] = [await partner('q2-plan', 'donglai-han'), await partner('q2-plan', 'wenyan-care')];
    const proposal = await t.db.selectFrom('proposal').selectAll().where('workspace_id', '=', workspaceId).where('status', '=', 'accepted').executeTakeFirstOrThrow();
    expect(proposal).toMatchObject({ kind: 'replace', collaboration_id: old.collaborationId, replacement_collaboration_id: replacement.collaborationId });
    const rows = await t.db.selectFrom('collaboration').select(['status', 'replaces_id', 'starts_on']).where('id', 'in', [old.collaborationId, replacement.collaborationId]).orderBy('replaces_id').execute();
    expect(rows).toMatchObject([{ status: 'ended', replaces_id: old.collaborationId, starts_on: proposal.as_of }, { status: 'ended', replaces_id: null }]);
    const predicted = await t.db.selectFrom('proposal_candidate').selectAll().where('proposal_id', '=', proposal.id).where('rank', '=', 1).executeTakeFirstOrThrow();
    const actual = replacement.revenueMinor / replacement.costMinor;
    expect(actual).toBeGreaterThan(1.5);
    expect(actual).toBeGreaterThan(predicted.interval_low);
    expect(actual).toBeLessThan(predicted.interval_high);
    const kol = await t.db.selectFrom('kol').select('status').where('workspace_id', '=', workspaceId).where('name', '=', '温言').executeTakeFirstOrThrow();
    expect(kol.status).toBe('active');
    const audit = await t.db.selectFrom('audit_event').select('action').where('workspace_id', '=', workspaceId).where('subject_id', '=', proposal.id).execute();
    expect(audit).toEqual([{ action: 'proposal.accept' }]);
  });

  test('what is over and paid for asks nobody for a decision', async () => {
    const over = (await partners()).filter((one) => one.campaign === 'q2-plan').map((one) => one.collaborationId);
    const open = await t.db.selectFrom('proposal').select('kind').where('collaboration_id', 'in', over).where('status', '=', 'open').execute();
    expect(over).toHaveLength(18);
    expect(open).toEqual([]);
  });
});

describe('orders, clicks and content', () => {
  test('are enough to look around in', async () => {
    expect(await count('shop_order')).toBeGreaterThan(3_000);
    expect(await count('shop_order')).toBeLessThan(9_000);
    expect(await count('click')).toBeGreaterThan(15_000);
    expect(await count('order_claim')).toBeGreaterThan(50);
    expect(await count('order_refund')).toBeGreaterThan(50);
  });

  test('have every method, status and kind of buyer', async () => {
    const seen = async (column: 'method' | 'status' | 'is_new_customer' | 'currency') => {
      const rows = await t.db.selectFrom('shop_order').select(column).distinct().where('workspace_id', '=', workspaceId).execute();
      return rows.map((row) => row[column]).sort();
    };
    expect(await seen('method')).toEqual(['click', 'coupon', 'none', 'utm']);
    expect(await seen('status')).toEqual(['cancelled', 'paid', 'partially_refunded', 'pending', 'refunded']);
    expect((await seen('is_new_customer')).map(String).sort()).toEqual(['false', 'null', 'true']);
    expect(await seen('currency')).toEqual(['CNY', 'USD']);
  });

  test('under each model the credits of an order sum to its net revenue, and the roll-ups to the credits', async () => {
    for (const model of ATTRIBUTION_MODELS) {
      const column = sql.ref(`c.${model}_minor`);
      const { rows: wrong } = await sql`
        select o.order_id from shop_order o join order_credit c on c.workspace_id = o.workspace_id and c.shop = o.shop and c.order_id = o.order_id
        where o.workspace_id = ${workspaceId} group by o.shop, o.order_id, o.net_reporting_minor having sum(${column}) <> o.net_reporting_minor`.execute(t.db);
      expect(wrong).toEqual([]);
      const { rows: sums } = await sql<{ credits: number; rolledUp: number }>`
        select (select sum(${column})::bigint from order_credit c where workspace_id = ${workspaceId}) as credits,
          (select sum(revenue_minor)::bigint from credit_day where workspace_id = ${workspaceId} and model = ${model}) as "rolledUp"`.execute(t.db);
      expect(sums[0]?.credits).toBeGreaterThan(0);
      expect(sums[0]?.rolledUp).toBe(sums[0]?.credits);
    }
    const { rows: credited } = await sql<{ wrong: number }>`
      select count(*) as wrong from shop_order o where o.workspace_id = ${workspaceId}
        and (o.method = 'none') = exists (select 1 from order_credit c where c.workspace_id = o.workspace_id and c.shop = o.shop and c.order_id = o.order_id)`.execute(t.db);
    expect(credited).toEqual([{ wrong: 0 }]);
  });

  test('nothing happened later than now', async () => {
    const { rows } = await sql<{ latest: Date }>`
      select greatest((select max(placed_at) from shop_order where workspace_id = ${workspaceId}), (select max(clicked_at) from click where workspace_id = ${workspaceId}),
        (select max(captured_at) from content_metric where workspace_id = ${workspaceId}), (select max(refunded_at) from order_refund where workspace_id = ${workspaceId})) as latest`.execute(t.db);
    expect(rows[0]?.latest.getTime()).toBeLessThan(NOW.getTime());
  });

  test('posts are scored at several ages', async () => {
    const cards = await t.db.selectFrom('scorecard').select(sql<number>`(card ->> 'ageHours')::int`.as('age')).distinct().where('workspace_id', '=', workspaceId).where('as_of', '=', TODAY).execute();
    expect(cards.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the story', () => {
  /** Ids differ from one workspace to the next; nothing else may. */
  const told = (list: readonly Partner[]) => list.map((one) => ({ ...one, collaborationId: '' }));

  test('is the same for the same now', async () => {
    expect(told(await partners(again))).toEqual(told(await partners()));
    for (const table of ['shop_order', 'click', 'order_claim'] as const) expect(await count(table, again)).toBe(await count(table));
  });

  test('has the same turns at any other time of any other day', async () => {
    const turns = (list: readonly Partner[]) => list.map(({ campaign: slug, handle, verdict, fuse, light, orders }) => ({ slug, handle, verdict, fuse, light, orders }));
    expect(turns(await partners(atMidnight))).toEqual(turns(await partners()));
  });
});

test('there is something to tell the manager and finance of from the first look, and a second look tells nothing new', async () => {
  const open = async (role: 'manager' | 'finance', seat: 'marketing' | 'finance') =>
    (await listNoticeRows(t.db, workspaceId, { userId: newId(), kinds: concerningKinds(new Set(permissionsOf(role))), seat, show: 'unread' }, { page: null, limit: 50 })).rows.map((row) => row.kind);
  const [manager, finance] = [await open('manager', 'marketing'), await open('finance', 'finance')];
  expect(manager).toEqual(expect.arrayContaining(['fuse_tripped', 'light_red', 'coupon_leaked', 'approval_overdue', 'rights_ending', 'sign_off_asked', 'late_clicks']));
  expect(finance).toEqual(expect.arrayContaining(['fuse_tripped', 'payment_waiting', 'coupon_leaked']));
  expect(manager.length).toBeLessThan(20);
  expect(await findWorkspaceNotices(t.db, await getWorkspace(t.db, workspaceId), { now: NOW })).toMatchObject({ noted: 0, ended: 0 });
});

test('with an account for finance the first month is closed, and stands as it was closed', async () => {
  const timeline = createTimeline(MIDNIGHT, DEMO_WORKSPACE.timeZone);
  const doingAt = (now: Date) => ({ now, actor: PORTAL_ACTOR });
  await createUser(t.db, { email: 'heng@demo.example', name: '周衡', role: 'finance', seat: 'finance', password: 'a long password', workspaceId: atMidnight }, doingAt(MIDNIGHT));
  await closeFirstMonth({ db: t.db, workspaceId: atMidnight, timeline, doingAt });
  const { rows } = await reportPeriods(t.db, { workspaceId: atMidnight, currency: 'CNY', timeZone: DEMO_WORKSPACE.timeZone, year: '2026' }, { now: MIDNIGHT });
  const [closed, ...others] = rows.toReversed();
  expect(closed).toMatchObject({ status: 'closed', closing: { closedByName: '周衡', committedMinor: closed?.now.committedMinor, paidMinor: closed?.now.paidMinor, revenueMinor: closed?.now.revenueMinor } });
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set(['open']));
});

describe('removing the demo', () => {
  test('takes every row of it and nothing else, and leaves an empty workspace to the same people', async () => {
    const doing = { now: NOW, actor: PORTAL_ACTOR };
    const { userId } = await createUser(t.db, { email: 'lan@demo.example', name: '林澜', role: 'manager', seat: 'marketing', password: 'a long password', workspaceId: again }, doing);
    await t.db.insertInto('session').values({ token_hash: Buffer.alloc(32, 1), user_id: userId, workspace_id: again, created_at: NOW, last_seen_at: NOW, expires_at: new Date(NOW.getTime() + 1e6) }).execute();
    const before = await partners();
    const outcome = await removeDemo(t.db, { workspaceId: again }, doing);
    if (outcome.status !== 'removed') throw new Error(outcome.status);
    expect(outcome.slug).toBe('main');

    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns where column_name = 'workspace_id' and table_schema = 'public' and table_name <> 'tracking_code'`.execute(t.db);
    expect(tables.length).toBeGreaterThan(25);
    for (const { name } of tables) {
      const { rows } = await sql`select 1 from ${sql.table(name)} where workspace_id = ${again} limit 1`.execute(t.db);
      expect(rows, name).toEqual([]);
    }
    expect(await partners()).toEqual(before);
    expect(await t.db.selectFrom('membership').select(['role', 'seat', 'user_id as userId']).where('workspace_id', '=', outcome.workspaceId).execute()).toEqual([{ role: 'manager', seat: 'marketing', userId }]);
    expect(await t.db.selectFrom('session').select('workspace_id').where('user_id', '=', userId).execute()).toEqual([{ workspace_id: outcome.workspaceId }]);
    expect(await t.db.selectFrom('tracking_code').select('code').where('workspace_id', '=', again).limit(1).execute()).toHaveLength(1);

    expect(await removeDemo(t.db, { workspaceId: outcome.workspaceId }, doing)).toEqual({ status: 'not-a-demo', name: 'Main' });
    expect(await removeDemo(t.db, { workspaceId: again }, doing)).toEqual({ status: 'not-found' });
    expect(await removeDemo(t.db, { workspaceId: atMidnight }, doing)).toMatchObject({ status: 'removed', slug: 'main-2' });
  });
});
