import { Link } from '@remix-run/react';
import { RelativeText } from '#app/components/date-text.tsx';
import { useCan } from '#app/components/root-data.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { cx } from '#app/ui/class-names.ts';
import type { DashboardData } from './load-dashboard.server.ts';

interface ActivityCardProps {
  readonly events: DashboardData['loose']['activity'];
  readonly now: string;
  /** Fills a row of two, where there is no third. */
  readonly isWide: boolean;
}

/** Who moved which collaboration of the campaign to what state, the latest first. */
export function ActivityCard({ events, now, isWide }: ActivityCardProps) {
  const t = useText('dashboard');
  const can = useCan();
  return (
    <Card title={t('activity.title')} {...(isWide ? { className: 'xl:max-2xl:col-span-2' } : {})} actions={can('audit:read') ? <Link to={paths.audit()} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('activity.all')}</Link> : null}>
      {events.length === 0 ? <p className="text-muted">{t('activity.none')}</p> : (
        <ol className={cx('grid gap-x-8', isWide && 'xl:max-2xl:grid-cols-2')}>
          {events.map((event) => (
            <li key={event.id} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-1.5 border-b border-line">
              <Link to={paths.collaboration(event)} className="inline-flex items-center min-h-6 font-medium hover:underline">{event.kolName}</Link>
              <StatusBadge kind="collaboration" status={event.status} />
              <span className="text-muted ms-auto text-end">{event.actorName} · <RelativeText at={event.at} now={now} /></span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
