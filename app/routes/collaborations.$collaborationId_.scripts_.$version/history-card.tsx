import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay } from '#app/i18n/format.ts';
import type { ScriptEventRow } from '#db/queries/script.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';

/** Each step of the approval with its reason and what the checks said then. */
export function HistoryCard({ events }: { readonly events: readonly ScriptEventRow[] }) {
  const t = useText('scripts');
  const locale = useLocale();
  return (
    <Card title={t('page.history')}>
      {events.length === 0 ? <p className="text-muted">{t('page.noHistory')}</p> : (
        <ol className="flex flex-col gap-3">
          {events.map((event) => (
            <li key={event.id} className="border-s-2 border-line ps-3">
              <p className="font-medium">{t(`done.${event.step}`)} <span className="text-muted font-normal">· {t('round', { round: event.round })} · {t('version', { version: event.scriptVersion })}</span></p>
              <p className="text-muted">{event.actorName} · <InstantText at={event.at} />{event.wasDueOn ? <> · {t('page.wasDue', { day: formatDay(event.wasDueOn, locale) })}</> : null}</p>
              {event.reason ? <p>{event.reason}</p> : null}
              {event.findings.missing.length + event.findings.forbidden.length + event.findings.nearCopies.length > 0 || event.findings.adMark === 'missing' ? (
                <p className="flex flex-wrap gap-1 mt-1">
                  {event.findings.missing.length > 0 ? <Badge tone="amber">{t('check.mustSay')}: {t('check.missing')} {event.findings.missing.length}</Badge> : null}
                  {event.findings.forbidden.length > 0 ? <Badge tone="red">{t('check.mustNotSay')} {event.findings.forbidden.length}</Badge> : null}
                  {event.findings.adMark === 'missing' ? <Badge tone="red">{t('check.adMark')}: {t('check.missing')}</Badge> : null}
                  {event.findings.nearCopies.length > 0 ? <Badge tone="red">{t('near.nearCopy')} {event.findings.nearCopies.length}</Badge> : null}
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
