import type { Environment } from '#app/lib/env.server.ts';
import { keepHeapSmall } from '#app/lib/small-heap.server.ts';
import { openServerDatabase } from '../open-database.ts';
import { stopWhenAsked } from '../shutdown.ts';
import { reportReady } from '../supervised-child.ts';
import { startImportLanes } from '../worker/import-lanes.ts';
import { startJobs } from '../worker/job-loop.ts';
import { JOBS } from '../worker/jobs.ts';

/** `ROLE=worker`: does what the portal does by itself, such as settling roll-ups, and the imports that people queue. Several may run. */
export async function runWorker(env: Environment): Promise<void> {
  keepHeapSmall();
  // Jobs hold a connection for their lease besides the ones that they work on, imports one for their signs of life; both may run long statements.
  const database = await openServerDatabase(env, { max: 12, statementTimeoutMs: 0 });
  const jobs = startJobs(database.handle.db, JOBS);
  const imports = startImportLanes(database.handle.db);
  stopWhenAsked(async () => {
    await Promise.all([imports.stop(), jobs.stop()]);
    await database.close();
  });
  reportReady(null);
}
