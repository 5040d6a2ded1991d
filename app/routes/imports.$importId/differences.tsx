import { Link, useSearchParams } from '@remix-run/react';
import type { ChangeAction, FieldDifference } from '#app/domain/ingestion/import-change.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import type { DifferenceList, ImportDifferences } from './load-differences.server.ts';
import { ShownValueText } from './shown-value.tsx';
import { useFieldText } from './use-problem-text.ts';

interface DifferencesProps {
  readonly differences: ImportDifferences;
  /** Whether what is created is there to be opened. */
  readonly isApplied: boolean;
}

type Row = DifferenceList['rows'][number];

/** What a file changes, field by field, and what it makes; the first of each, the counts say how many there are. */
export function Differences({ differences, isApplied }: DifferencesProps) {
  return (
    <>
      <ChangeList action="updated" list={differences.updated} isApplied={isApplied} />
      <ChangeList action="created" list={differences.created} isApplied={isApplied} />
    </>
  );
}

function ChangeList({ action, list, isApplied }: { readonly action: ChangeAction; readonly list: DifferenceList; readonly isApplied: boolean }) {
  const t = useText('imports');
  const tc = useText('common');
  const [search] = useSearchParams();
  if (list.kept === 0) return null;
  const pageAfter = (after: number | null) => {
    const next = new URLSearchParams(search);
    if (after === null) next.delete(action);
    else next.set(action, String(after));
    return `?${next.toString()}`;
  };
  const title = t(`differences.${action}`, { count: list.kept });
  return (
    <Card title={title} subtitle={list.total > list.kept ? t('differences.more', { kept: list.kept, total: list.total }) : undefined}>
      <Table label={title} compact>
        <thead><tr><th scope="col" className="num">{t('rejects.line')}</th><th scope="col">{t('differences.what')}</th><th scope="col">{t('differences.fields')}</th></tr></thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.number}>
              <td className="num align-top">{row.line}</td>
              <td className="align-top break-words"><Subject row={row} isThere={action === 'updated' || isApplied} /></td>
              <td>{action === 'updated' ? <Changed row={row} /> : <Made row={row} />}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {list.after > 0 || list.next !== null ? (
        <div className="mt-3">
          <Pagination
            label={tc('table.pages')} previousLabel={tc('table.previousPage')} nextLabel={tc('table.nextPage')}
            previous={list.after > 0 ? pageAfter(null) : null} next={list.next === null ? null : pageAfter(list.next)}
          />
        </div>
      ) : null}
    </Card>
  );
}

function Subject({ row, isThere }: { readonly row: Row; readonly isThere: boolean }) {
  const to = isThere ? addressOf(row) : null;
  return to ? <Link to={to} className="text-accent hover:underline">{row.label}</Link> : <>{row.label}</>;
}

/** Where a thing is looked at; campaigns are named by a slug that the change need not hold. */
function addressOf({ subjectKind, subjectId }: Row): string | null {
  switch (subjectKind) {
    case 'kol':
      return paths.kol({ kolId: subjectId });
    case 'order': {
      const [shop = '', orderId = ''] = subjectId.split('\n');
      return paths.order({ shop, orderId });
    }
    case 'campaign':
      return null;
    default:
      return paths.collaboration({ collaborationId: subjectId });
  }
}

function Changed({ row }: { readonly row: Row }) {
  const t = useText('imports');
  if (row.fields.length === 0) return <span className="text-muted">{t('differences.withheld')}</span>;
  return (
    <ul className="flex flex-col gap-0.5">
      {row.fields.map((field) => (
        <li key={field.field} className="flex flex-wrap gap-x-2">
          <FieldName field={field} />
          <del className="text-muted"><ShownValueText subject={row.subjectKind} field={field.field} value={field.before} /></del>
          <span aria-hidden="true">→</span>
          <ins className="no-underline font-medium"><ShownValueText subject={row.subjectKind} field={field.field} value={field.after} /></ins>
        </li>
      ))}
    </ul>
  );
}

function Made({ row }: { readonly row: Row }) {
  const stated = row.fields.filter(({ after }) => after !== null && after !== '' && !(Array.isArray(after) && after.length === 0));
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {stated.map((field) => <li key={field.field} className="flex gap-x-1"><FieldName field={field} /><ShownValueText subject={row.subjectKind} field={field.field} value={field.after} /></li>)}
    </ul>
  );
}

function FieldName({ field }: { readonly field: FieldDifference }) {
  const fieldText = useFieldText();
  return <span className="text-muted">{fieldText(field.field)}</span>;
}
