import type { Kysely, Transaction } from 'kysely';
import type { AllCounts } from '#app/domain/ingestion/content-counts.ts';
import type { Database } from '../schema.ts';
import { effectiveMetrics } from './content-effective.server.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

/** Which snapshot: one post, instant and source. */
export interface SnapshotPlace {
  readonly contentId: string;
  readonly capturedAt: Date;
  readonly source: string;
}

/** A snapshot as it stands, locked until the transaction ends, so that two corrections of it follow one another. */
export async function lockSnapshot(trx: Trx, workspaceId: string, { contentId, capturedAt, source }: SnapshotPlace): Promise<{ revision: number; counts: AllCounts } | null> {
  const locked = await trx
    .selectFrom('content_metric').select('source')
    .where('workspace_id', '=', workspaceId).where('content_id', '=', contentId).where('captured_at', '=', capturedAt).where('source', '=', source)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return null;
  const row = await effectiveMetrics(trx, workspaceId, 'everything')
    .where('m.content_id', '=', contentId).where('m.captured_at', '=', capturedAt).where('m.source', '=', source)
    .executeTakeFirstOrThrow();
  return {
    revision: row.revision,
    counts: {
      impressions: row.impressions, views: row.views, likes: row.likes, comments: row.comments, shares: row.shares, saves: row.saves, follows: row.follows,
      positiveComments: row.positive_comments, neutralComments: row.neutral_comments, negativeComments: row.negative_comments,
    },
  };
}

export interface NewCorrection extends SnapshotPlace {
  readonly sequence: number;
  readonly correctedAt: Date;
  readonly correctedBy: string | null;
  readonly correctedByName: string;
  readonly reason: string;
  readonly undoes: number | null;
  readonly previous: AllCounts;
  readonly counts: AllCounts;
}

export async function insertCorrection(trx: Trx, workspaceId: string, correction: NewCorrection): Promise<void> {
  const { counts } = correction;
  await trx
    .insertInto('content_correction')
    .values({
      workspace_id: workspaceId, content_id: correction.contentId, captured_at: correction.capturedAt, source: correction.source, sequence: correction.sequence,
      corrected_at: correction.correctedAt, corrected_by: correction.correctedBy, corrected_by_name: correction.correctedByName, reason: correction.reason,
      undoes: correction.undoes, previous: JSON.stringify(correction.previous),
      impressions: counts.impressions, views: counts.views, likes: counts.likes, comments: counts.comments, shares: counts.shares, saves: counts.saves,
      follows: counts.follows, positive_comments: counts.positiveComments, neutral_comments: counts.neutralComments, negative_comments: counts.negativeComments,
    })
    .execute();
}

export type CorrectionLine = Awaited<ReturnType<typeof listCorrections>>[number];

/** Every correction of a post's snapshots, latest first. */
export async function listCorrections(db: Db, workspaceId: string, contentId: string) {
  return await db
    .selectFrom('content_correction')
    .select([
      'captured_at as capturedAt', 'source', 'sequence', 'corrected_at as correctedAt', 'corrected_by_name as correctedByName', 'reason', 'undoes', 'previous',
      'impressions', 'views', 'likes', 'comments', 'shares', 'saves', 'follows', 'positive_comments as positiveComments', 'neutral_comments as neutralComments',
      'negative_comments as negativeComments',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('content_id', '=', contentId)
    .orderBy('corrected_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1000)
    .execute();
}
