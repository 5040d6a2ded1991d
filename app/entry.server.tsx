import { randomBytes } from 'node:crypto';
import type { EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { PageContext } from '#app/components/page-context.ts';
import { detectLocale, detectTheme, detectUnits } from '#app/i18n/locale.ts';
import { notingAreas } from '#app/i18n/area-use.ts';
import { I18nContext } from '#app/i18n/i18n.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import { log, loggedPath } from '#app/lib/log.server.ts';
import { plainSecurityHeaders, securityHeaders } from '#app/lib/security-headers.server.ts';

/**
 * Renders a document in one piece. Pages hold no deferred data, so React's streaming renderer would only cost time
 * (measured 1.2-1.7 times slower); a render error also becomes an error page instead of half a document.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const page = { nonce, requestId: requestIdOf(request), locale: detectLocale(request.headers), theme: detectTheme(request.headers), units: detectUnits(request.headers) };
  const { result: html, areas } = notingAreas(() =>
    renderToString(
      <PageContext.Provider value={page}>
        <I18nContext.Provider value={{ i18n: serverI18n(page.locale) }}>
          <RemixServer context={context} url={request.url} nonce={nonce} />
        </I18nContext.Provider>
      </PageContext.Provider>,
    ),
  );
  const data = serverHandoffStream ? await new Response(serverHandoffStream).text() : null;
  const handoff = handoffScript(data, areas, nonce);
  const end = html.lastIndexOf('</body>');

  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.append('Vary', 'Cookie, Accept-Language');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  for (const [name, value] of Object.entries(securityHeaders(nonce))) if (!isStricter(headers, name)) headers.set(name, value);
  // As bytes: a body of text is looked through for half characters, which costs as much as compressing it.
  return new Response(Buffer.from(`<!DOCTYPE html>${html.slice(0, end)}${handoff}${html.slice(end)}`), { status, headers });
}

/**
 * What the browser needs to take over: the areas of texts that the page uses, and the loaders' data. Remix would render the data through
 * suspended components, which only a streaming renderer resolves; this writes the same two calls after the page.
 */
function handoffScript(data: string | null, areas: readonly string[], nonce: string): string {
  const stream = 'window.__remixContext.streamController';
  const handOver = data === null ? '' : `${stream}.enqueue(${scriptLiteral(data)});${stream}.close();`;
  return `<script nonce="${nonce}">window.kolTextAreas=${scriptLiteral(areas)};${handOver}</script>`;
}

/** A value as JavaScript that cannot end its script element. */
function scriptLiteral(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function handleDataRequest(response: Response): Response {
  for (const [name, value] of Object.entries(plainSecurityHeaders)) if (!isStricter(response.headers, name)) response.headers.set(name, value);
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-store');
  return response;
}

/** A page whose address is a secret tells it to no other page at all. */
function isStricter(headers: Headers, name: string): boolean {
  return name === 'Referrer-Policy' && headers.get(name) === 'no-referrer';
}

/** Every unexpected error, once, under the id that the error page shows. A visitor who left is not an error. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  log.error({ err: error, errorId: requestIdOf(request), method: request.method, path: loggedPath(new URL(request.url).pathname) }, 'request failed');
}

const requestIds = new WeakMap<Request, string>();

/** The id that the front gave the request, or one made here; the same for the log line and the page. */
function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) return known;
  const given = request.headers.get('x-request-id');
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : randomBytes(6).toString('hex');
  requestIds.set(request, id);
  return id;
}
