import type { OrderQuestion } from '#db/queries/order-pages.server.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { AttributionModel } from '#app/domain/policy.ts';
import { daySpan, sharedDays } from '#app/domain/relative-period.ts';
import { askFilter } from '#app/domain/row-filter.ts';
import type { TableQuery } from '#app/table/url-state.ts';

/** An address's question, on the page and as a file; days are those of the workspace, both inclusive. */
export function ordersQuestion({ search, filters, excluded, dates, where, kept }: TableQuery, model: AttributionModel, seen: { readonly today: CalendarDay; readonly timeZone: string }): OrderQuestion {
  const dayOrNone = (text: string | undefined) => (text !== undefined && isCalendarDay(text) ? text : null);
  const fixed = { from: dayOrNone(kept?.['from']), through: dayOrNone(kept?.['through']) };
  const relative = daySpan(dates?.['placed'] ?? '', seen.today);
  const { from, through } = relative === null ? fixed : sharedDays(fixed, relative);
  const { method, status, campaign, rate } = filters;
  return {
    model, search, from: from ?? undefined, through: through ?? undefined, methods: method, statuses: status, campaigns: campaign, withoutRate: rate !== undefined,
    ...(excluded && { not: { methods: excluded['method'], statuses: excluded['status'], campaigns: excluded['campaign'] } }),
    where: askFilter(where, { seen }),
  };
}
