import type { Kysely } from 'kysely';
import {
  findCollaborationDetail, findLatestReview, listAuditOf, listClicksByDay, listCostLines, listPaymentLines, listPostSnapshots, listProposalsOf,
} from '#db/queries/collaboration-pages.server.ts';
import { listCollaborationEvents } from '#db/queries/collaboration.server.ts';
import { listCreditsByDay } from '#db/queries/collaboration-list.server.ts';
import { findReviewFindings } from '#db/queries/review-findings.server.ts';
import { listExclusions, sumExcluded } from '#db/queries/credit-exclusion.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { countedAutomations } from '#app/domain/attribution/counted-clicks.ts';
import { canTakeStep, COLLABORATION_STEP_NAMES, COLLABORATION_STEPS } from '#app/domain/collaboration.ts';
import { collaborationMoney } from '#app/domain/finance/collaboration-money.ts';
import { modelRows } from '#app/components/model-rows.ts';
import { isAllowedLanding } from '#app/domain/landing.ts';
import type { Permission } from '#app/domain/permission.ts';
import { lastDayOfLink } from '#app/domain/link-end.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { roiOf } from '#app/domain/scoring/roi.ts';
import { previewDestination } from '#app/domain/tracking-link.ts';
import type { ReportedSwap } from '#app/services/report-swaps.server.ts';
import { reportSwaps } from '#app/services/report-swaps.server.ts';
import { postsByAge } from './posts-by-age.ts';

export interface CollaborationQuestion {
  readonly workspaceId: string;
  readonly collaborationId: string;
  readonly currency: string;
  readonly today: CalendarDay;
  readonly now: Date;
  can(permission: Permission): boolean;
}

/** Everything the page of a collaboration shows. Without the right to costs: no cost, payment, ROI or prediction. */
export async function loadCollaboration(db: Kysely<Database>, question: CollaborationQuestion) {
  const { workspaceId, collaborationId, currency, today, can } = question;
  const collaboration = await findCollaborationDetail(db, workspaceId, collaborationId);
  if (!collaboration) return null;
  const seesCosts = can('costs:read');
  const [{ policy }, { allowedHosts, fallbackUrl, timeZone }, review, clicks, snapshots, proposals, events, audit, costs, payments, swaps] = await Promise.all([
    getPolicy(db, workspaceId),
    getWorkspace(db, workspaceId),
    findLatestReview(db, workspaceId, collaborationId, today),
    listClicksByDay(db, workspaceId, collaborationId),
    listPostSnapshots(db, workspaceId, collaborationId, question.now),
    listProposalsOf(db, workspaceId, collaborationId),
    listCollaborationEvents(db, workspaceId, collaborationId),
    can('audit:read') ? listAuditOf(db, workspaceId, collaborationId) : null,
    seesCosts ? listCostLines(db, workspaceId, collaborationId) : null,
    seesCosts ? listPaymentLines(db, workspaceId, collaborationId) : null,
    reportSwaps(db, { workspaceId, collaborationId, asOf: today }),
  ]);
  const [credits, exclusions, excluded, reviewed] = await Promise.all([
    listCreditsByDay(db, workspaceId, [collaborationId], policy.attribution.model),
    listExclusions(db, workspaceId, collaborationId),
    sumExcluded(db, workspaceId, collaborationId),
    review ? findReviewFindings(db, workspaceId, review.asOf, [collaborationId]) : null,
  ]);
  const findings = reviewed?.get(collaborationId);
  const money = collaborationMoney({ ...collaboration, credits, costs: costs ?? [] }, currency, today);
  const sum = (value: (credit: (typeof credits)[number]) => number) => credits.reduce((total, credit) => total + value(credit), 0);
  const grossMinor = sum((credit) => credit.grossMinor);
  return {
    collaboration, model: policy.attribution.model,
    isLandingAllowed: isAllowedLanding(collaboration.landingUrl, allowedHosts),
    linkEnd: collaboration.linkExpiresAt && { lastDay: lastDayOfLink(collaboration.linkExpiresAt, timeZone), isOver: collaboration.linkExpiresAt <= question.now, fallback: collaboration.linkFallbackUrl ?? fallbackUrl },
    destination: previewDestination({ code: collaboration.trackingCode, landingUrl: collaboration.landingUrl, platform: collaboration.platform, campaignSlug: collaboration.campaignSlug }),
    steps: COLLABORATION_STEP_NAMES.map((step) => ({ step, allowed: canTakeStep(collaboration.status, step), from: [...COLLABORATION_STEPS[step].from] })),
    sales: { revenueMinor: sum((credit) => credit.revenueMinor), refundedMinor: grossMinor - sum((credit) => credit.revenueMinor), orders: sum((credit) => credit.orders), refundedOrders: sum((credit) => credit.refundedOrders) },
    clicks, countedAutomations: countedAutomations(policy.attribution), posts: postsByAge(snapshots, policy.scorecard.ageHours, question.now),
    standing: review ? { asOf: review.asOf, light: review.light, fuse: review.fuse, verdict: review.verdict, scoreTenths: review.scoreTenths, grade: review.grade, coverageBasisPoints: review.coverageBasisPoints } : null,
    coupon: { state: exclusions.some((one) => one.liftedAt === null) ? ('excluded' as const) : (findings?.coupon?.status ?? 'too_few'), finding: findings?.coupon ?? null, exclusions, excluded },
    models: findings ? modelRows(findings, seesCosts) : null, thresholds: seesCosts ? [policy.roi.amberFrom, policy.roi.greenFrom, policy.roi.starFrom] : [],
    proposals, events, audit,
    money: seesCosts && costs && payments
      ? {
          accruedMinor: money.accruedMinor, standingMinor: money.standingMinor, uncountedCosts: money.uncountedCosts, roi: roiOf(money.revenueMinor, money.standingMinor).text, costs, payments,
          atClose: review && review.roiAtClose !== null && review.low !== null && review.high !== null ? { median: review.roiAtClose, low: review.low, high: review.high } : null,
        }
      : null,
    swaps: swaps.map((swap) => swapOf(swap, seesCosts)),
  };
}

/** A move that the collaboration is part of; its money and predictions for those who may see costs. */
function swapOf({ proposalId, kind, decidedAt, old, fresh, predicted, outcome }: ReportedSwap, seesCosts: boolean) {
  const nameOf = ({ collaborationId, kolName, status }: ReportedSwap['old']) => ({ collaborationId, kolName, status });
  return { proposalId, kind, decidedAt, old: nameOf(old), fresh: fresh.map(nameOf), money: seesCosts ? { predicted, outcome } : null };
}

export type CollaborationPage = NonNullable<Awaited<ReturnType<typeof loadCollaboration>>>;
