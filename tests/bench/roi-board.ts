import { openDatabase } from '#db/client.server.ts';
import { listRoi } from '#db/queries/roi-board.server.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import { runReview } from '#app/services/run-review.server.ts';
import { aWorkspace, NOON } from '#tests/factories/workspace.ts';
import type { BenchLine, Figure } from './line.ts';
import { median } from './line.ts';
import { makeRoiWorld, REVIEW_DAY } from './roi-world.ts';

const FULL = { kols: 500, collaborations: 2_000, orders: 300_000 };
const QUARTER = { kols: 125, collaborations: 500, orders: 75_000 };

interface ReviewTime {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** The board as `/roi` reads it, beside the same sums over the credits of every order; and the review that the board reads from. */
export const roiBoardLine: BenchLine = {
  name: 'roi-board',
  measure: async (bench) => {
    const url = await bench.makeDatabase('roi');
    const handle = openDatabase(url, { max: 2, statementTimeoutMs: 0 });
    try {
      const worlds: Record<'full' | 'quarter', string> = { full: await aWorkspace(handle.db), quarter: await aWorkspace(handle.db) };
      bench.progress('roi-board: making 2,500 collaborations and 375,000 orders');
      await makeRoiWorld(handle.pool, worlds.full, FULL);
      await makeRoiWorld(handle.pool, worlds.quarter, QUARTER);
      const review = async (workspaceId: string, expected: number): Promise<ReviewTime> => {
        const [startedAt, before] = [performance.now(), process.cpuUsage()];
        const outcome = await runReview(handle.db, { workspaceId, asOf: REVIEW_DAY }, { now: NOON, actor: PORTAL_ACTOR });
        const seconds = (performance.now() - startedAt) / 1000;
        const used = process.cpuUsage(before);
        if (outcome.status !== 'reviewed' || outcome.assessments.length !== expected) throw new Error(`the review did not assess ${expected} collaborations`);
        return { seconds, cpuSeconds: (used.user + used.system) / 1_000_000 };
      };
      const board = async (by: 'kol' | 'collaboration') => await listRoi(handle.db, worlds.full, { asOf: REVIEW_DAY, by, page: { offset: 0, limit: 100 }, sort: [{ column: 'roi', descending: true }] }, DEFAULT_POLICY.roi);
      const raw = async (by: 'kol' | 'collaboration') => (await handle.pool.query(rawBoard(by), [worlds.full, REVIEW_DAY])).rows;

      const reviews: Record<'full' | 'quarter', ReviewTime[]> = { full: [], quarter: [] };
      for (let round = 0; round < (bench.quick ? 2 : bench.rounds); round += 1) {
        bench.progress(`roi-board: review ${round + 1}`);
        reviews.quarter.push(await review(worlds.quarter, QUARTER.collaborations));
        reviews.full.push(await review(worlds.full, FULL.collaborations));
      }
      await handle.pool.query('analyze');
      refuseWrongSums(await board('kol'), await raw('kol'));

      const times = { kol: { ours: [] as number[], raw: [] as number[] }, collaboration: { ours: [] as number[], raw: [] as number[] } };
      for (let round = 0; round < Math.max(5, bench.rounds); round += 1) {
        for (const by of ['kol', 'collaboration'] as const) {
          const sides = [['ours', board], ['raw', raw]] as const;
          // The two sides take turns at going first.
          for (const [side, read] of round % 2 === 0 ? sides : sides.toReversed()) {
            const startedAt = performance.now();
            await read(by);
            times[by][side].push(performance.now() - startedAt);
          }
        }
      }
      return [...(['kol', 'collaboration'] as const).map((by) => boardFigure(by, times[by])), ...reviewFigures(reviews)];
    } finally {
      await handle.close();
    }
  },
};

/** The board without anything stored: revenue from the credits of every order, cost, ROI, and the rank among all. */
function rawBoard(by: 'kol' | 'collaboration'): string {
  const key = by === 'kol' ? 'c.kol_id' : 'c.id';
  return `
    with sales as (select collaboration_id, count(*) as orders, sum(last_click_minor) as revenue from order_credit where workspace_id = $1 and placed_day <= $2 group by 1),
      costs as (select collaboration_id, sum(amount_minor - released_minor) as cost from cost_item where workspace_id = $1 group by 1)
    select ${key} as key, min(k.name) as name, coalesce(sum(s.orders), 0) as orders, coalesce(sum(s.revenue), 0) as revenue, sum(x.cost) as cost,
      sum(s.revenue) / nullif(sum(x.cost), 0) as roi, count(*) over () as all_rows, sum(sum(s.revenue)) over () as all_revenue
    from collaboration c join kol k on k.workspace_id = c.workspace_id and k.id = c.kol_id
    left join sales s on s.collaboration_id = c.id left join costs x on x.collaboration_id = c.id
    where c.workspace_id = $1 group by 1 order by roi desc nulls last, 1 limit 100`;
}

/** Both sides must have counted the same orders and the same money, or their times say nothing. */
function refuseWrongSums({ totals }: Awaited<ReturnType<typeof listRoi>>, raw: readonly { all_revenue: string }[]): void {
  if (totals.orders !== FULL.orders || String(totals.revenueMinor) !== String(raw[0]?.all_revenue)) {
    throw new Error(`the board holds ${totals.orders} orders and ${totals.revenueMinor}, the credits ${FULL.orders} and ${raw[0]?.all_revenue}`);
  }
}

function boardFigure(by: 'kol' | 'collaboration', { ours, raw }: { ours: readonly number[]; raw: readonly number[] }): Figure {
  return {
    figure: `ROI board by ${by}, 500 KOLs, beside PostgreSQL on raw credits`, value: median(ours), unit: 'ms',
    reference: { name: '300,000 raw credits, PostgreSQL', value: median(raw) }, ratio: median(ours.map((ms, round) => ms / (raw[round] ?? Number.NaN))),
    demanded: { of: 'value', bound: 'at most', limit: 100 }, note: '2,000 collaborations, page of 100 with totals, by ROI',
  };
}

function reviewFigures(times: Record<'full' | 'quarter', readonly ReviewTime[]>): Figure[] {
  const [full, quarter] = [times.full.map((time) => time.seconds), times.quarter.map((time) => time.seconds)];
  const cpuSeconds = median(times.full.map((time) => time.cpuSeconds));
  const growth = times.full.map((time, round) => Math.log(time.cpuSeconds / (times.quarter[round]?.cpuSeconds ?? Number.NaN)) / Math.log(FULL.collaborations / QUARTER.collaborations));
  return [
    {
      figure: 'full review, 2,000 collaborations', value: median(full), unit: 's', reference: { name: '500 collaborations', value: median(quarter) }, ratio: median(full) / median(quarter),
      demanded: { of: 'value', bound: 'at most', limit: 5 }, note: `scorecards, probabilities, fuses, proposals, stored; ${cpuSeconds.toFixed(2)} s of it Node's processor time`,
    },
    {
      figure: 'growth of a review with its collaborations', value: median(growth), unit: '', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 1.1 },
      note: 'exponent of Node\'s processor time, 500 to 2,000',
    },
  ];
}
