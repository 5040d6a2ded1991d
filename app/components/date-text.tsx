import type { CalendarDay } from '#app/domain/period.ts';
import { formatDate, formatDateTime, formatDay, formatRelative } from '#app/i18n/format.ts';
import { Dash } from './money-text.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

/** A calendar day of the workspace. */
export function DayText({ day }: { readonly day: CalendarDay | null }) {
  const locale = useLocale();
  return day === null ? <Dash /> : <time dateTime={day} className="whitespace-nowrap">{formatDay(day, locale)}</time>;
}

/** An instant (ISO 8601 or Date) in the workspace's zone; the minute unless only the day is wanted, then on hover. */
export function InstantText({ at, dateOnly = false }: { readonly at: string | Date | null; readonly dateOnly?: boolean }) {
  const locale = useLocale();
  const { workspace } = useRootData();
  if (at === null) return <Dash />;
  const minute = formatDateTime(at, locale, workspace.timeZone);
  return (
    <time dateTime={new Date(at).toISOString()} title={dateOnly ? minute : undefined} className={dateOnly ? 'exact whitespace-nowrap' : 'whitespace-nowrap'}>
      {dateOnly ? formatDate(at, locale, workspace.timeZone) : minute}
    </time>
  );
}

/** How long ago an instant is, "3 hours ago", with the minute on hover and focus. `now` is the loader's clock, so that server and browser agree. */
export function RelativeText({ at, now }: { readonly at: string | Date; readonly now: string | Date }) {
  const locale = useLocale();
  const { workspace } = useRootData();
  return <time dateTime={new Date(at).toISOString()} title={formatDateTime(at, locale, workspace.timeZone)} className="exact whitespace-nowrap">{formatRelative(at, now, locale)}</time>;
}
