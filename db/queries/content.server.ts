import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ContentMetricTable, ContentTable, Database } from '../schema.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export type ContentRecord = Selectable<ContentTable>;
export type SnapshotRecord = Selectable<ContentMetricTable>;

/** Posts by their address: the identity of content. */
export async function listContentByUrl(db: Db, workspaceId: string, urls: readonly string[]): Promise<ContentRecord[]> {
  if (urls.length === 0) return [];
  return await db
    .selectFrom('content')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('url', '=', sql<string>`any(${[...urls]}::text[])`)
    .execute();
}

/** Stores whole posts: new ones are inserted, known ones (by id) take publication instant, platform and collaboration. */
export async function upsertContent(trx: Trx, rows: readonly ContentRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('content')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        published_at: eb.ref('excluded.published_at'), platform: eb.ref('excluded.platform'), collaboration_id: eb.ref('excluded.collaboration_id'),
      })),
    )
    .execute();
}

/** The snapshots of posts from one source at given instants. */
export async function listSnapshotsAt(
  db: Db, workspaceId: string, source: string, at: readonly { readonly contentId: string; readonly capturedAt: Date }[],
): Promise<SnapshotRecord[]> {
  if (at.length === 0) return [];
  const { rows } = await sql<SnapshotRecord>`
    select m.*
    from unnest(${at.map((one) => one.contentId)}::uuid[], ${at.map((one) => one.capturedAt.toISOString())}::timestamptz[]) as wanted (content_id, captured_at)
    join content_metric m on m.workspace_id = ${workspaceId} and m.content_id = wanted.content_id and m.captured_at = wanted.captured_at
    where m.source = ${source}
  `.execute(db);
  return rows;
}

/** The newest snapshot of each post from one source. */
export async function listLatestSnapshots(db: Db, workspaceId: string, source: string, contentIds: readonly string[]): Promise<SnapshotRecord[]> {
  if (contentIds.length === 0) return [];
  return await db
    .selectFrom('content_metric')
    .selectAll()
    .distinctOn('content_id')
    .where('workspace_id', '=', workspaceId)
    .where('source', '=', source)
    .where('content_id', '=', sql<string>`any(${[...contentIds]}::uuid[])`)
    .orderBy('content_id')
    .orderBy('captured_at', 'desc')
    .execute();
}

/** Stores whole snapshots; a corrected report of the same instant replaces the earlier one. */
export async function upsertSnapshots(trx: Trx, rows: readonly SnapshotRecord[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('content_metric')
    .values(rows.map((row) => ({ ...row })))
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'content_id', 'captured_at', 'source']).doUpdateSet((eb) => ({
        definition_version: eb.ref('excluded.definition_version'), impressions: eb.ref('excluded.impressions'), views: eb.ref('excluded.views'),
        likes: eb.ref('excluded.likes'), comments: eb.ref('excluded.comments'), shares: eb.ref('excluded.shares'), saves: eb.ref('excluded.saves'),
        follows: eb.ref('excluded.follows'), positive_comments: eb.ref('excluded.positive_comments'),
        neutral_comments: eb.ref('excluded.neutral_comments'), negative_comments: eb.ref('excluded.negative_comments'),
      })),
    )
    .execute();
}
