import type { Platform } from '../kol.ts';
import type { Cell } from './cell-text.ts';
import { readUrl } from './cell-link.ts';
import type { Columns } from './columns.ts';
import { count, handle, instant, name, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { PLATFORM_WORDS } from './vocabularies.ts';

/** Counts of a post as a report gives them; a missing property or null is "not reported" and never 0. */
export interface ContentMetrics {
  readonly impressions?: number | null;
  readonly views?: number | null;
  readonly likes?: number | null;
  readonly comments?: number | null;
  readonly shares?: number | null;
  readonly saves?: number | null;
  readonly follows?: number | null;
  readonly positiveComments?: number | null;
  readonly neutralComments?: number | null;
  readonly negativeComments?: number | null;
}

export interface ContentRow {
  readonly platform: Platform;
  readonly contentUrl: string;
  readonly handle?: string | null;
  /** Slug or name of the campaign, to be looked up. */
  readonly campaign: string | null;
  readonly publishedAt?: Date | null;
  readonly capturedAt: Date;
  readonly metrics: ContentMetrics;
}

/** Reads a row of a platform's report: one snapshot of one post. The platform and the instant may be the import's. */
export function parseContentRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<ContentRow> {
  const reader = new RowReader(cells, columns);
  const platform = reader.required('platform', word(PLATFORM_WORDS), defaults.platform);
  const contentUrl = reader.required('content_url', readUrl);
  const capturedAt = reader.required('captured_at', instant(defaults), defaults.capturedAt);
  const publishedAt = reader.optional('published_at', instant(defaults));
  if (capturedAt && publishedAt && capturedAt < publishedAt) {
    const message = `captured at ${capturedAt.toISOString()}, before its publication at ${publishedAt.toISOString()}`;
    reader.reject('captured_at', 'captured_before_published', message);
  }
  const whole = count(defaults);
  const metrics: ContentMetrics = {
    impressions: reader.optional('impressions', whole),
    views: reader.optional('views', whole),
    likes: reader.optional('likes', whole),
    comments: reader.optional('comments', whole),
    shares: reader.optional('shares', whole),
    saves: reader.optional('saves', whole),
    follows: reader.optional('follows', whole),
    positiveComments: reader.optional('positive_comments', whole),
    neutralComments: reader.optional('neutral_comments', whole),
    negativeComments: reader.optional('negative_comments', whole),
  };
  const optional = {
    handle: reader.optionalName('handle', handle),
    campaign: reader.optionalName('campaign', name) ?? defaults.campaign ?? null,
    publishedAt,
  };
  if (reader.rejects.length > 0 || !platform || !contentUrl || !capturedAt) return { ok: false, rejects: reader.rejects };
  return { ok: true, row: { platform, contentUrl, capturedAt, metrics, ...optional } };
}
