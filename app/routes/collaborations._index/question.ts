import type { CollaborationQuestion } from '#db/queries/collaboration-list.server.ts';
import { currencyExponent, parseAmountMinor } from '#app/domain/money.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { daySpan } from '#app/domain/relative-period.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import type { NumberRange } from '#app/table/conditions.ts';
import { scaledRange } from '#app/table/conditions.ts';
import type { TableQuery } from '#app/table/url-state.ts';

interface Asking {
  readonly model: AttributionModel;
  /** Today in the workspace's time zone. */
  readonly today: CalendarDay;
  readonly timeZone: string;
  /** Reporting currency, which amounts are asked in. */
  readonly currency: string;
}

/** An address's question, on the page and as a file. */
export function collaborationQuestion({ search, filters, excluded, ranges, dates, where, kept }: TableQuery, { model, today, timeZone, currency }: Asking): CollaborationQuestion {
  const wanted = kept?.['as_of'];
  const { campaign, status, tier, platform, light } = filters;
  return {
    model, asOf: wanted !== undefined && isCalendarDay(wanted) && wanted < today ? wanted : today, search, campaigns: campaign, statuses: status, tiers: tier, platforms: platform, lights: light,
    ...(excluded && { not: { campaigns: excluded['campaign'], statuses: excluded['status'], tiers: excluded['tier'], platforms: excluded['platform'], lights: excluded['light'] } }),
    startsOn: daySpan(dates?.['start'] ?? '', today) ?? undefined, endsOn: daySpan(dates?.['end'] ?? '', today) ?? undefined,
    clicks: scaledRange(ranges?.['clicks'], 1), orders: scaledRange(ranges?.['orders'], 1), revenueMinor: amountRange(ranges?.['revenue'], currency),
    where: askFilter(where, { unitsPerOne: { revenue: 10 ** currencyExponent(currency) }, seen: { today, timeZone } }),
  };
}

/** What the list is grouped by, and which groups are closed; null where it is one list. */
export function collaborationGroup<Grouping extends string>({ group, closed = [] }: TableQuery, known: readonly Grouping[]): { readonly by: Grouping; readonly closed: readonly string[] } | null {
  const by = known.find((each) => each === group);
  return by === undefined ? null : { by, closed };
}

/** A range typed in major units, in minor ones; an end with more decimals than the currency has is left open. */
function amountRange(range: NumberRange | undefined, currency: string): NumberRange | undefined {
  const minor = (end: number | null) => (end === null ? null : parseAmountMinor(String(end), currency));
  return range && { from: minor(range.from), to: minor(range.to) };
}

/** The first key of an address's order, as the list knows it; the latest flights first where it knows none. */
export function collaborationSort<Sort extends string>({ sort: [first] }: TableQuery, known: readonly Sort[]): { readonly column: Sort | 'start'; readonly descending: boolean } {
  return { column: known.find((column) => column === first?.column) ?? 'start', descending: first?.descending ?? true };
}
