import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { useActorText } from '../imports._index/use-actor-text.ts';
import type { ImportRejects } from './load-import.server.ts';
import { Problem } from './problem.tsx';
import { RejectRows } from './reject-rows.tsx';
import { RunCounts } from './run-counts.tsx';

/** What came of an import that nobody can change any more, with every row that it could not take. */
export function ImportResult({ run, rejects }: { readonly run: ImportRunDetail & { readonly kind: ImportKind }; readonly rejects: ImportRejects }) {
  const t = useText('imports');
  const actorText = useActorText();
  return (
    <>
      {run.status === 'applied' ? <Banner tone="green">{run.rejected > 0 ? t('appliedSome') : t('appliedAll')}</Banner> : null}
      {run.status === 'refused' ? <Banner tone="red" title={t('refusedTitle')}>{t('refusedText')}</Banner> : null}
      {run.status === 'cancelled' ? <Banner>{t('cancelledText')}</Banner> : null}
      {run.status === 'undone' ? <Banner>{t('undoneText', { who: actorText(run.undoneBy ?? '') })}</Banner> : null}
      {run.status === 'previewed' ? <Banner title={t('nothingWritten')}>{t(run.queuedAt === null ? 'trialText' : 'fileGone')}</Banner> : null}
      {run.status === 'failed' ? <Banner tone="red" title={t('failedTitle')}><Problem code={run.problemCode ?? ''} message={run.problemMessage ?? ''} /></Banner> : null}
      {run.status === 'cancelled' || run.status === 'failed' ? null : <RunCounts run={run} future={run.status === 'previewed'} />}
      {run.rejected > 0 ? <RejectRows rejects={rejects} rejectedRows={run.rejected} isEditable={false} downloadTo={paths.importRejects({ importId: run.id })} /> : null}
    </>
  );
}
