import type { ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import { pendingMigrations } from '#db/migrate.server.ts';
import { listDurableSettingsOff } from '#db/queries/readiness.server.ts';
import type { Database } from '#db/schema.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What is missing, a sentence each. */
  readonly reasons: readonly string[];
}

/** Whether this process can serve: the database answers, its schema is up to date, and its commits are durable. */
export async function readReadiness(db: Kysely<Database>): Promise<Readiness> {
  try {
    const off = (await listDurableSettingsOff(db)).map((name) => `PostgreSQL runs with ${name}=off: acknowledged writes may be lost`);
    const pending = (await pendingMigrations(db)).map((name) => `migration ${name} is pending`);
    const reasons = [...off, ...pending];
    return { ready: reasons.length === 0, reasons };
  } catch (error) {
    return { ready: false, reasons: [`the database does not answer: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

/** `GET /healthz`: this process answers. `stopping` tells a load balancer to look elsewhere. */
export function sendHealth(response: ServerResponse, { stopping }: { stopping: boolean }): void {
  sendJson(response, stopping ? 503 : 200, { status: stopping ? 'stopping' : 'ok' });
}

export async function sendReadiness(response: ServerResponse, db: Kysely<Database>, { stopping }: { stopping: boolean }): Promise<void> {
  const { ready, reasons } = stopping ? { ready: false, reasons: ['this process is stopping'] } : await readReadiness(db);
  sendJson(response, ready ? 200 : 503, { ready, reasons });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  response.end(text);
}
