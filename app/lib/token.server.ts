import { randomBytes } from 'node:crypto';
import { database } from '#db/client.server.ts';
import { findToken, touchToken } from '#db/queries/token.server.ts';
import type { Permission, TokenScope } from '#app/domain/permission.ts';
import { TOKEN_SCOPES } from '#app/domain/permission.ts';
import type { Actor } from './actor.ts';
import { sha256 } from './secret.server.ts';

const PREFIX = 'kol_';
const USED_EVERY_MS = 60_000;

/** A new token: 256 random bits, shown once; its hash is kept, and a prefix by which people recognise it. */
export function makeToken(): { token: string; prefix: string; hash: Buffer } {
  const token = PREFIX + randomBytes(32).toString('base64url');
  return { token, prefix: token.slice(0, 10), hash: sha256(token) };
}

function isScope(scope: string): scope is TokenScope {
  return Object.hasOwn(TOKEN_SCOPES, scope);
}

/** The token behind `Authorization: Bearer ...`; null when there is none or it is not live. Cookies play no part. */
export async function findTokenActor(request: Request, now: Date): Promise<Actor | null> {
  const match = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '');
  if (!match?.[1]) return null;
  const { db } = database();
  const found = await findToken(db, sha256(match[1]), now);
  if (!found) return null;
  if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > USED_EVERY_MS) await touchToken(db, found.workspaceId, found.id, now);
  const scopes = found.scopes.filter(isScope);
  const permissions = new Set<Permission>(scopes.flatMap((scope) => TOKEN_SCOPES[scope]));
  return {
    kind: 'token',
    id: found.id,
    name: found.name,
    email: null,
    role: null,
    seat: null,
    workspace: { id: found.workspaceId, name: found.workspaceName, currency: found.currency, timeZone: found.timeZone, isDemo: found.isDemo },
    permissions,
    scopes: new Set(scopes),
    steppedUpAt: null,
  };
}
