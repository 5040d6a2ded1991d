import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { insertToken } from '#db/queries/token.server.ts';
import type { TokenScope } from '#app/domain/permission.ts';
import { newId } from '#app/lib/ids.server.ts';
import { makeToken } from '#app/lib/token.server.ts';
import { NOON } from './workspace.ts';

/** A live API token with these scopes; returns the text that goes into the Authorization header. */
export async function anApiToken(db: Kysely<Database>, wishes: { readonly workspaceId: string; readonly scopes: TokenScope[] }): Promise<string> {
  const { token, prefix, hash } = makeToken();
  await insertToken(db, { workspaceId: wishes.workspaceId, id: newId(), name: 'test', prefix, hash, scopes: wishes.scopes, createdBy: null, expiresAt: null, now: NOON });
  return token;
}
