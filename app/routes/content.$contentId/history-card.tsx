import { Form } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { useContentText } from './content-text.ts';
import type { ContentPage } from './load-content.server.ts';

type Correction = ContentPage['corrections'][number];

/** Every correction with who, when, why and what it changed; the latest of a snapshot can be taken back, which is one more. */
export function HistoryCard({ corrections, mayWrite }: { readonly corrections: readonly Correction[]; readonly mayWrite: boolean }) {
  const t = useText('content');
  const text = useContentText();
  const locale = useLocale();
  const { workspace } = useRootData();
  const time = (at: Date) => formatDateTime(at, locale, workspace.timeZone);
  const value = (count: number | null) => (count === null ? t('history.notReported') : formatNumber(count, locale, 0));
  return (
    <Card title={t('history.title')}>
      {corrections.length === 0 ? <p className="text-muted">{t('history.none')}</p> : null}
      <ol className="flex flex-col gap-3">
        {corrections.map((one) => (
          <li key={`${one.capturedAt.toISOString()} ${one.source} ${one.sequence}`} className="border-s-2 border-line ps-3 min-w-0">
            <p>
              <strong className="font-medium">{t('history.number', { sequence: one.sequence })}</strong>
              <span className="text-muted"> · {t('history.of', { time: time(one.capturedAt), source: text.source(one.source) })}{one.undoes === null ? null : ` · ${t('history.undone', { sequence: one.undoes })}`}</span>
            </p>
            <ul>{one.changes.map(({ count, before, after }) => <li key={count}>{t('history.change', { count: t(`count.${count}`), before: value(before), after: value(after) })}</li>)}</ul>
            <p className="text-muted break-words">{one.reason} · {one.by} · <InstantText at={one.correctedAt} /></p>
            {mayWrite && one.isLatest ? (
              <details className="mt-1">
                <summary className="inline-flex min-h-7 items-center text-accent hover:underline">{t('history.undo')}</summary>
                <Form method="post" aria-label={t('history.undoOf', { time: time(one.correctedAt) })} className="mt-2 flex flex-wrap items-end gap-2">
                  <input type="hidden" name="intent" value="undo" />
                  <input type="hidden" name="capturedAt" value={one.capturedAt.toISOString()} />
                  <input type="hidden" name="source" value={one.source} />
                  <input type="hidden" name="revision" value={one.sequence} />
                  <TextField name="reason" label={t('history.undoReason')} required maxLength={500} className="flex-1 basis-60 max-w-xl" />
                  <Button type="submit">{t('history.confirm')}</Button>
                </Form>
              </details>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
