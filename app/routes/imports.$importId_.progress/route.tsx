import { page } from '#app/lib/authorize.server.ts';
import { requireImportRun } from '../imports.$importId/require-import-run.server.ts';

/** How far an import is: what its page asks for while it waits. */
export const loader = page('imports:run', async (context) => {
  const { status, rowsDone, bytesDone, bytesTotal, queuedAt, begunAt, cancelRequested } = await requireImportRun(context);
  return Response.json({ status, rowsDone, bytesDone, bytesTotal, queuedAt, begunAt, cancelRequested, now: context.now }, { headers: { 'cache-control': 'no-store' } });
});
