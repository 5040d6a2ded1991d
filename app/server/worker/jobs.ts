import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { deleteIdempotencyKeys } from '#db/queries/idempotency.server.ts';
import { deleteExpiredSessions } from '#db/queries/session.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import { reviewWhenDue } from '#app/services/review-when-due.server.ts';
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
  { name: 'review-when-due', everyMs: 5 * SECOND_MS, run: (db, { now }) => reviewWhenDue(db, reviewed, { now }) },
  { name: 'click-partitions', everyMs: 60 * MINUTE_MS, run: (db, { now }) => ensureClickPartitions(db, { now }) },
  { name: 'expired-sessions', everyMs: 10 * MINUTE_MS, run: (db, { now }) => deleteExpiredSessions(db, now) },
  { name: 'idempotency-keys', everyMs: 60 * MINUTE_MS, run: (db, { now }) => deleteIdempotencyKeys(db, new Date(now.getTime() - IDEMPOTENCY_KEYS_KEPT_MS)) },
];
