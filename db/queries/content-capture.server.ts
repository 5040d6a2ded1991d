import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Platform } from '#app/domain/kol.ts';
import type { ContentCaptureTable, Database } from '../schema.ts';
import { arrayLiteral } from './array-literal.server.ts';

type Db = Kysely<Database>;

export type PostToCapture = Awaited<ReturnType<typeof listPostsToCapture>>[number];

/** Posts of a platform published since an instant, each with the last slot in which the source was asked for it. */
export async function listPostsToCapture(db: Db, workspaceId: string, wanted: { platform: Platform; source: string; publishedSince: Date; now: Date }) {
  return await db
    .selectFrom('content as x')
    .select((eb) => [
      'x.id', 'x.url', 'x.collaboration_id as collaborationId', 'x.published_at as publishedAt', 'x.unavailable_at as unavailableAt',
      eb
        .selectFrom('content_capture as t')
        .whereRef('t.workspace_id', '=', 'x.workspace_id')
        .whereRef('t.content_id', '=', 'x.id')
        .where('t.source', '=', wanted.source)
        .select((inner) => inner.fn.max('t.slot_hours').as('last'))
        .as('askedSlotHours'),
    ])
    .where('x.workspace_id', '=', workspaceId)
    .where('x.platform', '=', wanted.platform)
    .where('x.published_at', '>=', wanted.publishedSince)
    .where('x.published_at', '<=', wanted.now)
    .orderBy('x.published_at')
    .orderBy('x.id')
    .limit(20_000)
    .execute();
}

export interface NewCapture {
  readonly contentId: string;
  readonly slotHours: number;
  readonly outcome: ContentCaptureTable['outcome'];
  readonly statedPublishedAt: Date | null;
}

/** Notes that posts were asked for in a slot; returns those for which nobody noted it before: only their counts are to be stored. */
export async function insertCaptures(
  trx: Transaction<Database>, workspaceId: string, at: { source: string; askedAt: Date }, captures: readonly NewCapture[],
): Promise<Set<string>> {
  if (captures.length === 0) return new Set();
  const inserted = await trx
    .insertInto('content_capture')
    .values(captures.map((one) => ({
      workspace_id: workspaceId, content_id: one.contentId, source: at.source, slot_hours: one.slotHours, asked_at: at.askedAt, outcome: one.outcome,
      stated_published_at: one.statedPublishedAt,
    })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('content_id')
    .execute();
  return new Set(inserted.map((row) => row.content_id));
}

/** Marks posts as gone from their platform, since when they were first missed, or as back. */
export async function setUnavailable(trx: Transaction<Database>, workspaceId: string, posts: { gone: readonly string[]; present: readonly string[] }, now: Date): Promise<void> {
  await sql`
    update content set unavailable_at = case when id = any(${arrayLiteral(posts.gone)}::uuid[]) then ${now}::timestamptz end
    where workspace_id = ${workspaceId}
      and ((id = any(${arrayLiteral(posts.gone)}::uuid[]) and unavailable_at is null) or (id = any(${arrayLiteral(posts.present)}::uuid[]) and unavailable_at is not null))`.execute(trx);
}
