import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { equalInConstantTime } from '#app/lib/secret.server.ts';
import { isLoopback } from './client-of.ts';
import type { Client } from './client-of.ts';
import { isLoopbackHost } from './web/origin-gate.ts';

/**
 * `GET /metrics` in Prometheus' text form, for holders of METRICS_TOKEN. Without one it is for this machine only: the name asked
 * for must be a loopback name too, because a proxy on this machine that is not declared makes every visitor look local.
 */
export async function sendMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  { registry, token, client, more }: { registry: Registry; token: string | null; client: Client; more?: () => Promise<string> },
): Promise<void> {
  if (!mayRead(request, token, client)) {
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('Metrics are for holders of METRICS_TOKEN, or for this machine when none is set.\n');
    return;
  }
  const text = (await registry.metrics()) + ((await more?.()) ?? '');
  response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text);
}

function mayRead({ headers }: IncomingMessage, token: string | null, client: Client): boolean {
  if (token !== null) return equalInConstantTime(headers.authorization ?? '', `Bearer ${token}`);
  return isLoopback(client.address) && isLoopbackHost(client.host) && headers['forwarded'] === undefined;
}
