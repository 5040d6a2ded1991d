import type { Environment } from '#app/lib/env.server.ts';
import { openServerDatabase } from '../open-database.ts';
import { stopWhenAsked } from '../shutdown.ts';
import { reportReady } from '../supervised-child.ts';
import { startJobs } from '../worker/job-loop.ts';
import { JOBS } from '../worker/jobs.ts';

/** `ROLE=worker`: does what the portal does by itself, such as settling roll-ups. Several may run. */
export async function runWorker(env: Environment): Promise<void> {
  // Jobs hold a connection for their lease besides the ones that they work on, and may run long statements.
  const database = await openServerDatabase(env, { max: 8, statementTimeoutMs: 0 });
  const jobs = startJobs(database.handle.db, JOBS);
  stopWhenAsked(async () => {
    await jobs.stop();
    await database.close();
  });
  reportReady(null);
}
