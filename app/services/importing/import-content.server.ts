import { listContentByUrl } from '#db/queries/content.server.ts';
import type { ContentRow } from '#app/domain/ingestion/content-row.ts';
import { parseContentRow } from '#app/domain/ingestion/content-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { dayOf } from '#app/domain/period.ts';
import { planContent } from '../plan-content.server.ts';
import type { PostReport, PostResult } from '../record-content.server.ts';
import type { CollaborationRef } from './find-collaborations.server.ts';
import { findCollaborations } from './find-collaborations.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { countResults, rejectAt } from './importer.ts';

/** Metric snapshots of posts, keyed by (post, instant, source); a post that is new needs its account and publication instant. */
export function contentImporter(): Importer<ContentRow> {
  return {
    parse: parseContentRow,
    key: (row) => `${row.contentUrl} ${row.capturedAt.toISOString()}`,
    keyField: 'content_url',
    apply: applyContent,
  };
}

async function applyContent(rows: readonly Lined<ContentRow>[], { trx, books, columns, defaults, doing }: ImportContext): Promise<Applied> {
  const { id: workspaceId, timeZone } = books.workspace;
  const known = new Map((await listContentByUrl(trx, workspaceId, rows.map(({ row }) => row.contentUrl))).map((post) => [post.url, post.collaboration_id]));
  const unplaced = rows.filter(({ row }) => row.handle && !known.has(row.contentUrl));
  const found = await findCollaborations(trx, workspaceId, unplaced.map(({ row }) => refOf(row, row.handle ?? '', timeZone)));
  const placeOf = new Map(unplaced.map((one, index) => [one, found[index]]));

  const rejects: Reject[] = [];
  const posts: { line: number; post: PostReport }[] = [];
  for (const one of rows) {
    const { line, row } = one;
    const place = placeOf.get(one);
    const collaborationId = known.get(row.contentUrl) ?? (place && 'id' in place ? place.id : null);
    if (collaborationId) posts.push({ line, post: postOf(row, collaborationId, row.capturedAt === defaults.capturedAt) });
    else if (place && 'code' in place) rejects.push(rejectAt(columns, line, place.field, place.value, place.code, place.message));
    else rejects.push(rejectAt(columns, line, 'handle', row.handle, 'required', `the post is not known yet: handle must say whose it is`));
  }
  const { results, write } = await planContent(trx, { workspaceId, timeZone, source: 'file', posts: posts.map(({ post }) => post), now: doing.now });
  const taken: ('created' | 'updated' | 'unchanged')[] = [];
  results.forEach((result, index) => {
    const at = posts[index];
    if (!at) return;
    const problem = contentProblem(result);
    if (problem) rejects.push(rejectAt(columns, at.line, problem.field, problem.field === 'content_url' ? at.post.url : '', problem.code, problem.message));
    else if (result.status === 'created' || result.status === 'updated' || result.status === 'unchanged') taken.push(result.status);
  });
  await write();
  return { ...countResults(taken), rejects };
}

function refOf(row: ContentRow, handle: string, zone: string): CollaborationRef {
  return { campaign: row.campaign, platform: row.platform, handle, day: dayOf(row.publishedAt ?? row.capturedAt, zone) };
}

function postOf(row: ContentRow, collaborationId: string, assumedInstant: boolean): PostReport {
  return {
    collaborationId, platform: row.platform, url: row.contentUrl, publishedAt: row.publishedAt ?? null,
    snapshot: { capturedAt: row.capturedAt, metrics: row.metrics, assumedInstant },
  };
}

/** Why a post was not taken, in the words of a file or an API item. */
export function contentProblem(result: PostResult): { field: 'published_at' | 'content_url'; code: string; message: string } | null {
  switch (result.status) {
    case 'publication-missing':
      return { field: 'published_at', code: 'required', message: 'published_at is required for a post that is not known yet' };
    case 'other-collaboration':
      return { field: 'content_url', code: 'other_collaboration', message: 'is the post of another collaboration' };
    case 'created':
    case 'updated':
    case 'unchanged':
      return null;
  }
}
