/** A statement "P(ROI < 1.5) = said" about something whose truth is known. */
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

/** How often statements of each tenth came true: the rows of a calibration table. */
export function calibrationRows(statements: readonly Statement[]): { from: number; statements: number; said: number; cameTrue: number }[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = statements.filter(({ said }) => Math.min(9, Math.floor(said * 10)) === tenth);
    return { from: tenth / 10, statements: inside.length, said: mean(inside.map(({ said }) => said)), cameTrue: mean(inside.map(({ isTrue }) => (isTrue ? 1 : 0))) };
  }).filter((row) => row.statements > 0);
}

function calibrationError(statements: readonly Statement[]): number {
  return calibrationRows(statements).reduce((sum, row) => sum + (row.statements / statements.length) * Math.abs(row.said - row.cameTrue), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
