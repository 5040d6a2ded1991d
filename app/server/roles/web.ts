import path from 'node:path';
import { createRequestHandler } from '@remix-run/node';
import * as build from 'virtual:remix/server-build';
import { prepareWorkspace } from '#app/services/prepare-workspace.server.ts';
import type { Environment } from '#app/lib/env.server.ts';
import { closeDatabases } from '#db/client.server.ts';
import { createClientBehindFront } from '../client-of.ts';
import { sendHealth, sendReadiness } from '../health.ts';
import { serve } from '../http-server.ts';
import { sendMetrics } from '../metrics.ts';
import { openServerDatabase } from '../open-database.ts';
import { stopWhenAsked, SUPERVISED } from '../shutdown.ts';
import { reportReady } from '../supervised-child.ts';
import { createAssets } from '../web/assets.ts';
import { pathOf } from '../web/origin-gate.ts';
import { createWebHandler } from '../web/web-handler.ts';
import { createWebMetrics } from '../web/web-metrics.ts';
import { createWebhooks } from '../webhooks/webhook-handler.ts';
import { createFileHandler } from '../library/file-handler.ts';
import { createUploadHandler } from '../library/upload-handler.ts';

const GRACE_MS = 8_000;
export const FRONT_TOKEN = 'KOL_FRONT_TOKEN';

/** `ROLE=web`: pages and the API. Behind our own front it listens on a loopback port that it reports; alone, on PORT. */
export async function runWeb(env: Environment, programFolder: string): Promise<void> {
  const isSupervised = process.env[SUPERVISED] === '1';
  const database = await openServerDatabase(env);
  const howToSignIn = isSupervised ? [] : await prepareWorkspace({ db: database.handle.db, loadsDemo: env.loadsDemo, now: new Date() });
  const clientOf = createClientBehindFront(env.trustedProxy, process.env[FRONT_TOKEN] ?? null);
  const remix = createRequestHandler(build, env.mode);
  const handle = createWebHandler({ application: (request) => remix(request), clientOf, publicOrigin: env.publicOrigin });
  const webhooks = createWebhooks({ db: database.handle.db, clientOf, publicOrigin: env.publicOrigin });
  const upload = createUploadHandler({ db: database.handle.db, clientOf, publicOrigin: env.publicOrigin });
  const sendFile = createFileHandler({ db: database.handle.db, clientOf, publicOrigin: env.publicOrigin });
  const sendAsset = createAssets(path.join(programFolder, '../client'));
  const metrics = createWebMetrics(database.handle.pool);
  let stopping = false;

  const running = await serve((request, response) => {
    if (stopping) response.setHeader('connection', 'close');
    const pathname = pathOf(request.url ?? '/');
    switch (pathname) {
      case '/healthz':
        return sendHealth(response, { stopping });
      case '/readyz':
        return void sendReadiness(response, database.handle.db, { stopping });
      case '/metrics':
        return void sendMetrics(request, response, { registry: metrics.registry, token: env.metricsToken, client: clientOf(request) });
      case '/favicon.ico':
        return void response.writeHead(204, { 'cache-control': 'public, max-age=86400' }).end();
      default:
    }
    metrics.time(request, response);
    if (webhooks.handle(request, response, pathname) || upload(request, response, pathname) || sendFile(request, response, pathname)) return;
    if (!sendAsset(request, response, pathname)) void handle(request, response);
  }, isSupervised ? { port: 0, host: '127.0.0.1' } : { port: env.port, host: env.host });

  stopWhenAsked(async () => {
    stopping = true;
    await running.close(GRACE_MS);
    await webhooks.settled();
    await closeDatabases();
    await database.close();
  });
  if (isSupervised) reportReady(running.port);
  else process.stdout.write([`READY http://localhost:${running.port}`, ...howToSignIn, ''].join('\n'));
}
