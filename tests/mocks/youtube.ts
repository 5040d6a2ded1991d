import { http, HttpResponse } from 'msw';

/** The YouTube Data API v3 as its documentation describes it, for tests. */
export const YOUTUBE_ADDRESS = 'https://www.googleapis.com/youtube/v3/videos';

export interface FakeVideo {
  readonly views?: string;
  readonly likes?: string;
  readonly comments?: string;
  readonly publishedAt?: string;
  readonly privacyStatus?: string;
  readonly uploadStatus?: string;
}

/** A video resource: counts are strings, hidden ones absent; fields that nobody reads are there as they are in life. */
export function videoResource(id: string, video: FakeVideo) {
  const counts = { viewCount: video.views, likeCount: video.likes, commentCount: video.comments };
  return {
    kind: 'youtube#video', etag: `etag-${id}`, id,
    snippet: { publishedAt: video.publishedAt ?? '2026-07-01T02:00:00Z', channelId: 'UCfake', title: `Video ${id}`, description: '', channelTitle: 'A channel', categoryId: '22', liveBroadcastContent: 'none' },
    status: { uploadStatus: video.uploadStatus ?? 'processed', privacyStatus: video.privacyStatus ?? 'public', license: 'youtube', embeddable: true, publicStatsViewable: true, madeForKids: false },
    statistics: { ...Object.fromEntries(Object.entries(counts).filter(([, text]) => text !== undefined)), favoriteCount: '0' },
  };
}

/** A question as it arrived. */
export interface AskedQuestion {
  readonly ids: readonly string[];
  readonly part: string | null;
  readonly key: string | null;
  readonly parameters: readonly string[];
}

/** Answers for the videos given, as for a public channel; what is not among them is missing from the answer, as deleted videos are. */
export function youtubeVideos(videos: Readonly<Record<string, FakeVideo>>, asked: AskedQuestion[] = []) {
  return http.get(YOUTUBE_ADDRESS, ({ request }) => {
    const { searchParams } = new URL(request.url);
    const ids = (searchParams.get('id') ?? '').split(',');
    asked.push({ ids, part: searchParams.get('part'), key: searchParams.get('key'), parameters: [...searchParams.keys()].sort() });
    const items = ids.flatMap((id) => { const video = videos[id]; return video ? [videoResource(id, video)] : []; });
    return HttpResponse.json({ kind: 'youtube#videoListResponse', etag: 'etag', items, pageInfo: { totalResults: items.length, resultsPerPage: items.length } });
  });
}

/** An error in the shape that Google's APIs share: `errors` with a reason, newer ones with `details` beside. */
export function youtubeError(code: number, reason: string, more: { readonly details?: string; readonly headers?: Record<string, string>; readonly asked?: string[] } = {}) {
  return http.get(YOUTUBE_ADDRESS, ({ request }) => {
    more.asked?.push(request.url);
    const message = 'What went wrong, in words.';
    const domain = reason.startsWith('quota') ? 'youtube.quota' : 'usageLimits';
    return HttpResponse.json(
      {
        error: {
          code, message, errors: [{ message, domain, reason }],
          ...(more.details ? { status: 'INVALID_ARGUMENT', details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: more.details, domain: 'googleapis.com', metadata: { service: 'youtube.googleapis.com' } }] } : {}),
        },
      },
      { status: code, headers: more.headers ?? {} },
    );
  });
}
