import type { Kysely } from 'kysely';
import { listCollaborations } from '#db/queries/collaboration.server.ts';
import { markReviewDue } from '#db/queries/dirty-day.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { ContentMetrics } from '#app/domain/ingestion/content-row.ts';
import type { Platform } from '#app/domain/kol.ts';
import { dayOf } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { planContent } from './plan-content.server.ts';

/** A post of a collaboration and, where something was counted, a snapshot of its counts. */
export interface PostReport {
  readonly collaborationId: string;
  readonly platform: Platform;
  readonly url: string;
  /** Needed for a post that is not known yet. */
  readonly publishedAt: Date | null;
  readonly snapshot: PostSnapshot | null;
}

export interface PostSnapshot {
  readonly capturedAt: Date;
  readonly metrics: ContentMetrics;
  /** The instant is an assumption (the report names none): counts equal to the last ones are no new snapshot. */
  readonly assumedInstant?: boolean;
}

export type PostResult =
  | { readonly status: 'created' | 'updated' | 'unchanged' }
  /** A new post without a publication instant. */
  | { readonly status: 'publication-missing' }
  /** The address belongs to a post of another collaboration. */
  | { readonly status: 'other-collaboration'; readonly collaborationId: string };

export type RecordContentOutcome =
  | { readonly status: 'recorded'; readonly results: readonly PostResult[] }
  | { readonly status: 'refused'; readonly index: number; readonly result: PostResult }
  | { readonly status: 'collaboration-unknown'; readonly index: number };

/** Records posts and metric snapshots, keyed by (post, instant, source): the same report twice changes nothing. All or nothing. */
export async function recordContent(
  db: Kysely<Database>, input: { readonly workspaceId: string; readonly source: string; readonly posts: readonly PostReport[] }, { now }: Doing,
): Promise<RecordContentOutcome> {
  return await inTransaction(db, async (trx) => {
    const ids = [...new Set(input.posts.map((post) => post.collaborationId))];
    const known = new Set((await listCollaborations(trx, input.workspaceId, ids)).map((row) => row.id));
    const unknown = input.posts.findIndex((post) => !known.has(post.collaborationId));
    if (unknown !== -1) return { status: 'collaboration-unknown', index: unknown };
    const { timeZone } = await getWorkspace(trx, input.workspaceId);
    const { results, write } = await planContent(trx, { ...input, timeZone, now });
    const index = results.findIndex((result) => result.status === 'publication-missing' || result.status === 'other-collaboration');
    const refused = results[index];
    if (refused) return { status: 'refused', index, result: refused };
    await write();
    if (results.some((result) => result.status !== 'unchanged')) await markReviewDue(trx, input.workspaceId, { day: dayOf(now, timeZone), id: newId() });
    return { status: 'recorded', results };
  });
}
