import type { Kysely } from 'kysely';
import type { NewCapture, PostToCapture } from '#db/queries/content-capture.server.ts';
import { insertCaptures, listPostsToCapture, setUnavailable } from '#db/queries/content-capture.server.ts';
import type { ContentSourceKey } from '#db/queries/content-source.server.ts';
import { listSourcesToAsk, noteRun, pauseSource } from '#db/queries/content-source.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import type { Database } from '#db/schema.ts';
import { nextQuotaDay, QUOTA_UNITS, QUOTA_ZONE } from '#app/domain/ingestion/capture-pause.ts';
import { dueSlot, LAST_SLOT_HOURS } from '#app/domain/ingestion/capture-slot.ts';
import { dayOf } from '#app/domain/period.ts';
import type { VideoReport } from '#app/integrations/youtube/payload.ts';
import { VIDEOS_A_CALL } from '#app/integrations/youtube/client.server.ts';
import { log } from '#app/lib/log.server.ts';
import { videoIdOf } from '#app/integrations/youtube/video-id.ts';
import { askYouTube } from './ask-youtube.server.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { recordContent } from './record-content.server.ts';

/** The source of counts that YouTube's Data API reported. */
export const YOUTUBE_SOURCE = 'youtube-api';

export interface CaptureOutcome {
  /** Posts asked for and snapshots taken. */
  readonly asked: number;
  readonly captured: number;
}

interface DuePost extends PostToCapture {
  readonly videoId: string;
  readonly slotHours: number;
}

/** Takes the counts of every post that is due for them, in all workspaces that gave a key. Run again, it finds nothing due. */
export async function captureYouTube(db: Kysely<Database>, { now }: { readonly now: Date }): Promise<CaptureOutcome> {
  const total = { asked: 0, captured: 0 };
  for (const source of await listSourcesToAsk(db, 'youtube', now)) {
    try {
      const { asked, captured } = await captureForWorkspace(db, source, now);
      total.asked += asked;
      total.captured += captured;
    } catch (error) {
      // The other brands' posts do not wait for one whose key cannot be unsealed.
      log.error({ err: error, workspaceId: source.workspaceId }, 'counts could not be taken from YouTube');
    }
  }
  return total;
}

async function captureForWorkspace(db: Kysely<Database>, source: ContentSourceKey, now: Date): Promise<CaptureOutcome> {
  const due = await listDuePosts(db, source.workspaceId, now);
  // Two posts may show one video: it is asked for once.
  const ids = [...new Set(due.map((post) => post.videoId))];
  let units = source.quotaDay === dayOf(now, QUOTA_ZONE) ? source.quotaUsed : 0;
  const run = { asked: 0, captured: 0 };
  for (let start = 0; start < ids.length; start += VIDEOS_A_CALL) {
    if (units >= QUOTA_UNITS) {
      await pauseSource(db, source.workspaceId, 'youtube', { problem: 'quota-exceeded', until: nextQuotaDay(now) });
      break;
    }
    const asked = new Set(ids.slice(start, start + VIDEOS_A_CALL));
    units += 1;
    const answer = await askYouTube(db, source, [...asked], now);
    if (answer.status === 'refused') break;
    const posts = due.filter((post) => asked.has(post.videoId));
    run.asked += posts.length;
    run.captured += await storeCounts(db, source.workspaceId, posts, answer, now);
  }
  await noteRun(db, source.workspaceId, 'youtube', { at: now, ...run });
  return run;
}

async function listDuePosts(db: Kysely<Database>, workspaceId: string, now: Date): Promise<DuePost[]> {
  const { policy } = await getPolicy(db, workspaceId);
  const { ageHours } = policy.scorecard;
  const publishedSince = new Date(now.getTime() - (Math.max(...ageHours) + LAST_SLOT_HOURS) * 3_600_000);
  const posts = await listPostsToCapture(db, workspaceId, { platform: 'youtube', source: YOUTUBE_SOURCE, publishedSince, now });
  return posts.flatMap((post) => {
    const slotHours = dueSlot(post, now, ageHours);
    const videoId = slotHours === null ? null : videoIdOf(post.url);
    return slotHours === null || videoId === null ? [] : [{ ...post, slotHours, videoId }];
  });
}

/** Stores what was answered of some posts in one transaction; the slot is the key, so that an answer stored twice is one snapshot. */
async function storeCounts(
  db: Kysely<Database>, workspaceId: string, posts: readonly DuePost[], answer: { readonly videos: ReadonlyMap<string, VideoReport>; readonly gone: readonly string[] }, now: Date,
): Promise<number> {
  const gone = new Set(answer.gone);
  const captures = posts.map((post) => captureOf(post, answer.videos.get(post.videoId), gone.has(post.videoId)));
  return await db.transaction().execute(async (trx) => {
    const fresh = await insertCaptures(trx, workspaceId, { source: YOUTUBE_SOURCE, askedAt: now }, captures);
    const noted = captures.filter((capture) => fresh.has(capture.contentId));
    const idsOf = (wanted: (capture: NewCapture) => boolean) => noted.filter(wanted).map((capture) => capture.contentId);
    const counted = new Set(idsOf((capture) => capture.outcome === 'captured'));
    const present = posts.filter((post) => answer.videos.has(post.videoId)).map((post) => post.id);
    await setUnavailable(trx, workspaceId, { gone: idsOf((capture) => capture.outcome === 'unavailable'), present }, now);
    const reports = posts.filter((post) => counted.has(post.id)).map((post) => reportOf(post, answer.videos.get(post.videoId), now));
    if (reports.length === 0) return 0;
    const { status } = await recordContent(trx, { workspaceId, source: YOUTUBE_SOURCE, posts: reports }, { now, actor: PORTAL_ACTOR });
    if (status !== 'recorded') throw new Error(`counts of known posts were not recorded: ${status}`);
    return reports.length;
  });
}

function captureOf(post: DuePost, video: VideoReport | undefined, isGone: boolean): NewCapture {
  const isCounted = video !== undefined && (video.views !== null || video.likes !== null || video.comments !== null);
  return { contentId: post.id, slotHours: post.slotHours, outcome: isGone ? 'unavailable' : isCounted ? 'captured' : 'nothing-reported', statedPublishedAt: video?.publishedAt ?? null };
}

function reportOf(post: DuePost, video: VideoReport | undefined, now: Date) {
  const metrics = { views: video?.views ?? null, likes: video?.likes ?? null, comments: video?.comments ?? null };
  return { collaborationId: post.collaborationId, platform: 'youtube' as const, url: post.url, publishedAt: null, snapshot: { capturedAt: now, metrics } };
}
