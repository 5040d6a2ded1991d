import { tenthOf } from '#app/domain/proposals/calibration.ts';
import type { StatementAge, StatementSubject } from '#app/domain/proposals/judged-statements.ts';
import { STATEMENT_AGES_DAYS, STATEMENT_SUBJECTS } from '#app/domain/proposals/judged-statements.ts';
import { paths } from '#app/lib/paths.ts';

/** Which statements are looked at; null for all of a kind. */
export interface CalibrationQuestion {
  readonly age: StatementAge | null;
  readonly subject: StatementSubject | null;
  /** Where a tenth begins, in percent. */
  readonly bucket: number | null;
}

/** Reads the question of an address; what is not known is left out. */
export function readQuestion(search: URLSearchParams): CalibrationQuestion {
  const bucket = Number(search.get('bucket') ?? Number.NaN);
  return {
    age: STATEMENT_AGES_DAYS.find((days) => String(days) === search.get('age')) ?? null,
    subject: STATEMENT_SUBJECTS.find((subject) => subject === search.get('about')) ?? null,
    bucket: [50, 60, 70, 80, 90].find((from) => from === bucket) ?? null,
  };
}

export function addressOf({ age, subject, bucket }: CalibrationQuestion): string {
  const search = new URLSearchParams({ ...(age !== null && { age: String(age) }), ...(subject !== null && { about: subject }), ...(bucket !== null && { bucket: String(bucket) }) }).toString();
  return paths.calibration(search ? `?${search}` : '');
}

/** The tenth that begins at a share, in percent: 0.8 is 80. */
export function percentOf(from: number): number {
  return tenthOf(from) * 10;
}
