import type { Kysely } from 'kysely';
import type { RoiBoard, RoiQuestion, RoiSort } from '#db/queries/roi-board.server.ts';
import { isReviewDay, listRoi } from '#db/queries/roi-board.server.ts';
import type { Database } from '#db/schema.ts';
import { TIERS } from '#app/domain/kol.ts';
import { compareNames } from '#app/domain/name-order.ts';
import type { Period } from '#app/domain/period.ts';
import type { Policy } from '#app/domain/policy.ts';
import type { RoiLine, RoiMember } from '#app/domain/proposals/roi-groups.ts';
import { groupRoi, totalRoi } from '#app/domain/proposals/roi-groups.ts';
import { FUSE_STATES } from '#app/domain/scoring/fuse.ts';
import { LIGHTS } from '#app/domain/scoring/light.ts';
import { assessRoi } from './assess-roi.server.ts';

export interface BoardQuestion extends RoiQuestion {
  /** Revenue credited and cost accrued in these days only; null for all so far. */
  readonly period: Period | null;
}

export interface ReadBoard extends RoiBoard {
  /** Whether the rows are those of a stored review; else they were worked out from the facts just now. */
  readonly isReview: boolean;
}

/** The ROI board as of any day: a reviewed day from what its review stored, any other day and any period from the facts, by the same rules. */
export async function readRoiBoard(db: Kysely<Database>, workspaceId: string, question: BoardQuestion, policy: Policy): Promise<ReadBoard> {
  const { period, asOf } = question;
  if (period === null && (await isReviewDay(db, workspaceId, asOf))) return { ...(await listRoi(db, workspaceId, question, policy.roi)), isReview: true };
  const { members } = await assessRoi(db, { workspaceId, asOf, period });
  const asked = members.filter((member) => !member.isPencilled && passes(member, question.filter ?? {}));
  const rows = groupRoi(asked, question.by, policy.roi).sort(comparing(question));
  const { offset, limit } = question.page ?? { offset: 0, limit: rows.length };
  const from = offset < rows.length ? offset : 0;
  return { rows: rows.slice(from, from + limit), count: rows.length, totals: totalRoi(asked, policy.roi), isReview: false };
}

/** Whether a collaboration is among those asked for; lists that are absent let everybody pass. */
export function passes(member: Pick<RoiMember, 'campaignSlug' | 'kolId' | 'collaborationId' | 'tier' | 'light'>, filter: NonNullable<RoiQuestion['filter']>): boolean {
  const among = (values: readonly string[] | undefined, value: string) => values === undefined || values.includes(value);
  return among(filter.campaignSlugs, member.campaignSlug) && among(filter.kolIds, member.kolId) && among(filter.collaborationIds, member.collaborationId)
    && among(filter.tiers, member.tier) && among(filter.lights, member.light);
}

/** What a column is ordered by; null goes last either way, as in SQL. */
const VALUES: Record<RoiSort, (line: RoiLine) => string | number | null> = {
  name: (line) => line.kolName ?? line.campaignName ?? line.key, tier: (line) => (line.tier === null ? null : TIERS.indexOf(line.tier)), campaign: (line) => line.campaignName,
  revenue: (line) => line.revenueMinor, cost: (line) => line.costMinor, roi: (line) => (line.costMinor > 0 ? line.revenueMinor / line.costMinor : null),
  atClose: (line) => line.atClose?.median ?? null, below1: (line) => line.atClose?.probability.roiBelow1 ?? null, below15: (line) => line.atClose?.probability.roiBelow15 ?? null,
  atLeast3: (line) => line.atClose?.probability.roiAtLeast3 ?? null, orders: (line) => line.orders,
  light: (line) => (line.light === 'grey' ? null : LIGHTS.indexOf(line.light)), fuse: (line) => FUSE_STATES.indexOf(line.fuse),
};

function comparing({ sort = [], by }: Pick<RoiQuestion, 'sort' | 'by'>): (a: RoiLine, b: RoiLine) => number {
  const keys = sort.map(({ column, descending }) => ({ value: VALUES[column === 'light' && by !== 'collaboration' ? 'atClose' : column], descending }));
  return (a, b) => {
    for (const { value, descending } of keys) {
      const [one, two] = [value(a), value(b)];
      if (one === null || two === null) {
        if (one !== two) return one === null ? 1 : -1;
        continue;
      }
      const order = typeof one === 'number' && typeof two === 'number' ? one - two : compareNames(String(one), String(two));
      if (order !== 0) return descending ? -order : order;
    }
    return a.key < b.key ? -1 : 1;
  };
}
