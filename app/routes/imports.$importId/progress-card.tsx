import { Form } from '@remix-run/react';
import type { ImportPurpose } from '#app/domain/ingestion/import-run.ts';
import { useLocale } from '#app/components/page-context.ts';
import { formatBytes, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import type { ImportProgress } from './use-import-progress.ts';
import { useImportProgress } from './use-import-progress.ts';

interface ProgressCardProps {
  readonly importId: string;
  readonly purpose: ImportPurpose;
  readonly loaded: ImportProgress;
  /** Rows of the file, once a check has counted them. */
  readonly expectedRows: number;
}

/** Longer than any queue of small files: then it is worth saying that nobody works. */
const WORRYING_WAIT_SECONDS = 10;

/** How far an import is, and a way to stop it. It needs nobody to watch it. */
export function ProgressCard({ importId, purpose, loaded, expectedRows }: ProgressCardProps) {
  const { progress, isOffline } = useImportProgress(importId, loaded);
  const t = useText('imports');
  const locale = useLocale();
  const { status, rowsDone, bytesDone, bytesTotal, queuedAt, begunAt, cancelRequested, now } = progress;
  const waitedSeconds = status === 'queued' && queuedAt ? secondsBetween(queuedAt, now) : 0;
  // Until the first rows are written the file is read through for what only the whole of it tells.
  const share = rowsDone > 0 && bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : null;
  const count = (value: number) => formatNumber(value, locale, 0);
  const doing = cancelRequested ? t('progress.stopping') : status === 'queued' ? t('progress.waiting') : rowsDone === 0 ? t('progress.reading') : rowsText();
  function rowsText(): string {
    return expectedRows > rowsDone ? t('progress.rowsOf', { done: count(rowsDone), total: count(expectedRows) }) : t('progress.rows', { done: count(rowsDone) });
  }
  return (
    <Card title={t(purpose === 'check' ? 'progress.titleCheck' : 'progress.titleApply')} className="max-w-3xl">
      <div className="flex flex-col gap-3">
        {waitedSeconds > WORRYING_WAIT_SECONDS ? <Banner tone="amber">{t('progress.noWorker', { seconds: count(waitedSeconds) })}</Banner> : null}
        {isOffline ? <Banner tone="amber">{t('progress.offline')}</Banner> : null}
        <progress className="progress" aria-label={t('progress.label')} max={1} {...(share === null ? {} : { value: share })} />
        <p className="flex flex-wrap gap-x-4 gap-y-1 num-text">
          <span className="font-medium">{doing}</span>
          {status === 'running' ? <span className="text-muted">{t('progress.bytes', { done: formatBytes(bytesDone, locale), total: formatBytes(bytesTotal, locale) })}</span> : null}
          {share === null ? null : <span className="text-muted">{t('progress.percent', { percent: formatPercent(share, locale, 0) })}</span>}
          {begunAt ? <span className="text-muted">{t('progress.elapsed', { seconds: count(secondsBetween(begunAt, now)) })}</span> : null}
        </p>
        {/* Told in quarters: a screen reader that reads every second says nothing else. */}
        <p aria-live="polite" className="sr-only">{share === null ? doing : t('progress.percent', { percent: formatPercent(Math.floor(share * 4) / 4, locale, 0) })}</p>
        <div className="flex flex-wrap items-center gap-3">
          <Form method="post"><Button type="submit" name="intent" value="cancel" busy={cancelRequested}>{t('progress.cancel')}</Button></Form>
          <p className="text-muted">{t('progress.closeHint')}</p>
        </div>
      </div>
    </Card>
  );
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}
