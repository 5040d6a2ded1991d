import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { Kysely } from 'kysely';
import { insertSession } from '#db/queries/session.server.ts';
import type { Database } from '#db/schema.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';

/** What the library takes as a video; the rest of the bytes is nobody's film. */
const MP4_HEAD = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');
const PART_BYTES = 262_144;

/** Somebody of the content team, signed in, at a brand of their own. */
export interface Sender {
  readonly workspaceId: string;
  readonly cookie: string;
}

export async function aSender(db: Kysely<Database>): Promise<Sender> {
  const workspaceId = await aWorkspace(db);
  const now = new Date();
  await db.insertInto('app_user').values({ id: workspaceId, email: `${workspaceId}@sender.example`, name: 'Sender', password_hash: '-', created_at: now, disabled_at: null }).execute();
  await db.insertInto('membership').values({ workspace_id: workspaceId, user_id: workspaceId, role: 'content', seat: null, created_at: now }).execute();
  const token = randomBytes(32).toString('base64url');
  await insertSession(db, { tokenHash: createHash('sha256').update(token).digest(), userId: workspaceId, workspaceId, now, expiresAt: new Date(now.getTime() + 3_600_000) });
  return { workspaceId, cookie: `sid=${token}` };
}

/** A file on its way, with what was promised about it so far. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  uploadId: string | null;
  /** So many bytes were acknowledged. */
  acknowledged: number;
  /** Acknowledged and not there when the upload was gone on with. */
  lost: number;
  assetId: string | null;
  resumed: number;
}

export function aFilm(bytes: number): SentFile {
  const film = Buffer.concat([MP4_HEAD, randomBytes(bytes - MP4_HEAD.length)]);
  return { bytes: film, sha256: createHash('sha256').update(film).digest('hex'), uploadId: null, acknowledged: 0, lost: 0, assetId: null, resumed: 0 };
}

/** How sending a file ended: in the library, refused with a status, or the other side went away. */
export type SendEnd = { readonly status: 'stored' } | { readonly status: 'refused'; readonly code: number; readonly text: string } | { readonly status: 'broken' };

/**
 * Sends a file from where the server says that it stands, as the browser does, until it is stored, refused, or the server is gone; at most so many
 * parts of it.
 */
export async function sendOn(file: SentFile, port: number, { cookie }: Sender, parts = Number.POSITIVE_INFINITY): Promise<SendEnd> {
  try {
    if (file.uploadId === null) {
      const begun = await ask(port, cookie, 'POST', '/assets/uploads', Buffer.from(JSON.stringify({ name: 'film.mp4', bytes: file.bytes.length })));
      if (begun.status !== 201) return refused(begun);
      file.uploadId = (JSON.parse(begun.text) as { uploadId: string }).uploadId; // our own server answers
    }
    const address = `/assets/uploads/${file.uploadId}`;
    const stands = await ask(port, cookie, 'HEAD', address);
    if (stands.status !== 200) return refused(stands);
    let offset = stands.offset;
    file.lost += Math.max(0, file.acknowledged - offset);
    if (offset > 0) file.resumed += 1;
    for (let sent = 0; offset < file.bytes.length; sent += 1) {
      if (sent === parts) return { status: 'broken' };
      const part = await ask(port, cookie, 'PATCH', address, file.bytes.subarray(offset, offset + PART_BYTES), offset);
      if (part.status !== 204) return refused(part);
      offset = part.offset;
      file.acknowledged = offset;
    }
    const ended = await ask(port, cookie, 'POST', address);
    if (ended.status !== 200) return refused(ended);
    file.assetId = (JSON.parse(ended.text) as { assetId: string }).assetId;
    return { status: 'stored' };
  } catch {
    return { status: 'broken' };
  }
}

const refused = ({ status, text }: Answered): SendEnd => ({ status: 'refused', code: status, text });

/** Gives an upload up, as the dialog's button does. */
export async function giveUp(file: SentFile, port: number, { cookie }: Sender): Promise<number> {
  return (await ask(port, cookie, 'DELETE', `/assets/uploads/${file.uploadId ?? ''}`)).status;
}

interface Answered {
  readonly status: number;
  readonly offset: number;
  readonly text: string;
}

function ask(port: number, cookie: string, method: string, address: string, body?: Buffer, offset?: number): Promise<Answered> {
  const origin = `http://localhost:${port}`;
  return new Promise((resolve, reject) => {
    const headers = { cookie, origin, ...(body ? { 'content-length': body.length } : {}), ...(offset === undefined ? {} : { 'upload-offset': offset }) };
    const request = http.request(`${origin}${address}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('error', reject);
      response.on('close', () => (response.complete ? resolve({ status: response.statusCode ?? 0, offset: Number(response.headers['upload-offset']), text }) : reject(new Error('broke off'))));
    });
    request.on('error', reject);
    request.end(body);
  });
}
