/** A term of a row or of what is maximised: coefficient x variable. */
export interface Term {
  readonly variable: string;
  readonly coefficient: number;
}

export interface Row {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly atMost: number;
}

export interface Variable {
  readonly name: string;
  readonly kind: 'continuous' | 'binary';
  /** 0 is the least; a binary is 0 or 1. */
  readonly atMost: number;
}

/** A mixed-integer linear program to be maximised: whole data, so that any solver can take it and a test can read it. */
export interface LinearProgram {
  readonly maximise: readonly Term[];
  readonly rows: readonly Row[];
  readonly variables: readonly Variable[];
}

export type Solution =
  | { readonly status: 'optimal'; readonly value: number; readonly values: ReadonlyMap<string, number> }
  | { readonly status: 'infeasible' };

/** What a solver does; app/lib/solver.server.ts holds one. */
export type Solve = (program: LinearProgram) => Solution;
