import { calibrationLine } from './calibration/calibration.ts';
import { importLine } from './import.ts';
import type { BenchLine } from './line.ts';
import { redirectLine } from './redirect.ts';
import { roiBoardLine } from './roi-board.ts';

/** Every line of the table, in its order. A new line is a file beside this one and an entry here. */
export const BENCH_LINES: readonly BenchLine[] = [redirectLine, importLine, roiBoardLine, calibrationLine];
