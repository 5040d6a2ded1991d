import type { Kysely } from 'kysely';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import { groupBy } from '#app/domain/group.ts';
import type { ApiContent } from '#app/domain/ingestion/api-content.ts';
import type { PostProblem } from './importing/take-in-posts.server.ts';
import { takeInPosts } from './importing/take-in-posts.server.ts';

export interface TakeInContentOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly { readonly index: number; readonly problem: PostProblem }[];
}

/** Takes metric snapshots in: all of them, or none when one does not fit - unless `partial`, then all that do. */
export async function takeInContent(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly items: readonly ApiContent[]; readonly partial: boolean }, { now }: { readonly now: Date },
): Promise<TakeInContentOutcome> {
  const { workspaceId, items, partial } = input;
  return await inTransaction(db, async (trx) => {
    const { timeZone } = await getWorkspace(trx, workspaceId);
    const total = { created: 0, updated: 0, unchanged: 0 };
    const problems: { index: number; problem: PostProblem }[] = [];

    const placed = items.map((item, index) => ({ ...item, index }));
    for (const [source, ofSource] of groupBy(placed, (item) => item.source)) {
      const { taken, write } = await takeInPosts(trx, { workspaceId, timeZone, source, rows: ofSource.map(({ row }) => row), assumedInstant: null, now });
      taken.forEach((one, at) => {
        if (one.status === 'problem') problems.push({ index: ofSource[at]?.index ?? 0, problem: one.problem });
        else total[one.status] += 1;
      });
      // Two sources may bring the same new post: what one source wrote, the next must see.
      if (partial) await write();
      else writes.push(write);
    }
    if (problems.length > 0 && !partial) return { created: 0, updated: 0, unchanged: 0, problems };
    for (const write of writes) await write();
    return { ...total, problems };
  });
}
