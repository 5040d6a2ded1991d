import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { cookieFromHeader } from '#app/lib/cookie.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { log } from '#app/lib/log.server.ts';
import type { Client } from '../client-of.ts';
import type { ClickSink } from './click-sink.ts';
import type { Link } from './link.ts';
import type { LinkTable } from './link-table.ts';
import { sendRefusal } from './refusal-page.ts';
import type { Refusal } from './refusal-page.ts';
import { readVisit } from './visit.ts';

export const TRACKING_PREFIX = '/t/';
const VISITOR_COOKIE = 'kvid';
const VISITOR_COOKIE_SECONDS = 365 * 86_400;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface RedirectOptions {
  readonly links: LinkTable;
  readonly sink: ClickSink;
  readonly clientOf: (request: IncomingMessage) => Client;
  readonly hashAddress: (address: string, epochMs: number) => string;
  /** Whether visitors come over https, so that the cookie may be confined to it. */
  readonly secure: boolean;
}

export interface RedirectCounts {
  redirected: number;
  refused: Record<Refusal, number>;
}

export interface RedirectHandler {
  handle(request: IncomingMessage, response: ServerResponse): void;
  readonly counts: Readonly<RedirectCounts>;
}

/**
 * `GET /t/:code`: records the click, then answers 302 with the landing page (product.md section 4). The destination comes from
 * the link table only, whatever the request says. A click that cannot be stored is answered 503, never with a redirect: the page
 * carries a plain link, so that the visitor is not lost with the click.
 */
export function createRedirect({ links, sink, clientOf, hashAddress, secure }: RedirectOptions): RedirectHandler {
  const counts: RedirectCounts = { redirected: 0, refused: { mistyped: 0, unknown: 0, withdrawn: 0, expired: 0, busy: 0, unrecorded: 0 } };
  const cookieEnd = `; Path=/; Max-Age=${VISITOR_COOKIE_SECONDS}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD', 'content-length': 0 }).end();
      return;
    }
    const text = codeIn(request.url ?? '');
    const link = links.find(text);
    if (link) follow(request, response, link);
    else void search(request, response, text);
  }

  /** A code in another spelling, one that another process has just issued, or none at all. */
  async function search(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const reading = readTrackingCode(decoded(text));
    if (reading.status !== 'ok') return refuse(request, response, 'mistyped');
    try {
      const link = links.find(reading.code) ?? (await links.lookUp(reading.code));
      if (link) follow(request, response, link);
      else refuse(request, response, 'unknown');
    } catch (error) {
      log.warn({ err: error }, 'a tracking code could not be looked up');
      refuse(request, response, 'busy');
    }
  }

  function follow(request: IncomingMessage, response: ServerResponse, link: Link): void {
    if (!link.isAllowed) return refuse(request, response, 'withdrawn');
    const given = cookieFromHeader(request.headers.cookie, VISITOR_COOKIE);
    const known = given !== null && UUID.test(given) ? given : null;
    const click = clickOf(request, link, known);
    sink.push(click, (problem) => {
      if (problem) return refuse(request, response, 'unrecorded', link);
      counts.redirected += 1;
      const location = destinationOf(link, click.id);
      if (location === null) return refuse(request, response, 'expired');
      const headers = ['location', location, 'cache-control', 'private, no-store', 'content-length', '0'];
      if (known === null) headers.push('set-cookie', `${VISITOR_COOKIE}=${click.visitorId}${cookieEnd}`);
      response.writeHead(302, headers).end();
    });
  }

  function clickOf(request: IncomingMessage, link: Link, visitorId: string | null): ClickRow {
    const now = Date.now();
    const client = clientOf(request);
    const visit = readVisit(request.method, request.headers);
    return {
      workspaceId: link.workspaceId,
      clickedAt: isoOf(now),
      id: newId(now),
      collaborationId: link.collaborationId,
      visitorId: visitorId ?? newId(now),
      addressHash: hashAddress(client.address, now),
      referrerHost: visit.referrerHost,
      device: visit.device,
      country: client.country,
      automation: visit.automation,
    };
  }

  function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, link?: Link): void {
    counts.refused[refusal] += 1;
    sendRefusal(response, refusal, request.headers['accept-language'], link && pageWithoutClick(link));
  }

  return { handle, counts };
}

/** Where a click leads; null when its link has expired and nothing stands in its place. */
function destinationOf(link: Link, clickId: string): string | null {
  return Date.now() < link.expiresAtMs ? link.beforeClickId + clickId + link.afterClickId : link.fallback;
}

/** Undefined when the link has expired and nothing stands in its place. */
function pageWithoutClick(link: Link): string | undefined {
  return Date.now() < link.expiresAtMs ? link.source.landingUrl : (link.fallback ?? undefined);
}

/** What stands between the prefix and the query. */
function codeIn(url: string): string {
  const query = url.indexOf('?', TRACKING_PREFIX.length);
  return query < 0 ? url.slice(TRACKING_PREFIX.length) : url.slice(TRACKING_PREFIX.length, query);
}

/** Percent-decoded, without the slash that some messengers add; text that is not decodable is no code. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/\/$/, '');
  } catch {
    return '';
  }
}

let isoOfMs = 0;
let isoText = '';

/** Many clicks share a millisecond. */
function isoOf(epochMs: number): string {
  if (epochMs !== isoOfMs) {
    isoOfMs = epochMs;
    isoText = new Date(epochMs).toISOString();
  }
  return isoText;
}
