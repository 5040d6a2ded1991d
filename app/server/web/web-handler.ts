import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { log, loggedPath } from '#app/lib/log.server.ts';
import { problem } from '#app/lib/problem.server.ts';
import { plainSecurityHeaders } from '#app/lib/security-headers.server.ts';
import { FRONT_HEADER, PEER_HEADER } from '../client-of.ts';
import type { Client } from '../client-of.ts';
import { bodyLimitOf, countedBody, refuseByLength } from './body-limit.ts';
import type { BodyRefused } from './body-limit.ts';
import { isForPrograms, passGate, pathOf } from './origin-gate.ts';
import { sendResponse } from './send-response.ts';

export interface WebHandlerOptions {
  /** The application: Remix in the portal, anything in a test. */
  readonly application: (request: Request) => Promise<Response>;
  readonly clientOf: (request: IncomingMessage) => Client;
  readonly publicOrigin: string | null;
}

/**
 * From a Node request to the application and back: origin gate, body limits, clean headers, compression, and a last resort for
 * errors. Resolves when the answer is sent. The application finds who asked in the header `x-kol-peer`.
 */
export function createWebHandler({ application, clientOf, publicOrigin }: WebHandlerOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const client = clientOf(request);
    const pathname = pathOf(request.url ?? '/');
    const requestId = randomBytes(6).toString('hex');
    const body: { refused: BodyRefused | null } = { refused: null };
    // Every answer carries these, also redirects and files; a page's own set them again.
    for (const [name, value] of Object.entries(plainSecurityHeaders)) response.setHeader(name, value);
    try {
      const refusal = passGate(request, client, { publicOrigin });
      if (refusal) return await sendResponse(request, response, refusalResponse(pathname, refusal.status, refusal.sentence));
      const limit = bodyLimitOf(pathname);
      const tooLong = refuseByLength(request, limit);
      if (tooLong) return await sendResponse(request, response, refusalResponse(pathname, tooLong.status, tooLong.message));

      const abort = new AbortController();
      response.on('close', () => abort.abort());
      const init: RequestInit & { duplex?: 'half' } = { method: request.method ?? 'GET', headers: cleanHeaders(request, client, requestId), signal: abort.signal };
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        init.body = createReadableStreamFromReadable(countedBody(request, limit, (reason) => (body.refused = reason)));
        init.duplex = 'half';
      }
      const answer = await application(new Request(addressOf(request, client, publicOrigin), init));
      // What the application makes of a body that broke off is not what its sender needs to know.
      const { refused } = body;
      await sendResponse(request, response, refused ? refusalResponse(pathname, refused.status, refused.message) : answer);
    } catch (error) {
      if (response.destroyed) return;
      const { refused } = body;
      if (refused && !response.headersSent) return await sendResponse(request, response, refusalResponse(pathname, refused.status, refused.message));
      log.error({ err: error, errorId: requestId, method: request.method, path: loggedPath(pathname) }, 'request failed');
      if (response.headersSent) response.destroy();
      else await sendResponse(request, response, refusalResponse(pathname, 500, `Something went wrong here. Quote the number ${requestId} when you report it.`));
    }
  };
}

/** Never an absolute address from the request line: the origin is ours, whatever the client wrote. */
function addressOf(request: IncomingMessage, client: Client, publicOrigin: string | null): string {
  const url = request.url ?? '/';
  return (publicOrigin ?? `http://${client.host}`) + (url.startsWith('/') ? url : '/');
}

/** Headers that only a trusted proxy or our front may state are replaced by what was made of them. */
const REPLACED = new Set(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip', 'x-request-id', 'host', PEER_HEADER, FRONT_HEADER]);

function cleanHeaders(request: IncomingMessage, client: Client, requestId: string): Headers {
  const headers = new Headers();
  const forPrograms = isForPrograms(pathOf(request.url ?? '/'));
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase();
    const value = request.rawHeaders[index + 1] ?? '';
    if (REPLACED.has(name) || name.startsWith(':')) continue;
    if (name === 'cookie' && forPrograms) continue;
    // A page with a strict referrer policy states the origin `null`; the gate has gone by Sec-Fetch-Site, and Remix would refuse it.
    if (name === 'origin' && (value === 'null' || forPrograms)) continue;
    headers.append(name, value);
  }
  headers.set('host', client.host);
  headers.set(PEER_HEADER, client.address);
  headers.set('x-request-id', requestId);
  return headers;
}

function refusalResponse(pathname: string, status: number, sentence: string): Response {
  if (isForPrograms(pathname)) return problem(status, sentence);
  return new Response(`${sentence}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
