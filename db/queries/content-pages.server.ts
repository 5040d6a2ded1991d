import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';
import { effectiveMetrics } from './content-effective.server.ts';

type Db = Kysely<Database>;

export type ContentDetail = NonNullable<Awaited<ReturnType<typeof findContentDetail>>>;

/** A post with whose it is, and what its platform last said of it. */
export async function findContentDetail(db: Db, workspaceId: string, contentId: string) {
  return await db
    .selectFrom('content as x')
    .innerJoin('collaboration as c', (join) => join.onRef('c.workspace_id', '=', 'x.workspace_id').onRef('c.id', '=', 'x.collaboration_id'))
    .innerJoin('campaign as ca', (join) => join.onRef('ca.workspace_id', '=', 'c.workspace_id').onRef('ca.id', '=', 'c.campaign_id'))
    .innerJoin('kol as k', (join) => join.onRef('k.workspace_id', '=', 'c.workspace_id').onRef('k.id', '=', 'c.kol_id'))
    .select((eb) => [
      'x.id', 'x.platform', 'x.url', 'x.published_at as publishedAt', 'x.unavailable_at as unavailableAt', 'x.collaboration_id as collaborationId',
      'ca.slug as campaignSlug', 'ca.name as campaignName', 'k.name as kolName',
      eb
        .selectFrom('content_capture as t')
        .whereRef('t.workspace_id', '=', 'x.workspace_id')
        .whereRef('t.content_id', '=', 'x.id')
        .where('t.stated_published_at', 'is not', null)
        .select('t.stated_published_at')
        .orderBy('t.asked_at', 'desc')
        .limit(1)
        .as('statedPublishedAt'),
    ])
    .where('x.workspace_id', '=', workspaceId)
    .where('x.id', '=', contentId)
    .executeTakeFirst();
}

export type SnapshotLine = Awaited<ReturnType<typeof listSnapshotLines>>[number];

/** Every snapshot of a post as it stands, oldest first. */
export async function listSnapshotLines(db: Db, workspaceId: string, contentId: string, now: Date) {
  return await db
    .selectFrom(effectiveMetrics(db, workspaceId, now).as('m'))
    .select([
      'm.captured_at as capturedAt', 'm.source', 'm.definition_version as definitionVersion', 'm.revision', 'm.corrected_at as correctedAt',
      'm.impressions', 'm.views', 'm.likes', 'm.comments', 'm.shares', 'm.saves', 'm.follows', 'm.positive_comments as positiveComments',
      'm.neutral_comments as neutralComments', 'm.negative_comments as negativeComments',
    ])
    .where('m.content_id', '=', contentId)
    .orderBy('m.captured_at')
    .orderBy('m.source')
    .limit(2000)
    .execute();
}
