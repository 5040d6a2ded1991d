import type { IncomingMessage, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';

/** The web process's figures, and a hook that times each request. */
export function createWebMetrics(pool: Pool): { registry: Registry; time(request: IncomingMessage, response: ServerResponse): void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'kol_web_request_seconds', help: 'Time to answer, by method and class of status', labelNames: ['method', 'status'], registers: [registry],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
  const connections = new Gauge({
    name: 'kol_database_connections', help: 'Connections of the web process, by state', labelNames: ['state'], registers: [registry],
    collect() {
      connections.set({ state: 'open' }, pool.totalCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  return {
    registry,
    time: (request, response) => {
      const end = duration.startTimer({ method: METHODS.has(request.method ?? '') ? request.method : 'other' });
      response.once('close', () => end({ status: `${Math.floor(response.statusCode / 100)}xx` }));
    },
  };
}

/** Whatever else a client writes must not become a label. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
