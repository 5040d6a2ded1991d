import type { Kysely } from 'kysely';
import type { ContentSourceKey } from '#db/queries/content-source.server.ts';
import { findContentSourceKey, noteQuestion } from '#db/queries/content-source.server.ts';
import type { Database } from '#db/schema.ts';
import type { CaptureProblem } from '#app/domain/ingestion/capture-pause.ts';
import { pausedUntil, QUOTA_ZONE } from '#app/domain/ingestion/capture-pause.ts';
import { dayOf } from '#app/domain/period.ts';
import type { VideosAnswer } from '#app/integrations/youtube/client.server.ts';
import { listVideos } from '#app/integrations/youtube/client.server.ts';
import { unseal } from '#app/lib/secret.server.ts';

/** The first video that was ever put there: asking for it costs one unit and tells whether a key works. */
const FIRST_VIDEO = 'jNQXAC9IVRw';

/** Asks YouTube for videos with a workspace's key, and notes the unit it cost and, where it was refused, until when nothing is asked. */
export async function askYouTube(db: Kysely<Database>, source: Pick<ContentSourceKey, 'workspaceId' | 'keySealed' | 'failures'>, ids: readonly string[], now: Date): Promise<VideosAnswer> {
  const answer = await listVideos({ key: unseal(source.keySealed), ids }, now);
  const day = dayOf(now, QUOTA_ZONE);
  if (answer.status === 'answered') {
    await noteQuestion(db, source.workspaceId, 'youtube', { day, problem: null, pausedUntil: null, failures: 0 });
    return answer;
  }
  const failures = source.failures + 1;
  const until = pausedUntil(answer.problem, { failures, retryAfterMs: answer.retryAfterMs }, now);
  await noteQuestion(db, source.workspaceId, 'youtube', { day, problem: answer.problem, pausedUntil: until, failures });
  return answer;
}

export type KeyTest = { readonly status: 'works' } | { readonly status: 'refused'; readonly problem: CaptureProblem } | { readonly status: 'not-found' };

/** Tries a workspace's key with one question. One that works ends whatever pause there was. */
export async function testYouTubeKey(db: Kysely<Database>, workspaceId: string, { now }: { readonly now: Date }): Promise<KeyTest> {
  const source = await findContentSourceKey(db, workspaceId, 'youtube');
  if (!source) return { status: 'not-found' };
  const answer = await askYouTube(db, source, [FIRST_VIDEO], now);
  return answer.status === 'answered' ? { status: 'works' } : { status: 'refused', problem: answer.problem };
}
