import type { CollaborationStatus } from '../collaboration.ts';
import type { Platform, Tier } from '../kol.ts';
import type { CalendarDay } from '../period.ts';
import type { Cell } from './cell-text.ts';
import { readCoupon, readUrl } from './cell-link.ts';
import type { Columns } from './columns.ts';
import { amount, day, handle, instant, name, rowCurrency, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { COLLABORATION_STATUS_WORDS, PLATFORM_WORDS, TIER_WORDS } from './vocabularies.ts';

export interface CollaborationRow {
  /** Slug or name of the campaign, to be looked up. */
  readonly campaign: string;
  readonly platform: Platform | null;
  readonly handle: string;
  readonly tier?: Tier | null;
  readonly feeMinor?: number | null;
  /** Of the fee. */
  readonly currency: string;
  readonly startsOn?: CalendarDay | null;
  /** The last day, included. */
  readonly endsOn?: CalendarDay | null;
  readonly coupon?: string | null;
  readonly landingUrl?: string | null;
  readonly publishedAt?: Date | null;
  readonly contentUrl?: string | null;
  readonly status?: CollaborationStatus | null;
}

/** Reads a row of collaborations. Without a platform the handle alone has to name the account. */
export function parseCollaborationRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<CollaborationRow> {
  const reader = new RowReader(cells, columns);
  const campaign = reader.required('campaign', name, defaults.campaign);
  const account = reader.required('handle', handle);
  const platform = reader.optional('platform', word(PLATFORM_WORDS)) ?? defaults.platform ?? null;
  const currency = rowCurrency(reader, defaults);
  const fee = reader.optional('fee', amount(currency));
  const startsOn = reader.optional('starts_on', day(defaults));
  const endsOn = reader.optional('ends_on', day(defaults));
  if (startsOn && endsOn && endsOn < startsOn) reader.reject('ends_on', 'ends_before_start', `ends on ${endsOn}, before it starts on ${startsOn}`);
  const optional = {
    tier: reader.optional('tier', word(TIER_WORDS)),
    feeMinor: fee && fee.minor,
    currency: fee?.currency ?? currency.currency,
    startsOn,
    endsOn,
    coupon: reader.optional('coupon', readCoupon),
    landingUrl: reader.optional('landing_url', readUrl),
    publishedAt: reader.optional('published_at', instant(defaults)),
    contentUrl: reader.optional('content_url', readUrl),
    status: reader.optional('status', word(COLLABORATION_STATUS_WORDS)),
  };
  if (reader.rejects.length > 0 || !campaign || !account) return { ok: false, rejects: reader.rejects };
  return { ok: true, row: { campaign, platform, handle: account, ...optional } };
}
