import http from 'node:http';
import { log, loggedPath } from '#app/lib/log.server.ts';
import { FRONT_HEADER, PEER_HEADER } from '../client-of.ts';
import type { Client } from '../client-of.ts';

export interface Proxy {
  handle(request: http.IncomingMessage, response: http.ServerResponse): void;
  /** The text that the web process answers to `path`; null while it is away. */
  fetchText(path: string, headers: Record<string, string>): Promise<string | null>;
  /** Where the web process listens now; null while it is away. */
  target: number | null;
  close(): void;
}

/** RFC 9110 section 7.6.1: meant for one connection only. */
const HOP_BY_HOP = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade',
]);
/** Who asked is said by the front's own headers; of these a request may bring its own, so none is passed on. */
const REPLACED = new Set(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip', PEER_HEADER, FRONT_HEADER, 'host']);

/**
 * Passes requests on to the web process over loopback, streaming both ways. A visitor who leaves ends the request there; a web
 * process that is away is answered 502 with a page that tries again.
 */
export function createProxy({ clientOf, token }: { clientOf: (request: http.IncomingMessage) => Client; token: string }): Proxy {
  // Idle connections end here first, so that none is used just as the web process closes it.
  const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64, timeout: 60_000 });

  function handle(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (proxy.target === null) return sendAway(response);
    const upstream = http.request({
      agent,
      host: '127.0.0.1',
      port: proxy.target,
      method: request.method,
      path: request.url,
      headers: requestHeaders(request, clientOf(request), token),
      setHost: false,
    });
    upstream.setTimeout(0);
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.rawHeaders));
      answer.pipe(response);
      answer.on('end', dropRest);
      // An answer that breaks off must break off for the visitor too, not look complete.
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
    });
    // An answer may come before the body was read (413). What is left of it is read and dropped, so that the visitor sees the
    // answer and the connection serves on; the one to the web process cannot.
    function dropRest(): void {
      if (request.readableEnded) return;
      request.unpipe(upstream);
      request.resume();
      upstream.destroy();
    }
    upstream.on('error', (error) => {
      dropRest();
      if (response.headersSent) response.destroy();
      if (response.destroyed) return;
      log.warn({ err: error, path: loggedPath(request.url?.split('?')[0] ?? '') }, 'the web process did not answer');
      sendAway(response);
    });
    response.on('close', () => {
      if (!response.writableFinished) upstream.destroy();
    });
    request.on('error', () => upstream.destroy());
    request.pipe(upstream);
  }

  function fetchText(path: string, headers: Record<string, string>): Promise<string | null> {
    const { target } = proxy;
    if (target === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const request = http.get({ agent, host: '127.0.0.1', port: target, path, headers: { ...headers, [FRONT_HEADER]: token } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('end', () => resolve(answer.statusCode === 200 ? text : null));
      });
      request.setTimeout(2_000, () => request.destroy());
      request.on('error', () => resolve(null));
    });
  }

  const proxy: Proxy = { handle, fetchText, target: null, close: () => agent.destroy() };
  return proxy;
}

function requestHeaders(request: http.IncomingMessage, client: Client, token: string): string[] {
  const kept = passedOn(request.rawHeaders, (name) => REPLACED.has(name));
  kept.push('Host', client.host, PEER_HEADER, client.address, FRONT_HEADER, token, 'X-Forwarded-For', client.address);
  // A body of unknown length goes on in chunks; without this Node would send none.
  if (request.headers['transfer-encoding'] !== undefined) kept.push('Transfer-Encoding', 'chunked');
  return kept;
}

const responseHeaders = (rawHeaders: string[]): string[] => passedOn(rawHeaders, () => false);

function passedOn(rawHeaders: readonly string[], isDropped: (name: string) => boolean): string[] {
  const named = connectionOptions(rawHeaders);
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const key = name.toLowerCase();
    if (HOP_BY_HOP.has(key) || named.has(key) || isDropped(key)) continue;
    kept.push(name, rawHeaders[index + 1] ?? '');
  }
  return kept;
}

/** Headers that `Connection` names are hop-by-hop too. */
function connectionOptions(rawHeaders: readonly string[]): Set<string> {
  const named = new Set<string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'connection') continue;
    for (const option of (rawHeaders[index + 1] ?? '').split(',')) named.add(option.trim().toLowerCase());
  }
  // Never a header that the request cannot do without.
  for (const name of ['host', 'content-length', 'content-type', 'cookie', 'authorization', 'origin', 'sec-fetch-site']) named.delete(name);
  return named;
}

function sendAway(response: http.ServerResponse): void {
  const html =
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>One moment</title>' +
    '<h1>One moment, please</h1><p>The portal is starting again; this page tries once more in a few seconds. Tracking links keep working.</p>' +
    '<h1 lang="zh-CN">请稍候</h1><p lang="zh-CN">系统正在重新启动，本页将自动重试。跟踪链接不受影响。</p></html>';
  response.writeHead(502, {
    'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(html), 'cache-control': 'no-store', 'retry-after': '3',
  });
  response.end(html);
}
