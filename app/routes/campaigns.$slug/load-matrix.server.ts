import type { Kysely } from 'kysely';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listBench } from '#db/queries/matrix-board.server.ts';
import type { Database } from '#db/schema.ts';
import type { BudgetRow } from '#app/domain/finance/campaign-budget.ts';
import { budgetTotal, campaignBudget } from '#app/domain/finance/campaign-budget.ts';
import { TIERS } from '#app/domain/kol.ts';
import type { Seat } from '#app/domain/matrix-board.ts';
import { countTier, reportingMinor } from '#app/domain/matrix-board.ts';
import { ratioText } from '#app/domain/ratio.ts';
import type { Books } from '#app/services/books.server.ts';
import { openBooks } from '#app/services/books.server.ts';
import type { BoardReading } from '#app/services/read-matrix-board.server.ts';
import { candidateOf, readMatrixBoard } from '#app/services/read-matrix-board.server.ts';
import { readTargets } from '#app/services/read-targets.server.ts';

export interface MatrixQuestion {
  readonly workspaceId: string;
  readonly slug: string;
  readonly now: Date;
  /** Whether fees, prices, ROI and what was spent may be sent. */
  readonly seesCosts: boolean;
  /** Whether the rules are judged here: then the whole board goes along. */
  readonly mayMove: boolean;
}

/** As many of a tier's bench as stand beside it; the rest are in the drawer and the roster. */
const BENCH_SHOWN = 5;

/** A campaign as a board: tiers with their money, slots, people and bench. Money of collaborations only for those who may see costs. */
export async function loadMatrix(db: Kysely<Database>, { workspaceId, slug, now, seesCosts, mayMove }: MatrixQuestion) {
  const campaign = await findCampaignDetail(db, workspaceId, slug);
  if (!campaign) return null;
  const books = await openBooks(db, workspaceId, now);
  const [{ board, people, revenueMinor, uncountedCosts }, bench, targets] = await Promise.all([
    readMatrixBoard(db, books, campaign),
    listBench(db, workspaceId, campaign.id, BENCH_SHOWN),
    readTargets(db, { workspaceId, campaign, today: books.today, now }),
  ]);
  // Without a rate the plan is shown in its own currency, beside no costs.
  const hasRate = board.budgetMinor !== null;
  const budget = campaignBudget({ ...campaign, budgetMinor: board.budgetMinor ?? campaign.budgetMinor }, hasRate ? board.seats : []);
  const sends = seesCosts && hasRate;
  const cards = people.map((one) => personOf(one, board.currency, seesCosts));
  return {
    campaign, revenueMinor, moneyCurrency: hasRate ? board.currency : campaign.currency, hasRate, ...targets, today: books.today,
    budget: budget.map((row) => moneyOf(row, sends)), total: moneyOf({ row: 'reserve', shareBasisPoints: 0, ...budgetTotal(budget) }, sends),
    uncountedCosts: seesCosts ? uncountedCosts : 0, policy: { overspendCutBasisPoints: books.policy.money.overspendCutBasisPoints },
    tiers: TIERS.map((tier) => {
      const own = cards.filter((card) => card.tier === tier);
      return {
        tier, count: countTier(board, tier), lock: board.locks[tier] ?? null,
        people: own.filter((card) => card.slot !== null).toSorted((a, b) => (a.slot ?? 0) - (b.slot ?? 0)),
        succeeded: own.filter((card) => card.slot === null),
        bench: bench.filter((one) => one.tier === tier).map((one) => benchEntry(one, books, seesCosts)),
        benchCount: bench.find((one) => one.tier === tier)?.all ?? 0,
      };
    }),
    board: seesCosts && mayMove ? board : null,
  };
}

type Reading = BoardReading['people'][number];

function personOf({ card, seat }: Reading, currency: string, seesCosts: boolean) {
  return {
    id: card.id, kolId: card.kolId, kolName: card.kolName, platform: card.platform, tier: seat.tier, slot: seat.slot, status: card.status, version: card.version,
    light: card.light, fuse: card.fuse, scoreTenths: card.scoreTenths, grade: card.grade, money: seesCosts ? personMoney(card, seat, currency) : null,
  };
}

function personMoney(card: Reading['card'], seat: Seat, currency: string) {
  const { intervalLow, intervalHigh, roiAtClose, reviewedRevenueMinor, reviewedCostMinor } = card;
  const isJudged = card.tooEarly === false && roiAtClose !== null && intervalLow !== null && intervalHigh !== null;
  return {
    fee: seat.fee && { minor: seat.fee.minor, currency: seat.fee.currency }, feeMinor: reportingMinor(seat.fee, currency), standingMinor: seat.standingMinor,
    roi: reviewedRevenueMinor === null || reviewedCostMinor === null ? null : ratioText(reviewedRevenueMinor, reviewedCostMinor),
    atClose: isJudged ? { median: roiAtClose, low: intervalLow, high: intervalHigh } : null,
  };
}

type BenchRow = Awaited<ReturnType<typeof listBench>>[number];

/** Somebody on the bench; what they ask and who they are bound to for those who may place them. */
export function benchEntry(row: Omit<BenchRow, 'place' | 'all'> & { readonly place?: number }, books: Books, seesCosts: boolean) {
  return {
    kolId: row.kolId, name: row.name, tier: row.tier, status: row.status, platform: row.platform, verticals: row.verticals, place: row.place ?? null, scoreTenths: row.scoreTenths,
    light: row.light, availableFrom: row.availableFrom, candidate: seesCosts ? candidateOf(row, books) : null,
  };
}

/** The plan of a row for everybody, the rest of its money for those who may see costs. */
function moneyOf({ row, shareBasisPoints, plannedMinor, ...spent }: BudgetRow, sends: boolean) {
  return { row, shareBasisPoints, plannedMinor, spent: sends ? spent : null };
}

export type Matrix = NonNullable<Awaited<ReturnType<typeof loadMatrix>>>;
export type Person = Matrix['tiers'][number]['people'][number];
export type BenchEntry = ReturnType<typeof benchEntry>;
