import { AsOf } from '#app/components/as-of.tsx';
import { DayText } from '#app/components/date-text.tsx';
import type { CalendarDay } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';

/** Under a table whose sums are rolled up: the figures are of now, or the latest facts are still being counted in. */
export function RollupNote({ now, isPending }: { readonly now: string; readonly isPending: boolean }) {
  const t = useText('common');
  return (
    <p className="mt-2 text-muted text-[0.9286rem]">
      {isPending ? <Badge tone="amber" icon="clock">{t('table.countingIn')}</Badge> : <AsOf at={now} now={now} />}
    </p>
  );
}

interface ReviewNoteProps {
  /** The workspace's latest review. */
  readonly day: CalendarDay | null;
  /** Whether it says anything of these rows. */
  readonly isOfRows: boolean;
}

/** Under a table whose scores, lights and sums a review made: the day of that review, and whether none of the rows was in it. */
export function ReviewNote({ day, isOfRows }: ReviewNoteProps) {
  const t = useText('common');
  return (
    <p className="mt-2 text-muted text-[0.9286rem]">
      {day === null ? t('table.notReviewed') : <>{t('table.reviewedOn')} <DayText day={day} />{isOfRows ? null : <>{t('table.reviewJoin')}{t('table.noneReviewed')}</>}</>}
    </p>
  );
}
