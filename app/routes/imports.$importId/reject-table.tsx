import { useText } from '#app/i18n/use-text.ts';
import { buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { useProblemText } from './use-problem-text.ts';

export const REJECTS_PER_PAGE = 50;

interface RejectTableProps {
  readonly rejects: readonly { readonly number: number; readonly line: number; readonly column: string; readonly value: string; readonly code: string; readonly message: string }[];
  /** Rejects on the pages before. */
  readonly after: number;
  readonly total: number;
  readonly downloadTo: string;
}

/** Every cell that could not be taken, with its place, value and reason. */
export function RejectTable({ rejects, after, total, downloadTo }: RejectTableProps) {
  const t = useText('imports');
  const tc = useText('common');
  const problemText = useProblemText();
  const last = rejects.at(-1)?.number ?? after;
  return (
    <Card
      title={t('rejects.title', { count: total })}
      actions={<a href={downloadTo} download className={buttonClass('secondary', 'sm')}><Icon name="export" />{t('rejects.download')}</a>}
    >
      <Table label={t('rejects.title', { count: total })} compact>
        <thead><tr><th scope="col" className="num">{t('rejects.line')}</th><th scope="col">{t('rejects.column')}</th><th scope="col">{t('rejects.value')}</th><th scope="col">{t('rejects.reason')}</th></tr></thead>
        <tbody>
          {rejects.map((reject) => (
            <tr key={reject.number}>
              <td className="num">{reject.line}</td>
              <td>{reject.column}</td>
              <td className="break-all"><code>{reject.value}</code></td>
              <td>{problemText(reject.code)}<span className="block text-muted text-[0.857rem]" lang="en">{reject.message}</span></td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="mt-3">
        <Pagination
          label={tc('table.pages')} previousLabel={tc('table.previousPage')} nextLabel={tc('table.nextPage')}
          previous={after > 0 ? `?after=${Math.max(0, after - REJECTS_PER_PAGE)}` : null} next={last < total ? `?after=${last}` : null}
        >
          {tc('table.range', { from: Math.min(after + 1, total), to: last, total })}
        </Pagination>
      </div>
    </Card>
  );
}
