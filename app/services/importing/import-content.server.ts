import type { ContentRow } from '#app/domain/ingestion/content-row.ts';
import { parseContentRow } from '#app/domain/ingestion/content-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { countResults, rejectAt } from './importer.ts';
import { keepContent } from './keep-content.server.ts';
import { takeInPosts } from './take-in-posts.server.ts';

/** Metric snapshots of posts, keyed by (post, instant, source); a post that is new needs its account and publication instant. */
export function contentImporter(): Importer<ContentRow> {
  return {
    parse: parseContentRow,
    key: (row) => `${row.contentUrl} ${row.capturedAt.toISOString()}`,
    keyField: 'content_url',
    apply: applyContent,
  };
}

async function applyContent(rows: readonly Lined<ContentRow>[], context: ImportContext): Promise<Applied> {
  const { trx, books, columns, defaults, doing } = context;
  const { taken, changes, write } = await takeInPosts(trx, {
    workspaceId: books.workspace.id, timeZone: books.workspace.timeZone, source: 'file', rows: rows.map(({ row }) => row),
    assumedInstant: defaults.capturedAt ?? null, now: doing.now,
  });
  await keepContent(changes, (index) => rows[index]?.line ?? 0, context, write);
  const rejects = taken.flatMap((one, index): Reject[] => {
    const line = rows[index]?.line ?? 0;
    return one.status === 'problem' ? [rejectAt(columns, line, one.problem.field, one.problem.value, one.problem.code, one.problem.message)] : [];
  });
  return { ...countResults(taken.flatMap((one) => (one.status === 'problem' ? [] : [one.status]))), rejects };
}
