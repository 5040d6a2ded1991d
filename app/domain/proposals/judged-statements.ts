import type { CalendarDay } from '../period.ts';
import type { Policy } from '../policy.ts';
import { isBelowRoi } from '../scoring/fuse.ts';
import { arrivedShare } from './arrival.ts';
import type { CalibrationRow, Scores, Statement } from './calibration.ts';
import { calibrationRows, scoreStatements, tenthOf } from './calibration.ts';

/** Days after publication at which statements are judged. */
export const STATEMENT_AGES_DAYS = [8, 16, 30] as const;
/** A statement stands for its age when it was made before the next one, or before the last fixed age of a card: later ones say what everybody sees. */
export const STATEMENT_ENDS_DAYS = [16, 30, 45] as const;
export type StatementAge = (typeof STATEMENT_AGES_DAYS)[number];

/** A collaboration is finished when its flight is over and this share of its sales is expected to have arrived (F of product.md section 9). */
export const FINISHED_SHARE = 0.99;
/** With fewer finished collaborations shares are shown, but nothing is concluded from them. */
export const MINIMUM_FINISHED = 20;
/** A tenth with fewer statements says nothing by itself. */
export const MINIMUM_STATEMENTS = 10;

/** What a review says about an ROI: each a probability. */
export const STATEMENT_SUBJECTS = ['roiBelow1', 'roiBelow15', 'roiAtLeast3'] as const;
export type StatementSubject = (typeof STATEMENT_SUBJECTS)[number];

/** A stored review of a finished collaboration, with what came of it. Amounts in minor units of the reporting currency. */
export interface ReviewedStatement {
  readonly collaborationId: string;
  readonly asOf: CalendarDay;
  readonly statementAge: StatementAge;
  /** Days since first publication at the review, with fraction. */
  readonly ageDays: number;
  readonly probability: Readonly<Record<StatementSubject, number>>;
  /** Of the policy version that the review was made under. */
  readonly thresholds: Pick<Policy['roi'], 'amberFrom' | 'greenFrom' | 'starFrom'>;
  readonly halfLifeDays: number;
  readonly revenueMinor: number;
  readonly costMinor: number;
  readonly finalRevenueMinor: number;
  readonly finalCostMinor: number;
}

/** One statement about an ROI, its truth, and what the two fixed rules would have said. */
export interface JudgedStatement<Review extends ReviewedStatement = ReviewedStatement> extends Statement {
  readonly review: Review;
  readonly subject: StatementSubject;
  readonly threshold: number;
  /**
   * The same as what it amounts to: whoever says 15 % says "not so" with 85 %. Never below one half; `negated` where it is turned round.
   */
  readonly claim: Statement & { readonly negated: boolean };
  /** Revenue so far over cost against the threshold; and the same over F(d). */
  readonly ratioRule: Statement;
  readonly adjustedRule: Statement;
}

/** Judges every statement of some reviews against the final ROI (product.md section 10). */
export function judgeStatements<Review extends ReviewedStatement>(reviews: readonly Review[]): JudgedStatement<Review>[] {
  return reviews.flatMap((review) => STATEMENT_SUBJECTS.map((subject): JudgedStatement<Review> => {
    const threshold = thresholdOf(review, subject);
    const wants = (isBelow: boolean) => (subject === 'roiAtLeast3' ? !isBelow : isBelow);
    const isTrue = wants(isBelowRoi(review.finalRevenueMinor, review.finalCostMinor, threshold));
    const said = review.probability[subject];
    const negated = said < 0.5;
    const rule = (isBelow: boolean): Statement => ({ said: wants(isBelow) ? 1 : 0, isTrue });
    const arrived = arrivedShare(review.ageDays, review.halfLifeDays);
    return {
      review, subject, threshold, said, isTrue,
      claim: { said: negated ? 1 - said : said, isTrue: negated ? !isTrue : isTrue, negated },
      ratioRule: rule(isBelowRoi(review.revenueMinor, review.costMinor, threshold)),
      adjustedRule: rule(review.revenueMinor < review.costMinor * arrived * threshold),
    };
  }));
}

function thresholdOf({ thresholds }: ReviewedStatement, subject: StatementSubject): number {
  switch (subject) {
    case 'roiBelow1':
      return thresholds.amberFrom;
    case 'roiBelow15':
      return thresholds.greenFrom;
    case 'roiAtLeast3':
      return thresholds.starFrom;
  }
}

export interface CalibrationBucket extends CalibrationRow {
  readonly collaborations: number;
}

/** How the claims of a workspace compare with the truth. */
export interface WorkspaceCalibration {
  /** From 50 %, in tenths; those that nothing was claimed in are left out. */
  readonly buckets: readonly CalibrationBucket[];
  readonly model: Scores;
  readonly ratioRule: Scores;
  readonly adjustedRule: Scores;
  /** Whether claims of 60 % and more come true as often as said, less often (`bold`) or more often (`modest`); null of none. */
  readonly finding: 'asSaid' | 'bold' | 'modest' | null;
}

/** Claims this near to the truth on average are as good as said. */
const TOLERANCE = 0.05;
/** Below this nothing was claimed that anybody would act on. */
const CLAIMED_FROM = 0.6;

/** Buckets, Brier scores and the finding of some judged statements; `actFrom` as in `scoreStatements`. */
export function calibrationOf(judged: readonly JudgedStatement[], actFrom: number): WorkspaceCalibration {
  const buckets = calibrationRows(judged.map(({ claim }) => claim)).map((row) => ({
    ...row, collaborations: new Set(inBucket(judged, row.from).map(({ review }) => review.collaborationId)).size,
  }));
  const claimed = judged.map(({ claim }) => claim).filter(({ said }) => said >= CLAIMED_FROM);
  const excess = claimed.reduce((sum, { said, isTrue }) => sum + (isTrue ? 1 : 0) - said, 0) / claimed.length;
  return {
    buckets,
    model: scoreStatements(judged, actFrom),
    ratioRule: scoreStatements(judged.map((one) => one.ratioRule), actFrom),
    adjustedRule: scoreStatements(judged.map((one) => one.adjustedRule), actFrom),
    finding: claimed.length === 0 ? null : Math.abs(excess) <= TOLERANCE ? 'asSaid' : excess < 0 ? 'bold' : 'modest',
  };
}

/** The statements whose claim lies in the tenth that begins at `from`. */
export function inBucket<Judged extends JudgedStatement>(judged: readonly Judged[], from: number): Judged[] {
  return judged.filter(({ claim }) => tenthOf(claim.said) === tenthOf(from));
}
