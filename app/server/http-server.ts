import http from 'node:http';
import { openQuickLane } from './quick-lane.ts';
import type { QuickHandler, QuickLane } from './quick-lane.ts';

export interface RunningServer {
  readonly server: http.Server;
  readonly port: number;
  /** Takes no new connection, lets what is being answered finish, and breaks off what has not after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** Uploads may take this long; web/body-limit.ts holds every other request to a minute. */
const SLOWEST_REQUEST_MS = 300_000;
const HEADERS_MS = 15_000;
const KEEP_ALIVE_MS = 75_000;
const IDLE_CHECK_MS = 50;

/**
 * Listens with the limits of reliability.md 2.3: slow headers and half-open connections end, and their number is bounded.
 * Keep-alive outlasts the usual 60 s of proxies, so that a proxy never writes into a connection that is just being closed.
 * @param quick takes the plain requests that it knows before `handler` is asked (quick-lane.ts)
 */
export async function serve(handler: Handler, { port, host, quick }: { port: number; host: string; quick?: QuickHandler }): Promise<RunningServer> {
  const server = http.createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: SLOWEST_REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS, connectionsCheckingInterval: 5_000, noDelay: true },
    handler,
  );
  const lane = quick ? openQuickLane(server, quick, { firstRequestMs: HEADERS_MS, keepAliveMs: KEEP_ALIVE_MS }) : null;
  server.maxConnections = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { server, port: portOf(server), close: (graceMs) => closeServer(server, lane, graceMs) };
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the HTTP server listens on no TCP port');
  return address.port;
}

function closeServer(server: http.Server, lane: QuickLane | null, graceMs: number): Promise<void> {
  const closeIdle = () => {
    server.closeIdleConnections();
    lane?.closeIdle();
  };
  return new Promise((resolve) => {
    // Connections turn idle one by one as their answers leave.
    const idle = setInterval(closeIdle, IDLE_CHECK_MS);
    const hard = setTimeout(() => {
      server.closeAllConnections();
      lane?.closeAll();
    }, graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(hard);
      resolve();
    });
    closeIdle();
  });
}
