import { randomBytes } from 'node:crypto';
import { database } from '#db/client.server.ts';
import { deleteSession, findSession, insertSession, markSessionSteppedUp, touchSession } from '#db/queries/session.server.ts';
import { permissionsOfPerson } from '#app/domain/permission.ts';
import type { Actor } from './actor.ts';
import { readCookie, serializeCookie } from './cookie.server.ts';
import { environment } from './env.server.ts';
import { sha256 } from './secret.server.ts';

const ABSOLUTE_HOURS = 12;
const IDLE_HOURS = 2;
/** A session is marked as seen at most this often, so that reading pages does not write each time. */
const SEEN_EVERY_MS = 60_000;
const HOUR_MS = 3_600_000;

const secure = () => environment().publicOrigin?.startsWith('https:') ?? false;
/** The `__Host-` prefix needs Secure, which a plain-http loopback address cannot have. */
const cookieName = () => (secure() ? '__Host-sid' : 'sid');

/** Starts a session under a new 256-bit id and returns its cookie. Never reuses the id of an earlier session. */
export async function startSession(who: { userId: string; workspaceId: string }, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + ABSOLUTE_HOURS * HOUR_MS);
  await insertSession(database().db, { tokenHash: sha256(token), userId: who.userId, workspaceId: who.workspaceId, now, expiresAt });
  return serializeCookie(cookieName(), token, { maxAgeSeconds: ABSOLUTE_HOURS * 3600, secure: secure() });
}

/** Ends the request's session for good and returns the cookie that clears it. */
export async function endSession(request: Request): Promise<string> {
  const token = readCookie(request, cookieName());
  if (token) await deleteSession(database().db, sha256(token));
  return serializeCookie(cookieName(), '', { maxAgeSeconds: 0, secure: secure() });
}

/** Notes on the request's session that its password was given again: what takes more than being signed in is allowed for some minutes. */
export async function markSteppedUp(request: Request, now: Date): Promise<void> {
  const token = readCookie(request, cookieName());
  if (token) await markSessionSteppedUp(database().db, sha256(token), now);
}

/** The person behind a request's session cookie; null without a live session. */
export async function findSessionActor(request: Request, now: Date): Promise<Actor | null> {
  const token = readCookie(request, cookieName());
  if (!token) return null;
  const tokenHash = sha256(token);
  const { db } = database();
  const found = await findSession(db, tokenHash, { now, seenAfter: new Date(now.getTime() - IDLE_HOURS * HOUR_MS) });
  if (!found) return null;
  if (now.getTime() - found.lastSeenAt.getTime() > SEEN_EVERY_MS) await touchSession(db, tokenHash, now);
  return {
    kind: 'user',
    id: found.userId,
    name: found.name,
    email: found.email,
    role: found.role,
    seat: found.seat,
    workspace: { id: found.workspaceId, name: found.workspaceName, currency: found.currency, timeZone: found.timeZone, isDemo: found.isDemo },
    permissions: new Set(permissionsOfPerson(found)),
    scopes: new Set(),
    steppedUpAt: found.steppedUpAt,
  };
}
