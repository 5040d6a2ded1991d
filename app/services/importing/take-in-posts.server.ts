import type { Transaction } from 'kysely';
import { listContentByUrl } from '#db/queries/content.server.ts';
import type { Database } from '#db/schema.ts';
import type { ContentRow } from '#app/domain/ingestion/content-row.ts';
import { dayOf } from '#app/domain/period.ts';
import type { ContentChange } from '../plan-content.server.ts';
import { planContent } from '../plan-content.server.ts';
import type { PostReport, PostResult } from '../record-content.server.ts';
import type { CollaborationRef } from './find-collaborations.server.ts';
import { findCollaborations } from './find-collaborations.server.ts';

export interface PostProblem {
  readonly field: 'content_url' | 'handle' | 'campaign' | 'published_at';
  readonly value: string;
  readonly code: string;
  readonly message: string;
}

/** What came of one row of a report: a snapshot stored, or why not. */
export type PostTaken = { readonly status: 'created' | 'updated' | 'unchanged' } | { readonly status: 'problem'; readonly problem: PostProblem };

export interface PostBatch {
  readonly workspaceId: string;
  readonly timeZone: string;
  readonly source: string;
  readonly rows: readonly ContentRow[];
  /** The instant given to rows that name none, by identity of the object. */
  readonly assumedInstant: Date | null;
  readonly now: Date;
}

/**
 * Finds whose post each row is - a known post by its address, a new one by account and campaign - and plans its snapshot;
 * `write` stores the good ones; `changes` are what it would change, by the place of their row.
 */
export async function takeInPosts(trx: Transaction<Database>, batch: PostBatch): Promise<{ taken: PostTaken[]; changes: ContentChange[]; write: () => Promise<void> }> {
  const { workspaceId, timeZone, source, rows, now } = batch;
  const known = new Map((await listContentByUrl(trx, workspaceId, [...new Set(rows.map((row) => row.contentUrl))])).map((post) => [post.url, post.collaboration_id]));
  const unplaced = rows.filter((row) => row.handle && !known.has(row.contentUrl));
  const found = await findCollaborations(trx, workspaceId, unplaced.map((row) => refOf(row, timeZone)));
  const placeOf = new Map(unplaced.map((row, index) => [row, found[index]]));

  const taken: PostTaken[] = [];
  const posts: { at: number; post: PostReport }[] = [];
  rows.forEach((row, at) => {
    const place = placeOf.get(row);
    const collaborationId = known.get(row.contentUrl) ?? (place && 'id' in place ? place.id : null);
    taken.push({ status: 'unchanged' });
    if (collaborationId) posts.push({ at, post: postOf(row, collaborationId, row.capturedAt === batch.assumedInstant) });
    else if (place && 'code' in place) taken[at] = { status: 'problem', problem: place };
    else taken[at] = problemAt('handle', row.handle ?? '', 'required', 'the post is not known yet: handle must say whose it is');
  });
  const { results, changes, write } = await planContent(trx, { workspaceId, timeZone, source, posts: posts.map(({ post }) => post), now });
  results.forEach((result, index) => {
    const { at, post } = posts[index] ?? {};
    if (at !== undefined && post) taken[at] = takenOf(result, post);
  });
  return { taken, changes: changes.map((change) => ({ ...change, index: posts[change.index]?.at ?? 0 })), write };
}

function refOf(row: ContentRow, zone: string): CollaborationRef {
  return { campaign: row.campaign, platform: row.platform, handle: row.handle ?? '', day: dayOf(row.publishedAt ?? row.capturedAt, zone) };
}

function postOf(row: ContentRow, collaborationId: string, assumedInstant: boolean): PostReport {
  return {
    collaborationId, platform: row.platform, url: row.contentUrl, publishedAt: row.publishedAt ?? null,
    snapshot: { capturedAt: row.capturedAt, metrics: row.metrics, assumedInstant },
  };
}

function takenOf(result: PostResult, post: PostReport): PostTaken {
  switch (result.status) {
    case 'publication-missing':
      return problemAt('published_at', '', 'required', 'published_at is required for a post that is not known yet');
    case 'other-collaboration':
      return problemAt('content_url', post.url, 'other_collaboration', 'is the post of another collaboration');
    case 'created':
    case 'updated':
    case 'unchanged':
      return { status: result.status };
  }
}

function problemAt(field: PostProblem['field'], value: string, code: string, message: string): PostTaken {
  return { status: 'problem', problem: { field, value, code, message } };
}
