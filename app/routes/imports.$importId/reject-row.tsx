import { Form, Link } from '@remix-run/react';
import { isWithheld } from '#app/domain/ingestion/withheld.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { EditRowForm } from './edit-row-form.tsx';
import type { ImportRejects } from './load-import.server.ts';
import { Problem } from './problem.tsx';

interface RejectRowProps {
  readonly row: ImportRejects['rows'][number];
  /** Where each heading stands. */
  readonly places: ReadonlyMap<string, number>;
  readonly headings: readonly string[];
  readonly isEditable: boolean;
  readonly isEditing: boolean;
  /** The page of rows that is shown. */
  readonly after: number;
}

/** A row of the file with everything that is wrong with it, and what was decided about it. */
export function RejectRow({ row, places, headings, isEditable, isEditing, after }: RejectRowProps) {
  const t = useText('imports');
  const { line, problems, isSkipped } = row;
  const isEdited = row.editedCells !== null;
  const badPlaces = new Set(problems.flatMap(({ column }) => places.get(column) ?? []));
  return (
    <>
      <tr id={`row-${line}`}>
        <td className="num">{line}</td>
        <td>
          {isSkipped ? <Badge>{t('rejects.skipped')}</Badge> : isEdited ? <Badge tone="accent">{t('rejects.edited')}</Badge> : null}
          {isEdited && !isSkipped ? changedCells(row, headings).map(({ heading, before, after: now }) => <p key={heading}><strong className="font-medium">{heading}</strong> <code className="break-all line-through text-muted">{before}</code> → <code className="break-all">{now}</code></p>) : null}
          {problems.length === 0 && !isSkipped && !isEdited ? <span className="text-muted">{t('rejects.belongs')}</span> : null}
          {problems.map(({ column, value, code, message }, place) => (
            <p key={place} className={isSkipped || isEdited ? 'text-muted' : undefined}>
              {column ? <strong className="font-medium">{column}</strong> : null} {isWithheld(value) ? <span className="text-muted">{t('rejects.withheld')}</span> : value ? <code className="break-all">{value}</code> : null}{' '}
              <Problem code={code} message={message} values={problemValues({ code, message }, row.cells.length, headings.length)} />
            </p>
          ))}
        </td>
        {isEditable ? (
          <td>
            <Form method="post" preventScrollReset className="flex flex-wrap gap-1">
              <input type="hidden" name="line" value={line} />
              {isSkipped ? null : <Link to={`?${new URLSearchParams({ ...(after > 0 ? { after: String(after) } : {}), edit: String(line) })}`} preventScrollReset className={buttonClass('secondary', 'sm')}>{t('rejects.edit')}</Link>}
              {isEdited ? <Button type="submit" name="intent" value="reset-row" size="sm" variant="ghost">{t('rejects.reset')}</Button> : null}
              {isSkipped ? <Button type="submit" name="intent" value="take-row" size="sm">{t('rejects.takeIn')}</Button> : <Button type="submit" name="intent" value="skip-row" size="sm" variant="ghost">{t('rejects.skip')}</Button>}
            </Form>
          </td>
        ) : null}
      </tr>
      {isEditing ? <tr><td colSpan={3}><EditRowForm row={row} headings={headings} badPlaces={badPlaces} after={after} /></td></tr> : null}
    </>
  );
}

/** The numbers that the words for a problem name; undefined where one is not known. */
function problemValues({ code, message }: { readonly code: string; readonly message: string }, cells: number, headings: number): Record<string, number> | undefined {
  if (code === 'row_too_wide') return { cells, headings };
  if (code !== 'duplicate') return {};
  const first = /line (\d+)$/.exec(message)?.[1];
  return first === undefined ? undefined : { first: Number(first) };
}

/** What was corrected, cell by cell. */
function changedCells({ cells, editedCells }: RejectRowProps['row'], headings: readonly string[]): { readonly heading: string; readonly before: string; readonly after: string }[] {
  return (editedCells ?? []).flatMap((after, place) => (after === cells[place] ? [] : [{ heading: headings[place] || String(place + 1), before: cells[place] ?? '', after }]));
}
