import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClickRow } from '#db/queries/click-line.server.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { cookieFromHeader } from '#app/lib/cookie.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { log } from '#app/lib/log.server.ts';
import type { Asked, Client } from '../client-of.ts';
import type { QuickHandler, QuickMessage } from '../quick-lane.ts';
import type { ClickSink } from './click-sink.ts';
import type { Link } from './link.ts';
import type { LinkTable } from './link-table.ts';
import { refusalPage } from './refusal-page.ts';
import type { Refusal, RefusalPage } from './refusal-page.ts';
import { readVisit } from './visit.ts';

export const TRACKING_PREFIX = '/t/';
const VISITOR_COOKIE = 'kvid';
const VISITOR_COOKIE_SECONDS = 365 * 86_400;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface RedirectOptions {
  readonly links: LinkTable;
  readonly sink: ClickSink;
  readonly clientOf: (request: Asked) => Client;
  readonly hashAddress: (address: string, epochMs: number) => string;
  /** Whether visitors come over https, so that the cookie may be confined to it. */
  readonly secure: boolean;
}

export interface RedirectCounts {
  redirected: number;
  refused: Record<Refusal, number>;
}

export interface RedirectHandler {
  /** For requests below `TRACKING_PREFIX`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The same in the quick lane, for links that are in memory and lead somewhere; whatever else is asked for is left to `handle`. */
  readonly handleQuick: QuickHandler;
  readonly counts: Readonly<RedirectCounts>;
}

/** What becomes of a click: somewhere to go, with the visitor's cookie as a header's value if they have none, or a page that says why not. */
type Fate = { readonly location: string; readonly cookie: string | null } | RefusalPage;

/** A request as far as a click is made from it. */
interface Visited extends Asked {
  readonly method?: string | undefined;
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
    if (link) follow(request, link, (fate) => send(response, fate));
    else void search(request, response, text);
  }

  const handleQuick: QuickHandler = (request, answer) => {
    if (!request.url.startsWith(TRACKING_PREFIX)) return false;
    const link = links.find(codeIn(request.url));
    if (!link?.isAllowed) return false;
    follow(request, link, (fate) => answer(messageOf(fate)));
    return true;
  };

  /** A code in another spelling, one that another process has just issued, or none at all. */
  async function search(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const reading = readTrackingCode(decoded(text));
    const tell = (fate: Fate) => send(response, fate);
    if (reading.status !== 'ok') return tell(refuse(request, 'mistyped'));
    try {
      const link = links.find(reading.code) ?? (await links.lookUp(reading.code));
      if (link) follow(request, link, tell);
      else tell(refuse(request, 'unknown'));
    } catch (error) {
      log.warn({ err: error }, 'a tracking code could not be looked up');
      tell(refuse(request, 'busy'));
    }
  }

  function follow(request: Visited, link: Link, tell: (fate: Fate) => void): void {
    if (!link.isAllowed) return tell(refuse(request, 'withdrawn'));
    const given = cookieFromHeader(request.headers.cookie, VISITOR_COOKIE);
    const known = given !== null && UUID.test(given) ? given : null;
    const click = clickOf(request, link, known);
    sink.push(click, (problem) => {
      if (problem) return tell(refuse(request, 'unrecorded', link));
      counts.redirected += 1;
      const location = destinationOf(link, click.id);
      if (location === null) return tell(refuse(request, 'expired'));
      tell({ location, cookie: known === null ? `${VISITOR_COOKIE}=${click.visitorId}${cookieEnd}` : null });
    });
  }

  function clickOf(request: Visited, link: Link, visitorId: string | null): ClickRow {
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

  function refuse(request: Visited, refusal: Refusal, link?: Link): RefusalPage {
    counts.refused[refusal] += 1;
    return refusalPage(refusal, request.headers['accept-language'], link && pageWithoutClick(link));
  }

  return { handle, handleQuick, counts };
}

function send(response: ServerResponse, fate: Fate): void {
  if ('html' in fate) {
    response.writeHead(fate.status, fate.headers).end(fate.html);
    return;
  }
  const headers = ['location', fate.location, 'cache-control', 'private, no-store', 'content-length', '0'];
  if (fate.cookie !== null) headers.push('set-cookie', fate.cookie);
  response.writeHead(302, headers).end();
}

/** Nothing in it holds a line end: addresses are as a URL writes them, and ids are made or checked here. */
function messageOf(fate: Fate): QuickMessage {
  if ('html' in fate) {
    const headers = Object.entries(fate.headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return { status: `${fate.status} ${STATUS_CODES[fate.status]}`, headers, body: fate.html };
  }
  const cookie = fate.cookie === null ? '' : `Set-Cookie: ${fate.cookie}\r\n`;
  return { status: '302 Found', headers: `Location: ${fate.location}\r\nCache-Control: private, no-store\r\nContent-Length: 0\r\n${cookie}`, body: '' };
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
