import type { KolStatus, Platform, Tier } from '../kol.ts';
import type { CalendarDay } from '../period.ts';
import type { Cell } from './cell-text.ts';
import { readEmail, readUrl } from './cell-link.ts';
import type { Columns } from './columns.ts';
import { amount, count, day, handle, list, name, note, percentStyle, rate, rowCurrency, share, word } from './field-readers.ts';
import type { ParsedRow, RowDefaults } from './row-reader.ts';
import { RowReader } from './row-reader.ts';
import { KOL_STATUS_WORDS, PLATFORM_WORDS, TIER_WORDS } from './vocabularies.ts';

/** One account of a KOL. A missing property is a column the file does not have; null is a cell that was empty. */
export interface RosterRow {
  readonly name: string;
  readonly platform: Platform;
  readonly handle: string;
  readonly tier?: Tier | null;
  readonly status?: KolStatus | null;
  readonly profileUrl?: string | null;
  readonly followers?: number | null;
  readonly verticals?: readonly string[] | null;
  readonly priceMinor?: number | null;
  /** Of the price. */
  readonly currency: string;
  readonly engagementRateBasisPoints?: number | null;
  readonly country?: string | null;
  readonly audienceFemaleBasisPoints?: number | null;
  readonly audience18To24BasisPoints?: number | null;
  readonly cityTier?: string | null;
  readonly contactEmail?: string | null;
  readonly exclusiveWith?: readonly string[] | null;
  readonly availableFrom?: CalendarDay | null;
  readonly notes?: string | null;
}

/** Reads a row of a roster: `name` stands in for a missing handle and the other way round; the platform may be the import's. */
export function parseRosterRow(cells: readonly Cell[], columns: Columns, defaults: RowDefaults): ParsedRow<RosterRow> {
  const reader = new RowReader(cells, columns);
  const ownName = reader.optionalName('name', name);
  const ownHandle = reader.optionalName('handle', handle);
  if (!ownName && !ownHandle && reader.rejects.length === 0) reader.reject('name', 'required', 'name or handle is required');
  const platform = reader.required('platform', word(PLATFORM_WORDS), defaults.platform);
  const currency = rowCurrency(reader, defaults);
  const price = reader.optional('price', amount(currency));
  const optional = {
    tier: reader.optional('tier', word(TIER_WORDS)),
    status: reader.optional('status', word(KOL_STATUS_WORDS)),
    profileUrl: reader.optional('profile_url', readUrl),
    followers: reader.optional('followers', count(defaults)),
    verticals: reader.optional('verticals', list),
    priceMinor: price && price.minor,
    currency: price?.currency ?? currency.currency,
    engagementRateBasisPoints: reader.optional('engagement_rate', rate(percentStyle<'roster'>(defaults, 'engagement_rate'), defaults)),
    country: reader.optional('country', name),
    audienceFemaleBasisPoints: reader.optional('audience_female_pct', share(percentStyle<'roster'>(defaults, 'audience_female_pct'), defaults)),
    audience18To24BasisPoints: reader.optional('audience_18_24_pct', share(percentStyle<'roster'>(defaults, 'audience_18_24_pct'), defaults)),
    cityTier: reader.optional('city_tier', name),
    contactEmail: reader.optional('contact_email', readEmail),
    exclusiveWith: reader.optional('exclusive_with', list),
    availableFrom: reader.optional('available_from', day(defaults)),
    notes: reader.optional('notes', note),
  };
  const shown = ownName || ownHandle;
  const account = ownHandle || ownName;
  if (reader.rejects.length > 0 || !platform || !shown || !account) return { ok: false, rejects: reader.rejects };
  return { ok: true, row: { name: shown, handle: account.replace(/^[@＠](?=.)/u, ''), platform, ...optional } };
}
