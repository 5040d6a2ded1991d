import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { DEMO_WORKSPACE, loadDemo } from '#app/services/load-demo.server.ts';

const t = useTestDatabase();
test('probe', async () => {
  const now = new Date('2026-07-14T07:00:00Z');
  const workspaceId = await createWorkspace(t.db, DEMO_WORKSPACE, { now, actor: PORTAL_ACTOR });
  const cpu0 = process.cpuUsage();
  const times = new Map<string, [number, number]>();
  // wrapDb
  const pg = await import('pg');
  const original = pg.default.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.default.Client.prototype.query = function (this: unknown, ...args: unknown[]) {
    const text = (typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text).replace(/\s+/g, ' ').slice(0, 70);
    const start = performance.now();
    const result = original.apply(this, args);
    if (result instanceof Promise) void result.then(() => { const k = times.get(text) ?? [0, 0]; times.set(text, [k[0] + performance.now() - start, k[1] + 1]); }, () => undefined);
    return result;
  } as never;
  const t0 = performance.now();
  try { await loadDemo(t.db, { workspaceId }, { now }); } catch (e) {
    process.stdout.write(String(e) + '\n');
    const ws = workspaceId;
    const ex = await sql<{ 'QUERY PLAN': string }>`explain (analyze) select n.id, c.id from (select id, clicked_at, clicked_at + interval '1 hour' as placed_at from click where workspace_id = ${ws} limit 300) n
    cross join lateral (select visitor_id from click where workspace_id = ${ws} and clicked_at = n.clicked_at and id = n.id limit 1) v
    cross join lateral (select id, collaboration_id, clicked_at from click where workspace_id = ${ws} and visitor_id = v.visitor_id and automation is null
        and clicked_at >= n.placed_at - make_interval(hours => ${720}) and clicked_at <= n.placed_at) c`.execute(t.db);
    process.stdout.write(ex.rows.map((r) => r['QUERY PLAN']).join('\n') + '\n');
    const st = await sql<Record<string, unknown>>`select relname, reltuples, relpages, (select count(*) from pg_stats where tablename = relname) as stats from pg_class where relname like 'click%'`.execute(t.db);
    process.stdout.write(JSON.stringify(st.rows) + '\n');
    throw e;
  }
  process.stdout.write(`LOAD ${Math.round(performance.now() - t0)} ms\n`);
  const cpu = process.cpuUsage(cpu0);
  process.stdout.write(`CPU ${(cpu.user + cpu.system) / 1000} ms\n`);
  for (const [text, [ms, n]] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, 25)) process.stdout.write(`Q ${Math.round(ms)} ms x${n} ${text}\n`);
  const rows = await t.db.selectFrom('collaboration_review as r').innerJoin('collaboration as c', 'c.id', 'r.collaboration_id').innerJoin('kol as k', 'k.id', 'c.kol_id').innerJoin('campaign as ca', 'ca.id', 'c.campaign_id')
    .select(['ca.slug', 'k.name', 'c.tier', 'c.status', 'r.orders', 'r.revenue_minor', 'r.cost_minor', 'r.roi_at_close', 'r.probability_below_1', 'r.probability_below_15', 'r.probability_at_least_3', 'r.light', 'r.fuse', 'r.verdict'])
    .where('r.as_of', '=', '2026-07-14').orderBy('ca.slug').orderBy('c.tier').execute();
  for (const r of rows) process.stdout.write(`${r.slug} ${r.name} ${r.tier} ${r.status} n=${r.orders} rev=${r.revenue_minor/100} cost=${r.cost_minor/100} roi=${(r.revenue_minor/r.cost_minor).toFixed(2)} close=${r.roi_at_close?.toFixed(2)} p1=${r.probability_below_1?.toFixed(2)} p15=${r.probability_below_15?.toFixed(2)} p3=${r.probability_at_least_3?.toFixed(2)} ${r.light} ${r.fuse} ${r.verdict}\n`);
  const props = await t.db.selectFrom('proposal as p').innerJoin('collaboration as c', 'c.id', 'p.collaboration_id').innerJoin('kol as k', 'k.id', 'c.kol_id').leftJoin('proposal_candidate as pc', 'pc.proposal_id', 'p.id').leftJoin('kol as ck', 'ck.id', 'pc.kol_id').leftJoin('kol as sk', 'sk.id', 'pc.second_kol_id')
    .select(['k.name', 'p.kind', 'p.status', 'p.as_of', 'p.roi', 'p.freed_minor', 'p.new_amount_minor', 'pc.rank', 'ck.name as cname', 'sk.name as sname', 'pc.price_minor', 'pc.probability_better', 'pc.expected_gain_minor'])
    .where('p.kind', 'in', ['reduce', 'replace', 'extend', 'wait']).where('p.status', 'in', ['open', 'accepted']).orderBy('p.as_of').orderBy('k.name').orderBy('pc.rank').execute();
  for (const p of props) process.stdout.write(`PROP ${p.name} ${p.kind} ${p.status} ${p.as_of} roi=${p.roi} freed=${p.freed_minor} new=${p.new_amount_minor} #${p.rank} ${p.cname} ${p.sname} ${p.price_minor} pb=${p.probability_better?.toFixed(3)} gain=${p.expected_gain_minor}\n`);
  const counts = await Promise.all((['shop_order', 'click', 'order_refund', 'kol', 'content_metric', 'audit_event', 'order_claim', 'order_touch'] as const).map(async (table) => `${table}=${(await t.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n}`));
  process.stdout.write(`COUNTS ${counts.join(' ')}\n`);
  const status = await t.db.selectFrom('proposal').select(['status', 'kind', (eb) => eb.fn.countAll<number>().as('n')]).groupBy(['status', 'kind']).execute();
  process.stdout.write(JSON.stringify(status) + '\n');
  const cards = await t.db.selectFrom('scorecard').select(['grade', (eb) => eb.fn.countAll<number>().as('n')]).where('as_of', '=', '2026-07-14').groupBy('grade').execute();
  process.stdout.write(JSON.stringify(cards) + '\n');
  expect(1).toBe(1);
}, 120000);
