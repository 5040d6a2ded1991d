import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';

interface CardHistoryProps {
  readonly collaborationId: string;
  readonly days: readonly string[];
  readonly asOf: string;
}

/** The cards of other reviews, as they were then. */
export function CardHistory({ collaborationId, days, asOf }: CardHistoryProps) {
  const t = useText('scorecard');
  if (days.length < 2) return null;
  return (
    <Card title={t('history')}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {days.map((day) => (
          <li key={day}>
            {day === asOf ? <strong><DayText day={day} /></strong> : <Link to={`${paths.scorecard({ collaborationId })}?as_of=${day}`} className="inline-flex items-center min-h-6 text-accent hover:underline"><DayText day={day} /></Link>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
