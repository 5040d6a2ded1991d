import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

export async function insertToken(
  db: Db,
  token: { workspaceId: string; id: string; name: string; prefix: string; hash: Buffer; scopes: string[]; createdBy: string | null; expiresAt: Date | null; now: Date },
): Promise<void> {
  await db
    .insertInto('api_token')
    .values({
      workspace_id: token.workspaceId, id: token.id, name: token.name, prefix: token.prefix, token_hash: token.hash,
      scopes: token.scopes, created_by: token.createdBy, created_at: token.now, last_used_at: null, expires_at: token.expiresAt, revoked_at: null,
    })
    .execute();
}

/** The live token with this hash, and the workspace it opens. */
export async function findToken(db: Db, hash: Buffer, now: Date) {
  return await db
    .selectFrom('api_token')
    .innerJoin('workspace', 'workspace.id', 'api_token.workspace_id')
    .select([
      'api_token.id', 'api_token.name', 'api_token.scopes', 'api_token.last_used_at as lastUsedAt', 'workspace.id as workspaceId',
      'workspace.name as workspaceName', 'workspace.reporting_currency as currency', 'workspace.time_zone as timeZone', 'workspace.is_demo as isDemo',
    ])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
}

export async function touchToken(db: Db, workspaceId: string, tokenId: string, now: Date): Promise<void> {
  await db.updateTable('api_token').set({ last_used_at: now }).where('workspace_id', '=', workspaceId).where('id', '=', tokenId).execute();
}

export async function listTokens(db: Db, workspaceId: string) {
  return await db
    .selectFrom('api_token')
    .select(['id', 'name', 'prefix', 'scopes', 'created_at as createdAt', 'last_used_at as lastUsedAt', 'revoked_at as revokedAt'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
}

export async function revokeToken(db: Db, workspaceId: string, tokenId: string, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
