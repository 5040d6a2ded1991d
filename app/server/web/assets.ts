import fs from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { plainSecurityHeaders } from '#app/lib/security-headers.server.ts';

const YEAR_SECONDS = 31_536_000;
/** The library's pages lie below `/assets/` too; files of the build alone have an extension there, `.data` is a page's. */
const NAMES_A_FILE = /\.(?!data$)[a-z0-9]+$/i;

/**
 * Serves the client build below `/assets/`: names hold a hash of the content, so browsers keep them for good.
 * Returns whether the request was one for an asset (found or not).
 */
export function createAssets(clientBuild: string): (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean {
  if (!fs.existsSync(path.join(clientBuild, 'assets'))) throw new Error(`${clientBuild}/assets is missing: run \`npm run build\``);
  const files = sirv(clientBuild, {
    immutable: true,
    maxAge: YEAR_SECONDS,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(plainSecurityHeaders)) response.setHeader(name, value);
    },
  });
  return (request, response, pathname) => {
    if (!pathname.startsWith('/assets/') || !NAMES_A_FILE.test(pathname)) return false;
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end('There is no such file.\n');
    });
    return true;
  };
}
