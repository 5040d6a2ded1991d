import { attributionLine } from './attribution.ts';
import { calibrationLine } from './calibration/calibration.ts';
import { assetFaultsLine } from './asset-faults.ts';
import { assetSearchLine } from './asset-search.ts';
import { assetUploadLine } from './asset-upload.ts';
import { faultsLine } from './faults.ts';
import { growthLine } from './growth.ts';
import { importLine } from './import.ts';
import { ledgerLine } from './ledger.ts';
import type { BenchLine } from './line.ts';
import { listsLine } from './lists.ts';
import { pageLine } from './page.ts';
import { redirectLine } from './redirect.ts';
import { batchApiLine } from './batch-api.ts';
import { roiBoardLine } from './roi-board.ts';
import { rosterLine } from './roster.ts';
import { scriptsLine } from './scripts.ts';
import { searchLine } from './search.ts';
import { vitalsLine } from './vitals.ts';
import { webhookLine } from './webhook.ts';

/** Every line of the table, in its order. A new line is a file beside this one and an entry here. */
export const BENCH_LINES: readonly BenchLine[] = [redirectLine, webhookLine, batchApiLine, importLine, attributionLine, growthLine, roiBoardLine, scriptsLine, rosterLine, listsLine, pageLine, vitalsLine, searchLine, ledgerLine, assetSearchLine, assetUploadLine, assetFaultsLine, calibrationLine, faultsLine];
