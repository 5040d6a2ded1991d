import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { deleteIdempotencyKeys } from '#db/queries/idempotency.server.ts';
import { deleteExpiredSessions } from '#db/queries/session.server.ts';
import { anchorLedgersDaily } from '#app/services/anchor-ledger.server.ts';
import { expireSignOffs } from '#app/services/expire-sign-offs.server.ts';
import { findKolPairs } from '#app/services/find-kol-pairs.server.ts';
import { findNotices } from '#app/services/find-notices.server.ts';
import { forgetOldDeliveries } from '#app/services/forget-old-deliveries.server.ts';
import { forgetOldNotices } from '#app/services/forget-old-notices.server.ts';
import { sendNotices } from '#app/services/send-notices.server.ts';
import { fillKolWords } from '#app/services/kol-words.server.ts';
import { captureYouTube } from '#app/services/capture-youtube.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { describeStoredFiles } from '#app/services/describe-stored-files.server.ts';
import { settleAssets } from '#app/services/settle-assets.server.ts';
import { sweepAssets } from '#app/services/sweep-assets.server.ts';
import { sweepBin } from '#app/services/sweep-bin.server.ts';
import { sweepImports } from '#app/services/sweep-imports.server.ts';
import { reviewWhenDue } from '#app/services/review-when-due.server.ts';
import { takeInDueDeliveries } from '#app/services/take-in-due-deliveries.server.ts';
import { takeWeeklySnapshots } from '#app/services/take-matrix-snapshot.server.ts';
import { environment } from '#app/lib/env.server.ts';
import { drainSpool, spoolFolder } from '../redirect/spool/drain-spool.ts';
import type { Job } from './job-loop.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Long enough for someone who tries again the next morning, or after a holiday. */
const IDEMPOTENCY_KEYS_KEPT_MS = 30 * DAY_MS;

/** What each workspace looked like when this worker last reviewed it: saves effort, nothing depends on it. */
const reviewed = new Map<string, string>();

/** Everything that the worker does by itself. */
export const JOBS: readonly Job[] = [
  { name: 'settle-rollups', everyMs: 5 * SECOND_MS, run: (db, { now }) => settleRollups(db, { now }) },
  // The redirect drains what it wrote itself; this is for processes that are gone.
  { name: 'click-spool', everyMs: 5 * SECOND_MS, run: (db, { now }) => drainSpool(spoolFolder(environment().dataDir), db, { now }) },
  { name: 'review-when-due', everyMs: 5 * SECOND_MS, run: (db, { now }) => reviewWhenDue(db, reviewed, { now }) },
  { name: 'due-deliveries', everyMs: SECOND_MS, run: (db, { now }) => takeInDueDeliveries(db, { now }) },
  { name: 'old-deliveries', everyMs: 60 * MINUTE_MS, run: (db, { now }) => forgetOldDeliveries(db, { now }) },
  { name: 'capture-youtube', everyMs: MINUTE_MS, run: (db, { now }) => captureYouTube(db, { now }) },
  { name: 'click-partitions', everyMs: 60 * MINUTE_MS, run: (db, { now }) => ensureClickPartitions(db, { now }) },
  { name: 'sweep-bin', everyMs: 60 * MINUTE_MS, run: (db, { now }) => sweepBin(db, { now }) },
  { name: 'sweep-imports', everyMs: 10 * MINUTE_MS, run: (db, { now }) => sweepImports(db, { now }) },
  { name: 'fill-kol-words', everyMs: 10 * MINUTE_MS, run: (db) => fillKolWords(db) },
  { name: 'find-kol-pairs', everyMs: 30 * SECOND_MS, run: (db, { now }) => findKolPairs(db, { now }) },
  { name: 'settle-assets', everyMs: 30 * SECOND_MS, run: (db, { now }) => settleAssets(db, { now }) },
  { name: 'describe-files', everyMs: 10 * SECOND_MS, run: (db) => describeStoredFiles(db) },
  { name: 'sweep-assets', everyMs: 10 * MINUTE_MS, run: (db, { now }) => sweepAssets(db, { now }) },
  { name: 'anchor-ledgers', everyMs: 60 * MINUTE_MS, run: (db, { now }) => anchorLedgersDaily(db, { now }) },
  { name: 'expired-sign-offs', everyMs: MINUTE_MS, run: (db, { now }) => expireSignOffs(db, { now }) },
  { name: 'find-notices', everyMs: 20 * SECOND_MS, run: (db, { now }) => findNotices(db, { now }) },
  { name: 'send-notices', everyMs: 2 * SECOND_MS, run: (db) => sendNotices(db, { clock: () => new Date() }) },
  { name: 'old-notices', everyMs: 60 * MINUTE_MS, run: (db, { now }) => forgetOldNotices(db, { now }) },
  { name: 'weekly-snapshots', everyMs: 10 * MINUTE_MS, run: (db, { now }) => takeWeeklySnapshots(db, { now }) },
  { name: 'expired-sessions', everyMs: 10 * MINUTE_MS, run: (db, { now }) => deleteExpiredSessions(db, now) },
  { name: 'idempotency-keys', everyMs: 60 * MINUTE_MS, run: (db, { now }) => deleteIdempotencyKeys(db, new Date(now.getTime() - IDEMPOTENCY_KEYS_KEPT_MS)) },
];
