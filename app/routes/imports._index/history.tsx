import { Form, Link } from '@remix-run/react';
import type { ImportRunRow } from '#db/queries/import.server.ts';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import { IMPORT_STATUSES } from '#app/domain/ingestion/import-run.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { ImportStatusBadge } from './import-status-badge.tsx';
import type { HistoryQuestion } from './question.ts';
import { historySearch } from './question.ts';
import { useActorText } from './use-actor-text.ts';

interface HistoryProps {
  readonly kinds: readonly ImportKind[];
  readonly question: HistoryQuestion;
  readonly runs: readonly ImportRunRow[];
  /** Cursors of the pages before and after; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The imports of the workspace: who took in what, when, what came of it, and whether it was taken back. */
export function History({ kinds, question, runs, before, after }: HistoryProps) {
  const t = useText('imports');
  const td = useText('domain');
  const tc = useText('common');
  const isFiltered = question.kind !== null || question.status !== null;
  return (
    <Card title={t('history')}>
      <Form method="get" key={historySearch(question)} className="mb-3 flex flex-wrap items-end gap-3">
        <SelectField label={t('filter.kind')} name="kind" defaultValue={question.kind ?? ''} placeholder={t('filter.all')} options={kinds.map((kind) => ({ value: kind, label: td(`importKind.${kind}`) }))} />
        <SelectField label={t('filter.status')} name="status" defaultValue={question.status ?? ''} placeholder={t('filter.all')} options={IMPORT_STATUSES.map((status) => ({ value: status, label: td(`importStatus.${status}`) }))} />
        <Button type="submit">{t('filter.apply')}</Button>
        {isFiltered ? <LinkButton to={paths.imports()} variant="ghost">{t('filter.clear')}</LinkButton> : null}
      </Form>
      {runs.length === 0 ? <EmptyState icon="import" title={t(isFiltered ? 'filter.none' : 'emptyTitle')}>{isFiltered ? null : t('emptyText')}</EmptyState> : (
        <>
          <Table label={t('history')} stickyFirst>
            <thead>
              <tr>
                <th scope="col">{t('column.file')}</th><th scope="col">{t('column.kind')}</th><th scope="col">{t('column.status')}</th><th scope="col" className="num">{t('count.created')}</th>
                <th scope="col" className="num">{t('count.updated')}</th><th scope="col" className="num">{t('count.unchanged')}</th><th scope="col" className="num">{t('count.rejected')}</th>
                <th scope="col">{t('column.who')}</th><th scope="col">{t('column.when')}</th>
              </tr>
            </thead>
            <tbody>{runs.map((run) => <HistoryRow key={run.id} run={run} />)}</tbody>
          </Table>
          <div className="mt-3">
            <Pagination
              label={tc('table.pages')} previousLabel={tc('table.previousPage')} nextLabel={tc('table.nextPage')}
              previous={before === null ? null : paths.imports(historySearch(question, { before }))} next={after === null ? null : paths.imports(historySearch(question, { after }))}
            />
          </div>
        </>
      )}
    </Card>
  );
}

function HistoryRow({ run }: { readonly run: ImportRunRow }) {
  const t = useText('imports');
  const td = useText('domain');
  const actorText = useActorText();
  return (
    <tr className={run.isTrial ? 'text-muted' : undefined}>
      <th scope="row"><Link to={paths.importRun({ importId: run.id })} className="inline-flex items-center min-h-6 hover:underline break-all">{run.fileName}</Link></th>
      <td className="whitespace-nowrap">{td(`importKind.${run.kind}`)}</td>
      <td><ImportStatusBadge status={run.status} isTrial={run.isTrial} />{run.undoneAt ? <span className="block text-muted text-[0.857rem]">{t('undoneText', { who: actorText(run.undoneBy ?? '') })}</span> : null}</td>
      {(['created', 'updated', 'unchanged', 'rejected'] as const).map((count) => <td key={count} className="num"><CountText count={run[count]} /></td>)}
      <td>{actorText(run.actorName)}</td>
      <td><InstantText at={run.startedAt} /></td>
    </tr>
  );
}
