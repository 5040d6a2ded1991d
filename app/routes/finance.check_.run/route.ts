import { page } from '#app/lib/authorize.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';

/** Checks the ledger and tells how far it is, a line of JSON after each slice, the verdict last: nothing has to wait for a long chain in silence. */
export const action = page('audit:read', async ({ db, workspaceId, now }) => {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: object) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        say({ verdict: await verifyLedger(db, { workspaceId }, { now, onProgress: (checked) => say({ checked }) }) });
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-store' } });
});
