import { InstantText } from '#app/components/date-text.tsx';
import type { JsonObject } from '#app/domain/json.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface TimelineCardProps {
  readonly events: CollaborationPage['events'];
  readonly audit: CollaborationPage['audit'];
}

/** Every change of state with who and why, newest first; for those who may read it, the audit log of the collaboration. */
export function TimelineCard({ events, audit }: TimelineCardProps) {
  const t = useText('collaboration');
  const td = useText('domain');
  return (
    <Card title={t('timeline.title')}>
      {events.length === 0 ? <p className="text-muted">{t('timeline.none')}</p> : null}
      <ol className="flex flex-col gap-2">
        {[...events].reverse().map((event) => (
          <li key={event.id} className="border-s-2 border-line ps-3">
            <p>
              {event.fromStatus ? <>{td(`collaborationStatus.${event.fromStatus}`)} → </> : null}
              <strong className="font-medium">{td(`collaborationStatus.${event.toStatus}`)}</strong>
              <span className="text-muted"> · {event.actorName} · <InstantText at={event.at} /></span>
            </p>
            {event.reason ? <p className="text-muted">{event.reason}</p> : null}
          </li>
        ))}
      </ol>
      {audit ? (
        <details className="group mt-3">
          <summary className="min-h-6 text-muted hover:text-text">{t('timeline.audit', { count: audit.length })}</summary>
          <ol className="mt-2 flex flex-col gap-2">
            {audit.map((entry) => (
              <li key={entry.id} className="border-s-2 border-line ps-3 min-w-0">
                <p><code>{entry.action}</code><span className="text-muted"> · {entry.actorName} · <InstantText at={entry.at} /></span></p>
                {entry.reason ? <p className="text-muted">{entry.reason}</p> : null}
                <p className="text-muted text-[0.857rem] break-words">{changesText(entry.before, entry.after)}</p>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </Card>
  );
}

/** "status: draft → offered; coupon: A1 → B2" */
function changesText(before: JsonObject | null, after: JsonObject | null): string {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const value = (from: JsonObject | null, name: string) => {
    const one = from?.[name];
    return one === undefined || one === null ? '—' : typeof one === 'object' ? JSON.stringify(one) : String(one);
  };
  return [...names].map((name) => (before ? `${name}: ${value(before, name)} → ${value(after, name)}` : `${name}: ${value(after, name)}`)).join('; ');
}
