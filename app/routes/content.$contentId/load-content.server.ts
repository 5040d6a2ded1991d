import type { Kysely } from 'kysely';
import { listCorrections } from '#db/queries/content-correction.server.ts';
import { findContentDetail, listSnapshotLines } from '#db/queries/content-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import { changedCounts, countsFromJson } from '#app/domain/ingestion/content-counts.ts';
import { snapshotsByAge } from '#app/domain/scoring/age.ts';
import { METRIC_BREAKS } from '#app/domain/scoring/metric-breaks.ts';

const HOUR_MS = 3_600_000;

export interface ContentQuestion {
  readonly workspaceId: string;
  readonly contentId: string;
  readonly now: Date;
}

export type ContentPage = NonNullable<Awaited<ReturnType<typeof loadContent>>>;
export type SnapshotRow = ContentPage['snapshots'][number];

/** Everything the page of a post shows: its snapshots as they stand, which of them stands for which fixed age, and what was corrected. */
export async function loadContent(db: Kysely<Database>, { workspaceId, contentId, now }: ContentQuestion) {
  const post = await findContentDetail(db, workspaceId, contentId);
  if (!post) return null;
  const [{ policy }, lines, corrections] = await Promise.all([
    getPolicy(db, workspaceId),
    listSnapshotLines(db, workspaceId, contentId, now),
    listCorrections(db, workspaceId, contentId),
  ]);
  const ages = [...policy.scorecard.ageHours].sort((a, b) => a - b);
  const served = snapshotsByAge({ publishedAt: post.publishedAt, snapshots: lines }, now, ages);
  const agesOf = (line: (typeof lines)[number]) => [...served].flatMap(([age, snapshot]) => (snapshot === line ? [age] : []));
  const hoursOf = (at: Date) => (at.getTime() - post.publishedAt.getTime()) / HOUR_MS;
  return {
    post: { ...post, statedPublishedAt: differs(post) ? post.statedPublishedAt : null },
    snapshots: lines.map((line, index) => ({
      ...line, key: keyOf(line), ageHours: hoursOf(line.capturedAt), serves: agesOf(line),
      /** Counted by another definition than the one before it. */
      breaks: index > 0 && lines[index - 1]?.definitionVersion !== line.definitionVersion,
    })),
    ages: ages.map((hours) => {
      const line = served.get(hours);
      const reachedAt = new Date(post.publishedAt.getTime() + hours * HOUR_MS);
      return { hours, reachedAt, isReached: reachedAt <= now, snapshot: line ? { capturedAt: line.capturedAt, source: line.source, views: line.views } : null };
    }),
    breaks: METRIC_BREAKS.filter((change) => change.platform === post.platform),
    corrections: corrections.map(({ previous, ...correction }) => ({
      capturedAt: correction.capturedAt, source: correction.source, sequence: correction.sequence, correctedAt: correction.correctedAt, by: correction.correctedByName,
      reason: correction.reason, undoes: correction.undoes,
      isLatest: corrections.every((other) => other.sequence <= correction.sequence || keyOf(other) !== keyOf(correction)),
      changes: changedCounts(countsFromJson(previous), correction).map((count) => ({ count, before: countsFromJson(previous)[count], after: correction[count] })),
    })),
  };
}

/** Names a snapshot of a post in addresses and forms. */
export function keyOf({ capturedAt, source }: { readonly capturedAt: Date; readonly source: string }): string {
  return `${capturedAt.toISOString()} ${source}`;
}

/** Whether the platform places the publication an hour or more away from where it stands here. */
function differs(post: { readonly publishedAt: Date; readonly statedPublishedAt: Date | null }): boolean {
  return post.statedPublishedAt !== null && Math.abs(post.statedPublishedAt.getTime() - post.publishedAt.getTime()) >= HOUR_MS;
}
