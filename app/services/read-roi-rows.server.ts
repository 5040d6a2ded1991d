import type { Kysely } from 'kysely';
import { listCostPasts } from '#db/queries/cost-history.server.ts';
import { listCostRows, listCreditLines, sumCreditLines } from '#db/queries/roi-rows.server.ts';
import type { Database } from '#db/schema.ts';
import { costAsOf } from '#app/domain/finance/cost-history.ts';
import { countCost } from '#app/domain/finance/cost-line.ts';
import { sumMinor } from '#app/domain/money.ts';
import { addDays } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import { totalRoi } from '#app/domain/proposals/roi-groups.ts';
import { assessRoi } from './assess-roi.server.ts';
import type { BoardQuestion } from './read-roi-board.server.ts';
import { passes } from './read-roi-board.server.ts';

/** Before any order. */
const EVER = '1970-01-01';

export type RowsQuestion = Pick<BoardQuestion, 'asOf' | 'period' | 'filter'> & { readonly page: { readonly offset: number; readonly limit: number } };

/** The orders and cost lines that a figure of the ROI board is added from, with their sums: orders as they are now, costs as they stood at the end of the day. */
export async function readRoiRows(db: Kysely<Database>, workspaceId: string, { asOf, period, filter = {}, page }: RowsQuestion, policy: Policy) {
  const { facts, members } = await assessRoi(db, { workspaceId, asOf, period });
  const asked = members.filter((member) => !member.isPencilled && passes(member, filter));
  const ids = asked.map((member) => member.collaborationId);
  const of = { collaborationIds: ids, model: policy.attribution.model, from: period?.startDay ?? EVER, through: period === null ? asOf : addDays(period.endDay, -1) };
  const [orders, credited, costs, pasts] = await Promise.all([
    listCreditLines(db, workspaceId, of, page), sumCreditLines(db, workspaceId, of), listCostRows(db, workspaceId, ids), listCostPasts(db, workspaceId, facts.dataAt),
  ]);
  const creditsOf = new Map(facts.collaborations.map((one) => [one.id, one.credits]));
  const lines = costs
    .flatMap((cost) => costAsOf(cost, pasts.get(cost.id) ?? null, { day: asOf, end: facts.dataAt }) ?? [])
    .map((cost) => ({ ...cost, ...countCost(cost, creditsOf.get(cost.collaborationId) ?? [], period, facts.currency) }))
    // What nothing of falls into the period is no row of it; what has no rate is shown because it is missing.
    .filter((line) => period === null || line.countedMinor !== 0 || line.standingMinor === null);
  const nameOf = new Map(asked.map((member) => [member.collaborationId, { kolName: member.kolName, campaignName: member.campaignName }]));
  return {
    figure: totalRoi(asked, policy.roi), collaborations: asked.length,
    orders: orders.map((order) => ({ ...order, ...nameOf.get(order.collaborationId) })), orderCount: credited.count, creditedMinor: credited.creditMinor,
    costs: lines.map((line) => ({ ...line, ...nameOf.get(line.collaborationId) })), countedMinor: sumMinor(lines.map((line) => line.countedMinor)),
  };
}
