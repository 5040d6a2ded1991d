import * as z from 'zod';
import type { Policy } from '#app/domain/policy.ts';

/** Grade of a score (product.md section 8), best first. Not to be mixed up with the follower band of the same letters (kol.ts). */
export const SCORE_GRADES = ['S', 'A', 'B', 'C', 'D'] as const;
export type ScoreGrade = (typeof SCORE_GRADES)[number];
export const scoreGradeSchema = z.enum(SCORE_GRADES);

/** The grade of a score as shown, with one decimal: a card that shows 85.0 is an S. */
export function gradeOfScore(score: number, { grades }: Pick<Policy['scorecard'], 'grades'>): ScoreGrade {
  if (score >= grades.S) return 'S';
  if (score >= grades.A) return 'A';
  if (score >= grades.B) return 'B';
  if (score >= grades.C) return 'C';
  return 'D';
}
