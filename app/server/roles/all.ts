import { randomBytes } from 'node:crypto';
import { prepareWorkspace } from '#app/services/prepare-workspace.server.ts';
import type { Environment } from '#app/lib/env.server.ts';
import { log } from '#app/lib/log.server.ts';
import { createClientOf } from '../client-of.ts';
import { createProxy } from '../front/proxy.ts';
import { sendReadiness } from '../health.ts';
import { serve } from '../http-server.ts';
import { sendMetrics } from '../metrics.ts';
import { openServerDatabase } from '../open-database.ts';
import { openRedirect } from '../redirect/open-redirect.ts';
import { TRACKING_PREFIX } from '../redirect/redirect-handler.ts';
import { redirectMetrics } from '../redirect/redirect-metrics.ts';
import { stopWhenAsked } from '../shutdown.ts';
import { superviseChild } from '../supervised-child.ts';
import type { SupervisedChild } from '../supervised-child.ts';
import { pathOf } from '../web/origin-gate.ts';

const ANSWERS_GRACE_MS = 5_000;
const CHILDREN_GRACE_MS = 2_500;

/**
 * `npm start`: the whole portal from one command. This process answers tracking links itself, so that no page can hold one up
 * (performance.md section 4, isolation), keeps the embedded database, a web process and a worker running, and passes every
 * other request on to the web process. While a database server is away it starts with the tracking links alone.
 */
export async function runAll(env: Environment, program: string): Promise<void> {
  const database = await openServerDatabase(env, { statementTimeoutMs: 5_000, mayBeAway: true });
  const token = randomBytes(32).toString('base64url');
  const clientOf = createClientOf(env.trustedProxy);
  const proxy = createProxy({ clientOf, token });
  const childEnv = { DATABASE_URL: database.url, KOL_DATA_DIR: env.dataDir, KOL_FRONT_TOKEN: token };
  let web: SupervisedChild | null = null;
  let worker: SupervisedChild | null = null;
  let stopping = false;

  /** Returns how to sign in. */
  async function startOtherParts(): Promise<readonly string[]> {
    await database.prepared;
    const howToSignIn = await prepareWorkspace({ db: database.handle.db, loadsDemo: env.loadsDemo, now: new Date() });
    if (stopping) return [];
    web = superviseChild(program, 'web', childEnv, { ready: ({ port }) => (proxy.target = port), gone: () => (proxy.target = null) });
    worker = superviseChild(program, 'worker', childEnv, { ready: () => undefined, gone: () => undefined });
    await Promise.all([web.ready, worker.ready]);
    return howToSignIn;
  }
  const otherParts = startOtherParts();
  otherParts.catch(() => undefined); // told below; a failure may come first
  if (!database.wasAway) await otherParts;

  const redirect = await openRedirect(database.handle, env, clientOf);
  const registry = redirectMetrics(redirect);
  const running = await serve((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith(TRACKING_PREFIX)) return redirect.handle(request, response);
    const pathname = pathOf(url);
    if (pathname === '/readyz') return void sendReadiness(response, database.handle.db, { stopping, redirect, lacksPages: proxy.target === null });
    if (pathname !== '/metrics') return proxy.handle(request, response);
    const client = clientOf(request);
    const more = async () =>
      (await proxy.fetchText('/metrics', {
        host: 'localhost', 'x-kol-peer': '127.0.0.1', ...(env.metricsToken === null ? {} : { authorization: `Bearer ${env.metricsToken}` }),
      })) ?? '';
    return void sendMetrics(request, response, { registry, token: env.metricsToken, client, more });
  }, { port: env.port, host: env.host, quick: redirect.handleQuick });

  stopWhenAsked(async () => {
    stopping = true;
    const workerStopped = worker?.stop(ANSWERS_GRACE_MS + CHILDREN_GRACE_MS);
    await running.close(ANSWERS_GRACE_MS);
    await redirect.close();
    proxy.close();
    await Promise.all([web?.stop(CHILDREN_GRACE_MS), workerStopped]);
    await database.close();
  });
  process.stdout.write(`READY http://localhost:${running.port}\n${database.wasAway ? 'Tracking links only, until the database answers.\n' : ''}`);
  otherParts.then(
    (howToSignIn) => process.stdout.write([...howToSignIn, ''].join('\n')),
    (error: unknown) => log.error({ err: error }, 'only tracking links are served: the other parts could not be started'),
  );
}
