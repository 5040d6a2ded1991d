import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import * as z from 'zod';
import { findUpload, touchUpload } from '#db/queries/asset-upload.server.ts';
import type { Database } from '#db/schema.ts';
import type { Actor } from '#app/lib/actor.ts';
import { appendToUpload, uploadOffset } from '#app/lib/asset-files/upload-files.server.ts';
import { authorize } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { log } from '#app/lib/log.server.ts';
import { plainSecurityHeaders } from '#app/lib/security-headers.server.ts';
import { findSessionActor } from '#app/lib/session.server.ts';
import { abandonUpload, beginUpload, finishUpload } from '#app/services/upload-asset.server.ts';
import type { Client } from '../client-of.ts';
import { BodyRefused } from '../web/body-limit.ts';
import { passGate } from '../web/origin-gate.ts';
import { readRawBody } from '../webhooks/raw-body.ts';

export type UploadHandler = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean;

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A session's actor with what a request of theirs is about. */
interface Asked {
  readonly db: Kysely<Database>;
  readonly request: IncomingMessage;
  readonly actor: Actor;
  readonly userId: string;
  readonly now: Date;
}

const UPLOAD = /^\/assets\/uploads(?:\/([^/]+))?$/;
/** A part of a file may take this long; the sender then goes on where it stopped. */
const PART_MS = 280_000;
const announceSchema = z.strictObject({ name: z.string().max(100_000), bytes: z.number().int().min(0), collaborationId: z.uuid().nullable().default(null) });

/**
 * `/assets/uploads`: files on their way into the library, before the framework, which has no limit and would hold them in memory. POST announces
 * a file, PATCH appends a part of it at an offset, HEAD tells the offset after a break, POST on it ends it, DELETE gives it up. Same origin,
 * session and permission as pages. An upload belongs to who announced it.
 */
export function createUploadHandler(
  { db, clientOf, publicOrigin, now = () => new Date() }: { db: Kysely<Database>; clientOf: (request: IncomingMessage) => Client; publicOrigin: string | null; now?: () => Date },
): UploadHandler {
  /** Being written or ended here: a second sender of the same upload waits. */
  const busy = new Set<string>();

  async function answer(request: IncomingMessage, uploadId: string | undefined): Promise<Answer> {
    const refusal = passGate(request, clientOf(request), { publicOrigin });
    if (refusal) return said(refusal.status, refusal.sentence);
    const at = now();
    const actor = await findSessionActor(new Request('http://portal/', { headers: { cookie: request.headers.cookie ?? '' } }), at);
    if (!actor || actor.id === null) return said(401, 'Your session has ended. Sign in again.');
    if (!authorize(actor, 'assets:write')) return said(403, 'Your role may not do this (assets:write).');
    const asked: Asked = { db, request, actor, userId: actor.id, now: at };
    if (uploadId === undefined) return request.method === 'POST' ? await announce(asked) : said(405, 'Files are announced with POST.', { allow: 'POST' });
    if (!isId(uploadId)) return said(404, 'There is no such upload.');
    if (request.method === 'HEAD') return await tell(asked, uploadId);
    if (busy.has(uploadId)) return said(409, 'This upload is being written at the moment.', { 'retry-after': '1' });
    busy.add(uploadId);
    try {
      return await change(asked, uploadId);
    } finally {
      busy.delete(uploadId);
    }
  }

  return (request, response, pathname) => {
    const match = UPLOAD.exec(pathname);
    if (!match) return false;
    answer(request, match[1]).then((made) => send(request, response, made), (error: unknown) => send(request, response, answerTo(error)));
    return true;
  };
}

async function announce({ db, request, actor, userId, now }: Asked): Promise<Answer> {
  const announced = announceSchema.safeParse(parseJson((await readRawBody(request, { bytes: 500_000, receiveMs: 30_000 })).toString('utf8')));
  if (!announced.success) return said(422, 'A file is announced as {name, bytes, collaborationId}.');
  const { name, bytes, collaborationId } = announced.data;
  // A name is kept for people; its end holds the extension.
  const fileName = name.replace(/[\p{Cs}\0]/gu, '').slice(-255);
  const outcome = await beginUpload(db, { workspaceId: actor.workspace.id, userId, fileName, bytes, collaborationId }, { now, actor });
  switch (outcome.status) {
    case 'begun':
      return { status: 201, body: { uploadId: outcome.uploadId, offset: 0 }, headers: { location: `/assets/uploads/${outcome.uploadId}` } };
    case 'refused':
      return { status: 422, body: outcome };
    case 'origin_not_found':
      return said(422, 'There is no such collaboration.');
  }
}

async function tell({ db, actor, userId }: Asked, uploadId: string): Promise<Answer> {
  const upload = await findUpload(db, actor.workspace.id, uploadId, userId);
  if (!upload) return said(404, 'There is no such upload.');
  const offset = upload.status === 'open' ? await uploadOffset(uploadId) : upload.bytes;
  return { status: 200, headers: { 'upload-offset': String(offset), 'upload-length': String(upload.bytes) } };
}

async function change(asked: Asked, uploadId: string): Promise<Answer> {
  const { db, request, actor, userId, now } = asked;
  const named = { workspaceId: actor.workspace.id, uploadId, userId };
  switch (request.method) {
    case 'PATCH':
      return await append(asked, uploadId);
    case 'POST': {
      const outcome = await finishUpload(db, named, { now, actor });
      if (outcome.status === 'not_found') return said(404, 'There is no such upload.');
      if (outcome.status === 'incomplete') return { status: 409, body: outcome, headers: { 'upload-offset': String(outcome.offset) } };
      return { status: outcome.status === 'refused' || outcome.status === 'origin_not_found' ? 422 : 200, body: outcome };
    }
    case 'DELETE':
      return (await abandonUpload(db, named)) === 'abandoned' ? { status: 204 } : said(404, 'There is no such upload.');
    default:
      return said(405, 'An upload takes PATCH, HEAD, POST and DELETE.', { allow: 'PATCH, HEAD, POST, DELETE' });
  }
}

async function append({ db, request, actor, userId, now }: Asked, uploadId: string): Promise<Answer> {
  const upload = await findUpload(db, actor.workspace.id, uploadId, userId);
  if (!upload || upload.status !== 'open') return said(404, 'There is no such upload.');
  const offset = await uploadOffset(uploadId);
  const stated = request.headers['upload-offset'];
  if (stated !== String(offset)) return { ...said(409, `The upload stands at byte ${offset}.`), headers: { 'upload-offset': String(offset) } };
  const late = setTimeout(() => request.destroy(), PART_MS);
  try {
    await appendToUpload(uploadId, request, { from: offset, most: upload.bytes });
  } catch (error) {
    if (error instanceof RangeError) return { ...said(413, `The file was announced with ${upload.bytes} bytes.`), headers: { 'upload-offset': String(await uploadOffset(uploadId)) } };
    if (isFull(error)) return said(507, 'There is no room for this file at the moment. What has arrived is kept; try again later.');
    throw error;
  } finally {
    clearTimeout(late);
    await touchUpload(db, actor.workspace.id, uploadId, now);
  }
  return { status: 204, headers: { 'upload-offset': String(await uploadOffset(uploadId)) } };
}

const isFull = (error: unknown) => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function answerTo(error: unknown): Answer {
  if (error instanceof BodyRefused) return said(error.status, error.message);
  if (isFull(error)) return said(507, 'There is no room for this file at the moment.');
  const left = error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');
  if (!left) log.error({ err: error }, 'an upload failed');
  return said(503, 'The upload broke off. What has arrived is kept; go on from its offset.', { 'retry-after': '1' });
}

function said(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: { status: 'error', detail }, headers };
}

function send(request: IncomingMessage, response: ServerResponse, { status, body, headers = {} }: Answer): void {
  // What is left of a body that was not wanted is read and dropped, so that the sender gets to see the answer.
  if (!request.readableEnded && !request.destroyed) request.resume();
  if (response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { ...plainSecurityHeaders, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }), 'cache-control': 'no-store', ...headers });
  response.end(request.method === 'HEAD' ? undefined : text);
}
