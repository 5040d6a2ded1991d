/** What a line may use while it measures. */
export interface Bench {
  /** A fresh, migrated, empty database on the run's own server (fsync on). */
  makeDatabase(name: string): Promise<string>;
  /** Before the end of the run, at which all go: for a line that makes one for each round. */
  dropDatabase(name: string): Promise<void>;
  /** Postmaster of that server; null when the server is not ours (DATABASE_URL). */
  readonly postmasterPid: number | null;
  /** The built portal. */
  readonly program: string;
  readonly rounds: number;
  /** A minute's check instead of a measurement to quote. */
  readonly quick: boolean;
  /** Tells on standard error what is going on. */
  progress(message: string): void;
}

/** One row of the table: a figure beside its reference, both from this run. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: { readonly name: string; readonly value: number } | null;
  /** value / reference, the median over rounds of what was measured side by side; null when the figure stands alone. */
  readonly ratio: number | null;
  /** What quality.md demands of the ratio or of the value. */
  readonly demanded: Demand | null;
  readonly note?: string;
}

export interface Demand {
  readonly of: 'ratio' | 'value';
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
}

export interface BenchLine {
  /** As on the command line: `npm run bench -- NAME`. */
  readonly name: string;
  measure(bench: Bench): Promise<Figure[]>;
}

export function passes({ value, ratio, demanded }: Figure): boolean | null {
  const judged = demanded?.of === 'ratio' ? ratio : value;
  if (!demanded || judged === null) return null;
  return demanded.bound === 'at least' ? judged >= demanded.limit : judged <= demanded.limit;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
