import type { Kysely } from 'kysely';
import { listCostPasts } from '#db/queries/cost-history.server.ts';
import { listExchangeRates } from '#db/queries/exchange-rate.server.ts';
import type { ModelCredits } from '#db/queries/model-credits.server.ts';
import { listDifferingCredits } from '#db/queries/model-credits.server.ts';
import type { PolicyInForce } from '#db/queries/policy.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import {
  listBench, listClickDays, listCollaborationsForReview, listContentSnapshots, listCostItems, listCreditDays, listPayments,
} from '#db/queries/review-facts.server.ts';
import { listFuseResets } from '#db/queries/sign-off.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import { exchangeRateOn } from '#app/domain/exchange-rate.ts';
import { toReportingMinor } from '#app/domain/exchange-rate.ts';
import { costAsOf } from '#app/domain/finance/cost-history.ts';
import { groupBy } from '#app/domain/group.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { addDays, startOfDay } from '#app/domain/period.ts';
import type { BenchKol, CollaborationFacts, ReviewFacts } from '#app/domain/proposals/review-facts.ts';
import type { PublishedContent } from '#app/domain/scoring/age.ts';

/**
 * Reads everything a review needs, as of the end of a day: a dozen queries whatever the size of the workspace.
 * @param under another policy than the one in force: an earlier version to compute again what it found, or a draft to try
 * @param costs `then` as they stood at the end of the day, by the ledger: what was changed or released since does not count; `now` as they stand, for what is decided now.
 *   Orders, refunds and reports that came later are facts of their days and count in both.
 */
export async function gatherReviewFacts(
  db: Kysely<Database>, workspaceId: string, asOf: CalendarDay, { under, costs: costsOf = 'then' }: { readonly under?: PolicyInForce | undefined; readonly costs?: 'then' | 'now' } = {},
): Promise<ReviewFacts> {
  const [workspace, { policy, version }] = await Promise.all([getWorkspace(db, workspaceId), under ?? getPolicy(db, workspaceId)]);
  const dataAt = startOfDay(addDays(asOf, 1), workspace.timeZone);
  const [rows, creditRows, otherRows, clickRows, costRows, paymentRows, snapshotRows, benchRows, rates, resetRows, pasts] = await Promise.all([
    listCollaborationsForReview(db, workspaceId),
    listCreditDays(db, workspaceId, { model: policy.attribution.model, throughDay: asOf }),
    listDifferingCredits(db, workspaceId, { model: policy.attribution.model, throughDay: asOf, periodDays: policy.review.periodDays }),
    listClickDays(db, workspaceId, asOf),
    listCostItems(db, workspaceId),
    listPayments(db, workspaceId),
    listContentSnapshots(db, workspaceId, dataAt),
    listBench(db, workspaceId),
    listExchangeRates(db, workspaceId),
    listFuseResets(db, workspaceId, asOf),
    costsOf === 'then' ? listCostPasts(db, workspaceId, dataAt) : null,
  ]);
  const byCollaboration = <Row extends { collaborationId: string }>(list: readonly Row[]) => groupBy(list, (row) => row.collaborationId);
  const credits = byCollaboration(creditRows);
  const clicks = byCollaboration(clickRows);
  const costs = byCollaboration(costRows);
  const payments = byCollaboration(paymentRows);
  const snapshots = byCollaboration(snapshotRows);
  const resets = new Map(resetRows.map((row) => [row.collaborationId, row.resetOn]));

  const collaborations = rows.map(({ recordedAt, ...row }): CollaborationFacts => {
    const known = (costs.get(row.id) ?? []).flatMap((cost) => {
      const then = pasts === null ? cost : costAsOf({ ...cost, collaborationRecordedAt: recordedAt }, pasts.get(cost.id) ?? null, { day: asOf, end: dataAt });
      return then ? [then] : [];
    });
    const counted = standingCosts(known, workspace.currency);
    return {
      ...row,
      firstPublishedAt: earliestBefore(dataAt, [row.statedPublishedAt, row.contentPublishedAt]) ?? assumedPublication(row, dataAt, workspace.timeZone),
      credits: credits.get(row.id) ?? [],
      clicks: clicks.get(row.id) ?? [],
      costs: counted,
      uncountedCosts: known.length - counted.length,
      paidMinor: paidMinor(payments.get(row.id) ?? [], workspace.currency),
      posts: postsOf(snapshots.get(row.id) ?? []),
      fuseResetOn: resets.get(row.id) ?? null,
    };
  });
  return {
    asOf, dataAt, currency: workspace.currency, timeZone: workspace.timeZone, brandName: workspace.name,
    policy, policyVersion: version, collaborations, otherCredits: creditsByModel(otherRows, collaborations, policy.review.periodDays),
    bench: benchRows.map((row) => benchKol(row, workspace.currency, row.priceCurrency === null ? null : exchangeRateOn(rates, row.priceCurrency, workspace.currency, asOf))),
  };
}

/** A period's credits on its first day; what another model does not credit at all has no days. */
function creditsByModel(rows: readonly ModelCredits[], collaborations: readonly CollaborationFacts[], periodDays: number): NonNullable<ReviewFacts['otherCredits']> {
  const startOf = new Map(collaborations.map((one) => [one.id, one.campaignStartsOn]));
  return new Map([...groupBy(rows, (row) => row.model)].map(([model, own]) => [
    model,
    new Map(own.flatMap(({ collaborationId, periods }) => {
      const start = startOf.get(collaborationId);
      if (start === undefined) return [];
      const credits = periods.map(([period, orders, revenueMinor, grossMinor]) => ({
        day: addDays(start, period * periodDays), orders, revenueMinor, grossMinor, newCustomerOrders: 0, knownCustomerOrders: 0,
      }));
      return [[collaborationId, credits] as const];
    })),
  ]));
}

type CostRow = Awaited<ReturnType<typeof listCostItems>>[number];

function standingCosts(rows: readonly CostRow[], currency: string): CollaborationFacts['costs'] {
  return rows.flatMap((row) => {
    const amountMinor = toReportingMinor(row.amountMinor - row.releasedMinor, row.currency, currency, row.rate);
    if (amountMinor === null) return [];
    const { kind, commissionBasisPoints, incurredOn, cancellable } = row;
    return [{ kind, amountMinor, commissionBasisPoints, incurredOn, cancellable }];
  });
}

type PaymentRow = Awaited<ReturnType<typeof listPayments>>[number];

function paidMinor(rows: readonly PaymentRow[], currency: string): number {
  const paid = rows.filter((row) => row.status === 'paid');
  return paid.reduce((sum, row) => sum + (toReportingMinor(row.amountMinor, row.currency, currency, row.rate) ?? 0), 0);
}

/** Where nobody states a publication, a collaboration that went live counts from the first day of its flight. */
function assumedPublication(row: { status: CollaborationStatus; startsOn: CalendarDay }, dataAt: Date, timeZone: string): Date | null {
  const wentLive = row.status === 'live' || row.status === 'paused' || row.status === 'ended';
  const start = startOfDay(row.startsOn, timeZone);
  return wentLive && start < dataAt ? start : null;
}

function earliestBefore(end: Date, instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null && instant < end);
  return known.reduce<Date | null>((first, instant) => (first === null || (instant && instant < first) ? instant : first), null);
}

type SnapshotRow = Awaited<ReturnType<typeof listContentSnapshots>>[number];

function postsOf(rows: readonly SnapshotRow[]): PublishedContent[] {
  return [...groupBy(rows, (row) => row.contentId).values()].flatMap((snapshots) =>
    snapshots.slice(0, 1).map(({ publishedAt }) => ({ publishedAt, snapshots })),
  );
}

type BenchRow = Awaited<ReturnType<typeof listBench>>[number];

/** @param rate of the price's currency on the day of the review */
function benchKol(row: BenchRow, currency: string, rate: string | null): BenchKol {
  const { kolId, tier, status, platform, verticals, availableFrom, engagementBasisPoints } = row;
  return {
    kolId, tier, status, platform, verticals, availableFrom, engagementBasisPoints,
    priceMinor: row.priceMinor === null || row.priceCurrency === null ? null : toReportingMinor(row.priceMinor, row.priceCurrency, currency, rate),
    exclusiveWith: row.exclusiveWith === null ? [] : [row.exclusiveWith],
  };
}
