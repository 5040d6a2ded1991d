/** A statement "this is so, with probability `said`" about something whose truth is known. */
export interface Statement {
  readonly said: number;
  readonly isTrue: boolean;
}

/** How good a set of statements is. */
export interface Scores {
  readonly statements: number;
  /** Mean squared distance from the truth; 0 is omniscience, 0.25 is a shrug. */
  readonly brier: number;
  /** Mean distance between what was said and how often it came true, over tenths, weighted by their statements. */
  readonly calibrationError: number;
  /** Of those acted upon (said at least `actFrom`), how many were truly so; null when nothing was. */
  readonly rightWhenActed: number | null;
  /** Of those that were truly so, how many were acted upon; null when none was. */
  readonly caught: number | null;
}

/** How often statements of a tenth came true. */
export interface CalibrationRow {
  /** Where the tenth begins: 0.8 for 80 to 90 %. */
  readonly from: number;
  readonly statements: number;
  /** Means. */
  readonly said: number;
  readonly cameTrue: number;
}

/** Brier score and calibration of statements (product.md section 10); `NaN` of none. */
export function scoreStatements(statements: readonly Statement[], actFrom: number): Scores {
  const acted = statements.filter(({ said }) => said >= actFrom);
  const actual = statements.filter(({ isTrue }) => isTrue);
  return {
    statements: statements.length,
    brier: mean(statements.map(({ said, isTrue }) => (said - (isTrue ? 1 : 0)) ** 2)),
    calibrationError: calibrationError(statements),
    rightWhenActed: acted.length === 0 ? null : acted.filter(({ isTrue }) => isTrue).length / acted.length,
    caught: actual.length === 0 ? null : actual.filter(({ said }) => said >= actFrom).length / actual.length,
  };
}

/** The rows of a calibration table: one for each tenth that anything was said in. */
export function calibrationRows(statements: readonly Statement[]): CalibrationRow[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = statements.filter(({ said }) => tenthOf(said) === tenth);
    return { from: tenth / 10, statements: inside.length, said: mean(inside.map(({ said }) => said)), cameTrue: mean(inside.map(({ isTrue }) => (isTrue ? 1 : 0))) };
  }).filter((row) => row.statements > 0);
}

/** Which tenth a probability lies in, 0 to 9; certainty belongs to the last. Counted in millionths, so that 0.7 is 70 % whatever made it. */
export function tenthOf(probability: number): number {
  return Math.min(9, Math.floor(Math.round(probability * 1e6) / 1e5));
}

function calibrationError(statements: readonly Statement[]): number {
  return calibrationRows(statements).reduce((sum, row) => sum + (row.statements / statements.length) * Math.abs(row.said - row.cameTrue), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
