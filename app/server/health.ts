import type { ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import { pendingMigrations } from '#db/migrate.server.ts';
import { listDurableSettingsOff } from '#db/queries/readiness.server.ts';
import type { Database } from '#db/schema.ts';
import { isAwayError } from './database-errors.ts';
import type { OpenRedirect } from './redirect/open-redirect.ts';
import { redirectCounts, redirectTroubles } from './redirect/redirect-readiness.ts';

export interface Readiness {
  readonly ready: boolean;
  /** Whether that is because the database does not answer. */
  readonly isAway: boolean;
  /** What is missing, a sentence each. */
  readonly reasons: readonly string[];
}

/** Whether this process can serve: the database answers, its schema is up to date, and its commits are durable. */
export async function readReadiness(db: Kysely<Database>): Promise<Readiness> {
  try {
    const off = (await listDurableSettingsOff(db)).map((name) => `PostgreSQL runs with ${name}=off: acknowledged writes may be lost`);
    const pending = (await pendingMigrations(db)).map((name) => `migration ${name} is pending`);
    const reasons = [...off, ...pending];
    return { ready: reasons.length === 0, isAway: false, reasons };
  } catch (error) {
    return { ready: false, isAway: isAwayError(error), reasons: [`the database does not answer: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

/** `GET /healthz`: this process answers. `stopping` tells a load balancer to look elsewhere. */
export function sendHealth(response: ServerResponse, { stopping }: { stopping: boolean }): void {
  sendJson(response, stopping ? 503 : 200, { status: stopping ? 'stopping' : 'ok' });
}

/**
 * `GET /readyz`. With a redirect in this process a database that is away degrades it: tracking links go on, so no load balancer should take it
 * out of service. What it does without is said all the same, with the counts of clicks that went to the disk or to nowhere.
 */
export async function sendReadiness(
  response: ServerResponse, db: Kysely<Database>, { stopping, redirect, lacksPages = false }: { stopping: boolean; redirect?: OpenRedirect; lacksPages?: boolean },
): Promise<void> {
  if (stopping) return sendJson(response, 503, { ready: false, reasons: ['this process is stopping'] });
  const { ready, isAway, reasons } = await readReadiness(db);
  if (!redirect) return sendJson(response, ready ? 200 : 503, { ready, reasons });
  const all = [...reasons, ...redirectTroubles(redirect), ...(lacksPages ? ['pages are not served yet, or not just now'] : [])];
  const serves = ready || isAway;
  sendJson(response, serves ? 200 : 503, { ready: serves, degraded: all.length > 0, reasons: all, clicks: redirectCounts(redirect) });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store' });
  response.end(text);
}
