import type { Kysely, Transaction } from 'kysely';
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

export interface TakeInContentInput {
  readonly workspaceId: string;
  readonly items: readonly ApiContent[];
  /** Takes the items that fit although others do not; else one that does not fit means that nothing is stored. */
  readonly partial: boolean;
}

/** Leaves the transaction without its effects, with what was wrong. */
class NothingTaken extends Error {
  readonly problems: TakeInContentOutcome['problems'];

  constructor(problems: TakeInContentOutcome['problems']) {
    super('a batch of metrics was not taken');
    this.problems = problems;
  }
}

/** Takes metric snapshots of posts in; the same ones again change nothing. */
export async function takeInContent(db: Kysely<Database>, input: TakeInContentInput, { now }: { readonly now: Date }): Promise<TakeInContentOutcome> {
  try {
    return await db.transaction().execute(async (trx) => {
      const outcome = await takeAll(trx, input, now);
      if (outcome.problems.length > 0 && !input.partial) throw new NothingTaken(outcome.problems);
      return outcome;
    });
  } catch (error) {
    if (error instanceof NothingTaken) return { created: 0, updated: 0, unchanged: 0, problems: error.problems };
    throw error;
  }
}

async function takeAll(trx: Transaction<Database>, { workspaceId, items }: TakeInContentInput, now: Date): Promise<TakeInContentOutcome> {
  const { timeZone } = await getWorkspace(trx, workspaceId);
  const total = { created: 0, updated: 0, unchanged: 0 };
  const problems: { index: number; problem: PostProblem }[] = [];
  const placed = items.map((item, index) => ({ ...item, index }));
  for (const [source, ofSource] of groupBy(placed, (item) => item.source)) {
    const { taken, write } = await takeInPosts(trx, { workspaceId, timeZone, source, rows: ofSource.map(({ row }) => row), assumedInstant: null, now });
    // Two sources may bring the same new post: the second must see what the first stored.
    await write();
    taken.forEach((one, at) => {
      if (one.status === 'problem') problems.push({ index: ofSource[at]?.index ?? 0, problem: one.problem });
      else total[one.status] += 1;
    });
  }
  return { ...total, problems };
}
