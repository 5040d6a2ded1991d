import type { CalendarDay } from '../period.ts';
import type { PolicyChange } from '../policy-changes.ts';
import type { Fuse, FuseState } from '../scoring/fuse.ts';
import type { ScoreGrade } from '../scoring/grade.ts';
import type { Light } from '../scoring/light.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import type { JudgedCollaboration } from './assess.ts';
import type { VerdictKind } from './proposal.ts';
import type { VerdictReason } from './verdict.ts';

/** What a review finds differently of a collaboration under another policy, with the figures that it hangs on. */
export type PolicyMove = { readonly collaborationId: string } & (
  | { readonly kind: 'grade'; readonly before: GradeFound; readonly after: GradeFound }
  | { readonly kind: 'light'; readonly before: LightFound; readonly after: LightFound }
  | { readonly kind: 'fuse'; readonly before: FuseFound; readonly after: FuseFound }
  | { readonly kind: 'verdict'; readonly before: VerdictFound; readonly after: VerdictFound }
);

export const MOVE_KINDS = ['light', 'fuse', 'verdict', 'grade'] as const satisfies readonly PolicyMove['kind'][];
export type MoveKind = (typeof MOVE_KINDS)[number];

export interface GradeFound {
  /** Null while there is not enough data for one. */
  readonly state: ScoreGrade | null;
  readonly score: number | null;
  /** Share of the weight that has data, 0 to 1. */
  readonly coverage: number;
}

export interface LightFound {
  readonly state: Light;
  /** ROI expected at close; null without cost. */
  readonly roi: number | null;
  readonly tooEarly: boolean;
}

export interface FuseFound {
  readonly state: FuseState;
  /** Reviewed periods with cost, and how many of them count against it. */
  readonly periods: number;
  readonly below: number;
  readonly trippedOn: CalendarDay | null;
}

export interface VerdictFound {
  readonly state: VerdictKind;
  readonly reasons: readonly VerdictReason[];
}

/** The same collaboration under one policy: what the review says, and its card. */
export interface Finding {
  readonly judged: JudgedCollaboration;
  readonly card: Scorecard;
}

/** In what two reviews of the same collaboration differ; empty when nothing moves. */
export function movesBetween(before: Finding, after: Finding): PolicyMove[] {
  const collaborationId = before.judged.facts.id;
  const [was, is] = [before.judged, after.judged];
  const moves: PolicyMove[] = [];
  if (was.light !== is.light) moves.push({ collaborationId, kind: 'light', before: lightFound(was), after: lightFound(is) });
  if (was.fuse.state !== is.fuse.state) moves.push({ collaborationId, kind: 'fuse', before: fuseFound(was.fuse), after: fuseFound(is.fuse) });
  if (was.verdict.kind !== is.verdict.kind) moves.push({ collaborationId, kind: 'verdict', before: verdictFound(was), after: verdictFound(is) });
  if (before.card.grade !== after.card.grade) moves.push({ collaborationId, kind: 'grade', before: gradeFound(before.card), after: gradeFound(after.card) });
  return moves;
}

function lightFound({ light, posterior, tooEarly }: JudgedCollaboration): LightFound {
  return { state: light, roi: posterior?.median ?? null, tooEarly };
}

function fuseFound({ state, steps, trippedOn }: Fuse): FuseFound {
  const judged = steps.filter(({ outcome }) => outcome === 'below' || outcome === 'not_below');
  return { state, periods: judged.length, below: judged.filter(({ outcome }) => outcome === 'below').length, trippedOn };
}

function verdictFound({ verdict }: JudgedCollaboration): VerdictFound {
  return { state: verdict.kind, reasons: verdict.reasons };
}

function gradeFound({ grade, score, coverage }: Scorecard): GradeFound {
  return { state: grade, score, coverage };
}

/** What a review's kinds of finding depend on: sections and thresholds of the policy, by the beginning of their paths. */
const DEPENDS_ON: Readonly<Record<MoveKind, readonly string[]>> = {
  grade: ['scorecard.', 'attribution.model'],
  light: ['roi.amberFrom', 'roi.greenFrom', 'roi.starFrom', 'review.', 'proposals.prior', 'proposals.minimumTierCollaborations', 'proposals.orderValue', 'proposals.refund', 'attribution.model'],
  fuse: ['review.periodDays', 'review.fuse', 'attribution.model'],
  verdict: ['roi.amberFrom', 'roi.greenFrom', 'roi.starFrom', 'review.', 'proposals.', 'attribution.model'],
};

/** Of the changes of a draft, those that a kind of move can come from. */
export function causesOf(kind: MoveKind, changes: readonly PolicyChange[]): PolicyChange[] {
  return changes.filter(({ path }) => DEPENDS_ON[kind].some((start) => path.startsWith(start)));
}

/**
 * Changes that no simulation of reviews shows: thresholds of other parts of the portal, and those by which orders are attributed anew once they are
 * in force.
 */
export function beyondReviews(changes: readonly PolicyChange[]): PolicyChange[] {
  const seen = new Set(MOVE_KINDS.flatMap((kind) => causesOf(kind, changes)));
  return changes.filter((change) => !seen.has(change));
}
