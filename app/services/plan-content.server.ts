import type { Transaction } from 'kysely';
import type { ContentRecord, SnapshotRecord } from '#db/queries/content.server.ts';
import { listContentByUrl, listLatestSnapshots, listSnapshotsAt, upsertContent, upsertSnapshots } from '#db/queries/content.server.ts';
import type { Database } from '#db/schema.ts';
import type { Platform } from '#app/domain/kol.ts';
import { dayOf } from '#app/domain/period.ts';
import { METRIC_BREAKS } from '#app/domain/scoring/metric-breaks.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { PostReport, PostResult, PostSnapshot } from './record-content.server.ts';

export interface ContentBatch {
  readonly workspaceId: string;
  readonly timeZone: string;
  /** Who counted: `file`, `api`, `youtube`... */
  readonly source: string;
  readonly posts: readonly PostReport[];
  readonly now: Date;
}

/** A report that says something new: the post and, where something was counted, its snapshot, as they were and as they will be. */
export interface ContentChange {
  readonly index: number;
  readonly post: { readonly before: ContentRecord | undefined; readonly after: ContentRecord };
  readonly counts: { readonly before: SnapshotRecord | undefined; readonly after: SnapshotRecord } | null;
}

/** Decides on posts of collaborations that exist; `write` stores what is new or changed. */
export async function planContent(trx: Transaction<Database>, batch: ContentBatch): Promise<{ results: PostResult[]; changes: readonly ContentChange[]; write: () => Promise<void> }> {
  const stored = await readStored(trx, batch);
  const changedPosts = new Map<string, ContentRecord>();
  const changedSnapshots = new Map<string, SnapshotRecord>();
  const changes: ContentChange[] = [];
  const results = batch.posts.map((post, index): PostResult => {
    const before = stored.posts.get(post.url);
    if (before && before.collaboration_id !== post.collaborationId) return { status: 'other-collaboration', collaborationId: before.collaboration_id };
    const publishedAt = post.publishedAt ?? before?.published_at;
    if (!publishedAt) return { status: 'publication-missing' };
    const isChanged = before?.published_at.getTime() !== publishedAt.getTime() || before.platform !== post.platform;
    const after = isChanged || !before ? contentOf(post, publishedAt, before, batch) : before;
    if (after !== before) {
      stored.posts.set(post.url, after);
      changedPosts.set(after.id, after);
    }
    const counted = post.snapshot ? changedSnapshot(post.snapshot, after, batch, stored) : null;
    if (counted) {
      stored.snapshots.set(snapshotKey(counted.row), counted.row);
      changedSnapshots.set(snapshotKey(counted.row), counted.row);
    }
    if (after !== before || counted) changes.push({ index, post: { before, after }, counts: counted && { before: counted.before, after: counted.row } });
    if (!before || (counted && !counted.before)) return { status: 'created' };
    return { status: isChanged || counted ? 'updated' : 'unchanged' };
  });

  const write = async () => {
    await upsertContent(trx, [...changedPosts.values()]);
    await upsertSnapshots(trx, [...changedSnapshots.values()]);
  };
  return { results, changes, write };
}

interface Stored {
  readonly posts: Map<string, ContentRecord>;
  readonly snapshots: Map<string, SnapshotRecord>;
  /** The newest snapshot of posts whose report names no instant. */
  readonly latest: ReadonlyMap<string, SnapshotRecord>;
}

async function readStored(trx: Transaction<Database>, batch: ContentBatch): Promise<Stored> {
  const posts = new Map((await listContentByUrl(trx, batch.workspaceId, [...new Set(batch.posts.map((post) => post.url))])).map((row) => [row.url, row]));
  const wanted: { contentId: string; capturedAt: Date }[] = [];
  const assumed: string[] = [];
  for (const { url, snapshot } of batch.posts) {
    const row = posts.get(url);
    if (!row || !snapshot) continue;
    wanted.push({ contentId: row.id, capturedAt: snapshot.capturedAt });
    if (snapshot.assumedInstant) assumed.push(row.id);
  }
  const present = await listSnapshotsAt(trx, batch.workspaceId, batch.source, wanted);
  const latest = await listLatestSnapshots(trx, batch.workspaceId, batch.source, assumed);
  return { posts, snapshots: new Map(present.map((row) => [snapshotKey(row), row])), latest: new Map(latest.map((row) => [row.content_id, row])) };
}

function contentOf(post: PostReport, publishedAt: Date, before: ContentRecord | undefined, batch: ContentBatch): ContentRecord {
  return {
    workspace_id: batch.workspaceId, id: before?.id ?? newId(), collaboration_id: post.collaborationId, platform: post.platform, url: post.url,
    published_at: publishedAt, created_at: before?.created_at ?? batch.now, unavailable_at: before?.unavailable_at ?? null,
  };
}

/** The snapshot to store, and whether it is one more; null when nothing was counted or the same was counted before. */
function changedSnapshot(
  snapshot: PostSnapshot, post: ContentRecord, batch: ContentBatch, stored: Stored,
): { row: SnapshotRecord; before: SnapshotRecord | undefined } | null {
  const { metrics, capturedAt } = snapshot;
  if (Object.values(metrics).every((value) => value === null || value === undefined)) return null;
  const place = { content_id: post.id, captured_at: capturedAt, source: batch.source };
  const before = stored.snapshots.get(snapshotKey(place));
  // What a report has no column for keeps the count of an earlier report of the same instant.
  const row: SnapshotRecord = {
    workspace_id: batch.workspaceId, ...place, definition_version: definitionVersionOn(post.platform, dayOf(capturedAt, batch.timeZone)),
    impressions: kept(metrics.impressions, before?.impressions), views: kept(metrics.views, before?.views), likes: kept(metrics.likes, before?.likes),
    comments: kept(metrics.comments, before?.comments), shares: kept(metrics.shares, before?.shares), saves: kept(metrics.saves, before?.saves),
    follows: kept(metrics.follows, before?.follows), positive_comments: kept(metrics.positiveComments, before?.positive_comments),
    neutral_comments: kept(metrics.neutralComments, before?.neutral_comments), negative_comments: kept(metrics.negativeComments, before?.negative_comments),
  };
  const reference = before ?? (snapshot.assumedInstant ? stored.latest.get(post.id) : undefined);
  return reference && sameCounts(reference, row) ? null : { row, before };
}

const kept = (stated: number | null | undefined, before: number | null | undefined): number | null => (stated === undefined ? (before ?? null) : stated);

const COUNTS = [
  'impressions', 'views', 'likes', 'comments', 'shares', 'saves', 'follows', 'positive_comments', 'neutral_comments', 'negative_comments',
] as const;

function sameCounts(a: SnapshotRecord, b: SnapshotRecord): boolean {
  return COUNTS.every((column) => a[column] === b[column]);
}

function snapshotKey(row: Pick<SnapshotRecord, 'content_id' | 'captured_at' | 'source'>): string {
  return `${row.content_id} ${row.captured_at.getTime()} ${row.source}`;
}

/** Which meanings of a platform's counts applied on a day: 1, and one more for every change it had made by then (product.md section 8). */
function definitionVersionOn(platform: Platform, day: string): string {
  return String(1 + METRIC_BREAKS.filter((change) => change.platform === platform && day >= change.fromDay).length);
}
