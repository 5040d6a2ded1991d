import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { FileTicket } from '#app/lib/asset-files/file-link.server.ts';
import { readFileTicket } from '#app/lib/asset-files/file-link.server.ts';
import { attachment } from '#app/lib/content-disposition.server.ts';
import { log } from '#app/lib/log.server.ts';
import type { ByteRange } from '#app/lib/object-store/object-store.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';
import { plainSecurityHeaders } from '#app/lib/security-headers.server.ts';
import { shareStillOpens } from '#app/services/open-share.server.ts';
import type { Client } from '../client-of.ts';
import { passGate } from '../web/origin-gate.ts';
import { readRange } from './byte-range.ts';

const TICKET = /^\/assets\/files\/([\w.-]{1,1500})$/;

/** Handles a request for a stored file; false, with nothing done, for any other path. */
export type FileHandler = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean;

/**
 * `GET /assets/files/<ticket>`: bytes of the library, before the framework, streamed. The ticket is the permission: signed, for one object, for
 * minutes. One that a link for people outside led to asks that link again each time: taken back is taken back. What people uploaded is never a
 * page of ours: saved and not shown, without a guess at its type, in a sandbox (reliability.md F25).
 */
export function createFileHandler(
  { db, clientOf, publicOrigin, now = () => new Date() }: { db: Kysely<Database>; clientOf: (request: IncomingMessage) => Client; publicOrigin: string | null; now?: () => Date },
): FileHandler {
  return (request, response, pathname) => {
    if (!pathname.startsWith('/assets/files/')) return false;
    const refusal = passGate(request, clientOf(request), { publicOrigin });
    const text = TICKET.exec(pathname)?.[1];
    const ticket = refusal || text === undefined ? 'forged' : readFileTicket(text, now());
    if (refusal) say(response, refusal.status, refusal.sentence);
    else if (request.method !== 'GET' && request.method !== 'HEAD') say(response, 405, 'Files are read here.', { allow: 'GET, HEAD' });
    else if (ticket === 'forged') say(response, 404, 'There is nothing at this address.');
    else if (ticket === 'ended') say(response, 410, 'This link has ended. Open the page again for a new one.');
    else void send(db, request, response, ticket, now()).catch((error: unknown) => failed(response, error));
    return true;
  };
}

async function send(db: Kysely<Database>, request: IncomingMessage, response: ServerResponse, ticket: FileTicket, at: Date): Promise<void> {
  if (ticket.share && !(await shareStillOpens(db, ticket.share, at))) return say(response, 404, 'There is nothing at this address.');
  const store = objectStore();
  const size = await store.sizeOf(ticket.key);
  if (size === null) return say(response, 404, 'The file is not in the store.');
  const etag = `"${ticket.key.split('/').at(-1) ?? ''}"`;
  const headers = headersOf(ticket, etag, at);
  if (request.headers['if-none-match']?.includes(etag)) return void response.writeHead(304, headers).end();
  const isFresh = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = isFresh ? readRange(request.headers.range, size) : null;
  if (range === 'unsatisfiable') return void response.writeHead(416, { ...headers, 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
  const { start, end }: ByteRange = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, { ...headers, 'content-length': end - start + 1, ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}) });
  if (request.method === 'HEAD') return void response.end();
  const stream = await store.read(ticket.key, range ?? undefined);
  if (stream === null) return void response.destroy();
  await pipeline(stream, response);
}

function headersOf({ mediaType, fileName, endsAt, share }: FileTicket, etag: string, at: Date): Record<string, string> {
  return {
    ...plainSecurityHeaders,
    'content-type': mediaType, 'accept-ranges': 'bytes', etag,
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': fileName === null ? 'inline' : attachment(fileName),
    'cache-control': share ? 'private, no-store' : `private, max-age=${Math.max(0, Math.floor((endsAt.getTime() - at.getTime()) / 1_000))}`,
    ...(share ? { 'Referrer-Policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' } : {}),
  };
}

function say(response: ServerResponse, status: number, sentence: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...plainSecurityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers }).end(`${sentence}\n`);
}

/** A visitor who leaves in the middle is no failure; the store that breaks off is, and must not look like the end of the file. */
function failed(response: ServerResponse, error: unknown): void {
  const left = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (!left) log.error({ err: error }, 'a file could not be sent');
  if (response.headersSent) response.destroy();
  else say(response, 503, 'The file cannot be read at the moment.');
}
