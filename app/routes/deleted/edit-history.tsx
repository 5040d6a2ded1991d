import { Form } from '@remix-run/react';
import type { EditRunRow } from '#db/queries/edit-run.server.ts';
import type { UndoStanding } from '#app/domain/edit-run.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { SkippedList } from '#app/components/skipped-list.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

type ShownRun = EditRunRow & { readonly standing: UndoStanding };

/** Edits of many rows and deletions, latest first: who, how many, what was left, and Undo while it is possible. */
export function EditHistory({ runs }: { readonly runs: readonly ShownRun[] }) {
  const t = useText('editing');
  if (runs.length === 0) return null;
  return (
    <Card title={t('history.title')} subtitle={t('history.note')}>
      <Table label={t('history.title')} compact>
        <thead><tr><th scope="col">{t('history.at')}</th><th scope="col">{t('history.who')}</th><th scope="col">{t('history.what')}</th><th scope="col">{t('history.left')}</th><th scope="col">{t('history.undo')}</th></tr></thead>
        <tbody>{runs.map((run) => <Line key={run.id} run={run} />)}</tbody>
      </Table>
    </Card>
  );
}

function Line({ run }: { readonly run: ShownRun }) {
  const t = useText('editing');
  return (
    <tr>
      <td><InstantText at={run.madeAt} /></td>
      <td>{run.madeByName}</td>
      <td>{t(`history.kind.${run.kind}`)} · {run.label || t(`history.of.${run.subjectKind}`, { count: run.changed })}</td>
      <td>{run.skipped.length === 0 ? '—' : <details><summary>{t('history.leftCount', { count: run.skipped.length })}</summary><SkippedList rows={run.skipped} /></details>}</td>
      <td>
        {run.standing === 'possible' ? (
          <Form method="post" action={paths.editUndo({ runId: run.id }, '?next=/deleted')}><Button type="submit" size="sm">{t('undo.button')}</Button></Form>
        ) : run.undoneByName ? t('history.undoneBy', { name: run.undoneByName }) : t(`undo.standing.${run.standing}`)}
      </td>
    </tr>
  );
}
