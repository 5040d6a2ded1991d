import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import type { ImportRejects } from './load-import.server.ts';
import { RejectRow } from './reject-row.tsx';
import { useProblemText } from './use-problem-text.ts';

interface RejectRowsProps {
  readonly rejects: ImportRejects;
  /** How many rows were not taken; rows that only belong to their orders apart. */
  readonly rejectedRows: number;
  /** Whether rows can still be corrected or left out. */
  readonly isEditable: boolean;
  readonly downloadTo: string;
}

/** The rows that cannot be taken, with what is wrong; they are corrected or left out in place, one by one or all of a kind. */
export function RejectRows({ rejects, rejectedRows, isEditable, downloadTo }: RejectRowsProps) {
  const t = useText('imports');
  const tc = useText('common');
  const problemText = useProblemText();
  const { rows, reasons, problems, counts, after, next, editing, total, headings } = rejects;
  const title = t('rejects.rows', { count: rejectedRows });
  const decided = [problems > rejectedRows && t('rejects.problems', { count: problems }), counts.edited > 0 && t('rejects.editedCount', { count: counts.edited }), counts.skipped > 0 && t('rejects.skippedCount', { count: counts.skipped })].filter(Boolean).join(' · ');
  const places = new Map(headings.map((heading, place) => [heading.trim(), place]));
  return (
    <Card title={title} subtitle={decided || null} actions={total === 0 ? null : <a href={downloadTo} download className={buttonClass('secondary', 'sm')}><Icon name="export" />{t('rejects.download')}</a>}>
      {total > counts.kept ? <p className="mb-3 text-muted">{t('rejects.kept', { kept: counts.kept, total })}</p> : null}
      {isEditable && reasons.length > 0 ? (
        <Form method="post" preventScrollReset className="mb-3 flex flex-wrap gap-2">
          <input type="hidden" name="intent" value="skip-code" />
          {reasons.map(({ code, count }) => <Button key={code} type="submit" name="code" value={code} size="sm">{t('rejects.skipAll', { reason: problemText(code) ?? code, count })}</Button>)}
        </Form>
      ) : null}
      <Table label={t('rejects.rowsLabel')} compact>
        <thead><tr><th scope="col" className="num">{t('rejects.line')}</th><th scope="col">{t('rejects.reason')}</th>{isEditable ? <th scope="col">{t('rejects.actions')}</th> : null}</tr></thead>
        <tbody>
          {rows.map((row) => <RejectRow key={row.line} row={row} places={places} headings={headings} isEditable={isEditable} isEditing={isEditable && editing === row.line} after={after} />)}
        </tbody>
      </Table>
      {after > 0 || next !== null ? (
        <div className="mt-3">
          <Pagination
            label={tc('table.pages')} previousLabel={tc('table.previousPage')} nextLabel={tc('table.nextPage')} previous={after > 0 ? '?' : null} next={next === null ? null : `?after=${next}`}
          />
        </div>
      ) : null}
    </Card>
  );
}
