import { ensureClickPartitions } from '#db/queries/click-partition.server.ts';
import { deleteExpiredSessions } from '#db/queries/session.server.ts';
import { settleRollups } from '#app/services/settle-rollups.server.ts';
import type { Job } from './job-loop.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Everything that the worker does by itself. */
export const JOBS: readonly Job[] = [
  { name: 'settle-rollups', everyMs: 5 * SECOND_MS, run: (db, { now }) => settleRollups(db, { now }) },
  { name: 'click-partitions', everyMs: 60 * MINUTE_MS, run: (db, { now }) => ensureClickPartitions(db, { now }) },
  { name: 'expired-sessions', everyMs: 10 * MINUTE_MS, run: (db, { now }) => deleteExpiredSessions(db, now) },
];
