import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '#app/lib/env.server.ts';

/**
 * The portal's program (`npm start`; `ROLE` runs one part alone). Each part is imported only where it runs: a process for
 * tracking links loads neither React nor the routes.
 */
async function main(): Promise<void> {
  // React and Remix choose their production code by this variable when they are loaded.
  process.env['NODE_ENV'] = process.env['NODE_ENV'] ?? 'production';
  const env = environment();
  const program = fileURLToPath(import.meta.url);
  switch (env.role) {
    case 'all':
      return await (await import('./roles/all.ts')).runAll(env, program);
    case 'redirect':
      return await (await import('./roles/redirect.ts')).runRedirect(env);
    case 'web':
      return await (await import('./roles/web.ts')).runWeb(env, path.dirname(program));
    case 'worker':
      return await (await import('./roles/worker.ts')).runWorker(env);
    default:
      return env.role satisfies never;
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
