import * as z from 'zod';

/**
 * The fields of a `videos.list` answer that are used (YouTube Data API v3, part=snippet,statistics,status). Counts are strings of digits;
 * one that the owner hides, or that a video does not have, is absent.
 */
const count = z.string().regex(/^\d{1,20}$/).transform(BigInt).refine((value) => value <= BigInt(Number.MAX_SAFE_INTEGER)).transform(Number);

const videoSchema = z.object({
  id: z.string(),
  snippet: z.object({ publishedAt: z.iso.datetime({ offset: true }).optional() }).optional(),
  statistics: z.object({ viewCount: count.optional(), likeCount: count.optional(), commentCount: count.optional() }).optional(),
  status: z.object({ uploadStatus: z.string().optional(), privacyStatus: z.string().optional() }).optional(),
});

/** Videos one by one, so that one that cannot be read does not take the others with it. */
export const videoListSchema = z.object({ items: z.array(z.unknown()) });

export const errorSchema = z.object({
  error: z.object({
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
    details: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** Counts of a video; null is "not reported". */
export interface VideoReport {
  readonly id: string;
  readonly publishedAt: Date | null;
  readonly views: number | null;
  readonly likes: number | null;
  readonly comments: number | null;
}

export type VideoReading =
  | { readonly status: 'read'; readonly video: VideoReport }
  /** It is there for its owner only, or not any more. */
  | { readonly status: 'gone'; readonly id: string }
  | { readonly status: 'unreadable'; readonly id: string | null };

const GONE_UPLOADS: ReadonlySet<string> = new Set(['deleted', 'failed', 'rejected']);

export function readVideo(item: unknown): VideoReading {
  const parsed = videoSchema.safeParse(item);
  if (!parsed.success) return { status: 'unreadable', id: z.object({ id: z.string() }).safeParse(item).data?.id ?? null };
  const { id, snippet, statistics, status } = parsed.data;
  if (status?.privacyStatus === 'private' || GONE_UPLOADS.has(status?.uploadStatus ?? '')) return { status: 'gone', id };
  return {
    status: 'read',
    video: {
      id, publishedAt: snippet?.publishedAt === undefined ? null : new Date(snippet.publishedAt),
      views: statistics?.viewCount ?? null, likes: statistics?.likeCount ?? null, comments: statistics?.commentCount ?? null,
    },
  };
}
