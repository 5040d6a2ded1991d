import type { CaptureProblem } from '#app/domain/ingestion/capture-pause.ts';
import { log } from '#app/lib/log.server.ts';
import type { OutboundAnswer } from '#app/lib/outbound.server.ts';
import { askOutside, retryAfterMs } from '#app/lib/outbound.server.ts';
import type { VideoReport } from './payload.ts';
import { errorSchema, readVideo, videoListSchema } from './payload.ts';

/** Ids that one call may name, for one unit of quota. */
export const VIDEOS_A_CALL = 50;
const ADDRESS = 'https://www.googleapis.com/youtube/v3/videos';

export type VideosAnswer =
  | {
      readonly status: 'answered';
      readonly videos: ReadonlyMap<string, VideoReport>;
      /** Asked for, and deleted or no longer public. */
      readonly gone: readonly string[];
    }
  | { readonly status: 'refused'; readonly problem: CaptureProblem; readonly retryAfterMs: number | null };

/**
 * Asks the YouTube Data API v3 for the counts of up to 50 videos (videos.list). The key stands in the address as the API wants it, and
 * nowhere else: in no outcome, log line or error.
 */
export async function listVideos({ key, ids }: { readonly key: string; readonly ids: readonly string[] }, now: Date): Promise<VideosAnswer> {
  if (ids.length === 0 || ids.length > VIDEOS_A_CALL) throw new RangeError(`videos.list takes 1 to ${VIDEOS_A_CALL} ids, not ${ids.length}`);
  const url = new URL(ADDRESS);
  url.search = new URLSearchParams({ part: 'snippet,statistics,status', id: ids.join(','), key }).toString();
  return readAnswer(await askOutside({ url, headers: { accept: 'application/json' } }), ids, now);
}

function readAnswer(answer: OutboundAnswer, ids: readonly string[], now: Date): VideosAnswer {
  if (answer.status === 'failed') {
    const problem = answer.reason === 'timeout' || answer.reason === 'unreachable' ? 'unreachable' : 'unreadable';
    return { status: 'refused', problem, retryAfterMs: null };
  }
  const body = jsonOf(answer.text);
  if (answer.httpStatus !== 200) return { status: 'refused', problem: problemOf(answer.httpStatus, body), retryAfterMs: retryAfterMs(answer.headers, now) };
  const list = videoListSchema.safeParse(body);
  if (!list.success) return { status: 'refused', problem: 'unreadable', retryAfterMs: null };
  const videos = new Map<string, VideoReport>();
  const unreadable = new Set<string | null>();
  for (const item of list.data.items) {
    const reading = readVideo(item);
    if (reading.status === 'read') videos.set(reading.video.id, reading.video);
    if (reading.status === 'unreadable') unreadable.add(reading.id);
  }
  if (unreadable.size > 0) log.warn({ videos: [...unreadable] }, 'YouTube reported counts that cannot be read');
  // An item that does not even say which video it is may be any of those that seem to be missing.
  const gone = unreadable.has(null) ? [] : ids.filter((id) => !videos.has(id) && !unreadable.has(id));
  return { status: 'answered', videos, gone };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const PROBLEMS: ReadonlyMap<string, CaptureProblem> = new Map([
  ['keyInvalid', 'key-invalid'], ['keyExpired', 'key-invalid'], ['API_KEY_INVALID', 'key-invalid'],
  ['accessNotConfigured', 'not-enabled'], ['SERVICE_DISABLED', 'not-enabled'], ['API_KEY_SERVICE_BLOCKED', 'not-enabled'],
  ['quotaExceeded', 'quota-exceeded'], ['dailyLimitExceeded', 'quota-exceeded'], ['dailyLimitExceededUnreg', 'quota-exceeded'],
  ['rateLimitExceeded', 'rate-limited'], ['userRateLimitExceeded', 'rate-limited'], ['RATE_LIMIT_EXCEEDED', 'rate-limited'],
  ['forbidden', 'forbidden'], ['ipRefererBlocked', 'forbidden'], ['API_KEY_IP_ADDRESS_BLOCKED', 'forbidden'], ['API_KEY_HTTP_REFERRER_BLOCKED', 'forbidden'],
]);

/** Reasons are looked for in both lists of an error: `details` is the more exact one ("badRequest" there is "API_KEY_INVALID" here). */
function problemOf(httpStatus: number, body: unknown): CaptureProblem {
  const error = errorSchema.safeParse(body).data?.error;
  const reasons = [...(error?.details ?? []), ...(error?.errors ?? [])].map(({ reason }) => reason ?? '');
  const named = reasons.map((reason) => PROBLEMS.get(reason)).find((problem) => problem !== undefined);
  if (named) return named;
  if (httpStatus === 429) return 'rate-limited';
  if (httpStatus >= 500) return 'unavailable';
  return httpStatus === 401 || httpStatus === 403 ? 'forbidden' : 'bad-request';
}
