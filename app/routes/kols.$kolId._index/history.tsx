import type { SubjectHistoryRow } from '#db/queries/audit.server.ts';
import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

const ACTIONS = ['create', 'change', 'undo', 'delete', 'restore'] as const;

/** Who changed what from the audit log: before and after of each field. */
export function History({ rows }: { readonly rows: readonly SubjectHistoryRow[] }) {
  const t = useText('roster');
  if (rows.length === 0) return <Card title={t('profile.history')}><p className="text-muted">{t('profile.noHistory')}</p></Card>;
  const nameOf = (action: string) => t(`profile.action.${ACTIONS.find((known) => action === `kol.${known}`) ?? 'other'}`);
  return (
    <Card title={t('profile.history')}>
      <Table label={t('profile.history')} compact>
        <thead>
          <tr>
            <th scope="col">{t('profile.when')}</th><th scope="col">{t('profile.who')}</th><th scope="col">{t('profile.what')}</th><th scope="col">{t('profile.change')}</th><th scope="col">{t('profile.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td><InstantText at={row.at} /></td>
              <td>{row.actorName}</td>
              <td className="nowrap">{nameOf(row.action)}</td>
              <td><Changes row={row} /></td>
              <td>{row.reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Changes({ row }: { readonly row: SubjectHistoryRow }) {
  return (
    <ul className="max-h-40 overflow-y-auto">
      {Object.entries(row.after ?? {}).map(([field, value]) => (
        <li key={field} className="break-words">
          <code className="text-muted">{field}</code> {row.before && field in row.before ? <><del className="text-muted">{written(row.before[field])}</del> → </> : null}{written(value)}
        </li>
      ))}
    </ul>
  );
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join('; ') || '—' : JSON.stringify(value);
}
